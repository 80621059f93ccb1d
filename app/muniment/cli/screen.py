"""Where words go: results to standard output, everything else to standard error.

Must never mix the two: a script reads standard output. Must never pass on what a terminal would obey: names of files and
words of documents come from anybody.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from muniment.errors import UserError
from muniment.texts.text import Text

_CONTROLS = {code: ascii(chr(code))[1:-1] for code in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)}
"""What moves a cursor or ends a line, as Python would write it; ``ls`` does the same with names."""


def prepare() -> None:
    """Make both streams UTF-8, whatever the system's code page, and have them where a script closed them."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:  # else the next file that is opened gets this number, and is taken for the stream
            os.open(os.devnull, os.O_RDWR)
    nowhere = Path(os.devnull)
    sys.stdout = sys.stdout or nowhere.open("w")
    sys.stderr = sys.stderr or nowhere.open("w")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def visible(text: str) -> str:
    """A text that stays on its line and commands no terminal."""
    return text.translate(_CONTROLS)


def put(text: str = "") -> None:
    """A line of the result."""
    _write(visible(text) + "\n")


def put_json(value: object) -> None:
    """A value of the result, as JSON on one line, at once."""
    _write(json.dumps(value, ensure_ascii=False) + "\n")
    finish()


def finish() -> None:
    """Let nothing of the result stay behind.

    Raises:
        UserError: It cannot be written.
        BrokenPipeError: Nobody reads it any more.
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError:
        raise _unwritten() from None


def _write(text: str) -> None:
    try:
        sys.stdout.write(text)
    except BrokenPipeError:
        raise
    except OSError:
        raise _unwritten() from None


def _unwritten() -> UserError:
    hush()
    return UserError("output")


def say(text: str) -> None:
    """A line for the person."""
    clear()
    sys.stderr.write(visible(text) + "\n")
    sys.stderr.flush()


def about(name: str, sentence: str) -> str:
    """A sentence about a file; with its name before it where it does not say it."""
    return sentence if name in sentence else f"{name}: {sentence}"


def facts(count: int) -> str:
    """A number of facts: 1 fact, 2 facts.

    Args:
        count: How many facts.
    """
    return Text("{n} fact", "{n} facts")(n=count)


def page_mark(pages: Iterable[int]) -> str:
    """Pages behind what they cite: p. 3, 4.

    Args:
        pages: Numbers from 1.
    """
    return Text("p. {pages}")(pages=", ".join(map(str, pages)))


def progress(text: str) -> None:
    """What is being done, on one line that is overwritten; nothing where nobody looks."""
    if sys.stderr.isatty():
        width = os.get_terminal_size(sys.stderr.fileno()).columns or 80  # some terminals do not say
        sys.stderr.write("\r\x1b[K" + visible(text)[: width - 1])
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
    rows = [[visible(cell) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return [
        "  ".join(
            cell.rjust(width) if i in right else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
