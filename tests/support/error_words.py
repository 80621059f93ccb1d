"""What an error says, for tests: the words are made of its message, as the window and the command line do."""

from __future__ import annotations

from collections.abc import Callable

from muniment.errors import UserError
from muniment.texts.say import say


def words_of(error: UserError) -> str:
    """The words of an error."""
    return say(error.message)


def says(words: str) -> Callable[[UserError], bool]:
    """For ``pytest.raises(UserError, check=says(...))``: the words of the error hold these."""
    return lambda error: words in words_of(error)
