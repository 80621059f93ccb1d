"""A text that is shown: English in the code, any language on the screen.

Must never be shown by itself: only calling it gives words, so a constant keeps its meaning when the language changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import Any, TypeVar

from muniment.texts import language
from muniment.texts.numbers import formatted

Key = TypeVar("Key")


class Text:
    """A text in English, with room for arguments. Calling it gives the words in the current language.

    The catalogues are extracted from the calls of this class, so its arguments are always literals. Numbers and dates among
    the arguments are written as the language writes them: ``{n:,}`` is 1,234 in English and 1.234 in German.
    """

    __slots__ = ("context", "many", "text")

    def __init__(self, text: str, many: str = "", *, context: str = "") -> None:
        """Keep a text.

        Args:
            text: English, with room for arguments in braces (``"{name} is empty."``).
            many: English for a number of things other than one; the argument ``n`` is that number.
            context: What tells it from the same words with another meaning (``"state"``).
        """
        self.text = text
        self.many = many
        self.context = context

    def __call__(self, **arguments: Any) -> str:
        """The words in the current language.

        Args:
            arguments: What stands in the braces; ``n`` chooses between one and many.
        """
        if self.many:
            words = language.translate_count(self.text, self.many, int(arguments["n"]), self.context)
        else:
            words = language.translate(self.text, self.context)
        return _FORMATTER.vformat(words, (), arguments) if arguments else words

    def __repr__(self) -> str:
        return f"Text({self.text!r})"


def said(texts: Mapping[Key, Text]) -> dict[Key, str]:
    """The words of several texts, under the same keys."""
    return {key: text() for key, text in texts.items()}


class _Formatter(Formatter):
    """Writes numbers and dates by the language."""

    def format_field(self, value: object, format_spec: str) -> str:
        """A value with its format, as the language writes it."""
        return formatted(value, format_spec)


_FORMATTER = _Formatter()
