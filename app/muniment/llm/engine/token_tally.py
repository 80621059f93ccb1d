"""What a loaded model has spent so far, counted where tokens are evaluated."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Tally:
    """Counts up for as long as the model is loaded.

    Attributes:
        evaluated: Tokens that llama.cpp computed, but those of answers in words.
        reused: Tokens of texts that were held already when a question on them was asked.
        written: Tokens of answers in words.
    """

    evaluated: int = 0
    reused: int = 0
    written: int = 0

    def wrote(self) -> None:
        """The token that was just evaluated was one of an answer."""
        self.evaluated -= 1
        self.written += 1
