"""Why a wrong fact is wrong: the right string with the wrong meaning is the costly kind, another row the common one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from evaluate.grading.gold_matching import Record, number
from evaluate.grading.graded_outcome import Meaning

_SCALES = frozenset(Decimal(1000) ** n for n in (-4, -3, -2, -1, 1, 2, 3, 4))


def meaning_of(fact: Record, gold: Record | None, figures: Sequence[Record], others: Sequence[Record]) -> Meaning:
    """Why a wrong or false fact is wrong.

    Args:
        fact: As it was said.
        gold: The figure that it was matched to; None of false facts.
        figures: All gold figures of the document.
        others: Facts that were said of other companies.
    """
    got, want = number(fact.get("value")), number(gold["value"]) if gold else None
    if not figures or got is None:
        return Meaning.NOTHING
    if want and got in {want * scale for scale in _SCALES} | {-want * scale for scale in _SCALES}:
        return Meaning.SCALE
    if want is not None and got == -want:
        return Meaning.SIGN
    if any(
        g["figure"] == fact["concept"] and g is not gold and abs(number(g["value"]) or 0) == abs(got) for g in figures
    ):
        return Meaning.PERIOD
    if any(f["concept"] == fact["concept"] and number(f.get("value")) == got for f in others):
        return Meaning.ENTITY
    return Meaning.ROW
