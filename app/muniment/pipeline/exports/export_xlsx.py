"""The XLSX export: a sheet of facts by periods for each document, and sheets with their evidence.

Must never write a temporary file (XlsxWriter would, in the clear), nor a text that runs as a formula.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from muniment.document import schemas
from muniment.document.facts.fact import Fact, Measure, Sentence, State
from muniment.document.pages.table import Period
from muniment.pipeline.exports.document_record import linked
from muniment.pipeline.exports.export_rows import (  # fmt: skip
    FIELDS,
    Exportable,
    Field,
    evidence_row,
    looks_like_formula,
    operands_line,
    period_name,
    place,
    safe_text,
)
from muniment.texts.document_words.schema_words import spoken
from muniment.texts.finding_words.measure_words import stretch_name
from muniment.texts.say import say
from muniment.texts.summary_sentence import sentence_text

MAX_TEXT = 32_767  # characters a cell can hold, by Excel's specifications and limits
MAX_SHEET_NAME = 31  # the same
_OWN_SHEETS = ("Evidence", "Checks", "Measures", "Summary", "Tags")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")

OPTIONS = {
    "in_memory": True,  # else every sheet would pass through the folder of temporary files
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}

_COLOURS = {State.REVIEW: "#B45309", State.CORRECTED: "#1D4ED8", State.ACCEPTED: "#047857"}


def write(documents: Sequence[Exportable]) -> bytes:
    """A workbook of all documents."""
    import xlsxwriter  # late: it would cost every command 40 ms

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as workbook:
        workbook.set_properties(
            {"title": "Facts with their evidence", "created": documents[0].moment.replace(tzinfo=None)}
        )
        book = Book(workbook)
        names = sheet_names([one.known.document.name for one in documents])
        for name, one in zip(names, documents, strict=True):
            _facts_sheet(book.sheet(name), one)
        _evidence_sheet(book.sheet("Evidence"), documents)
        _checks_sheet(book.sheet("Checks"), documents)
        _measures_sheet(book.sheet("Measures"), documents)
        _summary_sheet(book.sheet("Summary"), documents)
        _tags_sheet(book.sheet("Tags"), documents)
    return out.getvalue()


def sheet_names(wanted: Sequence[str]) -> list[str]:
    """Names that a workbook takes: short, without forbidden characters, no two alike, none of our own.

    Args:
        wanted: Names of documents; one may stand there twice.
    """
    taken = {"history", *(name.casefold() for name in _OWN_SHEETS)}  # Excel keeps "History" for itself
    names: list[str] = []
    for text in wanted:
        stem = _FORBIDDEN.sub("_", safe_text(text)).replace("\t", " ").replace("\n", " ").replace("\0", " ")
        stem = stem.strip(" '") or "Document"
        name, number = _cut(stem, MAX_SHEET_NAME), 1
        while name.casefold() in taken:
            number += 1
            name = _cut(stem, MAX_SHEET_NAME - len(f" ({number})")) + f" ({number})"
        taken.add(name.casefold())
        names.append(name)
    return names


def _cut(text: str, units: int) -> str:
    """The beginning of a text, by UTF-16 units, as Excel counts."""
    while len(text.encode("utf-16-le")) > 2 * units:
        text = text[:-1]
    return text.strip(" '") or "Document"


class Book:
    """A workbook and its formats, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._formats: dict[tuple[tuple[str, object], ...], object] = {}

    def sheet(self, name: str) -> WorkbookSheet:
        """Add a sheet."""
        return WorkbookSheet(self, self._workbook.add_worksheet(name))

    def format(self, **properties: object) -> object:
        """A cell format."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(properties)
        return self._formats[key]


class WorkbookSheet:
    """A sheet that writes a field as what it is: a number as a number, a text as a text.

    Attributes:
        raw: XlsxWriter's worksheet.
    """

    def __init__(self, book: Book, raw: Any) -> None:
        self._book = book
        self.raw = raw

    def put(self, row: int, column: int, field: Field, **properties: object) -> None:
        """Write one cell.

        Args:
            row: From 0.
            column: From 0.
            field: None leaves the cell empty.
            **properties: Of the cell's format, as XlsxWriter names them.
        """
        if isinstance(field, str):
            self._put_text(row, column, field, properties)
        elif field is None:
            return
        elif not _holds(field):
            self._put_text(row, column, field.isoformat() if isinstance(field, date) else str(field), properties)
        elif isinstance(field, date):
            self.raw.write_datetime(row, column, field, self._book.format(num_format="yyyy-mm-dd", **properties))
        else:
            number = {"num_format": number_format(field), **properties} if isinstance(field, Decimal) else properties
            self.raw.write_number(row, column, field, self._book.format(**number))

    def _put_text(self, row: int, column: int, text: str, properties: dict[str, object]) -> None:
        text = _clip(safe_text(text), MAX_TEXT)
        if looks_like_formula(text):
            properties = {**properties, "quote_prefix": True}  # stays a text when a person edits the cell
        self.raw.write_string(row, column, text, self._book.format(**properties))

    def row(self, row: int, fields: Sequence[Field], *, first: int = 0, **properties: object) -> None:
        """Write a row from a column on.

        Args:
            row: From 0.
            fields: One for each column.
            first: The column of the first field, from 0.
            **properties: Of every cell's format, as XlsxWriter names them.
        """
        for column, field in enumerate(fields, first):
            self.put(row, column, field, **properties)

    def note(self, row: int, column: int, text: str) -> None:
        """Attach a comment.

        Args:
            row: From 0.
            column: From 0.
            text: Cut where Excel takes no more.
        """
        size = {"x_scale": 2.2, "y_scale": 1.0 + text.count("\n") * 0.2}
        self.raw.write_comment(row, column, _clip(safe_text(text), MAX_TEXT), size)


def _holds(field: int | float | Decimal | date) -> bool:
    """Whether a workbook can hold it: its calendar begins in 1900, its numbers are finite."""
    if isinstance(field, date):
        return field.year >= 1900
    try:
        return math.isfinite(float(field))
    except (OverflowError, ValueError):
        return False


def number_format(value: Decimal) -> str:
    """Thousands apart, and as many decimals as the value has."""
    exponent = value.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return "#,##0" + ("." + "0" * min(decimals, 10) if decimals else "")


def _clip(text: str, units: int) -> str:
    if len(text.encode("utf-16-le")) <= 2 * units:
        return text
    return text.encode("utf-16-le")[: 2 * (units - 1)].decode("utf-16-le", "ignore") + "…"


# --- the facts of one document, by periods


def _facts_sheet(sheet: WorkbookSheet, one: Exportable) -> None:
    document = one.known.document
    head = (
        ("Document", document.name),
        ("Kind", f"{one.known.kind}, {document.page_count or 0} pages"),
        ("Vault", one.vault),
        ("Classification", document.label or "none"),
        ("Exported", one.exported_at),
        ("SHA-256", document.sha256),
    )
    for row, (name, text) in enumerate(head):
        sheet.put(row, 0, name, bold=True)
        sheet.put(row, 1, text, bold=row == 0)
    first = len(head) + 1
    periods = _columns(one.facts)
    columns = schemas.schema_of(one.known.kind).declared.layout.columns
    heads = [*(name.capitalize() for name in columns), *map(period_name, periods)]
    sheet.row(first, heads, bold=True, bottom=1, text_wrap=True)
    for row, line in enumerate(_grouped(one), first + 1):
        if isinstance(line, str):
            sheet.put(row, 0, line, bold=True)
            continue
        sheet.row(row, [_BEFORE[name](next(iter(line.values()))) for name in columns])
        for period, fact in line.items():
            _figure(sheet, row, len(columns) + periods.index(period), fact, document.name)
    sheet.raw.freeze_panes(first + 1, len(columns))
    for number, name in enumerate(columns):
        if name in _WIDTHS:
            sheet.raw.set_column(number, number, _WIDTHS[name])
    sheet.raw.set_column(len(columns), len(columns) - 1 + max(1, len(periods)), 20)
    sheet.raw.set_footer("&L" + _footer(document.label) + "&R&P")


_Cells = dict[Period | None, Fact]
"""The facts of one concept and entity by their periods."""
_WIDTHS = {"concept": 24, "label": 44, "quote": 44}
_BEFORE: dict[str, Callable[[Fact], Field]] = {
    "concept": lambda fact: fact.concept + (f" ({fact.entity})" if fact.entity else ""),
    "label": lambda fact: fact.label,
    "unit": lambda fact: fact.unit,
    "page": lambda fact: fact.evidence.span.page,
    "quote": lambda fact: fact.evidence.quote,
    "state": lambda fact: fact.state.value,
}  # what may stand before the values, as ``schema_file.COLUMNS`` has it


def _grouped(one: Exportable) -> Iterator[str | _Cells]:
    """The lines in the groups of the document's kind, each group under its name where names are shown."""
    lines = _lines(one.facts)
    concepts = [next(iter(line.values())).concept for line in lines]
    for group, places in schemas.in_groups(one.known.kind, concepts):
        if group is not None:
            yield spoken(group.names)
        yield from (lines[at] for at in places)


