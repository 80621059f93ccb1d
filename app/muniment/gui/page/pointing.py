"""The figures of a page that a user can point at, and what a fact becomes that was pointed at.

Knows nothing of Qt. Must never take a figure that is not printed: a figure is a place in the page's text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from muniment.document.facts.fact import Fact, Method, State
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.page import Page
from muniment.document.text.number_text import decimal_mark, may_be_continental, parse_number
from muniment.message import message

Rect = tuple[float, float, float, float]  # x0, top, x1, bottom

# A number with its own sign or brackets, not the currency sign before it; a lone dash stands for zero.
_PARTED = r"\d{1,3}(?:[,.'’]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?|\.\d+"
_SPACED = r"\d{1,3}(?:[ \xa0\u2009\u202f]\d{3})+(?:[.,]\d+)?"
_TOKEN, _SPACED_TOKEN = (
    re.compile(
        rf"(?<![\w.,\-–−])(?:\(\s?[-–−]?(?:{digits})\s?\)|[-–−]?(?:{digits})%?|[—–](?=[\t\n ]|$))(?!\w|[.,]\d)",
    )
    for digits in (_PARTED, f"{_SPACED}|{_PARTED}")
)
_THOUSANDS = re.compile(r"\d[.,'’]\d{3}(?!\d)")
_ENGLISH = re.compile(r"\d,\d{3}(?!\d)")


class Direction(Enum):
    """Where an arrow key leads: x and y of a step."""

    LEFT = (-1, 0)
    RIGHT = (1, 0)
    UP = (0, -1)
    DOWN = (0, 1)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number on a page.

    Attributes:
        start: Into the page's text.
        end: Half-open.
        value: As printed, with its sign; not scaled.
    """

    start: int
    end: int
    value: Decimal


def figures_of(page: Page) -> tuple[Figure, ...]:
    """All numbers of a page, in the order of its text; what its points and commas mean they say together."""
    found = []
    token = _TOKEN if _THOUSANDS.search(page.text) else _SPACED_TOKEN
    mark = "."
    if may_be_continental([page.text]):
        mark = decimal_mark(token.findall(page.text), continental=not _ENGLISH.search(page.text))
    for match in token.finditer(page.text):
        number = parse_number(match.group(), mark)
        if number is not None:
            found.append(Figure(match.start(), match.end(), number.value))
    return tuple(found)


def nearest(rects: Sequence[Rect], index: int, direction: Direction) -> int:
    """The figure that an arrow key leads to; the same one where there is none in that direction.

    Args:
        rects: Where each figure stands.
        index: Of the figure that is pointed at.
        direction: Of the key.
    """
    x, y = _middle(rects[index])
    dx, dy = direction.value
    best, least = index, float("inf")
    for other, rect in enumerate(rects):
        ox, oy = _middle(rect)
        along = (ox - x) * dx + (oy - y) * dy
        across = abs((ox - x) * dy) + abs((oy - y) * dx)
        half_line = (rect[3] - rect[1]) / 2 if dx else 0.0
        if other == index or along <= 1 or (dx and across > half_line + 2):
            continue
        # Sideways counts three times, so that a column is followed rather than a row.
        cost = along + 3 * across
        if cost < least:
            best, least = other, cost
    return best


def corrected(fact: Fact, page: Page, figure: Figure) -> Fact:
    """The fact with its value read at another place; scale, period and the turn of its sign stay.

    Raises:
        TypeError: The fact is not an amount.
    """
    if not isinstance(fact.value, Decimal):
        raise TypeError("only amounts can be pointed at")
    value = figure.value * fact.scale
    if _turned(fact):
        value = -value
    evidence = Evidence.at(page, figure.start, figure.end)
    return replace(
        fact,
        value=value,
        evidence=evidence,
        label=row_label(page, figure.start),
        column=fact.column,
        state=State.CORRECTED,
        method=Method.USER,
        confidence=1.0,
        element_id=None,
        reasons=(message("pointed-by-user"),),
    )


def row_label(page: Page, start: int) -> str:
    """The words before the first number of the row that a place stands in.

    Args:
        page: That prints the row.
        start: Of the figure, into the page's text.
    """
    line_start = page.text.rfind("\n", 0, start) + 1
    line_end = page.text.find("\n", start)
    line = page.text[line_start : line_end if line_end >= 0 else len(page.text)]
    return line.split("\t", 1)[0].strip() if "\t" in line else page.text[line_start:start].strip(" $€£¥")


def _turned(fact: Fact) -> bool:
    """Whether the concept's sign is the opposite of the printed one (amounts paid are printed in brackets, stored positive)."""
    if not isinstance(fact.value, Decimal) or fact.value == 0:
        return False
    readings = (parse_number(fact.evidence.quote, mark) for mark in (".", ","))
    return any(printed is not None and fact.value == -printed.value * fact.scale for printed in readings)


def _middle(rect: Rect) -> tuple[float, float]:
    return (rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2
