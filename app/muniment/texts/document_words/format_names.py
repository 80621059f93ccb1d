"""The formats that Muniment reads, as they are spoken of in sentences: each list ends in "or"."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.formats import FORMATS
from muniment.texts.text import Text

_OR = Text("{first} or {last}", context="the end of a list")
_WEB_PAGE = Text("web page", context="what a file is")
_THINGS = {_WEB_PAGE.text: _WEB_PAGE}
"""Of the table of formats, what is no proper noun."""


def saved_as() -> str:
    """What a file can be saved as so that it is read: "PDF, DOCX or HTML"."""
    return either([one.name for one in FORMATS])


def called() -> str:
    """What people call the files that are read: "PDF, Word or HTML"."""
    return either([one.called or one.name for one in FORMATS])


def things() -> str:
    """What the files are that are read: "PDF, DOCX or web page"."""
    named = [one.thing or one.name for one in FORMATS]
    return either([_THINGS[name]() if name in _THINGS else name for name in named])


def either(words: Sequence[str]) -> str:
    """Words as a list of which one is meant.

    Args:
        words: In the current language; at least one.
    """
    *before, last = words
    return _OR(first=", ".join(before), last=last) if before else last
