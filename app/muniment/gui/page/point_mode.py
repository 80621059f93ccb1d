"""F2: the user points at another figure on the page.

Must never change a fact: it says what was pointed at, and who asked decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from muniment.document.pages.evidence import Span
from muniment.document.pages.page import Box
from muniment.gui.page.pointing import Direction, Figure, nearest

_ARROWS = {
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
}
_REACH = 4.0  # points around a figure that count as on it


class Pointable(Protocol):
    """The pages, as far as pointing needs them."""

    def boxes_of(self, span: Span) -> tuple[Box, ...]:
        """Where a span stands on its page, in points."""
        ...

    def page_at(self, point: QPointF) -> tuple[int, float, float] | None:
        """The page under a point of the viewport, and the place on it in points."""
        ...

    def go_to(self, span: Span) -> None:
        """Bring a place into sight."""
        ...

    def viewport(self) -> QWidget:
        """What the cursor is over."""
        ...

    def setFocus(self, reason: Qt.FocusReason, /) -> None:  # noqa: N802 - Qt's name
        """Take the keyboard."""
        ...


class PointMode(QObject):
    """The figures of one page, one of them chosen.

    Attributes:
        changed: Something has to be painted anew.
        moved: Another figure is chosen.
        taken: Enter, or a second click on the chosen figure.
        left: Esc, or the page went away.
        page: Whose figures can be pointed at.
    """

    changed = Signal()
    moved = Signal()
    taken = Signal()
    left = Signal()

    def __init__(self, view: Pointable, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self.page = 0
        self._figures: Sequence[Figure] = ()
        self._boxes: list[tuple[Box, ...]] = []
        self._at = 0

    @property
    def is_active(self) -> bool:
        """Whether the user is pointing."""
        return bool(self._figures)

    @property
    def figure(self) -> Figure | None:
        """What is chosen."""
        return self._figures[self._at] if self._figures else None

    def begin(self, page: int, figures: Sequence[Figure], at: int) -> None:
        """Let the user point at figures of a page, beginning at one of them.

        Args:
            page: From 1.
            figures: All that can be pointed at, in the order of the text.
            at: Index of the first one that is pointed at.
        """
        self.page, self._figures, self._at = page, figures, at
        self._boxes = [self._view.boxes_of(Span(page, figure.start, figure.end)) for figure in figures]
        self._view.viewport().setCursor(Qt.CursorShape.CrossCursor)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._choose(at)

    def leave(self) -> None:
        """Stop pointing."""
        if not self.is_active:
            return
        self._figures, self._boxes, self.page = (), [], 0
        self._view.viewport().unsetCursor()
        self.changed.emit()
        self.left.emit()

    def chosen(self) -> tuple[Box, ...]:
        """The boxes of the chosen figure, in points."""
        return self._boxes[self._at] if self._boxes else ()

    def others(self) -> list[Box]:
        """The boxes of all figures, in points."""
        return [box for boxes in self._boxes for box in boxes]

    def take_key(self, event: QKeyEvent) -> bool:
        """Whether a key belonged to the mode."""
        if not self.is_active:
            return False
        if event.key() in _ARROWS:
            self._choose(nearest([_outline(boxes) for boxes in self._boxes], self._at, _ARROWS[Qt.Key(event.key())]))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            return False
        return True

    def click(self, point: QPointF) -> None:
        """Choose the figure under a point of the viewport; clicked again, it is taken."""
        at = self._under(point)
        if at is None:
            return
        if at == self._at:
            self.taken.emit()
        else:
            self._choose(at)

    def hover(self, point: QPointF) -> None:
        """Show whether there is a figure under the pointer."""
        if self.is_active:
            on_figure = self._under(point) is not None
            self._view.viewport().setCursor(
                Qt.CursorShape.PointingHandCursor if on_figure else Qt.CursorShape.CrossCursor
            )

    def _choose(self, at: int) -> None:
        self._at = at
        figure = self._figures[at]
        self._view.go_to(Span(self.page, figure.start, figure.end))
        self.changed.emit()
        self.moved.emit()

    def _under(self, point: QPointF) -> int | None:
        place = self._view.page_at(point)
        if place is None or place[0] != self.page:
            return None
        _, x, y = place
        for at, boxes in enumerate(self._boxes):
            if any(b[0] - _REACH <= x <= b[2] + _REACH and b[1] - 1 <= y <= b[3] + 1 for b in boxes):
                return at
        return None


def _outline(boxes: Sequence[Box]) -> Box:
    if not boxes:
        return (0.0, 0.0, 0.0, 0.0)
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
