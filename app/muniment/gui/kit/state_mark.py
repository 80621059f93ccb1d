"""The small mark of a fact's state: each has a shape of its own, so that nobody needs to tell colours apart."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from muniment.document.facts.fact import State
from muniment.gui.kit.theme import Colours

SIDE = 10.0  # logical pixels


def state_colour(state: State, colours: Colours) -> QColor:
    """Of the mark and of the state's word."""
    named = {
        State.CHECKED: colours.good,
        State.ACCEPTED: colours.good,
        State.REVIEW: colours.warn,
        State.CORRECTED: colours.accent,
        State.REJECTED: colours.bad,
    }
    return QColor(named.get(state, colours.mute))


def paint_state(painter: QPainter, box: QRectF, state: State, colours: Colours) -> None:
    """Paint the mark: dot, ring, triangle, tick, diamond or cross."""
    colour = state_colour(state, colours)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    x, y, side = box.x(), box.y(), box.width()

    def at(across: float, down: float) -> QPointF:
        return QPointF(x + across * side, y + down * side)

    filled = {
        State.REVIEW: [at(0.5, 0.08), at(0.98, 0.92), at(0.02, 0.92)],
        State.CORRECTED: [at(0.5, 0.0), at(1.0, 0.5), at(0.5, 1.0), at(0.0, 0.5)],
    }
    if state in filled:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF(filled[state]))
    elif state is State.CHECKED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    elif state is State.LOCATED:
        painter.setPen(QPen(colour, 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(1.6, 1.6, -1.6, -1.6))
    elif state is State.ACCEPTED:
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([at(0.05, 0.55), at(0.38, 0.88), at(0.95, 0.15)]))
    else:
        painter.setPen(pen)
        painter.drawLine(at(0.15, 0.15), at(0.85, 0.85))
        painter.drawLine(at(0.85, 0.15), at(0.15, 0.85))
    painter.restore()
