"""A language for the length of a test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from muniment.texts import language


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak a language, and the one from before afterwards."""
    before = language.current()
    language.use(code)
    try:
        yield
    finally:
        language.use(before)
