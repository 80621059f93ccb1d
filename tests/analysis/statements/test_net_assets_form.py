"""Balance sheets that come down to net assets, without tags."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from muniment.analysis.analyse import analyse
from muniment.document.facts.fact import Fact, State
from support.documents.made_british import Row, accounts
from support.documents.tagged_document import document_of


def _facts(rows: Sequence[Row], heads: str = "£") -> dict[tuple[str, int], Fact]:
    document = document_of(accounts(rows, heads=heads))
    return {(f.concept, f.period.end.year): f for f in analyse(document).facts if f.period is not None}


def _small(within: str, after: str, funds: str, debtors: str) -> list[Row]:
    return [
        ("Fixed assets", "", ()),
        ("Intangible assets", "", ("3,000", "3,400")),
        ("Tangible assets", "", ("21,000", "22,100")),
        ("", "", ("24,000", "25,500")),
        ("Current assets", "", ()),
        ("Stocks", "", ("7,700", "6,900")),
        (debtors, "", ("5,300", "4,600")),
        ("Cash at bank and in hand", "", ("2,000", "3,000")),
        ("", "", ("15,000", "14,500")),
        (within, "", ("(9,500)", "(9,000)")),
        ("Net current assets", "", ("5,500", "5,500")),
        ("Total assets less current liabilities", "", ("29,500", "31,000")),
        (after, "", ("(4,500)", "(8,000)")),
        ("Net assets", "", ("25,000", "23,000")),
        ("Capital and reserves", "", ()),
        ("Called up share capital", "", ("1,000", "1,000")),
        ("Profit and loss account", "", ("24,000", "22,000")),
        (funds, "", ("25,000", "23,000")),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        _small(
            "Creditors: amounts falling due within one year",
            "Creditors: amounts falling due after more than one year",
            "Shareholders' funds",
            "Debtors",
        ),
        _small("CREDITORS: amounts due within 1 year", "Creditors due after one year", "Total equity", "Trade debtors"),
        _small(
            "Creditors falling due within one year",
            "Creditors: amounts falling due after one year",
            "SHAREHOLDERS’ FUNDS",
            "Debtors: amounts falling due within one year",
        ),
    ],
)
def test_creditors_are_owed_and_subtotals_need_no_label(rows: list[Row]) -> None:
    facts = _facts(rows)
    wanted = {
        "noncurrent_assets": (24_000, 25_500),
        "current_assets": (15_000, 14_500),
        "receivables": (5_300, 4_600),
        "current_liabilities": (9_500, 9_000),
        "noncurrent_liabilities": (4_500, 8_000),
        "total_equity": (25_000, 23_000),
    }
    for concept, values in wanted.items():
        assert [facts[concept, year].value for year in (2024, 2023)] == [Decimal(v) for v in values], concept
    assert ("total_assets", 2024) not in facts
    assert all(fact.unit == "GBP" for fact in facts.values())


def test_a_bare_pound_sign_over_the_columns_says_whole_pounds() -> None:
    rows = _small(
        "Creditors: amounts falling due within one year", "Creditors due after one year", "Net worth", "Debtors"
    )
    assert _facts(rows)["cash", 2024].state is not State.REVIEW
    assert _facts(rows, "£'000")["cash", 2024].value == 2_000_000


def test_a_micro_entity_prints_totals_alone() -> None:
    facts = _facts(
        [
            ("Fixed assets", "", ("800", "900")),
            ("Current assets", "", ("1,200", "1,000")),
            ("Creditors: amounts falling due within one year", "", ("(700)", "(600)")),
            ("Net current assets", "", ("500", "400")),
            ("Total assets less current liabilities", "", ("1,300", "1,300")),
            ("Net assets", "", ("1,300", "1,300")),
            ("Capital and reserves", "", ("1,300", "1,300")),
        ]
    )
    assert facts["noncurrent_assets", 2024].value == 800
    assert facts["current_assets", 2023].value == 1_000
    assert facts["current_liabilities", 2024].value == 700
    assert ("ppe", 2024) not in facts


def test_a_subtotal_that_is_not_the_sum_of_its_rows_is_none() -> None:
    rows = _small(
        "Creditors: amounts falling due within one year", "Creditors due after one year", "Net worth", "Debtors"
    )
    rows[8] = ("", "", ("15,100", "14,500"))
    assert ("current_assets", 2024) not in _facts(rows)
