"""The tables of a page: runs of rows with numbers, their columns, heads, labels, scale and currency.

Must never hold a value that is not printed, nor place a number in a column by its order: only by where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from muniment.document.evidence import Evidence, Span
from muniment.document.table import Cell, Column, ColumnKind, Row, Table
from muniment.reading.columns import Extent, Heads, column_of, find_columns, head_end, is_heading, read_heads
from muniment.reading.periods import Dated, Note, date_columns
from muniment.reading.rows import Kind, Layout, Line, Segment
from muniment.reading.scale import Scale, find_currency, find_scale
from muniment.reading.stub import Stub, label_text

PROSE_WIDTH = 0.62  # of the page: a row of words wider than that is prose
PATIENCE = 5  # rows of words (prose counts three) after which a table has ended
HEAD_ROWS = 12  # rows above the first amounts in which the heads are looked for
SCALE_ROWS = 14
_FOOTNOTE = re.compile(r"^\(?[a-zA-Z0-9]{1,2}\)$|^\[\d{1,2}\]$|^[*†‡]+$")
_CHANGE = re.compile(
    r"\bchanges?\b|\bvariance|\bincrease|\bdecrease|\bvs\.?\b|\bversus\b|%\s*(?:chg|B/\(W\))|\bfavorable", re.IGNORECASE
)
_PERCENT = re.compile(r"%|\bpercent|\bmargin\b", re.IGNORECASE)
_NOTE_HEAD = re.compile(r"^(?:notes?|ref\.?|anhang|note no\.?)$", re.IGNORECASE)
_REMARKS = (
    (
        re.compile(r"as\s+(?:previously|originally)\s+reported|previously\s+reported", re.IGNORECASE),
        "as previously reported",
    ),
    (re.compile(r"restated|revised|recast", re.IGNORECASE), "as restated"),
    (re.compile(r"pro[\s-]?forma", re.IGNORECASE), "pro forma"),
    (re.compile(r"\badjust|\bnon-gaap\b", re.IGNORECASE), "adjusted"),
)


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a line is for a table: its amounts (empty if it is no row of amounts), head of columns, prose."""

    numbers: list[Segment]
    heading: bool
    prose: bool


def page_tables(layout: Layout, page: int) -> tuple[Table, ...]:
    """The tables of a page.

    Args:
        layout: Its rows.
        page: Its number, from 1.

    Returns:
        From top to bottom, in reading order.
    """
    lines = layout.lines
    shapes = [_shape(line, layout.width) for line in lines]
    tables: list[Table] = []
    end = 0
    for first, last in _blocks(lines, shapes):
        table = _table(layout, page, shapes, (end, first, last))
        if table is not None:
            tables.append(table)
            end = last + 1
    return tuple(tables)


def _shape(line: Line, width: float) -> _Shape:
    numbers = [s for s in line.segments if s.kind in (Kind.NUMBER, Kind.NONE)]
    years = [s for s in line.segments if s.kind == Kind.YEAR]
    if numbers:
        label_year = years and years[0].x0 < 0.3 * width and years[0].start == line.segments[0].start
        numbers = sorted([*numbers, *(years[1:] if label_year else years)], key=lambda s: s.x0)
        words = [s for s in line.segments if s not in numbers and s.kind != Kind.SIGN]
        late = any(s.x0 > numbers[0].x0 and not _FOOTNOTE.match(s.text) for s in words)
        if not late and (len(numbers) > 1 or words) and any(s.kind == Kind.NUMBER for s in numbers):
            return _Shape(numbers, heading=False, prose=False)
    segments = line.segments
    heading = (bool(years) and len(segments) > 1) or is_heading(line, 0.3 * width)
    wide = sum(s.x1 - s.x0 for s in segments) > PROSE_WIDTH * width and len(segments) <= 2
    return _Shape([], heading=heading, prose=wide and not heading)


def _blocks(lines: Sequence[Line], shapes: Sequence[_Shape]) -> list[tuple[int, int]]:
    """First and last index of each run of rows with amounts."""
    blocks: list[tuple[int, int]] = []
    first = last = -1
    missed = 0
    left = 0.0  # edge of the amounts
    for i, shape in enumerate(shapes):
        if shape.numbers:
            edge = shape.numbers[0].sign
            left = edge if first < 0 else min(left, edge)
            first, last, missed = (i if first < 0 else first), i, 0
        elif first >= 0:
            missed += 3 if shape.prose and lines[i].segments[-1].x1 > left else 1
            if missed > PATIENCE or shape.heading or lines[i].top < lines[last].top:
                blocks.append((first, last))
                first, missed = -1, 0
    if first >= 0:
        blocks.append((first, last))
    return [(a, b) for a, b in blocks if b > a]