def _footer(label: str) -> str:
    return _clip(safe_text(label), 120).replace("&", "&&")


def _columns(facts: Sequence[Fact]) -> list[Period | None]:
    """Facts of the whole document first, then years and shorter stretches, newest first, then dates."""
    found = {fact.period for fact in facts}

    def order(period: Period | None) -> tuple[int, int, int]:
        if period is None:
            return 0, 0, 0
        return (1 if period.months else 2), -period.months, -period.end.toordinal()

    return sorted(found, key=order)


def _lines(facts: Sequence[Fact]) -> list[_Cells]:
    """One line a concept and entity; a second fact of the same period begins another line."""
    lines: dict[tuple[str, str | None, int], _Cells] = {}
    for fact in facts:
        number = 0
        while fact.period in lines.setdefault((fact.concept, fact.entity, number), {}):
            number += 1
        lines[fact.concept, fact.entity, number][fact.period] = fact
    return list(lines.values())


def _figure(sheet: WorkbookSheet, row: int, column: int, fact: Fact, document: str) -> None:
    colour = {"font_color": _COLOURS[fact.state]} if fact.state in _COLOURS else {}
    sheet.put(row, column, fact.value, **colour)
    note = [
        f"Page {fact.evidence.span.page}: {' '.join(fact.evidence.quote.split())}",
        f"State: {fact.state.value} ({fact.method.value}, {fact.confidence:.0%})",
        f"Label: {fact.label}" if fact.label else "",
        f"Scale: {fact.scale:,}" + (f", {place(fact.scale_evidence)}" if fact.scale_evidence else ""),
        *map(say, fact.reasons),
        f"Document: {document}",
    ]
    sheet.note(row, column, "\n".join(line for line in note if line))


