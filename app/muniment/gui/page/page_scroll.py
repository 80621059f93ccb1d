"""Pages one under the other, as sizes: scrolling, zoom, and where each page is in the viewport.

Must never know what is on the pages.
"""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPointF, QPropertyAnimation, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from muniment.gui.page.page_strip import MARGIN, PageStrip, Size

ACTUAL_SIZE = 96 / 72  # logical pixels a point: Qt's 96 pixels an inch
LEAST_ZOOM, MOST_ZOOM = 0.2, 8.0
ZOOM_STEP = 1.15
_LINE = 48  # pixels of an arrow key
_TURN = 0.9  # of the height of the view, for a key that turns over
_GLIDE_MS = 140


class PageScroll(QAbstractScrollArea):
    """Scrolls and zooms a strip of pages.

    Attributes:
        strip: The pages.
        fits: The widest page fills the view, also when the view changes its width.
        page: The page in the middle of the view, from 1; 0 without pages.
        moved: Other parts of pages are in sight.
        page_changed: The page in the middle of the view, and pages in all.
        zoom_changed: Pixels a point.
    """

    moved = Signal()
    page_changed = Signal(int, int)
    zoom_changed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.strip = PageStrip()
        self.fits = True
        self.page = 0
        self._glide = QPropertyAnimation(self.verticalScrollBar(), b"value", self)
        self._glide.setDuration(_GLIDE_MS)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setSingleStep(_LINE)
        self.horizontalScrollBar().setSingleStep(_LINE)

    @property
    def pages(self) -> int:
        """In all."""
        return len(self.strip)

    @property
    def zoom(self) -> float:
        """Pixels a point."""
        return self.strip.zoom

    def found_size(self, number: int) -> Size | None:  # noqa: ARG002 - for classes that find out
        """The size of a page, where it is found out only now; None where it is known. For classes that know the pages.

        Args:
            number: Of the page, from 1.
        """
        return None

    # Going about

    def lay_out(self, strip: PageStrip, page: int, part: float) -> None:
        """Show other pages.

        Args:
            strip: The pages, at their zoom.
            page: At the top of the view, from 1.
            part: Of that page's height that is above the top.
        """
        self.strip = strip
        self._update_bars()
        at_start = (page, part) == (1, 0.0)
        self.verticalScrollBar().setValue(0 if at_start else round(strip.height_of((page, part))))
        self._after_move()

    def go_to_page(self, number: int) -> None:
        """Show the top of a page.

        Args:
            number: From 1; one that is not there changes nothing.
        """
        if 1 <= number <= self.pages:
            self._glide.stop()
            self.verticalScrollBar().setValue(round(self.strip.top(number)) - MARGIN // 2)

    def bring(self, number: int, rect: QRectF) -> None:
        """Bring a place into sight, if it is not; a little above the middle, where the eye is.

        Args:
            number: Its page.
            rect: In points.
        """
        zoom = self.zoom
        rect = QRectF(rect.x() * zoom, rect.y() * zoom, rect.width() * zoom, rect.height() * zoom)
        rect.translate(self._left(number), self.strip.top(number))
        self._glide.stop()
        view = QRectF(
            self.horizontalScrollBar().value(), self.verticalScrollBar().value(), self._width(), self._height()
        )
        if not view.adjusted(0, 24, 0, -24).contains(rect):
            self.verticalScrollBar().setValue(round(rect.center().y() - self._height() * 0.4))
            self.horizontalScrollBar().setValue(round(rect.center().x() - self._width() / 2))

    def turn_over(self, by: int) -> None:
        """Go on, or back, by what is in sight.

        Args:
            by: How many views further; back where it is negative.
        """
        self._glide_by(by * self._height() * _TURN)

    def set_zoom(self, zoom: float, anchor: QPointF | None = None) -> None:
        """Zoom; the place under ``anchor`` (of the viewport) stays where it is.

        Args:
            zoom: Pixels a point; brought within what makes sense.
            anchor: In pixels; None for the middle of the upper edge.
        """
        self.fits = False
        self._zoom_to(clamped(zoom), anchor)

    def zoom_by(self, steps: float, anchor: QPointF | None = None) -> None:
        """Zoom by steps of 15 %.

        Args:
            steps: How many; smaller where they are negative.
            anchor: As for ``set_zoom``.
        """
        self.set_zoom(self.zoom * ZOOM_STEP**steps, anchor)

    def fit_width(self) -> None:
        """Let the widest page fill the view, also when the view changes its width."""
        self.fits = True
        self._zoom_to(self.fitting(), None)

    # Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Qt: keep the place."""
        super().resizeEvent(event)
        if self.fits:
            self._zoom_to(self.fitting(), None)
        else:
            self._update_bars()
            self._after_move()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: N802
        """Qt: the bars have moved."""
        self._after_move()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Qt: scroll by pixels; with Ctrl, zoom."""
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(turned / 120, event.position())
        elif event.pixelDelta().isNull() and turned and not event.angleDelta().x():
            self._glide_by(-turned)
        else:
            super().wheelEvent(event)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Qt: scroll."""
        bar = self.verticalScrollBar()
        turns = {
            Qt.Key.Key_Space: -1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1,
            Qt.Key.Key_PageDown: 1,
            Qt.Key.Key_PageUp: -1,
        }
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif event.key() in turns:
            self.turn_over(turns[Qt.Key(event.key())])
        elif event.text().isalpha():
            event.ignore()
        else:
            super().keyPressEvent(event)

    # Where things are

    def page_at(self, point: QPointF) -> tuple[int, float, float] | None:
        """The page under a point of the viewport, and the place on it in points."""
        for number in self.in_sight():
            x, y = self.origin(number)
            across, down = (point.x() - x) / self.zoom, (point.y() - y) / self.zoom
            width, height = self.strip.size(number)
            if 0 <= across <= width and 0 <= down <= height:
                return number, across, down
        return None

    def _width(self) -> int:
        return self.viewport().width()

    def _height(self) -> int:
        return self.viewport().height()

    def _left(self, number: int) -> float:
        """Of a page, in the strip: one that fits stands in the middle wherever the bar is, a wider one begins at the left."""
        free = self._width() - self.strip.size(number)[0] * self.zoom
        return free / 2 + self.horizontalScrollBar().value() if free >= 2 * MARGIN else float(MARGIN)

    def origin(self, number: int) -> tuple[float, float]:
        """Of a page in the viewport, on whole device pixels.

        Args:
            number: Of the page, from 1.
        """
        ratio = self.devicePixelRatioF()
        x = self._left(number) - self.horizontalScrollBar().value()
        y = self.strip.top(number) - self.verticalScrollBar().value()
        return round(x * ratio) / ratio, round(y * ratio) / ratio

    def in_sight(self) -> range:
        """The pages of which something is in sight."""
        top = self.verticalScrollBar().value()
        return self.strip.between(top, top + self._height())

    def fitting(self) -> float:
        """The zoom at which the usual page fills the width."""
        usual = self.strip.usual_width()  # a few pages on their side do not make all others small
        room = self._width() - 2 * MARGIN
        if not self.verticalScrollBar().isVisibleTo(self):  # before it is shown, too
            room -= self.verticalScrollBar().sizeHint().width()
        return clamped(room / usual) if usual else ACTUAL_SIZE

    # Changes

    def _zoom_to(self, zoom: float, anchor: QPointF | None) -> None:
        point = anchor if anchor is not None else QPointF(self._width() / 2, 0)
        place = self.strip.place_of(self.verticalScrollBar().value() + point.y())
        across = (self.horizontalScrollBar().value() + point.x()) / max(1.0, self._breadth())
        self._glide.stop()
        self.strip.set_zoom(zoom)
        self._update_bars()
        self.verticalScrollBar().setValue(round(self.strip.height_of(place) - point.y()))
        self.horizontalScrollBar().setValue(round(across * self._breadth() - point.x()))
        self._after_move()
        self.zoom_changed.emit(zoom)

    def _breadth(self) -> float:
        """Of the view and of the pages in sight, in pixels."""
        return max(float(self._width()), self.strip.width(self.in_sight()))

    def _update_bars(self) -> None:
        self.verticalScrollBar().setPageStep(self._height())
        self.verticalScrollBar().setRange(0, max(0, round(self.strip.height()) - self._height()))
        self._update_breadth()

    def _update_breadth(self) -> None:
        self.horizontalScrollBar().setPageStep(self._width())
        self.horizontalScrollBar().setRange(0, max(0, round(self._breadth()) - self._width()))

    def _after_move(self) -> None:
        for number in self.in_sight():
            self.measure(number)
        self._update_breadth()
        self.page = self.strip.at(self.verticalScrollBar().value() + self._height() / 2)
        self.page_changed.emit(self.page, self.pages)
        self.moved.emit()
        self.viewport().update()

    def measure(self, number: int) -> None:
        """Find out how large a page is; what is in sight stays where it is.

        Args:
            number: Of the page, from 1.
        """
        size = self.found_size(number)
        if size is None:
            return
        place = self.strip.place_of(self.verticalScrollBar().value())
        if self.strip.set_size(number, size):
            self._update_bars()
            self.verticalScrollBar().setValue(round(self.strip.height_of(place)))

    def _glide_by(self, pixels: float) -> None:
        bar = self.verticalScrollBar()
        running = self._glide.state() is QPropertyAnimation.State.Running
        begin = self._glide.endValue() if running else bar.value()
        self._glide.stop()
        self._glide.setStartValue(bar.value())
        self._glide.setEndValue(min(max(round(begin + pixels), bar.minimum()), bar.maximum()))
        self._glide.start()


def clamped(zoom: float) -> float:
    """A zoom within what makes sense.

    Args:
        zoom: Pixels a point.
    """
    return min(max(zoom, LEAST_ZOOM), MOST_ZOOM)
