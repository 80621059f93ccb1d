"""Words with boxes from pdfium, in few foreign calls.

One call gives the text of the page, two calls a word give the boxes of its first and last character, and only where
those two do not look like one run of type is every character asked for. Must never return one word for two columns.
"""

from __future__ import annotations

import ctypes
import re
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import pypdfium2_raw as pdfium

from muniment.document.pages.page import Box
from muniment.reading.common.characters import UNCLEAN, clean
from muniment.reading.layout.raised_digits import raised_end
from muniment.reading.layout.raw_word import RawWord

Affine = tuple[float, float, float, float, float, float]  # x' = a x + c y + e, y' = b x + d y + f

# pdfium writes U+FFFE for the hyphen at the end of a line whose word goes on in the next: it ends a piece.
_HYPHEN = "\ufffe"
_PIECE = re.compile(rf"[^\s\x00-\x1f\x7f{_HYPHEN}]+{_HYPHEN}?|{_HYPHEN}")

_WIDEST = 0.62  # width of a word / (characters x height); 99 in 100 words of filings are below it
_LEVEL = 0.5  # points; some producers round the boxes of one line differently
_GAP = 0.5  # of the type size; tables take a gap of 0.55 as a new cell, so no word may hold more
_THINNEST = 0.1  # points; nobody can see lower type
MAX_SIDE = 200_000  # points; PDF allows 14,400, and above 2 million the whole-number device space would overflow
_DEVICE = 1000  # device units a point

