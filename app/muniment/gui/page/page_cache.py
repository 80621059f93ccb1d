"""Page images, the least recently used ones forgotten first.

Must never write an image anywhere: it is a document's content.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtGui import QImage

LIMIT = 200 * 1024**2  # bytes: some twenty full-screen pages at twice the density


@dataclass(frozen=True, slots=True)
class ImageKey:
    """Which image.

    Attributes:
        document_id: Of the vault.
        page: From 1.
        scale: Device pixels a point, rounded to a thousandth.
    """

    document_id: int
    page: int
    scale: float


class PageCache:
    """Images by key, bounded by their bytes.

    Args:
        limit: Bytes of all images together.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._bytes = 0
        self._images: OrderedDict[ImageKey, QImage] = OrderedDict()

    def __len__(self) -> int:
        return len(self._images)

    @property
    def bytes(self) -> int:
        """Held now."""
        return self._bytes

    def get(self, key: ImageKey) -> QImage | None:
        """The image, which counts as used now."""
        image = self._images.get(key)
        if image is not None:
            self._images.move_to_end(key)
        return image

    def nearest(self, document_id: int, page: int, scale: float) -> QImage | None:
        """The image of a page whose scale comes closest.

        Args:
            document_id: Whose page.
            page: From 1.
            scale: Device pixels a point.
        """
        known = [key for key in self._images if key.document_id == document_id and key.page == page]
        return self.get(min(known, key=lambda key: abs(key.scale - scale))) if known else None

    def put(self, key: ImageKey, image: QImage) -> None:
        """Keep an image; older ones go until all fit."""
        old = self._images.pop(key, None)
        self._bytes += image.sizeInBytes() - (old.sizeInBytes() if old is not None else 0)
        self._images[key] = image
        while self._bytes > self._limit and len(self._images) > 1:
            _, gone = self._images.popitem(last=False)
            self._bytes -= gone.sizeInBytes()

    def forget(self, document_id: int) -> None:
        """Drop the images of a document."""
        for key in [key for key in self._images if key.document_id == document_id]:
            self._bytes -= self._images.pop(key).sizeInBytes()
