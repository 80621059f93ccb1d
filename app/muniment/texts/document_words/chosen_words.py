"""Words that depend on the arguments of a message: which of several whole texts is said.

Must never join parts of sentences: another language orders them otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from muniment.message import Message
from muniment.texts.text import Text

Words = Text | Callable[[Message], str]
"""The words of a code: a text, or a function where they depend on the arguments. A message among these is words already."""


def with_or_without(argument: str, given: Text, missing: Text) -> Callable[[Message], str]:
    """Say one text where an argument is given and not empty, another where it is not.

    Args:
        argument: Its name.
        given: Has room for it.
        missing: Does without it.
    """

    def words(what: Message) -> str:
        return _said(given if what.get(argument) else missing, what)

    return words


def by_value(argument: str, texts: Mapping[str, Text], other: Text) -> Callable[[Message], str]:
    """Say the text that belongs to the value of an argument.

    Args:
        argument: Its name.
        texts: A text for each value.
        other: For any other value, such as one of a newer version.
    """

    def words(what: Message) -> str:
        return _said(texts.get(str(what.get(argument)), other), what)

    return words


def _said(text: Text, what: Message) -> str:
    return text(**dict(what.arguments))
