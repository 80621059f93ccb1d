"""What is lit on the pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from muniment.document.pages.evidence import Span
from muniment.document.pages.page import Box
from muniment.gui.kit.theme import Colours

_ROUND = 3.0  # pixels
_GROW = 1.5  # pixels around the words


class MarkStrength(IntEnum):
    """How strongly a place is lit; later ones are painted over earlier ones."""

    FACT = 0  # every fact of the page
    MATCH = 1  # every place of the search
    FOUND = 2  # the chosen place of the search, or of a citation
    SELECTED = 3  # the selected fact
    POINTED = 4  # the figure that is pointed at


@dataclass(frozen=True, slots=True)
class PageMark:
    """A lit place.

    Attributes:
        span: Where.
        strength: How strongly.
    """

    span: Span
    strength: MarkStrength


def by_page(marks: Iterable[PageMark]) -> dict[int, list[PageMark]]:
    """Marks by page, in the order of painting; a stronger mark takes the place of a weaker one on the same span."""
    best: dict[Span, PageMark] = {}
    for mark in marks:
        if mark.span not in best or best[mark.span].strength < mark.strength:
            best[mark.span] = mark
    pages: dict[int, list[PageMark]] = {}
    for mark in sorted(best.values(), key=lambda m: m.strength):
        pages.setdefault(mark.span.page, []).append(mark)
    return pages


def paint_boxes(
    painter: QPainter,
    rects: Iterable[QRectF],
    strength: MarkStrength,
    colours: Colours,
) -> None:
    """Light boxes of a white page so that the words stay black.

    Args:
        painter: Of the viewport.
        rects: In pixels.
        strength: How strongly.
        colours: In use.
    """
    fill = {
        MarkStrength.FACT: colours.mark,
        MarkStrength.MATCH: colours.match,
        MarkStrength.FOUND: colours.found,
        MarkStrength.POINTED: colours.found,
    }
    edge = {
        MarkStrength.SELECTED: colours.mark_edge,
        MarkStrength.FOUND: colours.found_edge,
        MarkStrength.POINTED: colours.found_edge,
    }
    for words in rects:
        rect = words.adjusted(-_GROW, -_GROW, _GROW, _GROW)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill.get(strength, colours.mark_strong)))
        painter.drawRoundedRect(rect, _ROUND, _ROUND)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        if strength in edge:
            painter.setPen(QPen(QColor(edge[strength]), 2.0 if strength is MarkStrength.POINTED else 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, _ROUND, _ROUND)


def scaled(box: Box, origin: tuple[float, float], zoom: float) -> QRectF:
    """A box of a page in pixels.

    Args:
        box: In points of the page.
        origin: Top left corner of the page, in pixels.
        zoom: Pixels a point.
    """
    x, y = origin
    return QRectF(x + box[0] * zoom, y + box[1] * zoom, (box[2] - box[0]) * zoom, (box[3] - box[1]) * zoom)
