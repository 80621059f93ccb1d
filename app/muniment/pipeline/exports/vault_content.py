"""A vault as plain tables: what exports of the whole vault, or of some documents of it, are made of.

Must never hold a figure that the user rejected, what rests on one, nor a key or a setting of the vault.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, cached_property
from itertools import count

from muniment import __version__
from muniment.document.facts.fact import Fact, Value
from muniment.pipeline.exports.document_record import Record, of_analysis, plain
from muniment.pipeline.exports.export_rows import FIELDS, Exportable, evidence_row, load
from muniment.vault.database.records import DecisionRow, DocumentRow, DocumentState
from muniment.vault.store import Vault

Row = Mapping[str, str | int | float | None]


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table of an export.

    Attributes:
        name: Of the table.
        columns: Their types: ``str``, ``int`` or ``float``. Exact decimals are ``str``; beside each stands a ``float`` of the
            same name with ``_number``, to sort and to add up by.
        links: Column -> table whose ``id`` it holds.
        key: The column that tells rows apart; empty where none does.
    """

    name: str
    columns: Mapping[str, type]
    links: Mapping[str, str]
    key: str = "id"


_PLACE = {"page_id": int, "page": int, "start": int, "end": int, "quote": str, "boxes": str}
_PERIOD = {"period_start": str, "period_end": str, "months": int}
_OF_PAGE = {"document_id": "documents", "page_id": "pages"}

TABLES: tuple[TableShape, ...] = (
    TableShape("about", {"name": str, "value": str}, {}, key="name"),
    TableShape(
        "documents",
        {
            "id": int, "name": str, "sha256": str, "media_type": str, "size": int, "pages": int, "kind": str,
            "kind_confidence": float, "state": str, "error_code": str, "added_at": str, "label": str, "left_out": int,
        },
        {},
    ),
    TableShape("pages", {"id": int, "document_id": int, "number": int, "text": str}, {"document_id": "documents"}),
    TableShape(
        "facts",
        {
            "id": int, "document_id": int, "concept": str, "entity": str, "label": str, "column": str, **_PERIOD,
            "value": str, "value_number": float, "unit": str, "scale": int, **_PLACE, "state": str, "method": str,
            "confidence": float, "reasons": str, "scale_read_at": str, "period_read_at": str, "element_id": str,
            "decisions": int,
        },
        _OF_PAGE,
    ),
    TableShape(
        "checks",
        {
            "id": int, "document_id": int, "name": str, "period_end": str, "months": int, "result": str,
            "difference": str, "difference_number": float, "sentence": str,
        },
        {"document_id": "documents"},
    ),
    TableShape(
        "check_facts", {"check_id": int, "fact_id": int}, {"check_id": "checks", "fact_id": "facts"}, key=""
    ),
    TableShape(
        "measures",
        {
            "id": int, "document_id": int, "measure": str, "name": str, "period_end": str, "months": int, "stretch": str,
            "value": str, "value_number": float, "unit": str, "shown": str, "formula": str, "state": str,
        },
        {"document_id": "documents"},
    ),
    TableShape(
        "measure_facts", {"measure_id": int, "fact_id": int}, {"measure_id": "measures", "fact_id": "facts"}, key=""
    ),
    TableShape(
        "summary",
        {"id": int, "document_id": int, "position": int, "heading": str, "text": str, "wording": str, **_PLACE},
        _OF_PAGE,
    ),
    TableShape(
        "decisions",
        {
            "id": int, "document_id": int, "fact_id": int, "at": str, "action": str, "concept": str, "period_end": str,
            "old_value": str, "new_value": str, "undone": int,
        },
        {"document_id": "documents", "fact_id": "facts"},
    ),
    TableShape(
        "tags",
        {"id": int, "document_id": int, "tag": str, "name": str, "routes": int, "method": str, **_PLACE},
        _OF_PAGE,
    ),
)  # fmt: skip
"""In an order in which no row comes before one that it links to, document by document."""


