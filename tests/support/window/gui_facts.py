"""Facts made by hand, for tests of how they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from muniment.document.facts.fact import Fact, Measure, Method, State, Value
from muniment.document.pages.evidence import Evidence, Span
from muniment.document.pages.page import Info
from muniment.document.pages.table import Period
from muniment.vault.database.records import DocumentRow, DocumentState, StoredAnalysis, StoredFact

YEAR = Period(start=date(2023, 1, 1), end=date(2023, 12, 31), months=12)
LAST = Period(start=date(2022, 1, 1), end=date(2022, 12, 31), months=12)
QUARTER = Period(start=date(2023, 10, 1), end=date(2023, 12, 31), months=3)
DAY = Period(start=None, end=date(2023, 12, 31), months=0)


def fact(concept: str, value: Value, period: Period | None = YEAR, *, unit: str | None = "USD", scale: int = 1_000_000, quote: str = "1", entity: str | None = None, column: str = "") -> Fact:  # fmt: skip
    return Fact(
        concept=concept,
        value=value,
        unit=unit,
        period=period,
        evidence=Evidence(Span(4, 10, 10 + len(quote)), quote),
        state=State.LOCATED,
        method=Method.RULE,
        confidence=0.9,
        scale=scale,
        entity=entity,
        column=column,
    )


def analysis(facts: Sequence[Fact], measures: Sequence[Measure] = ()) -> StoredAnalysis:
    row = DocumentRow(
        id=1,
        sha256="0" * 64,
        name="a.pdf",
        media_type="application/pdf",
        size=1,
        page_count=5,
        kind="10-K",
        kind_confidence=1.0,
        state=DocumentState.DONE,
        pages_read=5,
        error_code="",
        error=None,
        added_at="",
        label="",
    )
    stored = tuple(StoredFact(100 + i, each, 0) for i, each in enumerate(facts))
    return StoredAnalysis(
        document=row,
        info=Info(),
        kind="10-K",
        kind_confidence=1.0,
        facts=stored,
        checks=(),
        measures=tuple(measures),
        summary=(),
        candidates=(),
        warnings=(),
        model=None,
    )


def millions(amount: str) -> Decimal:
    return Decimal(amount) * 1_000_000
