"""Words of the search."""

from __future__ import annotations

from muniment.texts.text import Text


def snippet(text: str, *, by_meaning: bool) -> str:
    """What stands at a place that was found; whether it holds none of the words is said before it.

    Args:
        text: What is printed there.
        by_meaning: Whether it holds none of the words.
    """
    return Text("By meaning: {text}")(text=text) if by_meaning else text
