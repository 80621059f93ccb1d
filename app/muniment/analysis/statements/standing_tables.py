"""What of a document's tables stands on its pages, word for word.

A fault in reading one heading must cost that heading, not the document: the parent refuses an analysis whole if one piece
of its evidence does not stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from muniment.document.pages.evidence import Evidence
from muniment.document.pages.source_document import Document
from muniment.document.pages.table import Cell, Column, Table


def standing(document: Document) -> Document:
    """The document without cells that are not printed where they claim to be, and without evidence that does not stand."""
    texts = {page.number: page.text for page in document.pages}
    tables = tuple(_standing(table, texts) for table in document.tables)
    return document if tables == document.tables else replace(document, tables=tables)


def _standing(table: Table, texts: Mapping[int, str]) -> Table:
    text = texts.get(table.page, "")
    if _is_whole(table, texts, text):
        return table
    rows = tuple(replace(row, cells=tuple(c for c in row.cells if _is_printed(c, text))) for row in table.rows)
    return replace(
        table,
        rows=rows,
        columns=tuple(_column(column, texts) for column in table.columns),
        scale=table.scale if _stands(table.scale_evidence, texts) else None,
        scale_evidence=table.scale_evidence if _stands(table.scale_evidence, texts) else None,
        currency=table.currency if _stands(table.currency_evidence, texts) else None,
        currency_evidence=table.currency_evidence if _stands(table.currency_evidence, texts) else None,
    )


def _is_whole(table: Table, texts: Mapping[int, str], text: str) -> bool:
    said = (table.scale_evidence, table.currency_evidence, *(e for column in table.columns for e in column.evidence))
    return all(_stands(e, texts) for e in said) and all(_is_printed(c, text) for row in table.rows for c in row.cells)


def _column(column: Column, texts: Mapping[int, str]) -> Column:
    kept = tuple(e for e in column.evidence if _stands(e, texts))
    return replace(column, evidence=kept, period=column.period if len(kept) == len(column.evidence) else None)


def _is_printed(cell: Cell, text: str) -> bool:
    return bool(cell.raw) and text[cell.start : cell.end] == cell.raw


def _stands(evidence: Evidence | None, texts: Mapping[int, str]) -> bool:
    if evidence is None:
        return True
    span = evidence.span
    return texts.get(span.page, "")[span.start : span.end] == evidence.quote