# --- the sheets of all documents


def _evidence_sheet(sheet: WorkbookSheet, documents: Sequence[Exportable]) -> None:
    sheet.row(0, [name.capitalize() for name in FIELDS], bold=True, bottom=1)
    row = 0
    for one in documents:
        for fact in one.facts:
            row += 1
            sheet.row(row, evidence_row(fact, one.known.document.name, one.known.document.sha256))
    sheet.raw.freeze_panes(1, 1)
    sheet.raw.autofilter(0, 0, max(row, 1), len(FIELDS) - 1)
    sheet.raw.set_column(0, len(FIELDS) - 1, 16)


def _checks_sheet(sheet: WorkbookSheet, documents: Sequence[Exportable]) -> None:
    sheet.row(0, ["Check", "Period", "Result", "Difference", "Parts", "In words", "Document"], bold=True, bottom=1)
    row = 0
    for one in documents:
        for check in one.known.checks:
            row += 1
            words = (check.difference, "; ".join(map(say, check.parts)), say(check.sentence), one.known.document.name)
            sheet.row(row, [say(check.name), period_name(check.period), check.result.value, *words])
    sheet.raw.set_column(0, 0, 40)
    sheet.raw.set_column(1, 6, 24)


def _measures_sheet(sheet: WorkbookSheet, documents: Sequence[Exportable]) -> None:
    heads = [
        "Group",
        "Measure",
        "Period",
        "Value",
        "Unit",
        "State",
        "Formula",
        "Operands",
        "Exact value",
        "Note",
        "Document",
    ]
    sheet.row(0, heads, bold=True, bottom=1)
    row = 0
    for one in documents:
        for measure in one.known.measures:
            row += 1
            sheet.row(row, [say(measure.group) if measure.group else "", say(measure.name), _when(measure)])
            sheet.put(row, 3, measure.value, num_format=_measure_format(measure))
            sheet.row(row, [measure.unit, measure.state.value, measure.formula, operands_line(measure, one)], first=4)
            sheet.row(
                row,
                [format(measure.value, "f"), say(measure.note) if measure.note else "", one.known.document.name],
                first=8,
            )
    sheet.raw.freeze_panes(1, 2)
    sheet.raw.autofilter(0, 0, max(row, 1), len(heads) - 1)
    sheet.raw.set_column(0, 5, 18)
    sheet.raw.set_column(1, 1, 34)
    sheet.raw.set_column(6, 7, 44)
    sheet.raw.set_column(8, 10, 22)


