"""What is wrong in a file of definitions, taken from the error that says so."""

from __future__ import annotations

from muniment.errors import UserError
from muniment.message import Argument, Message, printable


def fault_of(error: UserError) -> Message:
    """The fault alone, without the file that has it; what it quotes of the file is printable."""
    fault = error.message.get("fault")
    return _printable(fault if isinstance(fault, Message) else error.message)


def _printable(what: Message) -> Message:
    return Message(what.code, tuple((name, _shown(value)) for name, value in what.arguments))


def _shown(value: Argument) -> Argument:
    if isinstance(value, Message):
        return _printable(value)
    return printable(value) if isinstance(value, str) else value
