"""What is wrong in a file of definitions, taken from the error that says so."""

from __future__ import annotations

from muniment.errors import UserError
from muniment.message import Message


def fault_of(error: UserError) -> Message:
    """The fault alone, without the file that has it."""
    fault = error.message.get("fault")
    return fault if isinstance(fault, Message) else error.message
