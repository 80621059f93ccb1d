"""What is to be said, as a code with arguments; ``texts`` alone turns it into words of a language.

Must never hold words of a language, save those of a document, a file name or an older vault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Union

Argument = Union[str, int, Decimal, date, "Message"]

VERBATIM = "verbatim"
"""The code of words that are shown as they are; its one argument is ``text``."""

MAX_ARGUMENTS = 64
"""Arguments of one message; the longest is a function of a formula with many figures."""
MAX_DEPTH = 40
"""Messages inside each other; the deepest is a long sum."""
MAX_PARTS = 500
"""Messages in one, itself among them."""
MAX_LENGTH = 20_000
"""Characters of a text among the arguments; the longest are words of a document."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_MAX_DIGITS = 40  # of a number among the arguments
_LONGEST_NAME = 80
_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Message:
    """Something to be said to a person.

    Attributes:
        code: Short stable name, such as ``wrong-passphrase``; ``texts`` has the words of each.
        arguments: Names and values that the words leave room for, in the order in which they were given.
    """

    code: str
    arguments: tuple[tuple[str, Argument], ...] = ()

    def get(self, name: str) -> Argument | None:
        """The argument of that name; None where there is none."""
        return next((value for key, value in self.arguments if key == name), None)

    @property
    def texts(self) -> Iterator[str]:
        """The texts among its arguments, at any depth."""
        return (value for part in self.parts for _, value in part.arguments if isinstance(value, str))

    @property
    def parts(self) -> Iterator[Message]:
        """The message and all those among its arguments, at any depth."""
        left = [self]
        while left:
            one = left.pop()
            yield one
            left.extend(value for _, value in one.arguments if isinstance(value, Message))


def message(code: str, /, **arguments: Argument) -> Message:
    """Make a message of a code and its arguments."""
    return Message(code, tuple(arguments.items()))


def verbatim(text: str) -> Message:
    """Make a message of words that exist only as words, such as those that an older vault kept."""
    return message(VERBATIM, text=text)


def printable(text: str) -> str:
    """A file name, or other words that we do not make, as a message may hold them: without control characters."""
    return _CONTROL.sub("\ufffd", text)


def is_sound(what: Message, longest: int = MAX_LENGTH) -> bool:
    """Whether a message of another process is of bounded size and form: names, few arguments, short texts.

    Args:
        what: As it came.
        longest: Characters of a text among its arguments.
    """
    left = [(what, 1)]
    for count, (one, level) in enumerate(left):
        if count >= MAX_PARTS or level > MAX_DEPTH or len(one.arguments) > MAX_ARGUMENTS:
            return False
        if not _is_name(one.code) or len({name for name, _ in one.arguments}) < len(one.arguments):
            return False
        for name, value in one.arguments:
            if not _is_name(name) or not _is_sound_value(value, longest):
                return False
            if isinstance(value, Message):
                left.append((value, level + 1))
    return True


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and _has_form_of_name(text)


@lru_cache(maxsize=1_024)  # there are some hundred names, and a filing holds thousands of messages
def _has_form_of_name(text: str) -> bool:
    return _NAME.fullmatch(text) is not None


def _is_sound_value(value: Argument, longest: int) -> bool:
    if isinstance(value, str):
        return len(value) <= longest and _CONTROL.search(value) is None
    if isinstance(value, Decimal):
        return value.is_finite() and abs(value.adjusted()) < _MAX_DIGITS
    return not isinstance(value, int) or abs(value) < 10**_MAX_DIGITS
