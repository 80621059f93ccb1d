"""The tables of a page: runs of rows with numbers, their columns, heads, labels, scale and currency.

Must never hold a value that is not printed, nor place a number in a column by its order: only by where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from muniment.document.pages.evidence import Evidence, Span
from muniment.document.pages.table import Cell, Column, ColumnKind, Period, Row, Table
from muniment.document.text.date_text import durations_in
from muniment.document.text.number_text import decimal_mark, may_be_continental
from muniment.document.text.scale_text import find_scale
from muniment.reading.layout.number_language import is_continental
from muniment.reading.layout.page_rows import Layout, PageRow, Segment, SegmentKind
from muniment.reading.layout.side_tables import part_sides
from muniment.reading.tables import own_signs
from muniment.reading.tables.column_kinds import (
    REFERENCES,
    currencies_of,
    gross_of,
    is_note_head,
    kind_of,
    parts_of,
    refers,
    remark_of,
)
from muniment.reading.tables.column_periods import Dated, Note, date_columns
from muniment.reading.tables.inner_columns import with_one_year
from muniment.reading.tables.shared_heads import merged, says_nothing, with_inner
from muniment.reading.tables.stub import Stub, label_text
from muniment.reading.tables.table_blocks import Shape, find_blocks, shape_of
from muniment.reading.tables.table_columns import Extent, Heads, column_of, find_columns, head_end, read_heads
from muniment.reading.tables.table_units import with_units

_TITLE = re.compile(
    r"(?:(?:condensed|consolidated|interim|unaudited|audited|combined|summary)\s+)*(?:statements?\s+of\b|balance\s+sheets?\b"
    r"|income\s+statements?\b|cash\s+flow\s+statements?\b)|konzern-?\w*|compte\s+de\s+résultat|bilan\b|cuenta\s+de\b",
    re.IGNORECASE,
)
_SPAN_TITLE = re.compile(
    r"(?:for\s+)?(?:the\s+)?(?:fiscal\s+|financial\s+)?(?:years?|quarters?|(?:\w+[\s,]+){1,6}(?:months?|weeks?))\s+(?:period\s+)?end(?:ed|ing)\b"
    r"|as\s+(?:of|at)\s+\w+\s+\d|at\s+\w+\s+\d",
    re.IGNORECASE,
)
HEAD_ROWS = 12  # rows above the first amounts in which the heads are looked for


def page_tables(layout: Layout, page: int) -> tuple[Table, ...]:
    """The tables of a page.

    Args:
        layout: Its rows.
        page: Its number, from 1.

    Returns:
        From top to bottom, in reading order.
    """
    lines = part_sides(layout.lines)
    shapes = [shape_of(line, layout.width) for line in lines]
    tables: list[Table] = []
    before: _Head | None = None
    floor = 0
    has_signs = own_signs.may_have(layout.text)
    for first, last in find_blocks(lines, shapes):
        if has_signs and (signed := own_signs.joined(lines, layout.text, (first, last))):
            lines = [signed.get(i, line) for i, line in enumerate(lines)]
            shapes = [shape_of(line, layout.width) if i in signed else shapes[i] for i, line in enumerate(lines)]
        head = _read_head(lines, shapes, (floor, first, last), layout.width, before)
        rows = _rows(layout.text, lines, shapes, (head.end, last), head)
        if len(rows) > 1 or (rows and first == last):
            table = _build(layout.text, page, head, rows, lines[last].bottom)
            tables.append(with_units(table, lines, (head.start, first, last)))
            before, floor = head, last + 1
    return tuple(tables)


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands above a table's rows.

    Attributes:
        start: Index of its first line.
        end: Index after its last line; headings of rows may follow.
        top: In points.
        height: Of a line of the table in points.
        extents: Of the columns.
        heads: Of the columns, and what holds for all.
        title: Of the table.
        references: Left and right edge of the heading of references to notes; None where there is none.
    """

    start: int
    end: int
    top: float
    height: float
    extents: Sequence[Extent]
    heads: Heads
    title: str
    references: tuple[float, float] | None = None


