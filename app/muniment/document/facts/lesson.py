"""What a user's decision on a figure teaches about rows of that name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lesson:
    """A row's name, and whether it is a concept.

    Attributes:
        concept: Of the ``concepts.toml`` of a schema.
        label: The row's label, as printed.
        right: The user accepted it or pointed at it; False where the user rejected it or pointed elsewhere.
    """

    concept: str
    label: str
    right: bool
