"""What every reader holds to when a file speaks of itself: short texts on one line, and no document lost over them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from muniment.reading.common.characters import clean

T = TypeVar("T")

MAX_HEADINGS = 5_000  # long handbooks have some 2,000
MAX_TITLE = 500  # characters


def tidy(text: object, limit: int = MAX_TITLE) -> str:
    """A text of a file's metadata on one line and not too long; empty for what is no text.

    Args:
        text: What the file says; of any type, since nobody checked it.
        limit: Characters.
    """
    return " ".join(clean(text[: 2 * limit]).replace("\0", " ").split())[:limit] if isinstance(text, str) else ""


def softly(read: Callable[[], T], otherwise: T) -> T:
    """What ``read`` returns, or ``otherwise`` if it fails."""
    try:
        return read()
    except Exception:  # noqa: BLE001 - of hostile input a parser raises anything, and nothing here is worth a document
        return otherwise
