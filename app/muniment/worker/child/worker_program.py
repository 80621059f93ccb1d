"""The worker program: binds itself, then answers what its parent asks on standard input until that ends.

Must never open a user's file, talk to a network, or write anything but frames to what was standard output.
"""

from __future__ import annotations

import gc
import glob
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from muniment import guard
from muniment.worker.child.serve import Role, sender, serve
from muniment.worker.protocol.control import WorkerReady

ROLES = ("read", "analyse", "convert")
NOT_BOUND = 70
"""Exit status: a limit could not be set (``EX_SOFTWARE`` of sysexits)."""
_PART = re.compile(r"-\d{5}(-of-\d{5}\.gguf)$", re.IGNORECASE)


def main(arguments: list[str] | None = None) -> int:
    """Run a role until the parent is gone.

    Args:
        arguments: The role, then the models that it may be asked to load, and for "convert" the folder that it writes to; None for those of the command.
    """
    given = arguments if arguments is not None else sys.argv[1:]
    role_name = given[0] if given else ""
    if role_name not in ROLES:
        sys.stderr.write("muniment-worker is started by muniment\n")
        return 2
    gc.disable()  # what is imported stays: to look through it for garbage took 4 % of a filing's time (measured)
    stdin, stdout = _private_pipes()
    guard.return_memory()
    try:
        guard.harden(memory=guard.READ_MEMORY if role_name == "read" else None)
        files = list(map(Path, given[1:]))
        folders = files[1:] if role_name == "convert" else []  # all that a worker ever writes
        guard.confine(guard.Profile.WORKER, read=_readable(role_name, files), write=folders)
        role = _role(role_name)
        gc.freeze()
        gc.enable()
        if role_name == "read":  # a graphics driver may keep what it has compiled; a parser has nothing to keep
            guard.refuse_files()
    except guard.GuardError as error:
        sys.stderr.write(f"{error}\n")
        return NOT_BOUND
    send = sender(stdout)
    try:
        send(None, WorkerReady(os.getpid()))
        serve(role, stdin, send)
    except (BrokenPipeError, KeyboardInterrupt):
        os._exit(0)


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the pipes to ourselves; whatever a C library prints goes to standard error."""
    stdin, stdout = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return stdin, stdout


def _readable(role_name: str, models: Sequence[Path]) -> list[Path]:
    """The files that this role may read beside its program: models."""
    if role_name == "read":
        return []
    from muniment.llm.files import starter_file

    found = starter_file.find()
    parts = [part for path in models for part in (path, *_other_parts(path))]
    return [*parts, *([found] if found else [])]


def _other_parts(path: Path) -> list[Path]:
    """Of a model that comes as several files."""
    match = _PART.search(path.name)
    return list(path.parent.glob(f"{glob.escape(path.name[: match.start()])}-*{match[1]}")) if match else []


def _role(name: str) -> Role:
    if name == "read":
        from muniment.worker.child.read_role import ReadRole

        return ReadRole()
    if name == "convert":
        from muniment.worker.child.convert_role import ConvertRole

        return ConvertRole()
    from muniment.worker.child.analyse_role import AnalyseRole

    return AnalyseRole()


if __name__ == "__main__":
    sys.exit(main())
