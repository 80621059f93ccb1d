"""The numeric columns of a block of rows, and which words stand over which column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from muniment.document.text.date_text import dates_in, durations_in, last_days, years_in
from muniment.document.text.scale_text import find_scale
from muniment.reading.layout.page_rows import PageRow, Segment, SegmentKind
from muniment.reading.tables.column_kinds import is_note_head
from muniment.reading.tables.column_periods import Note
from muniment.reading.tables.stub import continues

_TIME_WORDS = re.compile(
    r"\bended\b|\bending\b|\bas (?:of|at)\b|\bquarter|\bfiscal\b|\bmonths\b|\bweeks\b", re.IGNORECASE
)
_FURNITURE = re.compile(r"^(?:table of contents|index|page \d+.*|[ivxlc]+|[a-z]?-?\d{1,3}-?)$", re.IGNORECASE)
_COUNTED = re.compile(r"\d,\d{3}|[$€£]\s?\d")
_REMARK = re.compile(
    r"^\(.*\)$|^\W*(?:as\s+)?(?:restated|revised|adjusted|reported|audited|unaudited|ungeprüft|geprüft|note)\W*$|^[$€£¥%]"
    r"|^(?:percent|changes?|increase|decrease|variance|amount)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"^(?:(?:condensed|consolidated|group|company|interim|unaudited|audited)\s+)*(?:statements?\s+of\s+(?:\w+\s?){1,9}|balance\s+sheets?"
    r"|income\s+statements?|cash\s+flow\s+statements?|(?:konzern-?)?bilanz|gewinn-\s?und\s+verlustrechnung|bilan)$",
    re.IGNORECASE,
)
WIDE = 0.6  # of the page: a heading wider than that is no column's
NARROW = 0.2  # of the page: a heading of one column is no wider
CENTRED = 0.04  # of the page's width off its middle, and still centred
ASIDE = 0.6  # of the way from one column to the next: headings one by one may be set that far from their numbers
MIDWAY = 0.35  # of the way from one column to the next: a heading further from both belongs to both
NEAREST = 40.0  # points between the middles of a heading and of the column that it may belong to


@dataclass(slots=True)
class Extent:
    """Where a column's numbers stand.

    Attributes:
        x0: Left edge in points.
        x1: Right edge in points.
        reach: Left edge with the currency sign.
        count: Numbers in it.
    """

    x0: float
    x1: float
    reach: float
    count: int = 1

    @property
    def middle(self) -> float:
        """Of numbers and currency sign."""
        return (self.reach + self.x1) / 2


@dataclass(slots=True)
class Heads:
    """What stands above the numbers of a table.

    Attributes:
        columns: The pieces of heading of each column, from top to bottom.
        around: Lines that hold for the whole table, nearest first.
        title: Lines that name it, from top to bottom.
    """

    columns: list[list[Note]]
    around: list[Note] = field(default_factory=list)
    title: list[Note] = field(default_factory=list)


def names_time(text: str) -> bool:
    """Whether a heading speaks of a day, a year or a length of time."""
    return bool(
        years_in(text) or _TIME_WORDS.search(text) or next(dates_in(text), None) or next(durations_in(text), None)
    )


def find_columns(numbers: Sequence[Sequence[Segment]], height: float) -> list[Extent]:
    """Connected intervals of the numbers of some rows, from left to right.

    Args:
        numbers: The numeric segments of each row.
        height: Of a line in points.

    Returns:
        The columns; stray ones that few rows share are left out where there are others.
    """
    extents: list[Extent] = []
    for segment in sorted((s for row in numbers for s in row), key=lambda s: s.x0):
        last = extents[-1] if extents else None
        if last is not None and segment.x0 < last.x1 - 0.2 * height:
            last.x1 = max(last.x1, segment.x1)
            last.reach = min(last.reach, segment.sign)
            last.count += 1
        else:
            extents.append(Extent(segment.x0, segment.x1, segment.sign))
    least = max(2, 0.1 * len(numbers))
    return [e for e in extents if e.count >= least] or extents


def column_of(segment: Segment, columns: Sequence[Extent], height: float) -> int | None:
    """The column in which a number stands, by its right edge; None if it stands in none.

    Args:
        segment: The number.
        columns: At least one.
        height: Of a line in points.
    """
    place = segment.x1 - 0.3 * height
    best = min(
        range(len(columns)), key=lambda i: max(columns[i].x0 - height - place, place - columns[i].x1 - height, 0.0)
    )
    away = max(columns[best].x0 - place, place - columns[best].x1)
    return best if away <= 3 * height else None


def note(segment: Segment) -> Note:
    """A segment as a piece of heading."""
    return Note(segment.text, segment.start, segment.end)


def head_end(lines: Sequence[PageRow], columns: Sequence[Extent], below: str = "") -> int:
    """How many of the lines above the first amounts are head; those after it are headings of rows.

    Args:
        lines: From top to bottom, down to the first row of amounts.
        columns: Of the table.
        below: Text of that row, which may go on with the label that the last line begins.
    """
    left = columns[0].reach
    for i in range(len(lines), 0, -1):
        line = lines[i - 1]
        if any(names_time(s.text) or find_scale(s.text) for s in line.segments):
            return i
        if any(s.x1 > left for s in line.segments) and not _is_long_label(line, left):
            return i
    start = len(lines)
    while start and (
        lines[start - 1].text.endswith(":")
        or _is_long_label(lines[start - 1], left)
        or (below[:1].islower() and continues(lines[start - 1].text, below))
    ):
        start -= 1
        below = lines[start].text
    return start


def _is_long_label(line: PageRow, left: float) -> bool:
    """Whether a line is the start of a label so long that it reaches over the amounts: it holds numbers itself."""
    first = line.segments[0]
    return len(line.segments) == 1 and first.x0 < 0.5 * left < left < first.x1 and bool(_COUNTED.search(first.text))


def read_heads(lines: Sequence[PageRow], columns: Sequence[Extent], height: float, width: float) -> Heads:
    """Share out the lines above a table among its columns, its surroundings and its title.

    Args:
        lines: From top to bottom.
        columns: Of the table.
        height: Of a line in points.
        width: Of the page in points.
    """
    columns = _widened(lines, columns)
    heads = Heads([[] for _ in columns])
    shared: list[tuple[dict[int, Note], list[tuple[Segment, list[int]]]]] = []
    titles = _title_lines(lines, width)
    named = _named_line(lines)
    for number, line in enumerate(lines):
        if _FURNITURE.match(line.text):
            continue
        if number < named:  # a list of pages, a running head
            heads.around.extend(note(s) for s in line.segments if names_time(s.text))
            heads.title.extend(note(s) for s in line.segments if len(line.segments) == 1)
            continue
        own = []
        for segment in line.segments:
            if number < titles or _is_title(segment, line, columns, height, width):
                if names_time(segment.text):
                    heads.around.append(note(segment))
                heads.title.append(note(segment))
            else:
                own.append((segment, _under(segment, columns)))
        shared.append((_share(own, columns), own))
    runs = _runs([[parts[j] for parts, _ in shared if j in parts] for j in range(len(columns))])
    for parts, own in shared:
        _extend(parts, own, runs)
        for j, part in parts.items():
            heads.columns[j].append(part)
    heads.around.reverse()
    return heads


def _widened(lines: Sequence[PageRow], columns: Sequence[Extent]) -> Sequence[Extent]:
    """The columns with the headings that stand over each of them one by one, which may be set left of short numbers."""
    if len(columns) < 2:
        return columns
    pitch = min(b.middle - a.middle for a, b in pairwise(columns))
    for line in reversed(lines):
        own = [s for s in line.segments if s.x1 > columns[0].reach - pitch]
        if len(own) == len(columns) and all(
            abs((s.x0 + s.x1) / 2 - c.middle) < ASIDE * pitch for s, c in zip(own, columns, strict=True)
        ):
            return [
                Extent(c.x0, max(c.x1, s.x1), min(c.reach, s.x0), c.count) for s, c in zip(own, columns, strict=True)
            ]
    return columns


def _title_lines(lines: Sequence[PageRow], width: float) -> int:
    """How many lines from the top are the title: those above a scale that stands alone in the middle of the page."""
    alone = 0
    for line in lines:
        if len(line.segments) > 1 or not _is_centred(line.segments[0], width):
            break
        alone += 1
    return next((n for n in range(alone, 0, -1) if find_scale(lines[n - 1].text)), 0)


def _named_line(lines: Sequence[PageRow]) -> int:
    """The index of the last line that is the name of a statement and nothing else; what stands above it heads no column."""
    return max((i for i, line in enumerate(lines) if len(line.segments) == 1 and _NAME.match(line.text)), default=0)


def _is_centred(segment: Segment, width: float) -> bool:
    return abs((segment.x0 + segment.x1) / 2 - width / 2) < CENTRED * width


def _is_title(segment: Segment, line: PageRow, columns: Sequence[Extent], height: float, width: float) -> bool:
    """Whether a piece of the head belongs to the whole table: left of the numbers, or alone over them."""
    if segment.x1 < columns[0].reach - height or segment.x1 - segment.x0 > WIDE * width:
        return True
    if len(line.segments) > 1:
        return False
    if 1 < len(columns) < len(segment.text) / 8 and sum(1 for _ in durations_in(segment.text)) == len(columns):
        return False
    if segment.x0 < columns[0].reach - 4 * height:
        return True
    if find_scale(segment.text) or (segment.text[0] == "(" and segment.text[-1] == ")"):
        return len(columns) == 1 or segment.x1 < columns[-1].reach or segment.x0 < columns[0].x1
    under = _under(segment, columns)
    return _is_centred(segment, width) and (len(under) != 1 or segment.x1 - segment.x0 > NARROW * width)


def _under(segment: Segment, columns: Sequence[Extent]) -> list[int]:
    """The columns that a piece of heading stands over; beside them all, the two that it is midway between, or the nearest."""
    hit = [j for j, c in enumerate(columns) if min(segment.x1, c.x1) - max(segment.x0, c.reach) > 0]
    if hit:
        return hit
    middle = (segment.x0 + segment.x1) / 2
    nearest = min(range(len(columns)), key=lambda j: abs(columns[j].middle - middle))
    away = abs(columns[nearest].middle - middle)
    other = nearest + (1 if middle > columns[nearest].middle else -1)
    if 0 <= other < len(columns) and away > MIDWAY * abs(columns[other].middle - columns[nearest].middle):
        return sorted((nearest, other))
    return [nearest] if away < NEAREST else []


def _share(own: Sequence[tuple[Segment, list[int]]], columns: Sequence[Extent]) -> dict[int, Note]:
    """One line's pieces by column; a piece that names a time holds for bare columns beside it."""
    parts: dict[int, Note] = {}
    for segment, under in own:
        for j, part in _parts(segment, under).items():
            parts[j] = Note(f"{parts[j].text} {part.text}", parts[j].start, part.end) if j in parts else part
    if own and len(own) < len(columns):
        _spread(own, columns, parts)
    return parts