def _read_head(
    lines: Sequence[PageRow],
    shapes: Sequence[Shape],
    bounds: tuple[int, int, int],
    width: float,
    before: _Head | None,
) -> _Head:
    floor, first, last = bounds
    data = [i for i in range(first, last + 1) if shapes[i].numbers]
    height = sorted(lines[i].height for i in data)[len(data) // 2]
    extents = find_columns([shapes[i].numbers for i in data], height)
    start = _head_start(lines, shapes, floor, first)
    end = start + head_end(lines[start:first], extents, lines[first].text)
    heads = read_heads(lines[start:end], extents, height, width)
    if any(map(says_nothing, heads.columns)) and any(piece.text for head in heads.columns for piece in head):
        numbers = [shapes[i].numbers for i in data]
        one = merged(extents, heads.columns, with_inner(numbers, extents, height))
        if len(one) < len(extents):
            extents, heads = one, read_heads(lines[start:end], one, height, width)
    title = " ".join(piece.text for piece in heads.title)
    bare = not any(heads.columns) or (not heads.around and all(map(says_nothing, heads.columns)))
    taken = _inherited(before, extents) if before is not None and bare else None
    if before is not None and taken is not None:
        heads.columns = [[*above, *own] for above, own in zip(taken, heads.columns, strict=True)]
        heads.around += before.heads.around
        title = f"{before.title} {title}".strip() if heads.around or not title else title
    return _Head(start, end, lines[start].top, height, extents, heads, title, _references(lines[start:end]))


def _references(lines: Sequence[PageRow]) -> tuple[float, float] | None:
    """Where the heading of a column of references to notes stands."""
    for line in reversed(lines):
        for segment in line.segments:
            if is_note_head(segment.text):
                return segment.x0, segment.x1
    return None


def _head_start(lines: Sequence[PageRow], shapes: Sequence[Shape], floor: int, first: int) -> int:
    start = first
    while start > max(floor, first - HEAD_ROWS) and not shapes[start - 1].numbers:
        if shapes[start - 1].prose and not _is_long_title(lines, shapes, start - 1):
            break
        start -= 1
    while start < first and lines[start].top > lines[first].top:
        start += 1  # the other half of tables side by side
    if 0 < start < first and shapes[start - 1].prose and _ends_paragraph(lines[start - 1], lines[start]):
        return start + 1
    return start


def _is_long_title(lines: Sequence[PageRow], shapes: Sequence[Shape], at: int) -> bool:
    """Whether a line as wide as prose is one of a title: it names a statement, a time or a scale, and is no sentence."""
    text = lines[at].text
    if len(lines[at].segments) > 1 or text[-1] in ".:;,-":
        return False
    if any(
        shapes[i].prose and not (text.isupper() and lines[i].text.isupper())
        for i in (max(at - 1, 0), at + 1)
        if i != at
    ):
        return False
    if lines[at + 1].text[:1].islower() and not find_scale(lines[at + 1].text):
        return False
    return bool(
        text.isupper()
        or _TITLE.match(text)
        or _SPAN_TITLE.match(text)
        or find_scale(text)
        or sum(1 for _ in durations_in(text)) > 1
    )


def _ends_paragraph(prose: PageRow, line: PageRow) -> bool:
    """Whether a line is the last, short one of the prose above it."""
    flush = abs(prose.segments[0].x0 - line.segments[0].x0) < 2 and len(line.segments) == 1
    return flush and line.middle - prose.middle < 1.6 * prose.height


def _inherited(before: _Head, extents: Sequence[Extent]) -> list[list[Note]] | None:
    """For each column the heading of that of the table above at its place; the first may be one of its own.

    Returns:
        None unless all others have one.
    """
    own = extents[1:] if len(extents) == len(before.extents) + 1 else extents
    above = before.extents[1:] if len(before.extents) == len(extents) + 1 else before.extents
    if len(own) != len(above) or any(min(a.x1, b.x1) <= max(a.x0, b.x0) for a, b in zip(above, own, strict=True)):
        return None
    taken = before.heads.columns[len(before.extents) - len(above) :]
    return [[], *taken] if len(own) < len(extents) else taken


def _rows(
    text: str, lines: Sequence[PageRow], shapes: Sequence[Shape], bounds: tuple[int, int], head: _Head
) -> tuple[Row, ...]:
    stub = Stub(head.height)
    kept: list[tuple[PageRow, tuple[Cell, ...]]] = []
    for i in range(bounds[0], bounds[1] + 1):
        line, numbers = lines[i], shapes[i].numbers
        amounts = {s.start for s in line.segments if s.kind in (SegmentKind.NUMBER, SegmentKind.NONE) or s in numbers}
        if head.references is not None:
            amounts |= {s.start for s in line.segments[1:] if _is_reference(s, head.references)}
        label, indent = label_text(line, amounts), line.segments[0].x0
        cells = _cells(text, numbers, head)
        if cells:
            stub.add_row(label, indent, line.middle)
            kept.append((line, cells))
        elif not numbers:
            stub.add_words(label, indent, line.middle)
    return tuple(_row(line, cells, stub, n) for n, (line, cells) in enumerate(kept))


def _is_reference(segment: Segment, place: tuple[float, float]) -> bool:
    """Whether words of a row only refer to notes ("4, 5", "7(a)") and stand below the heading that says so."""
    return segment.x0 < place[1] + 8 and segment.x1 > place[0] - 8 and REFERENCES.match(segment.text) is not None


def _row(line: PageRow, cells: tuple[Cell, ...], stub: Stub, number: int) -> Row:
    return Row(
        start=line.start,
        end=line.end,
        label=stub.labels[number],
        section=stub.sections[number],
        cells=cells,
        indent=stub.indents[number],
        top=line.top,
        bottom=line.bottom,
    )


def _cells(text: str, numbers: Sequence[Segment], head: _Head) -> tuple[Cell, ...]:
    placed: dict[int, Segment] = {}
    for segment in numbers:
        column = column_of(segment, head.extents, head.height)
        if column is None or segment.kind == SegmentKind.NONE:
            continue
        extent = head.extents[column]
        if head.references is not None and segment.x1 < extent.reach and _is_reference(segment, head.references):
            continue  # a reference to a note beside a nil
        before = placed.get(column)
        if before is None or abs(segment.x1 - extent.x1) < abs(before.x1 - extent.x1):
            placed[column] = segment  # a number of the margin stands further from the edge than the column's own
    return tuple(_cell(text, column, segment) for column, segment in placed.items())


def _cell(text: str, column: int, segment: Segment) -> Cell:
    start, end = segment.number if segment.kind == SegmentKind.NUMBER else (segment.start, segment.end)
    return Cell(column, start, end, text[start:end])


def _build(text: str, page: int, head: _Head, rows: tuple[Row, ...], bottom: float) -> Table:
    raws: list[list[str]] = [[] for _ in head.extents]
    for row in rows:
        for cell in row.cells:
            raws[cell.column].append(cell.raw)
    columns = with_one_year(_columns(text, page, head, raws), rows)
    mark = _decimal_mark(head.title, columns, rows, raws)
    return Table(page=page, title=head.title, columns=columns, rows=rows, top=head.top, bottom=bottom, decimal=mark)


def _decimal_mark(title: str, columns: Sequence[Column], rows: Sequence[Row], raws: Sequence[Sequence[str]]) -> str:
    """Of the amounts and percentages; references to notes ("3.1") say nothing of it."""
    texts = [
        raw for column, cells in zip(columns, raws, strict=True) if column.kind != ColumnKind.NOTE for raw in cells
    ]
    if not may_be_continental(texts):
        return "."
    return decimal_mark(texts, continental=is_continental([title, *(row.label for row in rows)]))


def _columns(text: str, page: int, head: _Head, raws: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    pieces = head.heads.columns
    dated: Sequence[Dated] = date_columns(pieces, head.heads.around, head.title)
    heads = [" ".join(piece.text for piece in each) for each in pieces]
    kinds = [kind_of(heads[i], pieces[i], raws[i]) for i in range(len(heads))]
    if kinds[0] == ColumnKind.VALUE and says_nothing(pieces[0]) and refers(raws[0], raws[1:]):
        kinds[0] = ColumnKind.NOTE
    values = [i for i, kind in enumerate(kinds) if kind == ColumnKind.VALUE]
    if len(values) > 1 and all(heads[i] and says_nothing(pieces[i]) for i in values):
        dated = [Dated(None)] * len(heads)  # the one day above cannot be that of all of them
    notes = dict(zip(values, _notes([heads[i] for i in values], [dated[i].period for i in values]), strict=True))
    return tuple(
        Column(
            x0=extent.x0,
            x1=extent.x1,
            head=heads[i] if kinds[i] != ColumnKind.NOTE or not pieces[i] else pieces[i][-1].text,
            kind=kinds[i],
            period=dated[i].period if i in notes else None,
            evidence=tuple(_evidence(text, page, piece) for piece in dated[i].sources) if i in notes else (),
            note=notes.get(i) or remark_of(heads[i]),
        )
        for i, extent in enumerate(head.extents)
    )


def _notes(heads: Sequence[str], periods: Sequence[Period | None]) -> list[str]:
    """What sets each column of amounts apart from the others."""
    found = [remark_of(head) for head in heads]
    if len(heads) < 2:
        return found
    currencies, gross = currencies_of(heads), gross_of(heads)
    whole = [None if code or is_gross else p for p, code, is_gross in zip(periods, currencies, gross, strict=True)]
    return [
        remark or ("gross" if is_gross else f"in {code}" if code else "part" if part else "")
        for remark, is_gross, code, part in zip(found, gross, currencies, parts_of(heads, whole), strict=True)
    ]


def _evidence(text: str, page: int, piece: Note) -> Evidence:
    """The words as they stand on the page: a piece of heading may have been put together from several."""
    return Evidence(Span(page, piece.start, piece.end), text[piece.start : piece.end])
