"""The user's own files of measures and of tags: their text, which the worker gets, since it opens no file of the user.

Must never hold up a document: what cannot be read is no file, and what is wrong in it is the worker's to say.
"""

from __future__ import annotations

from pathlib import Path

from muniment import log, paths

_log = log.of("pipeline")

MOST = 256 * 1024
"""Bytes; a longer file is cut, and then told to be no valid file."""


def text() -> str:
    """What stands in the file of measures; empty where there is none."""
    return _text(paths.own_measures())


def tags() -> str:
    """What stands in the file of tags; empty where there is none."""
    return _text(paths.own_tags())


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(MOST).decode("utf-8-sig", "replace")
    except FileNotFoundError:
        return ""
    except OSError as error:
        _log.warning("the user's own %s cannot be read: %s", path.name, error.strerror)
        return ""
