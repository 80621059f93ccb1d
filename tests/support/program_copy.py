"""A copy of the program, on which recipes of ``docs/extend.md`` are carried out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "extend.md"
_BLOCK = re.compile(
    r"^```\w+\n# (?P<path>[\w./-]+)(?:: (?:in (?P<table>\w+)|(?P<imports>after imports)))?\n(?P<text>.*?)^```",
    re.DOTALL | re.MULTILINE,
)
_IMPORT = re.compile(r"^from .+\n", re.MULTILINE)


class Copy:
    """A copy of the program that a recipe changes.

    Attributes:
        root: Its folder, with ``app``, ``resources`` and ``models``.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        for folder in ("app", "resources", "models"):
            shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(root / "app"),
            "HOME": str(root),
            "XDG_DATA_HOME": str(root),
        }

    def follow(self, title: str) -> list[str]:
        """Write the blocks of a recipe into the copy.

        Args:
            title: The heading of the recipe.

        Returns:
            The files that were written.
        """
        section = PAGE.read_text("utf-8").split(f"\n## {title}\n")[1].split("\n## ")[0]
        blocks = list(_BLOCK.finditer(section))
        assert blocks, f"the recipe {title!r} has no block"
        for block in blocks:
            path = self.root / block["path"]
            if block["imports"]:
                code, (last, *_) = path.read_text("utf-8"), reversed(list(_IMPORT.finditer(path.read_text("utf-8"))))
                path.write_text(f"{code[: last.end()]}{block['text']}{code[last.end() :]}", "utf-8")
            else:
                self._write(path, block["table"], block["text"])
        return list(dict.fromkeys(block["path"] for block in blocks))

    def _write(self, path: Path, table: str | None, text: str) -> None:
        if table is None:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as file:
                file.write(text)
            return
        code = path.read_text("utf-8")
        opening = re.search(rf"^{table}\b.*?= ?[\[({{]", code, re.MULTILINE)
        assert opening is not None, f"{path.name} has no table {table}"
        path.write_text(f"{code[: opening.end()]}\n{text.rstrip()}{code[opening.end() :]}", "utf-8")

    def run(self, *arguments: object) -> str:
        """Run a command of the copy; its output."""
        return self.python("-m", "muniment", *arguments)

    def python(self, *arguments: object) -> str:
        """Run Python with the copy's modules; its output."""
        done = self._run(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def fail(self, *arguments: object) -> str:
        """Run a command of the copy that does not succeed; what it says on its way out."""
        done = self._run("-m", "muniment", *arguments)
        assert done.returncode != 0, done.stdout
        return done.stderr

    def _run(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *map(str, arguments)]
        return subprocess.run(
            command,
            capture_output=True,
            encoding="utf-8",
            env=self.environment,
            cwd=self.root,
            check=False,
            timeout=120,
        )
