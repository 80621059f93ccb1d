"""The images of the pages in sight: which are asked for, and which one is painted meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from muniment.gui.page.image_requests import MAX_SIDE, ImageRequests, rounded
from muniment.gui.page.page_cache import ImageKey, PageCache
from muniment.gui.page.page_scroll import PageScroll

_REST_MS = 80  # after which the view rests and sharp images are asked for
_AHEAD = 1  # pages above and below that are asked for too


class PageImages(QObject):
    """Asks for images as the view moves.

    Attributes:
        document_id: Whose pages they are; None while there is none, or where its pages have no images.
    """

    def __init__(self, view: PageScroll, requests: ImageRequests, cache: PageCache) -> None:
        super().__init__(view)
        self._view, self._requests, self._cache = view, requests, cache
        self.document_id: int | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(lambda: self._ask(sharp=True))
        view.moved.connect(self._follow)
        requests.arrived.connect(self._came)

    def image(self, number: int) -> QImage | None:
        """The image of a page at the best scale there is.

        Args:
            number: Of the page, from 1.
        """
        if self.document_id is None:
            return None
        scale = self._scale(number)
        exact = self._cache.get(ImageKey(self.document_id, number, scale))
        return exact if exact is not None else self._cache.nearest(self.document_id, number, scale)

    def _scale(self, number: int) -> float:
        """Device pixels a point, as far as the worker paints."""
        size = self._view.strip.size(number)
        return rounded(min(self._view.zoom * self._view.devicePixelRatioF(), MAX_SIDE / max(1.0, *size)))

    def _follow(self) -> None:
        self._ask(sharp=False)
        self._rest.start()

    def _ask(self, *, sharp: bool) -> None:
        if self.document_id is None or not self._view.pages:
            return
        sight, middle = self._view.in_sight(), self._view.page
        near = range(max(1, sight.start - _AHEAD), min(self._view.pages + 1, sight.stop + _AHEAD))
        pages = sorted(near, key=lambda number: (number not in sight, abs(number - middle)))
        self._requests.want(self.document_id, pages, self._scale(middle), sharp=sharp)

    def _came(self, document_id: int, page: int) -> None:
        if document_id == self.document_id and page in self._view.in_sight():
            self._view.viewport().update()
