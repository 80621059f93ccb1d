"""Paragraphs whose columns are set with tab stops, as rows of a table.

Must never place an amount by its order where the rows have different numbers of amounts: there the stops decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from muniment.reading.flow.text_lines import CellText, TextLine
from muniment.reading.layout.page_rows import SegmentKind, look

_AMOUNTS = (SegmentKind.NUMBER, SegmentKind.NONE)
_PATIENCE = 4  # lines of words between two rows of amounts of one table
_NAMES = 6  # lines with tabs above the first amounts
_LONGEST_LABEL = 90  # characters of a line without tabs that may stand between the rows
_NEAR = 400  # twips within which two stops are one column: one for words, one for numbers
_LETTER = 108  # twips of a letter of the usual size
_SIZE = 4  # characters of an amount; contents name pages, which are shorter


@dataclass(frozen=True, slots=True)
class TabLine:
    """A line of a paragraph.

    Attributes:
        pieces: The words between its tabs; empty where tabs follow each other.
        level: Of a heading, from 0; None for other text.
        stops: Places of its own tab stops in twips, ascending; empty where it has none.
        pitch: Twips from one usual stop to the next.
        listed: It is a line of a table of contents.
    """

    pieces: tuple[str, ...]
    level: int | None = None
    stops: tuple[int, ...] = ()
    pitch: int = 720
    listed: bool = False

    @property
    def text(self) -> str:
        """Its words, joined by space."""
        return " ".join(piece for piece in self.pieces if piece)

    @property
    def amounts(self) -> int:
        """How many of the pieces after its first tab are amounts."""
        return sum(look(piece)[0] in _AMOUNTS for piece in self.pieces[1:] if piece)


_Places = list[tuple[str, int]]  # words and their column


def tab_lines(lines: Sequence[TabLine], number: Callable[[], int]) -> Iterator[TextLine]:
    """The lines; runs of rows with amounts after tabs are tables.

    Args:
        lines: Of paragraphs that follow each other.
        number: Gives the next table's.
    """
    at = 0
    for first, last in _runs(lines):
        rows = [line for line in lines[first:last] if line.text]
        places = _by_stops(rows) if all(line.stops for line in rows if line.amounts) else _by_width(rows)
        if places is None:
            continue
        yield from _prose(lines[at:first])
        table = number()
        yield from (_row(row, table) for row in places)
        at = last
    yield from _prose(lines[at:])


def _prose(lines: Sequence[TabLine]) -> Iterator[TextLine]:
    return (TextLine(line.text, line.level) for line in lines if line.text)


def _runs(lines: Sequence[TabLine]) -> Iterator[tuple[int, int]]:
    """First line and the line after the last of each run of rows with amounts, with the heads above it."""
    floor = 0
    for first, last in _stretches(lines):
        rows = [line for line in lines[first:last] if line.amounts]
        told = any(line.amounts > 1 or max(map(len, line.pieces[1:])) >= _SIZE for line in rows)
        if len(rows) < 2 or not told:
            continue
        yield _head(lines, floor, first), last
        floor = last


def _head(lines: Sequence[TabLine], floor: int, first: int) -> int:
    """The first line of the heads; headings of rows may stand between them and the first amounts."""
    start = first
    for at in range(first - 1, max(floor, first - _NAMES) - 1, -1):
        if not _may_stand_between(lines[at]):
            break
        if any(lines[at].pieces[1:]):
            start = at
        elif start < first:
            break  # above the heads stands what names the table
    return start


def _stretches(lines: Sequence[TabLine]) -> Iterator[tuple[int, int]]:
    first = last = -1
    for i, line in enumerate(lines):
        if line.amounts and not line.listed:
            first, last = (i if first < 0 else first), i
        elif first >= 0 and (i - last > _PATIENCE or not _may_stand_between(line)):
            yield first, last + 1
            first = -1
    if first >= 0:
        yield first, last + 1


def _may_stand_between(line: TabLine) -> bool:
    return line.level is None and not line.listed and len(line.text) <= _LONGEST_LABEL


def _by_stops(rows: Sequence[TabLine]) -> list[_Places] | None:
    """Each piece in the column of its stop."""
    placed = [_at_stops(line) for line in rows]
    stops = sorted({place for row in placed for _, place in row if place})
    columns = {0: 0}
    for column, group in enumerate(_joined(stops, placed), 1):
        columns.update(dict.fromkeys(group, column))
    return [[(text, columns[place]) for text, place in row] for row in placed]


def _at_stops(line: TabLine) -> _Places:
    """The pieces with the places of the stops that they stand at; 0 for what stands before the first."""
    stops = line.stops
    beyond = len(line.pieces) - 1 - len(stops)
    last = stops[-1] if stops else 0
    usual = [(last // line.pitch + step) * line.pitch for step in range(1, beyond + 1)]
    return [(piece, place) for piece, place in zip(line.pieces, (0, *stops, *usual), strict=False) if piece]


def _joined(stops: Sequence[int], placed: Sequence[_Places]) -> Iterator[list[int]]:
    """Stops that are one column: near each other, and never both used in a row."""
    rows = [{place for _, place in row} for row in placed]
    group: list[int] = []
    for stop in stops:
        near = bool(group) and stop - group[0] < _NEAR
        if group and not (near and not any(stop in row and not row.isdisjoint(group) for row in rows)):
            yield group
            group = []
        group.append(stop)
    if group:
        yield group


def _by_width(rows: Sequence[TabLine]) -> list[_Places] | None:
    """Pieces at the usual stops: rows with all columns by their order, the others by how far right they come.

    Returns:
        None where two pieces would stand in one column.
    """
    placed = [_at_width(line) for line in rows]
    most = max(sum(1 for _, place in row if place) for row in placed)
    full = [[place for _, place in row if place] for row in placed]
    whole = [row for row in full if len(row) == most]
    middles = [sum(column) / len(whole) for column in zip(*whole, strict=True)]
    found: list[_Places] = []
    for row, places in zip(placed, full, strict=True):
        whole_row = len(places) == most
        columns = list(range(1, most + 1)) if whole_row else [_nearest(place, middles) + 1 for place in places]
        if len(set(columns)) < len(columns):
            return None
        label = [(text, 0) for text, place in row if not place]
        found.append([*label, *zip((text for text, place in row if place), columns, strict=True)])
    return found


def _nearest(place: int, middles: Sequence[float]) -> int:
    """The index of the column that a place is nearest to."""
    gaps = [abs(middle - place) for middle in middles]
    return gaps.index(min(gaps))


def _at_width(line: TabLine) -> _Places:
    """The pieces with the places that they come to, by the width of usual letters; 0 for what stands before a tab."""
    found: _Places = []
    at = 0
    for number, piece in enumerate(line.pieces):
        if number:
            at = (at // line.pitch + 1) * line.pitch
        if piece:
            found.append((piece, at))
            at += len(piece) * _LETTER
    return found


def _row(places: _Places, table: int) -> TextLine:
    texts: list[str] = []
    cells: list[CellText] = []
    at = 0
    for column, group in groupby(places, key=lambda each: each[1]):
        text = " ".join(piece for piece, _ in group)
        texts.append(text)
        cells.append(CellText(at, at + len(text), column, 1))
        at += len(text) + 1
    return TextLine("\t".join(texts), None, table, tuple(cells))
