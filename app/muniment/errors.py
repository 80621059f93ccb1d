"""The three kinds of exception: the user can act, the user cancelled, anything else is a bug.

Must never carry document text: codes cross the process boundary, sentences are made where they are shown.
"""

from __future__ import annotations

from enum import IntEnum


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
        sentence: What happened and what to do next; one or two sentences.
        code: Short stable name (``encrypted``, ``truncated`` ...), for the vault, the log and the process boundary.
        exit_code: What the command line returns when this ends the command.
    """

    def __init__(self, sentence: str, *, code: str, exit_code: Exit = Exit.SOME_FAILED) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code
        self.exit_code = exit_code


class Cancelled(Exception):  # noqa: N818 - it is not an error; the user asked for it
    """The user cancelled; nothing needs to be said."""
