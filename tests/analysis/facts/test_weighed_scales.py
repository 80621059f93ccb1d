"""A scale that is not printed is never taken on trust, and what other places say of it counts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from muniment.analysis.analyse import analyse
from muniment.document.facts.fact import Analysis, Fact, State
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.source_document import Document
from muniment.message import message
from support.documents.paper import Cells, Grid, document, instant, year

NOW, BEFORE = "2022-12-31", "2021-12-31"
BALANCE_ROWS: tuple[Cells, ...] = (
    ("Cash and cash equivalents", "512,345", "401,234"),
    ("Accounts receivable", "1,013,221", "912,117"),
    ("Total current assets", "1,525,566", "1,313,351"),
    ("Property, plant and equipment, net", "3,481,907", "3,377,118"),
    ("Total assets", "5,007,473", "4,690,469"),
    ("Total liabilities", "2,004,119", "1,990,013"),
    ("Total stockholders' equity", "3,003,354", "2,700,456"),
    ("Total liabilities and stockholders' equity", "5,007,473", "4,690,469"),
)
INCOME_ROWS: tuple[Cells, ...] = (
    ("Total revenues", "4,032,117", "3,612,118"),
    ("Cost of sales", "2,410,112", "2,209,117"),
    ("Gross profit", "1,622,005", "1,403,001"),
    ("Operating income", "711,907", "550,118"),
    ("Income before income taxes", "641,113", "500,117"),
    ("Provision for income taxes", "(160,119)", "(120,003)"),
    ("Net income", "480,994", "380,114"),
    ("Earnings per share, diluted", "4.81", "3.80"),
    ("Diluted weighted average shares", "100,000", "100,000"),
)
NOTE_ROWS: tuple[Cells, ...] = (("Total revenues", "4,032,117", "3,612,118"), ("Net income", "480,994", "380,114"))


def statements(*further: str | Grid, signed: bool = True, **changed: str) -> Document:
    """Statements without a scale, perhaps with a sign among their figures; further parts make up a last page."""
    balance = Grid("CONSOLIDATED BALANCE SHEETS", (instant(NOW), instant(BEFORE)), BALANCE_ROWS, scale=None, **changed)  # type: ignore[arg-type]
    income = Grid("CONSOLIDATED STATEMENTS OF INCOME", (year(NOW), year(BEFORE)), INCOME_ROWS, scale=None)
    made = document(["Harbor Mills, Inc.\nAnnual report"], [balance], [income], further or ["The end."])
    if not signed:
        return made
    tables = []
    for table in made.tables:
        page, at = made.pages[table.page - 1], table.rows[0].start
        tables.append(
            replace(table, currency="USD", currency_evidence=Evidence.at(page, at, at + 1))
            if not table.scale
            else table
        )
    return replace(made, tables=tuple(tables))


def figure(found: Analysis, concept: str) -> Fact:
    return next(f for f in found.facts if f.concept == concept)


def test_amounts_with_a_sign_and_no_word_of_thousands_anywhere_are_whole() -> None:
    found = analyse(statements())
    assert figure(found, "total_assets").value == Decimal(5007473)
    assert figure(found, "total_assets").state is State.CHECKED
    assert message("whole-by-size") in figure(found, "total_assets").reasons


@pytest.mark.parametrize("hint", ["'000 rounded", "Thousands, rounded", "amounts by 1000 lakh"])
def test_words_of_thousands_that_are_not_understood_leave_all_in_doubt(hint: str) -> None:
    made = statements()
    tables = tuple(replace(table, title=f"{table.title} {hint}") for table in made.tables)
    found = analyse(replace(made, tables=tables))
    assert {f.state for f in found.facts if f.concept in ("total_assets", "revenue", "net_income")} == {State.REVIEW}
    assert not [s for s in found.summary if s.links]


def test_without_a_sign_smaller_amounts_are_in_doubt() -> None:
    found = analyse(statements(signed=False))
    assert figure(found, "revenue").state is State.REVIEW
    assert not [s for s in found.summary if s.links]


def test_a_table_of_a_known_scale_that_repeats_the_figures_gives_theirs() -> None:
    note = Grid("SEGMENTS", (year(NOW), year(BEFORE)), NOTE_ROWS, scale=1_000)
    for signed in (False, True):
        found = analyse(statements(note, signed=signed))
        revenue = figure(found, "revenue")
        assert (revenue.value, revenue.scale, revenue.state) == (Decimal(4032117000), 1_000, State.REVIEW)
        assert revenue.scale_evidence is not None
        assert message("scale-from-elsewhere") in revenue.reasons
        assert figure(found, "total_assets").value == Decimal(5007473000)


def test_sentences_give_the_scale_too() -> None:
    said = "Total revenues were $4,032.1 million. Net income rose to $481.0 million. Gross profit was $1,622.0 million."
    found = analyse(statements(said, signed=False))
    assert figure(found, "revenue").value == Decimal(4032117000)
    assert figure(found, "revenue").state is State.REVIEW


def test_sentences_that_agree_with_whole_amounts_leave_them() -> None:
    said = "Total revenues were $4.03 million, and gross profit was $1.62 million."
    found = analyse(statements(said))
    assert figure(found, "revenue").state is State.CHECKED


def test_a_document_in_thousands_makes_statements_without_a_scale_doubtful() -> None:
    rows: tuple[Cells, ...] = (("Machines", "1,234", "1,117"), ("Land", "2,345", "2,119"))
    notes = [Grid(f"NOTE {n}", (instant(NOW), instant(BEFORE)), rows, scale=1_000) for n in range(6)]
    found = analyse(statements(*notes))
    assert figure(found, "total_assets").state is State.REVIEW
    assert message("scale-contradicted") in figure(found, "total_assets").reasons


def test_shares_that_contradict_income_and_earnings_a_share_are_in_doubt() -> None:
    made = statements()
    tables = tuple(
        replace(table, scale=1_000_000, scale_evidence=Evidence.at(made.pages[table.page - 1], 0, 4))
        for table in made.tables
    )
    found = analyse(replace(made, tables=tables))  # 100,000 million shares, where 100,000 thousand would be right
    good = figure(found, "shares_diluted")
    assert good.value == Decimal(100_000_000_000)
    assert good.state is not State.REVIEW
    tables = tuple(replace(table, unscaled="number of shares") for table in tables)
    other = analyse(replace(made, tables=tables))
    assert figure(other, "shares_diluted").state is State.REVIEW
    assert figure(other, "net_income").value == Decimal(480994000000)