def _runs(heads: Sequence[Sequence[Note]]) -> list[list[int]]:
    """Columns that belong together because the same years or days begin anew after them.

    A column without a time ("Change") belongs to the run before it, and so does one with the same time ("% of sales").
    """
    runs: list[list[int]] = []
    dated: set[int] = set()
    seen: set[tuple[str, ...]] = set()
    last: tuple[str, ...] = ()
    for j, head in enumerate(heads):
        text = " ".join(piece.text for piece in head)
        days = [str(mention.date) for mention in dates_in(text) if mention.year]
        key = tuple(days or [str(year) for year, _, _ in years_in(text)])
        if not runs or (key and key != last and (key in seen or not seen)):
            runs.append([])
            seen = set()
        runs[-1].append(j)
        if key:
            seen.add(key)
            last = key
            dated.add(len(runs) - 1)
    return [run for number, run in enumerate(runs) if number in dated]


def _extend(parts: dict[int, Note], own: Sequence[tuple[Segment, list[int]]], runs: Sequence[Sequence[int]]) -> None:
    """A heading over part of a run of columns holds for the whole run, if nothing else stands over the rest.

    A remark ("Restated", "(Unaudited)", "Note") holds only where it stands.
    """
    for segment, under in own:
        if not under or _REMARK.match(segment.text) or is_note_head(segment.text):
            continue
        for run in runs:
            if set(under) < set(run) and not any(j in parts for j in run if j not in under):
                parts.update(dict.fromkeys((j for j in run if j not in under), note(segment)))


