"""Documents for the tests of the analysis: pages and tables made from rows, without a reader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from muniment.document.pages.evidence import Evidence
from muniment.document.pages.page import Box, PackedWords, Page, Source, Unit
from muniment.document.pages.source_document import Document
from muniment.document.pages.table import Cell, Column, ColumnKind, Period, Row, Table
from muniment.document.text.number_text import parse_number

Cells = tuple[str, ...]  # a label and its cells ("" is an empty one); one text alone is a heading


@dataclass(frozen=True, slots=True)
class Grid:
    """A table to be: what stands above it, its columns and its rows.

    Rows are (label, cell, cell ...); a row of one text is a heading that holds until the next one ("" ends it).
    """

    title: str
    periods: tuple[Period | None, ...]
    rows: tuple[Cells, ...]
    heads: tuple[str, ...] = ()
    scale: int | None = 1_000_000
    unscaled: str = "per share amounts"
    currency: str | None = "USD"
    notes: tuple[str, ...] = ()
    kinds: tuple[ColumnKind, ...] = ()


def year(end: str) -> Period:
    """The twelve months to a day."""
    day = date.fromisoformat(end)
    return Period(start=day.replace(year=day.year - 1), end=day, months=12)


def quarter(end: str, months: int = 3) -> Period:
    """Some months to a day."""
    return Period(start=None, end=date.fromisoformat(end), months=months)


def instant(end: str) -> Period:
    """A day."""
    return Period(start=None, end=date.fromisoformat(end), months=0)


def document(*pages: Sequence[str | Grid]) -> Document:
    """A document whose pages hold prose (texts) and tables (grids) from top to bottom."""
    made = [_page(number, parts) for number, parts in enumerate(pages, 1)]
    return Document(
        sha256="0" * 64,
        name="paper.pdf",
        media_type="application/pdf",
        pages=tuple(page for page, _ in made),
        tables=tuple(table for _, tables in made for table in tables),
    )


def _page(number: int, parts: Sequence[str | Grid]) -> tuple[Page, list[Table]]:
    text = ""
    pending: list[tuple[Grid, list[tuple[str, list[tuple[int, int]], str, int, int]], int, int]] = []
    for part in parts:
        if isinstance(part, str):
            text += part + "\n"
            continue
        top = len(text)
        text += part.title + ("\n(In millions)\n" if part.scale else "\n")
        head = len(text)
        text += "\t".join(_heads(part)) + "\n"
        rows: list[tuple[str, list[tuple[int, int]], str, int, int]] = []
        section = ""
        for label, *cells in part.rows:
            if not cells:
                section = label.rstrip(":")
                text += label + "\n" if label else ""
                continue
            start = len(text)
            text += label
            places: list[tuple[int, int]] = []
            for cell in cells:
                text += "\t"
                places.append((len(text), len(text) + len(cell)))
                text += cell
            rows.append((label, places, section, start, len(text)))
            text += "\n"
        pending.append((part, rows, top, head))
    words = PackedWords.of((m.start(), m.end(), _box(text, m.start(), m.end())) for m in re.finditer(r"\S+", text))
    page = Page(number, 612.0, 792.0, Unit.POINT, Source.TEXT, text, words)
    return page, [_table(page, *made) for made in pending]


def _box(text: str, start: int, end: int) -> Box:
    line = text.count("\n", 0, start)
    x = 6.0 * (start - text.rfind("\n", 0, start) - 1)
    return x, 12.0 * line, x + 6.0 * (end - start), 12.0 * line + 10.0


def _heads(grid: Grid) -> tuple[str, ...]:
    return grid.heads or tuple(f"{p.end:%B} {p.end.day}, {p.end.year}" if p else "" for p in grid.periods)


def _table(
    page: Page, grid: Grid, rows: list[tuple[str, list[tuple[int, int]], str, int, int]], top: int, head: int
) -> Table:
    columns: list[Column] = []
    at = head
    for i, (period, name) in enumerate(zip(grid.periods, _heads(grid), strict=True)):
        evidence = (Evidence.at(page, at, at + len(name)),) if name else ()
        note = grid.notes[i] if grid.notes else ""
        kind = grid.kinds[i] if grid.kinds else ColumnKind.VALUE
        columns.append(Column(x0=0, x1=0, head=name, kind=kind, period=period, evidence=evidence, note=note))
        at += len(name) + 1
    scale = page.text.find("millions", top) if grid.scale else -1
    return Table(
        page=page.number,
        title=grid.title,
        columns=tuple(columns),
        rows=tuple(
            Row(
                start=start,
                end=end,
                label=label,
                section=section,
                cells=tuple(
                    Cell(i, a, b, page.text[a:b]) for i, (a, b) in enumerate(places) if parse_number(page.text[a:b])
                ),
            )
            for label, places, section, start, end in rows
        ),
        scale=grid.scale,
        scale_evidence=Evidence.at(page, scale, scale + 8) if grid.scale else None,
        unscaled=grid.unscaled,
        currency=grid.currency,
        currency_evidence=Evidence.at(page, scale, scale + 8) if grid.currency and grid.scale else None,
    )
