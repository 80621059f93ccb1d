"""The worker program: binds itself, then answers what its parent asks on standard input until that ends.

Must never open a user's file, talk to a network, or write anything but frames to what was standard output.
"""

from __future__ import annotations

import os
import sys
from typing import BinaryIO

from muniment import guard
from muniment.worker.messages import Kind
from muniment.worker.serve import Role, sender, serve

ROLES = ("read", "analyse", "convert")
NOT_BOUND = 70
"""Exit status: a limit could not be set (``EX_SOFTWARE`` of sysexits)."""


def main(arguments: list[str] | None = None) -> int:
    """Run a role until the parent is gone."""
    role_name = (arguments if arguments is not None else sys.argv[1:] or [""])[0]
    if role_name not in ROLES:
        sys.stderr.write("muniment-worker is started by muniment\n")
        return 2
    stdin, stdout = _private_pipes()
    guard.return_memory()
    try:
        guard.harden(memory=guard.READ_MEMORY if role_name == "read" else None)
        role = _role(role_name)
        if role_name == "read":  # a graphics driver may keep what it has compiled; a parser has nothing to keep
            guard.refuse_files()
    except guard.GuardError as error:
        sys.stderr.write(f"{error}\n")
        return NOT_BOUND
    send = sender(stdout)
    try:
        send({"kind": Kind.READY.value, "pid": os.getpid()}, b"")
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


def _role(name: str) -> Role:
    if name == "read":
        from muniment.worker.read import ReadRole

        return ReadRole()
    if name == "convert":
        from muniment.worker.convert import ConvertRole

        return ConvertRole()
    from muniment.worker.analyse import AnalyseRole

    return AnalyseRole()


if __name__ == "__main__":
    sys.exit(main())
