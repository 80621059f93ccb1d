"""The real program as a process of its own, for tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PASSPHRASE = "nine quiet otters"


@dataclass(frozen=True)
class Ran:
    """What came of a run."""

    code: int
    out: str
    err: str

    def objects(self) -> list[dict[str, Any]]:
        """The JSON objects of its output."""
        return [json.loads(line) for line in self.out.splitlines()]


def is_gone(pid: int) -> bool:
    """Whether a process has ended (Linux)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state == "Z"


class CommandLine:
    """Runs `muniment` with a vault of the test.

    Attributes:
        folder: Of the test.
        vault: Made by the first command that may make it.
        passphrase_file: For the vault.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.vault = folder / "Test.muniment"
        self.passphrase_file = folder / "passphrase"
        self.passphrase_file.touch(mode=0o600)
        self.passphrase_file.write_text(PASSPHRASE + "\n")
        own = {"XDG_DATA_HOME": folder / "data", "XDG_CONFIG_HOME": folder / "config", "HOME": folder}
        self.environment = {**os.environ, **{name: str(path) for name, path in own.items()}, "LC_ALL": "C.UTF-8"}

    def run(self, *arguments: object, prelude: str = "", **more: Any) -> Ran:
        """Run a command.

        Args:
            arguments: As typed.
            prelude: Python that runs in the process before the program.
            more: For ``subprocess.run``.
        """
        done = subprocess.run(
            self.command(*arguments, prelude=prelude), capture_output=True, timeout=120, check=False,
            env=self.environment, stdin=subprocess.DEVNULL, encoding="utf-8", **more,
        )  # fmt: skip
        return Ran(done.returncode, done.stdout, done.stderr)

    def command(self, *arguments: object, prelude: str = "") -> list[str]:
        """What ``run`` runs."""
        start = ["-c", f"import sys; {prelude}; from muniment.__main__ import main; sys.exit(main())"]
        return [sys.executable, *(start if prelude else ["-m", "muniment"]), *map(str, arguments)]

    def stored(self) -> tuple[object, ...]:
        """The options that name the test's vault."""
        return ("--vault", self.vault, "--passphrase-file", self.passphrase_file)
