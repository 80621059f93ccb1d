"""The way from bytes to a reader, by the table of formats.

Must never go by what a file is called, save to say that its name misleads.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import cast

from muniment.document.limits import MAX_ORIGINAL
from muniment.formats import Format, of_name
from muniment.reading.reader import Reader, Unreadable
from muniment.recognise import is_locked, recognise


def open_document(data: bytes, name: str = "") -> Reader:
    """Open a document by what it is, not by what it is called.

    Args:
        data: The whole file.
        name: File name or suffix; used only to say what is wrong with a file that is of no known format.

    Raises:
        Unreadable: With the code that says why.
    """
    if not data:
        raise Unreadable("empty")
    if len(data) > MAX_ORIGINAL:
        raise Unreadable("too-large")
    found = recognise(data)
    if found is not None:
        return _class_of(found)(data)
    if is_locked(data):
        raise Unreadable("encrypted")
    raise Unreadable("unsupported" if of_name(name) is None else "misnamed")


def _class_of(one: Format) -> Callable[[bytes], Reader]:
    """The reader that a format's row names; a document of another format does not load it."""
    module, _, name = one.reader.partition(":")
    return cast("Callable[[bytes], Reader]", getattr(importlib.import_module(module), name))