def _table(layout: Layout, page: int, shapes: Sequence[_Shape], bounds: tuple[int, int, int]) -> Table | None:
    floor, first, last = bounds
    lines = layout.lines
    data = [i for i in range(first, last + 1) if shapes[i].numbers]
    height = sorted(lines[i].height for i in data)[len(data) // 2]
    extents = find_columns([shapes[i].numbers for i in data], height)
    head = _head_start(lines, shapes, floor, first)
    stub = head + head_end(lines[head:first], extents)
    heads = read_heads(lines[head:stub], extents, height, layout.width)
    rows = _rows(layout, shapes, (stub, last), extents, height)
    if len(rows) < 2:
        return None
    title = " ".join(n.text for n in heads.title)
    columns = _columns(page, extents, heads, rows, title)
    table = Table(page=page, title=title, columns=columns, rows=rows, top=lines[head].top, bottom=lines[last].bottom)
    return _with_units(table, layout, (head, first, last))


def _head_start(lines: Sequence[Line], shapes: Sequence[_Shape], floor: int, first: int) -> int:
    start = first
    while start > max(floor, first - HEAD_ROWS) and not shapes[start - 1].numbers and not shapes[start - 1].prose:
        start -= 1
    if 0 < start < first and shapes[start - 1].prose and _ends_paragraph(lines[start - 1], lines[start]):
        return start + 1
    return start


def _ends_paragraph(prose: Line, line: Line) -> bool:
    """Whether a line is the last, short one of the prose above it."""
    flush = abs(prose.segments[0].x0 - line.segments[0].x0) < 2 and len(line.segments) == 1
    return flush and line.middle - prose.middle < 1.6 * prose.height


def _rows(
    layout: Layout, shapes: Sequence[_Shape], bounds: tuple[int, int], extents: Sequence[Extent], height: float
) -> tuple[Row, ...]:
    stub = Stub(height)
    kept: list[tuple[Line, tuple[Cell, ...]]] = []
    for i in range(bounds[0], bounds[1] + 1):
        line = layout.lines[i]
        numbers = shapes[i].numbers
        label = label_text(line, {s.start for s in line.segments if s.kind in (Kind.NUMBER, Kind.NONE) or s in numbers})
        if numbers:
            cells = _cells(layout.text, numbers, extents, height)
            if cells:
                stub.add_row(label, line.segments[0].x0, line.middle)
                kept.append((line, cells))
        else:
            stub.add_words(label, line.segments[0].x0, line.middle)
    return tuple(
        Row(
            start=line.start,
            end=line.end,
            label=stub.labels[n],
            section=stub.sections[n],
            cells=cells,
            indent=stub.indents[n],
            top=line.top,
            bottom=line.bottom,
        )
        for n, (line, cells) in enumerate(kept)
    )


def _cells(text: str, numbers: Sequence[Segment], extents: Sequence[Extent], height: float) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for segment in numbers:
        column = column_of(segment, extents, height)
        if column is None or segment.kind == Kind.NONE:
            continue
        start, end = segment.number if segment.kind == Kind.NUMBER else (segment.start, segment.end)
        cells.append(Cell(column, start, end, text[start:end]))
    return tuple(cells)


def _columns(page: int, extents: Sequence[Extent], heads: Heads, rows: Sequence[Row], title: str) -> tuple[Column, ...]:
    dated = date_columns(heads.columns, heads.around, title)
    return tuple(_column(page, extents[i], heads.columns[i], dated[i], _raws(rows, i)) for i in range(len(extents)))


def _raws(rows: Sequence[Row], column: int) -> list[str]:
    return [cell.raw for row in rows for cell in row.cells if cell.column == column]


def _column(page: int, extent: Extent, head: Sequence[Note], dated: Dated, raws: Sequence[str]) -> Column:
    text = " ".join(n.text for n in head)
    kind = _column_kind(text, raws)
    remark = next((name for pattern, name in _REMARKS if pattern.search(text)), "")
    return Column(
        x0=extent.x0, x1=extent.x1, head=text, kind=kind,
        period=dated.period if kind == ColumnKind.VALUE else None,
        evidence=tuple(_evidence(page, n) for n in dated.sources) if kind == ColumnKind.VALUE else (),
        note=remark,
    )  # fmt: skip


def _column_kind(head: str, cells: Sequence[str]) -> ColumnKind:
    if _NOTE_HEAD.match(head) and all(cell.strip("()").isdigit() and len(cell) < 5 for cell in cells):
        return ColumnKind.NOTE
    if _CHANGE.search(head):
        return ColumnKind.CHANGE
    percents = sum(cell.endswith("%") for cell in cells)
    if percents > 0.5 * len(cells) or (_PERCENT.search(head) and not any("," in cell for cell in cells)):
        return ColumnKind.PERCENT
    return ColumnKind.VALUE


def _evidence(page: int, piece: Note) -> Evidence:
    return Evidence(Span(page, piece.start, piece.end), piece.text)


def _with_units(table: Table, layout: Layout, bounds: tuple[int, int, int]) -> Table:
    """Scale and currency: from the head, nearest first, then from what stands above it on the page."""
    head, first, last = bounds
    near = [layout.lines[i] for i in range(min(first + 1, last), max(head - 3, first - SCALE_ROWS, 0) - 1, -1)]
    far = [line for line in reversed(layout.lines[: max(head - 3, 0)]) if len(line.segments) <= 3]
    scale = _scale_on(near) or _scale_on(far)
    if scale is not None:
        found, at = scale
        table = replace(
            table, scale=found.factor, unscaled=found.unscaled, scale_evidence=_slice(layout, table.page, at, found)
        )
    currency = _currency_on(layout.lines[head : last + 1]) or _currency_on(near)
    if currency is not None:
        code, start, end = currency
        evidence = Evidence(Span(table.page, start, end), layout.text[start:end])
        table = replace(table, currency=code, currency_evidence=evidence)
    return table


def _slice(layout: Layout, page: int, at: int, scale: Scale) -> Evidence:
    start, end = at + scale.start, at + scale.end
    return Evidence(Span(page, start, end), layout.text[start:end])


def _scale_on(lines: Sequence[Line]) -> tuple[Scale, int] | None:
    for line in lines:
        for segment in line.segments:
            scale = find_scale(segment.text)
            if scale is not None:
                return scale, segment.start
    return None


def _currency_on(lines: Sequence[Line]) -> tuple[str, int, int] | None:
    for line in lines:
        for segment in line.segments:
            found = find_currency(segment.text)
            if found is not None:
                code, start, end = found
                return code, segment.start + start, segment.start + end
    return None