@dataclass(frozen=True, slots=True)
class VaultContent:
    """What is exported.

    Attributes:
        vault: Where it is.
        documents: Which, in this order.
        moment: Of the export, with the local offset.
    """

    vault: Vault
    documents: Sequence[DocumentRow]
    moment: datetime

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Every row with the name of its table; rows of one table and document come together."""
        about = {
            "made_by": f"Muniment {__version__}", "vault": self.vault.name, "classification": self.vault.label,
            "exported_at": self.moment.isoformat(timespec="seconds"),
        }  # fmt: skip
        yield from (("about", {"name": name, "value": value}) for name, value in about.items())
        numbers = {shape.name: count(1) for shape in TABLES}
        for document in self.documents:
            yield from _OfDocument(self.vault, document, self.moment, numbers).rows()


class _OfDocument:
    """The rows of one document."""

    def __init__(
        self, vault: Vault, document: DocumentRow, moment: datetime, numbers: Mapping[str, Iterator[int]]
    ) -> None:
        self._vault, self._document, self._moment, self._numbers = vault, document, moment, numbers
        self._page_ids: dict[int, int] = {}
        self._known: Exportable | None = None
        if document.state is DocumentState.DONE:
            self._known = load(vault, document.id, moment)

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Tables in the order of ``TABLES``."""
        yield "documents", self._row()
        for page in self._vault.pages(self._document.id, words=False):
            self._page_ids[page.number] = next(self._numbers["pages"])
            yield "pages", self._own({"id": self._page_ids[page.number], "number": page.number, "text": page.text})
        if self._known is not None:
            yield from (("facts", self._fact(at)) for at in range(len(self._known.facts)))
            yield from self._checks(self._known)
            yield from self._measures(self._known)
            yield from self._summary()
            yield from (("decisions", self._decision(one)) for one in self._vault.history(self._document.id))
            yield from self._tags()

    @cached_property
    def _record(self) -> Record:
        """The document as ``--json`` prints it: words, places and boxes."""
        assert self._known is not None  # noqa: S101 - asked for documents that are done only
        return of_analysis(self._known.known, cache(self._known.page), self._document.name)

    def _own(self, row: Row) -> Row:
        return {**row, "document_id": self._document.id}

    def _row(self) -> Row:
        row = self._document
        return {
            "id": row.id, "name": row.name, "sha256": row.sha256, "media_type": row.media_type, "size": row.size,
            "pages": row.page_count, "kind": row.kind, "kind_confidence": row.kind_confidence, "state": row.state.value,
            "error_code": row.error_code, "added_at": row.added_at, "label": row.label,
            "left_out": self._known.left_out if self._known else 0,
        }  # fmt: skip

    def _fact(self, at: int) -> Row:
        assert self._known is not None  # noqa: S101 - as above
        stored = self._known.known.facts[at]
        row = evidence_row(stored.fact, self._document.name, self._document.sha256)
        fields = {name.replace(" ", "_"): plain_field(field) for name, field in zip(FIELDS, row, strict=True)}
        wanted = _shape("facts").columns
        return self._own(
            {
                **{name: field for name, field in fields.items() if name in wanted},
                "id": stored.id,
                "value": fields["exact_value"],
                "value_number": number_of(stored.fact.value),
                **self._place(self._record["facts"][at]),
                "decisions": stored.decisions,
            }
        )

    def _place(self, place: Record) -> Row:
        """Where something stands, from the object of a place."""
        return {
            "page_id": self._page_ids.get(place["page"]), "page": place["page"], "start": place["start"],
            "end": place["end"], "quote": place["quote"], "boxes": json.dumps(place["boxes"]) if place["boxes"] else None,
        }  # fmt: skip

    def _checks(self, known: Exportable) -> Iterator[tuple[str, Row]]:
        numbered = [(next(self._numbers["checks"]), at) for at in range(len(known.known.checks))]
        for number, at in numbered:
            told, check = self._record["checks"][at], known.known.checks[at]
            yield "checks", self._own(
                {
                    "id": number, "name": told["name"], "period_end": told["period_end"], "months": told["months"],
                    "result": told["result"], "difference": None if check.difference is None else plain(check.difference),
                    "difference_number": number_of(check.difference), "sentence": told["sentence"],
                }
            )  # fmt: skip
        for number, at in numbered:
            yield from (
                ("check_facts", {"check_id": number, "fact_id": known.known.facts[index].id})
                for index in dict.fromkeys(known.known.checks[at].facts)
            )

    def _measures(self, known: Exportable) -> Iterator[tuple[str, Row]]:
        numbered = [(next(self._numbers["measures"]), at) for at in range(len(known.known.measures))]
        wanted = ("measure", "name", "period_end", "months", "stretch", "value", "unit", "shown", "formula", "state")
        for number, at in numbered:
            told = self._record["measures"][at]
            value = number_of(known.known.measures[at].value)
            yield "measures", self._own({**{name: told[name] for name in wanted}, "id": number, "value_number": value})
        for number, at in numbered:
            yield from (
                ("measure_facts", {"measure_id": number, "fact_id": known.known.facts[index].id})
                for index in dict.fromkeys(known.known.measures[at].operands)
            )

    def _summary(self) -> Iterator[tuple[str, Row]]:
        for position, told in enumerate(self._record["summary"], 1):
            place = self._place(told["citations"][0]) if told["citations"] else {}
            row = {name: told[name] for name in ("heading", "text", "wording")}
            yield "summary", self._own({"id": next(self._numbers["summary"]), "position": position, **row, **place})

    def _decision(self, one: DecisionRow) -> Row:
        assert self._known is not None  # noqa: S101 - as above
        is_here = any(stored.id == one.fact_id for stored in self._known.known.facts)
        return self._own(
            {
                "id": one.id, "fact_id": one.fact_id if is_here else None, "at": one.at, "action": one.action.value,
                "concept": one.new.concept, "period_end": _end(one.new), "old_value": plain(one.old.value),
                "new_value": plain(one.new.value), "undone": int(one.undone),
            }
        )  # fmt: skip

    def _tags(self) -> Iterator[tuple[str, Row]]:
        for told in self._record["tags"]:
            row = {"tag": told["tag"], "name": told["name"], "routes": int(told["routing"]), "method": told["method"]}
            for place in told["evidence"]:
                yield "tags", self._own({"id": next(self._numbers["tags"]), **row, **self._place(place)})


def plain_field(field: str | float | Decimal | date | None) -> str | int | float | None:
    """A field as a database holds it: exact decimals and days as text.

    Args:
        field: None stays None.
    """
    return plain(field) if isinstance(field, Decimal | date) else field


def number_of(value: Value | None) -> float | None:
    """A decimal as a number to sort by; None for days, texts and nothing."""
    return float(value) if isinstance(value, Decimal) else None


def _end(fact: Fact) -> str | None:
    return fact.period.end.isoformat() if fact.period else None


def _shape(name: str) -> TableShape:
    return next(shape for shape in TABLES if shape.name == name)
