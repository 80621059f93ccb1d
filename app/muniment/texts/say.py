"""Say a message: a code with its arguments becomes words.

Must never fail: an unknown code, such as one of a newer version, is said as a fault with its name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from muniment.message import VERBATIM, Argument, Message
from muniment.texts.text import Text

Words = Text | Callable[[Message], str]
"""The words of a code: a text, or a function where they depend on the arguments."""


def say(what: Message) -> str:
    """The words of a message in the current language.

    Args:
        what: A code of one of the tables in ``texts``.
    """
    if what.code == VERBATIM:
        return str(what.get("text"))
    words = _tables().get(what.code)
    if words is None:
        return what.code
    if isinstance(words, Text):
        return words(**{name: say_argument(value) for name, value in what.arguments})
    return words(what)


def say_argument(value: Argument) -> str | int:
    """An argument as it stands among words."""
    if isinstance(value, Message):
        return say(value)
    return value if isinstance(value, int) else str(value)


@cache
def _tables() -> Mapping[str, Words]:
    """The words of every code; made when something is first said."""
    from muniment.texts import documents, errors, models, questions, schema_texts

    return {
        **errors.ERRORS,
        **schema_texts.FAULTS,
        **documents.DOCUMENTS,
        **models.MODELS,
        "model-ready": models.model_ready,
        **questions.QUESTIONS,
    }
