"""Grades what was found in a learnt filing by the rules of the corpus's scorer: right, wrong, false, missed, extra.

A figure is looked for by concept, last day (within a week) and months. A figure of a graded concept that the truth does not
have is false if the truth has its value for another period, or has no figures at all; else it is extra, and only listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from synth.documents.grade_facts import TWINS
from synth.tables.grid import Box, Truth
from synth.tables.statement_grids import GRADED

CENT = Decimal("0.005")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure that a reader claims.

    Attributes:
        concept: Id.
        end: Last day of its period.
        months: 0 for an instant.
        value: Absolute.
        page: From 1.
        boxes: Where on it, in points from its top left.
        state: How sure, as a word.
        confidence: 0 to 1.
        label: Of its row.
        entity: Whose; empty for the main company.
        element: Id of the inline tag that it was read from; empty for none.
    """

    concept: str
    end: date
    months: int
    value: Decimal
    page: int
    boxes: tuple[Box, ...]
    state: str
    confidence: float
    label: str
    entity: str = ""
    element: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMark:
    """What became of one figure.

    Attributes:
        what: "right", "wrong", "false", "missed" or "extra".
        concept: Id.
        state: Of the claim; empty if there is none.
        confidence: Of the claim; 0 if there is none.
        page: It stands on the true page; None where that is not graded.
        box: It stands in the true box; None where the page is not right.
        sentence: What is not right, for a person; empty if all is.
    """

    what: str
    concept: str
    state: str = ""
    confidence: float = 0.0
    page: bool | None = None
    box: bool | None = None
    sentence: str = ""


def marks_of(truth: Iterable[Truth], claims: Iterable[Claim], entity: str = "") -> list[ClaimMark]:
    """Grade the figures of one company.

    Args:
        truth: Of the whole document.
        claims: Of the whole document.
        entity: The company; empty for the main one.
    """
    claimed = _without_twins([c for c in claims if c.entity == entity and c.concept in GRADED])
    figures = [t for t in truth if t.entity == entity and t.concept in GRADED]
    figures = [t for t in figures if not _repeats_truth(t, figures)]
    used: set[int] = set()
    marks = [_mark(figure, claimed, used) for figure in figures]
    values = {(t.concept, t.value) for t in figures}
    shown = {(claimed[i].concept, claimed[i].value) for i in used}
    for number, claim in enumerate(claimed):
        if number not in used:
            misdated = (claim.concept, claim.value) in values - shown
            what = "false" if misdated or not figures else "extra"
            told = f"{what}: {_name(claim.concept, claim.end, claim.months)} {claim.value} on page {claim.page} [{claim.label}]"
            marks.append(
                ClaimMark(
                    what=what, concept=claim.concept, state=claim.state, confidence=claim.confidence, sentence=told
                )
            )
    return marks


def _mark(figure: Truth, claims: Sequence[Claim], used: set[int]) -> ClaimMark:
    name = _name(figure.concept, figure.period_end, figure.months)
    place = next(
        (
            i
            for i, claim in enumerate(claims)
            if i not in used
            and (claim.concept, claim.months) == (figure.concept, figure.months)
            and abs((claim.end - figure.period_end).days) <= 7
        ),
        None,
    )
    if place is None:
        return ClaimMark(
            what="missed",
            concept=figure.concept,
            sentence=f"missed: {name} {figure.printed} on page {figure.page} [{figure.label}]",
        )
    used.add(place)
    claim = claims[place]
    near = CENT if figure.concept.startswith("eps") else Decimal(0)
    if abs(claim.value - figure.value) > near:
        told = f"wrong: {name} {figure.value} on page {figure.page} [{figure.label}], got {claim.value} on page {claim.page} [{claim.label}] {claim.state}"
        return ClaimMark(
            what="wrong", concept=figure.concept, state=claim.state, confidence=claim.confidence, sentence=told
        )
    page = claim.page == figure.page if figure.page else None
    box = inside(figure.box, claim.boxes) if page and figure.box else None
    box = claim.element == figure.element if figure.element else box
    told = (
        "" if page is not False and box is not False else f"misplaced: {name} on page {claim.page}, not {figure.page}"
    )
    return ClaimMark(
        what="right",
        concept=figure.concept,
        state=claim.state,
        confidence=claim.confidence,
        page=page,
        box=box,
        sentence=told,
    )


def inside(box: Box, found: Iterable[Box]) -> bool:
    """Whether the middle of one of the boxes lies in a box, or within three points of it."""
    left, top, right, bottom = box
    return any(left - 3 <= (b[0] + b[2]) / 2 <= right + 3 and top - 3 <= (b[1] + b[3]) / 2 <= bottom + 3 for b in found)


def _name(concept: str, end: date, months: int) -> str:
    return f"{concept} {end} {months}m"


def _without_twins(claims: list[Claim]) -> list[Claim]:
    known = {(c.concept, c.end, c.months, c.value) for c in claims}
    return [c for c in claims if (TWINS.get(c.concept, ""), c.end, c.months, c.value) not in known]


def _repeats_truth(figure: Truth, figures: list[Truth]) -> bool:
    twin = TWINS.get(figure.concept)
    return any(
        (t.concept, t.period_end, t.months, t.value) == (twin, figure.period_end, figure.months, figure.value)
        for t in figures
    )
