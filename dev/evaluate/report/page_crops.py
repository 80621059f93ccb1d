"""Pictures of places on a PDF's pages: what was found in red, what gold means in green."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import pypdfium2
from PIL import Image, ImageDraw

from evaluate.grading.gold_matching import Record

_SCALE = 1.6  # pixels a point: small print can be read
_MARGIN = 45.0  # points above and below a box: three or four rows
_FAR = 260.0  # points between two boxes of a page from which each gets a picture of its own
_COLOURS = 30  # of the page itself: few, so that a report with hundreds of pictures stays small
RED, GREEN = (205, 30, 30), (20, 140, 60)
Box = Sequence[float]


@dataclass(frozen=True, slots=True)
class PageMark:
    """A box to be drawn.

    Attributes:
        page: From 1.
        box: In points, origin top-left, page as displayed.
        is_gold: Green; red otherwise.
    """

    page: int
    box: Box
    is_gold: bool


def marks_of(gold: Record | None, fact: Record | None) -> list[PageMark]:
    """The boxes of a mistake."""
    found = [PageMark(int(fact["page"]), box, is_gold=False) for box in fact.get("boxes") or ()] if fact else []
    if gold and gold.get("page") and gold.get("box"):
        found.append(PageMark(int(gold["page"]), gold["box"], is_gold=True))
    return found


class Painter:
    """The pages of one PDF; a context manager."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._document: pypdfium2.PdfDocument | None = None
        self._pages: dict[int, Image.Image] = {}

    def __enter__(self) -> Painter:
        self._document = pypdfium2.PdfDocument(self._path)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._document is not None:
            self._document.close()
        self._pages.clear()

    def crops(self, marks: Sequence[PageMark]) -> list[bytes]:
        """PNG pictures of the places: boxes that are near each other share one, gold first."""
        left = sorted(marks, key=lambda mark: (not mark.is_gold, mark.page, mark.box[1]))
        pictures: list[bytes] = []
        while left:
            first = left[0]
            near = [m for m in left if m.page == first.page and abs(m.box[1] - first.box[1]) < _FAR]
            left = [m for m in left if m not in near]
            pictures.append(self._crop(first.page, near))
        return pictures

    def _crop(self, number: int, marks: Sequence[PageMark]) -> bytes:
        page = self._page(number)
        above = max(0, int((min(m.box[1] for m in marks) - _MARGIN) * _SCALE))
        below = min(page.height, int((max(m.box[3] for m in marks) + _MARGIN) * _SCALE))
        area = page.crop((0, above, page.width, max(below, above + 1))).quantize(_COLOURS)
        palette = (area.getpalette() or [])[: 3 * _COLOURS]
        area.putpalette([*palette, *[0] * (3 * _COLOURS - len(palette)), *RED, *GREEN])
        pen = ImageDraw.Draw(area)
        for mark in marks:
            x0, top, x1, bottom = (value * _SCALE for value in mark.box)
            colour, gap = (_COLOURS + 1, 4) if mark.is_gold else (_COLOURS, 2)
            pen.rectangle((x0 - gap, top - above - gap, x1 + gap, bottom - above + gap), outline=colour, width=2)
        out = io.BytesIO()
        area.save(out, "PNG", optimize=True)
        return out.getvalue()

    def _page(self, number: int) -> Image.Image:
        """A page as picture; the last few are kept, since mistakes come in rows."""
        if number not in self._pages:
            assert self._document is not None
            if len(self._pages) > 3:
                self._pages.pop(next(iter(self._pages)))
            picture: Image.Image = self._document[number - 1].render(scale=_SCALE).to_pil().convert("RGB")
            self._pages[number] = picture
        return self._pages[number]