def _spread(own: Sequence[tuple[Segment, list[int]]], columns: Sequence[Extent], parts: dict[int, Note]) -> None:
    taken = set(parts)
    for j, column in enumerate(columns):
        if j in taken:
            continue
        segment, under = min(own, key=lambda item: abs((item[0].x0 + item[0].x1) / 2 - column.middle))
        if any(abs(j - k) == 1 for k in under) and names_time(segment.text) and segment.kind != SegmentKind.YEAR:
            parts[j] = note(segment)


def _parts(segment: Segment, hit: Sequence[int]) -> dict[int, Note]:
    """The piece of a heading for each column under it; days or years that stand side by side are parted."""
    whole = note(segment)
    if len(hit) < 2:
        return dict.fromkeys(hit, whole)
    text = segment.text
    for times in _times(text):
        if len(times) == len(hit):
            return {
                j: Note(text[a:b].rstrip(), segment.start + a, segment.start + a + len(text[a:b].rstrip()))
                for j, (a, b) in zip(hit, times, strict=True)
            }
    return dict.fromkeys(hit, whole)


def _times(text: str) -> Iterator[list[tuple[int, int]]]:
    """The places of what may stand side by side in a piece of heading: days, years, days of no year, lengths."""
    mentions = list(dates_in(text))
    yield [(m.start, m.end) for m in mentions if m.year]
    yield [(start, end) for _, start, end in years_in(text)]
    if mentions and len(last_days(text)) == len(mentions):
        yield [(m.start, m.end) for m in mentions]
    lengths = [d.start for d in durations_in(text)]
    if lengths[:1] == [0]:
        yield list(pairwise([*lengths, len(text)]))


def is_heading(line: PageRow, left: float) -> bool:
    """Whether a line without amounts looks like the head of columns: times side by side, right of ``left``."""
    times = [s for s in line.segments if s.x0 > left and (s.kind == SegmentKind.YEAR or names_time(s.text))]
    return len(times) >= 2 or bool(times and times[0].kind == SegmentKind.YEAR and len(line.segments) >= 2)