# The same function as in pypdfium2, declared so that it takes plain addresses and keeps the GIL: half a microsecond.
_loose_box = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
)


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a page in the order of its content.

    Attributes:
        words: Those that stand on the page as displayed.
        width: Of the page as displayed, in points.
        height: Of the page as displayed, in points.
    """

    words: list[RawWord]
    width: float
    height: float


def page_words(page: object) -> PageWords:
    """Read the words of a loaded page.

    Args:
        page: A ``FPDF_PAGE``.

    Raises:
        ValueError: The page has no usable size or no text can be loaded from it.
    """
    width, height, affine = displayed(page)
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        raise ValueError("the text of the page cannot be loaded")
    try:
        words = _words(text_page, affine)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    return PageWords(_seen(words, width, height), width, height)


def plain_text(page: object) -> str:
    """The text of a loaded page as pdfium gives it; what the speed of ``page_words`` is measured against.

    Args:
        page: A handle of pdfium.
    """
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        return _text(text_page)
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _seen(words: list[RawWord], width: float, height: float) -> list[RawWord]:
    """Those that stand on the page; a broken font matrix puts words anywhere, or at places that are no numbers."""
    far, low = 2 * width, 2 * height
    return [
        word
        for word in words
        if -width < word[0] < width and 0 < word[2] < far  # false for NaN, too
        if -height < word[1] < height and 0 < word[3] < low and word[3] - word[1] > _THINNEST
    ]


def displayed(page: object) -> tuple[float, float, Affine]:
    """Width and height as displayed, and the map from the page's own space to it (rotation and crop box applied).

    Args:
        page: A handle of pdfium, loaded.

    Raises:
        ValueError: The size is not that of a page.
    """
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if not (0 < width < MAX_SIDE and 0 < height < MAX_SIDE):
        raise ValueError("the page has no usable size")
    x, y = ctypes.c_int(), ctypes.c_int()

    def at(px: float, py: float) -> tuple[float, float]:
        sides = round(width * _DEVICE), round(height * _DEVICE)
        pdfium.FPDF_PageToDevice(page, 0, 0, *sides, 0, px, py, ctypes.byref(x), ctypes.byref(y))
        return x.value / _DEVICE, y.value / _DEVICE

    (ox, oy), (ax, ay), (bx, by) = at(0, 0), at(1000, 0), at(0, 1000)
    steps = [round(step / 1000, 5) for step in (ax - ox, ay - oy, bx - ox, by - oy)]
    return width, height, (steps[0], steps[1], steps[2], steps[3], ox, oy)


def _text(text_page: object) -> str:
    """One character for every index of the text page."""
    count = pdfium.FPDFText_CountChars(text_page)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    got = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(got - 1, 0)].decode("utf-16-le", "surrogatepass")
    if len(text) == count:
        return text
    return "".join([_character(text_page, index) for index in range(count)])  # some index has no text of its own


def _character(text_page: object, index: int) -> str:
    if pdfium.FPDFText_IsHyphen(text_page, index) == 1:
        return _HYPHEN
    code = pdfium.FPDFText_GetUnicode(text_page, index)
    return chr(code) if code < 0x110000 else "\ufffd"


def _words(text_page: object, affine: Affine) -> list[RawWord]:
    text = _text(text_page)
    unclean = UNCLEAN.search(text) is not None
    spans = [match.span() for match in _PIECE.finditer(text)]
    ends = [index for start, end in spans for index in (start, end - 1)]
    boxes = _boxes(text_page, ends, affine)
    a, d, e, f = _upright(affine)
    words: list[RawWord] = []
    for (start, end), (left, top, _, bottom, left2, top2, right, bottom2) in zip(
        spans, zip(*[iter(boxes)] * 8, strict=True), strict=True
    ):
        length = end - start
        if length == 1 or (
            left2 >= left
            and right - left < length * (top - bottom) * _WIDEST
            and -_LEVEL < bottom - bottom2 < _LEVEL
            and -_LEVEL < top - top2 < _LEVEL
        ):
            words.append((a * left + e, d * top + f, a * right + e, d * bottom + f, text[start:end]))
        else:
            chars = _boxes(text_page, range(start, end), affine)
            raised = raised_end(text[start:end], chars)
            for x0, low, x1, high, first, last in _runs(start, chars):
                words.append((a * x0 + e, d * high + f, a * x1 + e, d * low + f, raised[first - start : last - start]))
    return [_cleaned(word) for word in words if clean(word[4])] if unclean else words


def _boxes(text_page: Any, indices: Sequence[int], affine: Affine) -> array[float]:
    """left, top, right, bottom of each character, y upwards; turned where the page is displayed turned."""
    count = len(indices)
    space = (ctypes.c_float * (4 * count))()
    first = ctypes.addressof(space)
    handle = ctypes.cast(text_page, ctypes.c_void_p).value
    deque(map(_loose_box, repeat(handle), indices, range(first, first + 16 * count, 16)), maxlen=0)
    boxes = array("f", bytes(space))
    return boxes if _is_upright(affine) else _turned(boxes, affine)


def _is_upright(affine: Affine) -> bool:
    a, b, c, d, _, _ = affine
    return a > 0 > d and b == 0 == c


def _upright(affine: Affine) -> tuple[float, float, float, float]:
    """What is still to be done to boxes that ``_boxes`` gave: x' = a x + e, y' = d y + f."""
    a, _, _, d, e, f = affine
    return (a, d, e, f) if _is_upright(affine) else (1.0, -1.0, 0.0, 0.0)


def _turned(boxes: array[float], affine: Affine) -> array[float]:
    a, b, c, d, e, f = affine
    turned = array("f")
    for left, top, right, bottom in zip(*[iter(boxes)] * 4, strict=True):
        xs = (a * left + c * top + e, a * right + c * bottom + e)
        ys = (-b * left - d * top - f, -b * right - d * bottom - f)
        turned.extend((min(xs), max(ys), max(xs), min(ys)))
    return turned


def _runs(start: int, boxes: array[float]) -> Iterator[tuple[float, float, float, float, int, int]]:
    """Part characters where their boxes are too far from one another to be one word.

    Yields:
        left, bottom, right, top, and the half-open interval of indices.
    """
    chars = [
        (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)) for x0, y1, x1, y0 in zip(*[iter(boxes)] * 4, strict=True)
    ]
    first = 0
    for index in range(1, len(chars) + 1):
        if index == len(chars) or _apart(chars[index - 1], chars[index]):
            x0s, y0s, x1s, y1s = zip(*chars[first:index], strict=True)
            yield min(x0s), min(y0s), max(x1s), max(y1s), start + first, start + index
            first = index


def _apart(one: Box, other: Box) -> bool:
    """Whether there is a gap between two neighbours, whichever way the text runs, or a way back to another line."""
    size = max(one[2] - one[0], one[3] - one[1])
    return max(other[0] - one[2], one[0] - other[2], other[1] - one[3], one[1] - other[3]) > _GAP * size


def _cleaned(word: RawWord) -> RawWord:
    return (*word[:4], clean(word[4]))
