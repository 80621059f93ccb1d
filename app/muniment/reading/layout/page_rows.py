"""Words with boxes to rows, the cells of a row, and the text of the page.

A word joins a row when enough of it stands within the row's height. The words of a row part into segments at wide
gaps; a currency sign, a bracket or a percent sign joins the number that it belongs to. The text of the page is the
rows joined by newline, their segments by tab, the words of a segment by space: every offset is exact.

Must never move or change a word: the text of a word is what the reader gave, but that raised digits are written as such.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from muniment.document.pages.page import PackedWords
from muniment.document.text.number_text import TRIANGLES
from muniment.reading.layout.bands import Band, WordRun
from muniment.reading.layout.number_language import is_continental
from muniment.reading.layout.prose_columns import reading_order
from muniment.reading.layout.raised_digits import raised_beside

if TYPE_CHECKING:
    from muniment.reading.layout.raw_word import RawWord

SEGMENT_GAP = 0.55  # of the line height: wider gaps part segments (tuned on 51 pages of statements, held on 28)
NUMBER_GAP = 0.15  # of the line height: two numbers part at much less
SIGN_GAP = 0.4  # of the line height: a currency sign further from the words before it stands in a column
JUSTIFIED = 3  # wide gaps of one width in a row of prose; columns do not stand so
NO_SPACE = 0.08  # of the line height: narrower is a change of style within a word
SIGN_REACH = 25.0  # line heights that a "$" may stand left of its number
TAIL_REACH = 2.5  # line heights that a ")" or "%" may stand right of its number

_SIGNS = "$€£¥₹₩₪₱₽₺₫₦฿"
_CODES = "USD|GBP|CHF|CAD|AUD|NZD|HKD|SGD|TWD|JPY|CNY|RMB|KRW|INR|MXN|BRL|ZAR|SEK|NOK|DKK|PLN|ILS|NIS"
_MONEY = (
    rf"(?:[A-Z][A-Za-z]{{0,2}}[{_SIGNS}]|[{_SIGNS}]|EUR|(?:{_CODES})(?=\s?\(?\d{{1,3}}[,.’']\d)|Rs\.?|RM|Rp\.?"
    rf"|[RP](?=\s?\(?\d{{1,3}}[ ,]\d{{3}}))"
)
_DIGITS = r"(?:\d{1,3}(?:[,.’' ]\d{3})+(?:[.,]\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d+(?:[.,]\d+)?|\.\d+)"
_DASHES = r"[—–‒―−-]+"
_NONE = r"(?:N/?M|N/?A|n/?m|n/?a|nm|NM|\*+|†+)"
_MARK = r"(?:\s?(?:\((?:\d{1,2}|[a-zA-Z]{1,2})\)|\[\d{1,2}\]|[*†‡§]+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+[)⁾]?|[a-e])){0,3}"
_NUMBER = re.compile(
    rf"^(?:{_MONEY}\s+)?(?P<number>[(\[]?\s*[-–−+{TRIANGLES}]?\s*{_MONEY}?\s*[({TRIANGLES}-]?\s*{_DIGITS}"
    rf"[-–−]?(?:\s*[)\]])?(?:\s*%)?(?:\s*\))?)(?:\s?(?:pts\.?|pp|bps|ppts|x|years?|yrs?\.?|days))?{_MARK}$"
)
_DASH = re.compile(rf"^(?:{_MONEY}\s*)?(?P<number>[(]?\s*{_DASHES}(?:\s*[)])?(?:\s*%)?)$")
_PLACEHOLDER = re.compile(rf"^(?:{_MONEY}\s*)?{_NONE}$")
# "£000" and "NOK 1 000" over a column say its scale.
_THOUSANDS = re.compile(rf"^[(\[]?(?:(?:[A-Z]{{1,3}})?[{_SIGNS}]?\s?000|(?:{_CODES})\s1[ ’']000)[)\]]?$")
_SPACED = re.compile(rf"^[(\[]?[-–−+{TRIANGLES}]?(?:[A-Z]{{0,3}}[$€£¥₹] ?)?[1-9]\d{{0,2}}(?: \d{{3}})*$")
_GROUP = re.compile(r"^\d{3}(?:[.,]\d+)?(?:[-–−]|\)?%?|%?\))$")
_PARTED = re.compile(r"\d[.,’']\d{3}(?!\d)")
_SIGN = re.compile(rf"^(?![MTK][€£₹]$)(?:[A-Z][A-Za-z]{{0,2}}[{_SIGNS}]|[({_SIGNS}]+|\$\(|[{TRIANGLES}]|Rs\.?|RM)$")
_YEAR = re.compile(r"^(?:FY|CY)?(?:19|20)\d\d(?:\s?(?:\([a-z0-9]\)|[*A-Z]|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2}[)⁾]?))?$")
_LEADER = re.compile(r"^[.…·_]{3,}$|^\.$")
_TAILS = frozenset((")", "%", ")%", "%)"))


class SegmentKind(IntEnum):
    """What a segment looks like."""

    WORDS = 0
    NUMBER = 1  # with a number or a dash in it
    YEAR = 2  # four digits that are likelier a year than an amount
    SIGN = 3  # a currency sign alone
    NONE = 4  # "n/a", "*": stands where a number would


class Segment(NamedTuple):
    """A piece of a row without a wide gap.

    Attributes:
        kind: What it looks like.
        x0: Left edge in points, without a leading currency sign.
        x1: Right edge in points.
        sign: Left edge of its leading currency sign; x0 where there is none.
        start: Into the page's text.
        end: Half-open.
        text: The page's text in that interval.
        number: Where its number stands in the page's text, half-open; (0, 0) without one.
        words: The words that make it up.
    """

    kind: SegmentKind
    x0: float
    x1: float
    sign: float
    start: int
    end: int
    text: str
    number: tuple[int, int]
    words: Sequence[RawWord]


class PageRow(NamedTuple):
    """A row of the page.

    Attributes:
        top: In points.
        bottom: In points.
        start: Into the page's text.
        end: Half-open.
        segments: From left to right.
    """

    top: float
    bottom: float
    start: int
    end: int
    segments: list[Segment]

    @property
    def height(self) -> float:
        """In points."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Of its height, in points from the top of the page."""
        return (self.top + self.bottom) / 2

    @property
    def text(self) -> str:
        """Its segments joined by space."""
        return " ".join(segment.text for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Layout:
    """A page as rows.

    Attributes:
        width: In points.
        height: In points.
        text: Rows joined by newline, segments by tab, words by space.
        words: Every word, in the order of the text.
        lines: The rows in reading order.
    """

    width: float
    height: float
    text: str
    words: PackedWords
    lines: tuple[PageRow, ...]


class Groups:
    """How the page parts the digits of long numbers; looked at only when it matters."""

    __slots__ = ("_by_space", "_words")

    def __init__(self, words: Sequence[RawWord]) -> None:
        self._words = words
        self._by_space: bool | None = None

    @property
    def by_space(self) -> bool:
        """Whether spaces part them: "12 345"; not where commas, points or apostrophes do."""
        if self._by_space is None:
            texts = [word[4] for word in self._words]
            groups = [b for a, b in pairwise(texts) if _SPACED.match(a) and _GROUP.match(b)]
            parted = sum(bool(_PARTED.search(text)) for text in texts)
            # No amount of a column of its own begins with a nought.
            sure = any(group[0] == "0" for group in groups) or is_continental([" ".join(texts)], of=len(texts))
            self._by_space = len(groups) > 2 * parted and sure
        return self._by_space


def layout(words: Sequence[RawWord], width: float, height: float) -> Layout:
    """Arrange the words of a page into rows.

    Args:
        words: In the order in which the page gives them; boxes in points, origin top-left.
        width: Of the page in points.
        height: Of the page in points.

    Returns:
        The rows in reading order (columns of prose one after the other), the text and its words.
    """
    bands = reading_order(_bands(_pieces(words)), width)
    return _assemble(bands, width, height, Groups(words))


def _pieces(words: Iterable[RawWord]) -> list[WordRun]:
    """Runs of words that stand next to each other, in the page's own order."""
    pieces: list[WordRun] = []
    top = bottom = right = gap = 0.0
    for word in words:
        x0, t, x1, b, _ = word
        if -gap < x0 - right < gap and -2 < t - top < 2 and -2 < b - bottom < 2:
            piece = pieces[-1]
            piece.words.append(word)
            piece.x1 = right = max(right, x1)
        else:
            pieces.append(WordRun(word))
            top, bottom, right, gap = t, b, x1, max(SEGMENT_GAP * (b - t), 2.0)
    return pieces


def _bands(pieces: list[WordRun]) -> list[Band]:
    """Pieces into rows, from top to bottom."""
    bands: list[Band] = []
    for piece in sorted(pieces, key=lambda p: p.top + p.bottom):
        for band in bands[:-5:-1]:
            if band.takes(piece):
                band.add(piece)
                break
        else:
            bands.append(Band(piece))
    for band in bands:
        if len(band.pieces) > 1:
            band.pieces.sort(key=lambda p: p.x0)
    bands.sort(key=lambda band: band.top + band.bottom)
    return bands


def _assemble(bands: list[Band], width: float, height: float, groups: Groups) -> Layout:
    texts: list[str] = []
    offsets, boxes = array("I"), array("f")
    lines: list[PageRow] = []
    at = 0
    for band in bands:
        segments: list[Segment] = []
        start = at
        for words, glue in _split(band, groups):
            segment = _segment(words, glue, at, offsets, boxes)
            segments.append(segment)
            texts.append(segment.text)
            texts.append("\t")
            at = segment.end + 1
        texts[-1] = "\n"
        lines.append(PageRow(band.top, band.bottom, start, at - 1, segments))
    text = "".join(texts[:-1])
    return Layout(width, height, text, PackedWords(offsets, boxes), tuple(lines))


def _segment(words: list[RawWord], glue: list[bool], at: int, offsets: array[int], boxes: array[float]) -> Segment:
    """Write the words of a segment down and say what it looks like; ``glue``: no space before the word."""
    start = at
    parts: list[str] = []
    for word, tight in zip(words, glue, strict=True):
        if not tight and parts:
            parts.append(" ")
            at += 1
        text = word[4]
        parts.append(text)
        offsets.append(at)
        at += len(text)
        offsets.append(at)
        boxes.extend(word[:4])
    text = "".join(parts)
    x0, x1 = words[0][0], max(words[-1][2], words[0][2])
    kind, number = look(text)
    sign = x0
    if number is not None:
        place = (start + number[0], start + number[1])
        if number[0] and len(words) > 1:
            x0 = words[1][0]
    else:
        place = (0, 0)
    return Segment(kind, x0, x1, sign, start, at, text, place, words)


def look(text: str) -> tuple[SegmentKind, tuple[int, int] | None]:
    """What a segment looks like, and where in it its number stands (half-open)."""
    last = text[-1]
    if last.isalpha() and last not in "eabcdMAmxsSp" and len(text) > 4:
        return SegmentKind.WORDS, None  # nearly all prose ends here
    if _YEAR.match(text):
        return SegmentKind.YEAR, None
    match = _NUMBER.match(text) or _DASH.match(text)
    if match and not (last in "0)]" and _THOUSANDS.match(text)):
        return SegmentKind.NUMBER, match.span("number")
    if _SIGN.match(text):
        return SegmentKind.SIGN, None
    if _PLACEHOLDER.match(text):
        return SegmentKind.NONE, None
    return SegmentKind.WORDS, None


def is_number(text: str) -> bool:
    """Whether a word looks like an amount, a percentage or a dash."""
    return bool(_NUMBER.match(text) or _DASH.match(text))


def _split(band: Band, groups: Groups) -> Iterable[tuple[list[RawWord], list[bool]]]:
    """The words of a row by segments, and which of them follow without a space."""
    pieces = band.pieces
    words = pieces[0].words
    if len(pieces) == 1 and not _may_hold_number(words) and not _is_spelled(words):
        yield words, [False] * len(words)
        return
    if len(pieces) > JUSTIFIED and _is_justified(pieces, band.bottom - band.top):
        words = [word for piece in pieces for word in piece.words]
        yield words, [False] * len(words)
        return
    yield from _split_words([word for piece in pieces for word in piece.words], band.bottom - band.top, groups)


def _is_spelled(words: list[RawWord]) -> bool:
    """Whether the page gives letters instead of words; then only their gaps tell where words end."""
    return len(words) > 4 and max(len(word[4]) for word in words[:5]) <= 2


def _is_justified(pieces: list[WordRun], height: float) -> bool:
    """Whether the wide gaps of a row are those of a stretched line of prose: many, and all alike."""
    gaps = [after.x0 - before.x1 for before, after in pairwise(pieces)]
    alike = max(gaps) - min(gaps) < 0.25 * height and max(gaps) < 1.6 * height
    return alike and sum(any(c.isalpha() for c in piece.words[-1][4]) for piece in pieces) > 0.7 * len(pieces)


def _may_hold_number(words: list[RawWord]) -> bool:
    last = words[-1][4][-1]
    return last.isdigit() or last in ")%$—–-*" or len(words) < 3


def _split_words(words: list[RawWord], height: float, groups: Groups) -> Iterable[tuple[list[RawWord], list[bool]]]:
    run: list[RawWord] = [words[0]]
    glue = [False]
    right = words[0][2]
    text = words[0][4]  # of the run; only its look as a number or sign matters
    for word in words[1:]:
        if len(word[4]) < 3 and word[4].isdigit():
            word = raised_beside(word, run[-1])  # noqa: PLW2901 - the mark of a footnote
        joined = _joins(text, word, (word[0] - right) / height, groups)
        if joined is None:
            yield run, glue
            run, glue, text = [word], [False], word[4]
        else:
            run.append(word)
            glue.append(joined)
            text += word[4] if joined else " " + word[4]
        right = max(right, word[2]) if joined is not None else word[2]
    yield run, glue


def _joins(text: str, word: RawWord, gap: float, groups: Groups) -> bool | None:
    """Whether a word joins the segment before it: None if not, True without a space, False with one.

    Args:
        text: Of the segment so far.
        word: The next one to the right.
        gap: Between them in line heights.
        groups: How the page parts long numbers.
    """
    new = word[4]
    if _SIGN.match(text):
        if is_number(new) and gap < SIGN_REACH:
            return text.endswith("(")
        return False if gap < SEGMENT_GAP else None
    if new in _TAILS and gap < TAIL_REACH and is_number(text):
        return True
    if gap >= SEGMENT_GAP or _LEADER.match(text) or (_SIGN.match(new) and (gap > SIGN_GAP or is_number(text))):
        return None
    if gap < SEGMENT_GAP and _GROUP.match(new) and _SPACED.match(text) and groups.by_space:
        return False
    if gap > NUMBER_GAP and is_number(new) and is_number(text) and len(text) > 1 and not _YEAR.match(new):
        return None
    return gap < NO_SPACE
