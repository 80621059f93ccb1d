"""The pages of a document, one under the other: scrolling, zoom, images as they come, and lit places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import QEasingCurve, QPointF, QPropertyAnimation, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from muniment.document.pages.evidence import Span
from muniment.document.pages.page import Box
from muniment.errors import UserError
from muniment.gui.kit.theme import Theme
from muniment.gui.page import flow_page, page_paint
from muniment.gui.page.flow_page import LaidOutPage
from muniment.gui.page.image_requests import MAX_SIDE, ImageRequests, rounded
from muniment.gui.page.page_cache import ImageKey, PageCache
from muniment.gui.page.page_marks import MarkStrength, PageMark, by_page, paint_boxes, scaled
from muniment.gui.page.page_strip import MARGIN, PageStrip, Size
from muniment.gui.page.page_texts import PageTexts
from muniment.gui.page.point_mode import PointMode
from muniment.gui.texts import messages

ACTUAL_SIZE = 96 / 72  # logical pixels a point: Qt's 96 pixels an inch
LEAST_ZOOM, MOST_ZOOM = 0.2, 8.0
ZOOM_STEP = 1.15
UNKNOWN_SIZE: Size = (612.0, 792.0)  # a letter page, until the reader says more
_LINE = 48  # pixels of an arrow key
_REST_MS = 80  # after which the view rests and sharp images are asked for
_GLIDE_MS = 140
_AHEAD = 1  # pages above and below that are asked for too


@dataclass(frozen=True, slots=True)
class ViewPlace:
    """Where the user is in a document.

    Attributes:
        page: At the top of the view.
        part: Of that page's height that is above the top.
        zoom: Pixels a point; 0 for "fit the width".
    """

    page: int = 1
    part: float = 0.0
    zoom: float = 0.0


class PageView(QAbstractScrollArea):
    """The view.

    Attributes:
        page_changed: The page in the middle of the view, and pages in all.
        zoom_changed: Pixels a point.
        accept_asked: Enter was pressed, and nothing is pointed at.
    """

    accept_asked = Signal()
    page_changed = Signal(int, int)
    zoom_changed = Signal(float)

    def __init__(self, requests: ImageRequests, cache: PageCache, texts: PageTexts, theme: Theme) -> None:
        super().__init__()
        self.pointer = PointMode(self)
        self._requests, self._cache, self._texts, self._theme = requests, cache, texts, theme
        self._document_id: int | None = None
        self._is_flow = False
        self._strip = PageStrip()
        self._marks: dict[int, list[PageMark]] = {}
        self._fits = True
        self._page = 0
        self._text = (messages.PAGE_EMPTY_TITLE(), messages.PAGE_EMPTY())
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._ask_sharp)
        self._glide = QPropertyAnimation(self.verticalScrollBar(), b"value", self)
        self._glide.setDuration(_GLIDE_MS)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.setAccessibleName(messages.PAGE_NAME())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().setSingleStep(_LINE)
        self.horizontalScrollBar().setSingleStep(_LINE)
        self.viewport().setMouseTracking(True)
        requests.arrived.connect(self._image_came)
        self.pointer.changed.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)

    # What is shown

    @property
    def document_id(self) -> int | None:
        """Of the document that is shown."""
        return self._document_id

    @property
    def page(self) -> int:
        """The page in the middle of the view, from 1; 0 without pages."""
        return self._page

    @property
    def pages(self) -> int:
        """In all."""
        return len(self._strip)

    @property
    def zoom(self) -> float:
        """Pixels a point."""
        return self._strip.zoom

    def show_document(self, document_id: int, sizes: Sequence[Size], place: ViewPlace, *, flow: bool) -> None:
        """Show the pages of a document.

        Args:
            document_id: Of the vault.
            sizes: Of all pages, in points; for flows they are found out as pages are laid out.
            place: Where to begin.
            flow: The document has no pages of its own.
        """
        if document_id != self._document_id:
            self.pointer.leave()
            self._marks = {}
        self._document_id, self._is_flow = document_id, flow
        sizes = [(flow_page.WIDTH, flow_page.GUESSED_HEIGHT)] * len(sizes) if flow else list(sizes)
        self._strip = PageStrip(sizes, self._strip.zoom)
        self._fits = place.zoom <= 0
        self._strip.set_zoom(self._fitting() if self._fits else clamped(place.zoom))
        self._update_bars()
        at_start = (place.page, place.part) == (1, 0.0)
        self.verticalScrollBar().setValue(0 if at_start else round(self._strip.height_of((place.page, place.part))))
        self._after_move()
        self.zoom_changed.emit(self.zoom)

    def show_nothing(self, title: str, text: str) -> None:
        """Show a sentence instead of pages."""
        self.pointer.leave()
        self._document_id, self._marks, self._text = None, {}, (title, text)
        self._strip = PageStrip((), self._strip.zoom)
        self._update_bars()
        self._after_move()

    def set_marks(self, marks: Iterable[PageMark]) -> None:
        """Light these places and no others."""
        self._marks = by_page(marks)
        self.viewport().update()

    def place(self) -> ViewPlace:
        """Where the user is."""
        page, part = self._strip.place_of(self.verticalScrollBar().value())
        return ViewPlace(page, part, 0.0 if self._fits else self.zoom)

    # Going about

    def go_to_page(self, number: int) -> None:
        """Show the top of a page."""
        if 1 <= number <= self.pages:
            self._glide.stop()
            self.verticalScrollBar().setValue(round(self._strip.top(number)) - MARGIN // 2)

    def go_to(self, span: Span) -> None:
        """Bring a place into sight, if it is not; a little above the middle, where the eye is."""
        if not 1 <= span.page <= self.pages:
            return
        boxes = self.boxes_of(span)
        if not boxes:
            self.go_to_page(span.page)
            return
        rect = QRectF()
        for box in boxes:
            rect = rect.united(scaled(box, (self._left(span.page), self._strip.top(span.page)), self.zoom))
        self._glide.stop()
        view = QRectF(
            self.horizontalScrollBar().value(), self.verticalScrollBar().value(), self._width(), self._height()
        )
        if not view.adjusted(0, 24, 0, -24).contains(rect):
            self.verticalScrollBar().setValue(round(rect.center().y() - self._height() * 0.4))
            self.horizontalScrollBar().setValue(round(rect.center().x() - self._width() / 2))

    def boxes_of(self, span: Span) -> tuple[Box, ...]:
        """Where a span stands on its page, in points; empty where that is not known."""
        if self._document_id is None:
            return ()
        self._measure(span.page)
        try:
            return self._texts.boxes(self._document_id, span.page, span.start, span.end)
        except UserError:  # it is being read anew
            return ()

    def rect_of(self, span: Span) -> QRectF:
        """Where a span shows in the viewport, in pixels; null where it does not."""
        rect = QRectF()
        for box in self.boxes_of(span):
            rect = rect.united(scaled(box, self._origin(span.page), self.zoom))
        return rect

    def set_zoom(self, zoom: float, anchor: QPointF | None = None) -> None:
        """Zoom; the place under ``anchor`` (of the viewport) stays where it is."""
        self._fits = False
        self._zoom_to(clamped(zoom), anchor)

    def zoom_by(self, steps: float, anchor: QPointF | None = None) -> None:
        """Zoom by steps of 15 %."""
        self.set_zoom(self.zoom * ZOOM_STEP**steps, anchor)

    def fit_width(self) -> None:
        """Let the widest page fill the view, also when the view changes its width."""
        self._fits = True
        self._zoom_to(self._fitting(), None)

    # Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Qt: keep the place."""
        super().resizeEvent(event)
        if self._fits:
            self._zoom_to(self._fitting(), None)
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
        """Qt: scroll, or point."""
        if self.pointer.take_key(event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept_asked.emit()
            return
        bar = self.verticalScrollBar()
        page = self._height() * 0.9
        moves: dict[int, float] = {
            Qt.Key.Key_Space: -page if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
        }
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif event.key() in moves:
            self._glide_by(moves[event.key()])
        elif event.text().isalpha():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Qt: point at a figure."""
        if event.button() is Qt.MouseButton.LeftButton and self.pointer.is_active:
            self.pointer.click(event.position())
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Qt: a figure that can be pointed at says so."""
        self.pointer.hover(event.position())
        super().mouseMoveEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """Qt: the cursor of the mode."""
        self.pointer.hover(event.position())
        super().enterEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Qt: show the focus."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Qt: show that it is gone."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Qt: the pages in sight."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), QColor(self._theme.colours.ground))
        if not self.pages:
            page_paint.paint_sentence(painter, self.viewport().rect(), self.font(), self._text, self._theme.colours)
        for number in self._in_sight():
            self._paint_page(painter, number)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    # Painting

    def _paint_page(self, painter: QPainter, number: int) -> None:
        corner = QPointF(*self._origin(number))
        width, height = self._strip.size(number)
        rect = QRectF(corner.x(), corner.y(), width * self.zoom, height * self.zoom)
        page_paint.paint_paper(painter, rect, self._theme.colours)
        flow = self._flow(number)
        if flow is not None:
            page_paint.paint_flow(painter, corner, flow, self.zoom)
        elif not self._is_flow:
            page_paint.paint_image(painter, rect, self._image(number), number, self.devicePixelRatioF())
        for mark in self._marks.get(number, ()):
            self._paint_boxes(painter, number, self.boxes_of(mark.span), mark.strength)
        if self.pointer.is_active and self.pointer.page == number:
            self._paint_boxes(painter, number, self.pointer.others(), MarkStrength.FACT)
            self._paint_boxes(painter, number, self.pointer.chosen(), MarkStrength.POINTED)

    def _paint_boxes(self, painter: QPainter, number: int, boxes: Iterable[Box], strength: MarkStrength) -> None:
        origin = self._origin(number)
        paint_boxes(painter, (scaled(box, origin, self.zoom) for box in boxes), strength, self._theme.colours)

    def _flow(self, number: int) -> LaidOutPage | None:
        """A page of a flow, laid out; None for other documents, and while it is read anew."""
        if not self._is_flow or self._document_id is None or not 1 <= number <= self.pages:
            return None
        with suppress(UserError):
            return self._texts.flow(self._document_id, number)
        return None

    def _image(self, number: int) -> QImage | None:
        """The image of a page at the best scale there is."""
        if self._document_id is None:
            return None
        scale = self._scale(number)
        exact = self._cache.get(ImageKey(self._document_id, number, scale))
        return exact if exact is not None else self._cache.nearest(self._document_id, number, scale)

    def _scale(self, number: int) -> float:
        """Device pixels a point, as far as the worker paints."""
        return rounded(min(self.zoom * self.devicePixelRatioF(), MAX_SIDE / max(1.0, *self._strip.size(number))))

    # Where things are

    def page_at(self, point: QPointF) -> tuple[int, float, float] | None:
        """The page under a point of the viewport, and the place on it in points."""
        for number in self._in_sight():
            x, y = self._origin(number)
            across, down = (point.x() - x) / self.zoom, (point.y() - y) / self.zoom
            width, height = self._strip.size(number)
            if 0 <= across <= width and 0 <= down <= height:
                return number, across, down
        return None

    def _width(self) -> int:
        return self.viewport().width()

    def _height(self) -> int:
        return self.viewport().height()

    def _left(self, number: int) -> float:
        """Of a page, in the strip: one that fits stands in the middle wherever the bar is, a wider one begins at the left."""
        free = self._width() - self._strip.size(number)[0] * self.zoom
        return free / 2 + self.horizontalScrollBar().value() if free >= 2 * MARGIN else float(MARGIN)

    def _origin(self, number: int) -> tuple[float, float]:
        """Of a page in the viewport, on whole device pixels."""
        ratio = self.devicePixelRatioF()
        x = self._left(number) - self.horizontalScrollBar().value()
        y = self._strip.top(number) - self.verticalScrollBar().value()
        return round(x * ratio) / ratio, round(y * ratio) / ratio

    def _in_sight(self) -> range:
        top = self.verticalScrollBar().value()
        return self._strip.between(top, top + self._height())

    def _fitting(self) -> float:
        usual = self._strip.usual_width()  # a few pages on their side do not make all others small
        room = self._width() - 2 * MARGIN
        if not self.verticalScrollBar().isVisibleTo(self):  # before it is shown, too
            room -= self.verticalScrollBar().sizeHint().width()
        return clamped(room / usual) if usual else ACTUAL_SIZE

    # Changes

    def _zoom_to(self, zoom: float, anchor: QPointF | None) -> None:
        point = anchor if anchor is not None else QPointF(self._width() / 2, 0)
        place = self._strip.place_of(self.verticalScrollBar().value() + point.y())
        across = (self.horizontalScrollBar().value() + point.x()) / max(1.0, self._breadth())
        self._glide.stop()
        self._strip.set_zoom(zoom)
        self._update_bars()
        self.verticalScrollBar().setValue(round(self._strip.height_of(place) - point.y()))
        self.horizontalScrollBar().setValue(round(across * self._breadth() - point.x()))
        self._after_move()
        self.zoom_changed.emit(zoom)

    def _breadth(self) -> float:
        """Of the view and of the pages in sight, in pixels."""
        return max(float(self._width()), self._strip.width(self._in_sight()))

    def _update_bars(self) -> None:
        self.verticalScrollBar().setPageStep(self._height())
        self.verticalScrollBar().setRange(0, max(0, round(self._strip.height()) - self._height()))
        self._update_breadth()

    def _update_breadth(self) -> None:
        self.horizontalScrollBar().setPageStep(self._width())
        self.horizontalScrollBar().setRange(0, max(0, round(self._breadth()) - self._width()))

    def _after_move(self) -> None:
        if self._is_flow:
            for number in self._in_sight():
                self._measure(number)
        self._update_breadth()
        page = self._strip.at(self.verticalScrollBar().value() + self._height() / 2)
        if page != self._page:
            self._page = page
            self.setAccessibleDescription(messages.page_of(page, self.pages) if page else "")
        self.page_changed.emit(page, self.pages)
        self._ask(sharp=False)
        self._rest.start()
        self.viewport().update()

    def _measure(self, number: int) -> None:
        """Find out how high a page of a flow is; what is in sight stays where it is."""
        flow = self._flow(number)
        if flow is None:
            return
        place = self._strip.place_of(self.verticalScrollBar().value())
        if self._strip.set_size(number, (flow_page.WIDTH, flow.height)):
            self._update_bars()
            self.verticalScrollBar().setValue(round(self._strip.height_of(place)))

    def _ask_sharp(self) -> None:
        self._ask(sharp=True)

    def _ask(self, *, sharp: bool) -> None:
        if self._document_id is None or self._is_flow or not self.pages:
            return
        sight = self._in_sight()
        near = range(max(1, sight.start - _AHEAD), min(self.pages + 1, sight.stop + _AHEAD))
        middle = self._page
        pages = sorted(near, key=lambda number: (number not in sight, abs(number - middle)))
        self._requests.want(self._document_id, pages, self._scale(middle), sharp=sharp)

    def _image_came(self, document_id: int, page: int) -> None:
        if document_id == self._document_id and page in self._in_sight():
            self.viewport().update()

    def _glide_by(self, pixels: float) -> None:
        bar = self.verticalScrollBar()
        running = self._glide.state() is QPropertyAnimation.State.Running
        begin = self._glide.endValue() if running else bar.value()
        self._glide.stop()
        self._glide.setStartValue(bar.value())
        self._glide.setEndValue(min(max(round(begin + pixels), bar.minimum()), bar.maximum()))
        self._glide.start()


def clamped(zoom: float) -> float:
    """A zoom within what makes sense."""
    return min(max(zoom, LEAST_ZOOM), MOST_ZOOM)
