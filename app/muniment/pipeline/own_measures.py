"""The user's own file of measures: its text, which the worker gets, since it opens no file of the user.

Must never hold up a document: what cannot be read is no file, and what is wrong in it is the worker's to say.
"""

from __future__ import annotations

from muniment import log, paths

_log = log.of("pipeline")

MOST = 256 * 1024
"""Bytes; a longer file is cut, and then told to be no valid file."""


def text() -> str:
    """What stands in it; empty where there is none."""
    try:
        with paths.own_measures().open("rb") as file:
            return file.read(MOST).decode("utf-8-sig", "replace")
    except FileNotFoundError:
        return ""
    except OSError as error:
        _log.warning("the file of own measures cannot be read: %s", error.strerror)
        return ""
