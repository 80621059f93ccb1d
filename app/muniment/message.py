"""What is to be said, as a code with arguments; ``texts`` alone turns it into words of a language.

Must never hold words of a language, save those of a document, a file name or an older vault.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Union

Argument = Union[str, int, Decimal, date, "Message"]

VERBATIM = "verbatim"
"""The code of words that are shown as they are; its one argument is ``text``."""


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


def message(code: str, /, **arguments: Argument) -> Message:
    """Make a message of a code and its arguments."""
    return Message(code, tuple(arguments.items()))


def verbatim(text: str) -> Message:
    """Make a message of words that exist only as words, such as those that an older vault kept."""
    return message(VERBATIM, text=text)
