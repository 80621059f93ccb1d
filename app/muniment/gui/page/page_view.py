"""The pages of a document, one under the other: images as they come, lit places, and figures that are pointed at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen

from muniment.document.pages.evidence import Span
from muniment.document.pages.page import Box
from muniment.errors import UserError
from muniment.gui.flow import flow_page
from muniment.gui.flow.flow_page import LaidOutPage
from muniment.gui.kit.theme import Theme
from muniment.gui.page import page_paint
from muniment.gui.page.image_requests import ImageRequests
from muniment.gui.page.page_cache import PageCache
from muniment.gui.page.page_images import PageImages
from muniment.gui.page.page_marks import MarkStrength, PageMark, by_page, paint_boxes, scaled
from muniment.gui.page.page_scroll import ACTUAL_SIZE, PageScroll, clamped
from muniment.gui.page.page_strip import PageStrip, Size
from muniment.gui.page.page_texts import PageTexts
from muniment.gui.page.point_mode import PointMode
from muniment.gui.texts import messages

__all__ = ["ACTUAL_SIZE", "UNKNOWN_SIZE", "PageView", "ViewPlace"]

UNKNOWN_SIZE: Size = (612.0, 792.0)  # a letter page, until the reader says more


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


class PageView(PageScroll):
    """The view.

    Attributes:
        pointer: The figures that the user can point at.
        images: Of the pages.
        accept_asked: Enter was pressed, and nothing is pointed at.
    """

    accept_asked = Signal()

    def __init__(self, requests: ImageRequests, cache: PageCache, texts: PageTexts, theme: Theme) -> None:
        super().__init__()
        self.pointer = PointMode(self, self)
        self.images = PageImages(self, requests, cache)
        self._texts, self._theme = texts, theme
        self._document_id: int | None = None
        self._is_flow = False
        self._marks: dict[int, list[PageMark]] = {}
        self._text = (messages.PAGE_EMPTY_TITLE(), messages.PAGE_EMPTY())
        self.setAccessibleName(messages.PAGE_NAME())
        self.viewport().setMouseTracking(True)
        self.page_changed.connect(self._describe)
        self.pointer.changed.connect(self.viewport().update)
        theme.changed.connect(self.viewport().update)

    # What is shown

    @property
    def document_id(self) -> int | None:
        """Of the document that is shown."""
        return self._document_id

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
        self.images.document_id = None if flow else document_id
        sizes = [(flow_page.WIDTH, flow_page.GUESSED_HEIGHT)] * len(sizes) if flow else list(sizes)
        strip = PageStrip(sizes, self.zoom)
        self.strip, self.fits = strip, place.zoom <= 0
        strip.set_zoom(self.fitting() if self.fits else clamped(place.zoom))
        self.lay_out(strip, place.page, place.part)
        self.zoom_changed.emit(self.zoom)

    def show_nothing(self, title: str, text: str) -> None:
        """Show a sentence instead of pages."""
        self.pointer.leave()
        self._document_id, self._marks, self._text = None, {}, (title, text)
        self.images.document_id = None
        self.lay_out(PageStrip((), self.zoom), 1, 0.0)

    def set_marks(self, marks: Iterable[PageMark]) -> None:
        """Light these places and no others."""
        self._marks = by_page(marks)
        self.viewport().update()

    def place(self) -> ViewPlace:
        """Where the user is."""
        page, part = self.strip.place_of(self.verticalScrollBar().value())
        return ViewPlace(page, part, 0.0 if self.fits else self.zoom)

    # Where things are

    def go_to(self, span: Span) -> None:
        """Bring a place into sight, if it is not."""
        if not 1 <= span.page <= self.pages:
            return
        boxes = self.boxes_of(span)
        if not boxes:
            self.go_to_page(span.page)
            return
        rect = QRectF()
        for box in boxes:
            rect = rect.united(scaled(box, (0.0, 0.0), 1.0))
        self.bring(span.page, rect)

    def boxes_of(self, span: Span) -> tuple[Box, ...]:
        """Where a span stands on its page, in points; empty where that is not known."""
        if self._document_id is None:
            return ()
        self.measure(span.page)
        try:
            return self._texts.boxes(self._document_id, span.page, span.start, span.end)
        except UserError:  # it is being read anew
            return ()

    def rect_of(self, span: Span) -> QRectF:
        """Where a span shows in the viewport, in pixels; null where it does not."""
        rect = QRectF()
        for box in self.boxes_of(span):
            rect = rect.united(scaled(box, self.origin(span.page), self.zoom))
        return rect

    def shows(self, span: Span) -> bool:
        """Whether a span is in sight."""
        return self.rect_of(span).intersects(self.viewport().rect())

    def found_size(self, number: int) -> Size | None:
        """The size of a page of a flow, which is known once the page is laid out.

        Args:
            number: Of the page, from 1.
        """
        flow = self._flow(number)
        return (flow_page.WIDTH, flow.height) if flow is not None else None

    # Qt's events

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Qt: point, accept, or scroll."""
        if self.pointer.take_key(event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept_asked.emit()
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
        for number in self.in_sight():
            self._paint_page(painter, number)
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    # Painting

    def _paint_page(self, painter: QPainter, number: int) -> None:
        corner = QPointF(*self.origin(number))
        width, height = self.strip.size(number)
        rect = QRectF(corner.x(), corner.y(), width * self.zoom, height * self.zoom)
        page_paint.paint_paper(painter, rect, self._theme.colours)
        flow = self._flow(number)
        if flow is not None:
            page_paint.paint_flow(painter, corner, flow, self.zoom)
        elif not self._is_flow:
            page_paint.paint_image(painter, rect, self.images.image(number), number, self.devicePixelRatioF())
        for mark in self._marks.get(number, ()):
            self._paint_boxes(painter, number, self.boxes_of(mark.span), mark.strength)
        if self.pointer.is_active and self.pointer.page == number:
            self._paint_boxes(painter, number, self.pointer.others(), MarkStrength.FACT)
            self._paint_boxes(painter, number, self.pointer.chosen(), MarkStrength.POINTED)

    def _paint_boxes(self, painter: QPainter, number: int, boxes: Iterable[Box], strength: MarkStrength) -> None:
        origin = self.origin(number)
        paint_boxes(painter, (scaled(box, origin, self.zoom) for box in boxes), strength, self._theme.colours)

    def _flow(self, number: int) -> LaidOutPage | None:
        """A page of a flow, laid out; None for other documents, and while it is read anew."""
        if not self._is_flow or self._document_id is None or not 1 <= number <= self.pages:
            return None
        with suppress(UserError):
            return self._texts.flow(self._document_id, number)
        return None

    def _describe(self, page: int, pages: int) -> None:
        words = messages.page_of(page, pages) if page else ""
        if words != self.accessibleDescription():  # each change is told to screen readers
            self.setAccessibleDescription(words)
