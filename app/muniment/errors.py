"""The three kinds of exception: the user can act, the user cancelled, anything else is a bug.

Must never carry document text nor sentences: codes cross the process boundary, sentences are made where they are shown.
"""

from __future__ import annotations

from enum import IntEnum

from muniment.message import Argument, Message, message


class Exit(IntEnum):
    """Exit codes of the command line."""

    DONE = 0
    SOME_FAILED = 1
    USAGE = 2
    CANNOT_UNLOCK = 3
    REFUSED = 4
    CANCELLED = 130


class UserError(Exception):
    """Something the user can understand and act upon.

    Attributes:
        message: What happened; ``texts.say`` turns it into one or two sentences that also say what to do next.
        code: Short stable name (``encrypted``, ``truncated`` ...), for the vault, the log and the process boundary.
        exit_code: What the command line returns when this ends the command.

    Args:
        said: A code of ``texts`` that has words.
        exit_code: What the command line returns.
        **arguments: Of the message.
    """

    def __init__(self, said: str, *, exit_code: Exit = Exit.SOME_FAILED, **arguments: Argument) -> None:
        super().__init__(said)
        self.message: Message = message(said, **arguments)
        self.code = said
        self.exit_code = exit_code

    @classmethod
    def of(cls, what: Message, exit_code: Exit = Exit.SOME_FAILED, code: str = "") -> UserError:
        """The error that says a message which is at hand already.

        Args:
            what: The message.
            exit_code: What the command line returns when this ends the command.
            code: The short name, where several messages share one; empty for that of the message.
        """
        error = UserError(code or what.code, exit_code=exit_code)
        error.message = what
        return error


class Cancelled(Exception):  # noqa: N818 - it is not an error; the user asked for it
    """The user cancelled; nothing needs to be said."""
