"""Which page images are asked for, in which order: what is in sight first, a rough one before a sharp one.

Must never pile up requests: what is scrolled past before it was asked for is not asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from muniment.gui.page.page_cache import ImageKey, PageCache
from muniment.pipeline.workers import pipeline_events

Render = Callable[[int, int, float, int], None]

ROUGH = 0.5  # pixels a point: a letter page of 306 x 396, rendered in a few milliseconds
MAX_SIDE = 8_000  # pixels: the worker takes no more than 8,192
_IN_FLIGHT = 2  # one is being rendered, one waits, so that the worker is never idle


class ImageRequests(QObject):
    """Asks the pipeline for images and keeps them.

    Attributes:
        arrived: Document and page of an image that is in the cache now.
    """

    arrived = Signal(int, int)

    def __init__(self, render: Render, cache: PageCache) -> None:
        super().__init__()
        self._render = render
        self._cache = cache
        self._tokens = count(1)
        self._wanted: list[ImageKey] = []
        self._asked: dict[int, ImageKey] = {}
        self._refused: set[ImageKey] = set()

    def want(self, document_id: int, pages: Iterable[int], scale: float, *, sharp: bool) -> None:
        """These pages are in sight, the most important first; what was wanted before is not any more.

        Args:
            document_id: Which document.
            pages: From 1.
            scale: Device pixels a point.
            sharp: The view rests, so that sharp images are worth their time.
        """
        pages = list(pages)
        rough = [ImageKey(document_id, page, ROUGH) for page in pages if not self._has_any(document_id, page)]
        fine = [ImageKey(document_id, page, rounded(scale)) for page in pages] if sharp else []
        self._wanted = [key for key in (*rough, *fine) if self._cache.get(key) is None and key not in self._refused]
        self._ask()

    def take(self, event: pipeline_events.Rendered) -> None:
        """An image came."""
        key = self._asked.pop(event.token, None)
        if key is not None and len(event.data) >= event.stride * event.height and event.stride >= event.width * 4:
            # Not copied, which would hold the window up for 40 ms at a high zoom: PySide's image keeps the bytes alive.
            image = QImage(event.data, event.width, event.height, event.stride, QImage.Format.Format_RGB32)
            self._cache.put(key, image)
            self.arrived.emit(key.document_id, key.page)
        self._ask()

    def take_failure(self, event: pipeline_events.RenderFailed) -> None:
        """An image will not come; it is not asked for again unless the worker was merely replaced."""
        key = self._asked.pop(event.token, None)
        if key is not None and event.code != "cancelled":
            self._refused.add(key)
        self._ask()

    def forget(self, document_id: int) -> None:
        """Drop what belongs to a document."""
        self._cache.forget(document_id)
        self._wanted = [key for key in self._wanted if key.document_id != document_id]
        self._refused = {key for key in self._refused if key.document_id != document_id}

    def start_over(self) -> None:
        """The worker was replaced: ask again for what was under way."""
        self._wanted = [*self._asked.values(), *self._wanted]
        self._asked.clear()
        self._refused.clear()
        self._ask()

    def _has_any(self, document_id: int, page: int) -> bool:
        return self._cache.nearest(document_id, page, ROUGH) is not None

    def _ask(self) -> None:
        under_way = set(self._asked.values())
        while self._wanted and len(self._asked) < _IN_FLIGHT:
            key = self._wanted.pop(0)
            if key in under_way or self._cache.get(key) is not None:
                continue
            token = next(self._tokens)
            self._asked[token] = key
            self._render(key.document_id, key.page, key.scale, token)


def rounded(scale: float) -> float:
    """A scale that equals itself after its way through JSON.

    Args:
        scale: Device pixels a point.
    """
    return round(scale, 3)
