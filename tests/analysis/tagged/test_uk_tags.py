"""Tags of British accounts, of every taxonomy and under any prefix."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from muniment.analysis.analyse import analyse
from muniment.document.facts.fact import Fact, Method
from support.documents.made_british import CORE_2014, CORE_2023, GAAP_2009, Row, accounts
from support.documents.tagged_document import document_of

_TERM = "MaturitiesOrExpirationPeriodsDimension"
_CLASS = "EquityClassesDimension"
NEW: Sequence[Row] = (
    ("Fixed assets", "", ()),
    ("Tangible assets", "PropertyPlantEquipment", ("41,200", "38,900")),
    ("Current assets", "", ()),
    ("Stocks", "TotalInventories", ("5,010", "4,400")),
    ("Debtors", "Debtors", ("9,330", "8,100")),
    ("Cash at bank and in hand", "CashBankOnHand", ("12,060", "9,500")),
    ("", "CurrentAssets", ("26,400", "22,000")),
    ("Creditors: amounts falling due within one year", f"Creditors|{_TERM}=WithinOneYear", ("(11,400)", "(10,900)")),
    ("Net current assets", "NetCurrentAssetsLiabilities", ("15,000", "11,100")),
    ("Total assets less current liabilities", "TotalAssetsLessCurrentLiabilities", ("56,200", "50,000")),
    (
        "Creditors: amounts falling due after more than one year",
        f"Creditors|{_TERM}=AfterOneYear",
        ("(6,200)", "(8,000)"),
    ),
    ("Net assets", "NetAssetsLiabilities", ("50,000", "42,000")),
    ("Capital and reserves", "", ()),
    ("Called up share capital", f"Equity|{_CLASS}=ShareCapital", ("100", "100")),
    ("Profit and loss account", f"Equity|{_CLASS}=RetainedEarningsAccumulatedLosses", ("49,900", "41,900")),
    ("Shareholders' funds", "Equity", ("50,000", "42,000")),
)
_OLDER = {
    "PropertyPlantEquipment": "TangibleFixedAssets",
    "TotalInventories": "StocksInventory",
    "CashBankOnHand": "CashBankInHand",
    f"Creditors|{_TERM}=WithinOneYear": "CreditorsDueWithinOneYear",
    f"Creditors|{_TERM}=AfterOneYear": "CreditorsDueAfterOneYear",
    f"Equity|{_CLASS}=ShareCapital": "CalledUpShareCapital",
    f"Equity|{_CLASS}=RetainedEarningsAccumulatedLosses": "ProfitLossAccountReserve",
    "Equity": "ShareholderFunds",
}
OLD = tuple((label, _OLDER.get(tag, tag), amounts) for label, tag, amounts in NEW)
_TERMS = "FinancialInstrumentCurrentNon-currentDimension"
OTHERWISE = tuple(
    (
        label,
        tag.replace(f"{_TERM}=WithinOneYear", f"{_TERMS}=CurrentFinancialInstruments").replace(
            f"{_TERM}=AfterOneYear", f"{_TERMS}=Non-currentFinancialInstruments"
        ),
        amounts,
    )
    for label, tag, amounts in NEW
)
TRUTH = {
    "ppe": (41_200, 38_900),
    "inventory": (5_010, 4_400),
    "receivables": (9_330, 8_100),
    "cash": (12_060, 9_500),
    "current_assets": (26_400, 22_000),
    "current_liabilities": (11_400, 10_900),
    "noncurrent_liabilities": (6_200, 8_000),
    "common_stock": (100, 100),
    "retained_earnings": (49_900, 41_900),
    "total_equity": (50_000, 42_000),
}


def _facts(page: bytes) -> dict[tuple[str, int], Fact]:
    return {(f.concept, f.period.end.year): f for f in analyse(document_of(page)).facts if f.period is not None}


@pytest.mark.parametrize(
    ("rows", "core", "prefix"),
    [
        (NEW, CORE_2023, "core"),
        (NEW, CORE_2014, "ns5"),
        (OTHERWISE, CORE_2023, "d"),
        (OLD, GAAP_2009, "uk-gaap-pt"),
        (OLD, GAAP_2009, "pt"),
    ],
)
def test_british_tags_are_facts_whatever_their_prefix(rows: Sequence[Row], core: str, prefix: str) -> None:
    facts = _facts(accounts(rows, core=core, prefix=prefix))
    for concept, values in TRUTH.items():
        for year, value in zip((2024, 2023), values, strict=True):
            fact = facts[concept, year]
            assert (fact.value, fact.unit, fact.method) == (Decimal(value), "GBP", Method.TAG), (concept, year)


def test_the_groups_figures_are_those_of_group_accounts() -> None:
    group = "GroupCompanyDataDimension=Consolidated"
    rows: list[Row] = [
        ("Group cash", f"CashBankOnHand|{group}", ("700", "600")),
        ("Group debtors", f"Debtors|{group}", ("900", "800")),
        ("Group shareholders' funds", f"Equity|{group}", ("1,600", "1,400")),
        ("Company cash", "CashBankOnHand", ("70", "60")),
        ("Company shareholders' funds", "Equity", ("170", "160")),
    ]
    facts = _facts(accounts(rows, core=CORE_2023))
    found = [facts["cash", 2024].value, facts["total_equity", 2023].value]
    assert found == [Decimal(700), Decimal(1_400)]


def test_a_figure_of_some_other_part_is_none() -> None:
    rows: list[Row] = [
        ("Cash", "CashBankOnHand", ("700", "600")),
        ("Owed to directors", "Creditors|RelatedPartiesDimension=Directors", ("55", "44")),
    ]
    assert not any(concept.endswith("liabilities") for concept, _ in _facts(accounts(rows, core=CORE_2023)))
