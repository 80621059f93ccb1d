"""The CSV export: one row a fact with all of its evidence beside it, then one a measure with its operands.

UTF-8 with a byte order mark, without which spreadsheets take it for a code page. Must never let a text be taken for a
formula: such a text gets an apostrophe in front. Figures are written by us and stay figures.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from muniment.pipeline.exports.document_record import plain
from muniment.pipeline.exports.export_rows import (
    FIELDS,
    Exportable,
    Field,
    evidence_row,
    looks_like_formula,
    measure_row,
    safe_text,
)

_COLUMNS = tuple(name for name in FIELDS if name != "exact value")  # the value is exact here


def write(documents: Sequence[Exportable]) -> bytes:
    """All facts and measures of all documents."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*(name.replace(" ", "_") for name in _COLUMNS), "classification", "vault", "exported_at"])
    for one in documents:
        document = one.known.document
        facts = [evidence_row(fact, document.name, document.sha256) for fact in one.facts]
        for values in (*facts, *(measure_row(measure, one) for measure in one.known.measures)):
            fields = dict(zip(FIELDS, values, strict=True))
            row = [*(fields[name] for name in _COLUMNS), document.label, one.vault, one.exported_at]
            writer.writerow([cell(field) for field in row])
    return out.getvalue().encode("utf-8-sig")


def cell(field: Field) -> str:
    """A field as text; a text that looks like a formula begins with an apostrophe."""
    if field is None:
        return ""
    if isinstance(field, str):
        text = safe_text(field)
        return f"'{text}" if looks_like_formula(text) else text
    return plain(field) if isinstance(field, Decimal | date) else str(field)
