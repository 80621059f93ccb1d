"""Say a message: a code with its arguments becomes words.

Must never fail: an unknown code, such as one of a newer version, is said as a fault with its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from muniment.message import VERBATIM, Argument, Message
from muniment.texts.document_words.chosen_words import Words
from muniment.texts.text import Text


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
    arguments = tuple((name, say_argument(value)) for name, value in what.arguments)
    return words(**dict(arguments)) if isinstance(words, Text) else words(Message(what.code, arguments))


def say_argument(value: Argument) -> Argument:
    """An argument as it stands among words; numbers and dates are written by the text."""
    return say(value) if isinstance(value, Message) else value


@cache
def _tables() -> Mapping[str, Words]:
    """The words of every code; made when something is first said."""
    from muniment.texts.document_words import document_fault_words, model_words
    from muniment.texts.error_words import all_error_words, command_error_words, window_error_words
    from muniment.texts.finding_words import (
        amount_words,
        answer_words,
        check_words,
        definition_words,
        measure_words,
        question_words,
        reason_words,
        summary_words,
        warning_words,
    )

    return {
        **amount_words.AMOUNTS,
        **answer_words.ANSWERS,
        **check_words.CHECKS,
        **definition_words.DEFINITIONS,
        **measure_words.MEASURES,
        **reason_words.REASONS,
        **summary_words.SUMMARY,
        **warning_words.WARNINGS,
        **all_error_words.ERRORS,
        **command_error_words.COMMANDS,
        **window_error_words.WINDOW,
        **document_fault_words.DOCUMENTS,
        **model_words.MODELS,
        "model-ready": model_words.model_ready,
        **question_words.QUESTIONS,
    }
