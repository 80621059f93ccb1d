"""Where the pages lie, one under the other, in pixels; knows nothing of Qt."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

MARGIN = 16  # pixels around the pages
GAP = 14  # pixels between two pages

Size = tuple[float, float]


class PageStrip:
    """All pages of a document at one zoom.

    Attributes:
        zoom: Pixels a point, for logical pixels.
    """

    def __init__(self, sizes: Sequence[Size] = (), zoom: float = 1.0) -> None:
        self.zoom = zoom
        self._sizes: list[Size] = list(sizes)
        self._tops: list[float] = []
        self._place()

    def __len__(self) -> int:
        return len(self._sizes)

    def set_zoom(self, zoom: float) -> None:
        """Place the pages anew.

        Args:
            zoom: Pixels a point.
        """
        self.zoom = zoom
        self._place()

    def set_size(self, number: int, size: Size) -> bool:
        """Set the size of a page in points; whether it changed.

        Args:
            number: Of the page, from 1.
            size: Width and height in points.
        """
        if self._sizes[number - 1] == size:
            return False
        self._sizes[number - 1] = size
        self._place()
        return True

    def size(self, number: int) -> Size:
        """Of a page, in points.

        Args:
            number: Of the page, from 1.
        """
        return self._sizes[number - 1]

    def usual_width(self) -> float:
        """The width that most pages have, in points; 0 without pages."""
        return Counter(width for width, _ in self._sizes).most_common(1)[0][0] if self._sizes else 0.0

    def width(self, pages: Iterable[int]) -> float:
        """That these pages need, in pixels.

        Args:
            pages: Numbers from 1.
        """
        widest = max((self._sizes[number - 1][0] for number in pages), default=0.0)
        return widest * self.zoom + 2 * MARGIN

    def height(self) -> float:
        """Of the whole strip, in pixels."""
        return self._tops[-1] + self._sizes[-1][1] * self.zoom + MARGIN if self._sizes else 0.0

    def top(self, number: int) -> float:
        """Of a page, in pixels.

        Args:
            number: Of the page, from 1.
        """
        return self._tops[number - 1]

    def at(self, y: float) -> int:
        """The page at a height of the strip, the one above where it is a gap; 0 without pages.

        Args:
            y: From the top of the strip, in pixels.
        """
        return max(1, bisect_right(self._tops, y)) if self._sizes else 0

    def between(self, top: float, bottom: float) -> range:
        """The pages that show between two heights.

        Args:
            top: From the top of the strip, in pixels.
            bottom: The same; what it touches shows too.
        """
        return range(self.at(top), self.at(bottom) + 1) if self._sizes else range(0)

    def place_of(self, y: float) -> tuple[int, float]:
        """A height of the strip as a page and a part of its height, which stays the same at any zoom.

        Args:
            y: From the top of the strip, in pixels.
        """
        number = self.at(y)
        if not number:
            return 1, 0.0
        return number, (y - self.top(number)) / max(1.0, self._sizes[number - 1][1] * self.zoom)

    def height_of(self, place: tuple[int, float]) -> float:
        """What ``place_of`` was asked.

        Args:
            place: As ``place_of`` gave it; a page that is not there becomes the nearest one.
        """
        number = min(max(1, place[0]), len(self._sizes))
        return self.top(number) + place[1] * self._sizes[number - 1][1] * self.zoom if self._sizes else 0.0

    def _place(self) -> None:
        self._tops = []
        y = float(MARGIN)
        for _, height in self._sizes:
            self._tops.append(y)
            y += height * self.zoom + GAP
