"""Where words go: results to standard output, everything else to standard error.

Must never mix the two: a script reads standard output.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any


def prepare() -> None:
    """Make both streams UTF-8, whatever the system's code page."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def put(text: str = "") -> None:
    """A line of the result."""
    sys.stdout.write(text + "\n")


def put_json(value: Any) -> None:
    """A value of the result, as JSON on one line, at once."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def say(text: str) -> None:
    """A line for the person."""
    clear()
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def progress(text: str) -> None:
    """What is being done, on one line that is overwritten; nothing where nobody looks."""
    if sys.stderr.isatty():
        width = os.get_terminal_size(sys.stderr.fileno()).columns or 80  # some terminals do not say
        sys.stderr.write("\r\x1b[K" + text[: width - 1])
        sys.stderr.flush()


def clear() -> None:
    """Take the line of progress away."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")


def hush() -> None:
    """Nobody reads standard output any more: let what is buffered for it go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def table(rows: list[list[str]], *, right: frozenset[int] = frozenset()) -> list[str]:
    """Rows as lines with aligned columns.

    Args:
        rows: Of equal length.
        right: Columns that are aligned to the right.
    """
    if not rows:
        return []
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        "  ".join(
            cell.rjust(width) if i in right else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