def _when(measure: Measure) -> str:
    name = period_name(measure.period)
    return f"{name} ({stretch_name(measure.stretch)})" if measure.stretch else name


def _measure_format(measure: Measure) -> str:
    """As a person reads it; the exact value stands beside it."""
    formats = {"percent": "0.0%", "times": '0.00" x"', "ratio": "0.00", "days": "0", "per_share": "#,##0.00"}
    return formats.get(measure.shown, number_format(measure.value))


def _summary_sheet(sheet: WorkbookSheet, documents: Sequence[Exportable]) -> None:
    sheet.row(0, ["Heading", "Sentence", "Read at", "Document", "In the document"], bold=True, bottom=1)
    row = 0
    for one in documents:
        for sentence in one.known.summary:
            row += 1
            sheet.put(row, 0, sentence.heading)
            sheet.put(row, 1, sentence_text(sentence), text_wrap=True)
            sheet.put(row, 2, _sources(sentence, one.facts), text_wrap=True)
            sheet.put(row, 3, one.known.document.name)
            sheet.put(row, 4, _original(sentence), text_wrap=True)
    sheet.raw.set_column(0, 0, 24)
    sheet.raw.set_column(1, 1, 90)
    sheet.raw.set_column(2, 3, 40)
    sheet.raw.set_column(4, 4, 90)


def _tags_sheet(sheet: WorkbookSheet, documents: Sequence[Exportable]) -> None:
    sheet.row(0, ["Tag", "Says", "Found by", "Read at", "Document"], bold=True, bottom=1)
    row = 0
    for one in documents:
        for tag in one.known.tags:
            row += 1
            sheet.put(row, 0, say(tag.name))
            sheet.put(row, 1, "for whom" if tag.is_routing else "of what")
            sheet.put(row, 2, tag.method.value)
            sheet.put(row, 3, "; ".join(place(evidence) for evidence in tag.evidence), text_wrap=True)
            sheet.put(row, 4, one.known.document.name)
    sheet.raw.set_column(0, 0, 32)
    sheet.raw.set_column(1, 2, 12)
    sheet.raw.set_column(3, 4, 60)


def _original(sentence: Sentence) -> str:
    """The words of the document, where the sentence is not those."""
    if sentence.links:
        return "computed"
    return f"{sentence.wording.value}: {' '.join(sentence.originals)}" if sentence.originals else "word for word"


def _sources(sentence: Sentence, facts: list[Fact]) -> str:
    places = [*sentence.citations, *(fact.evidence for fact in linked(sentence, facts))]
    return "; ".join(dict.fromkeys(place(evidence) for evidence in places))
