"""Which rows of a learnt skeleton are figures that a reader must find: where tag and wording leave no doubt.

Must never settle what a person could not: a concept with two candidates, or whose wording says nothing, has no truth.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from synth.learnt.skeletons import BALANCE, CASH, INCOME, Row, Skeleton

ABSOLUTE = frozenset(("cost_of_revenue", "capex", "dividends_paid"))  # amounts paid have no sign


@dataclass(frozen=True, slots=True)
class Rule:
    """How a concept is recognised.

    Attributes:
        statement: Where it stands.
        tags: The first that occurs is taken.
        words: The wording must hold one of them.
        rivals: If a row has one of these tags, nothing is settled.
        never: The wording must hold none of them.
    """

    statement: str
    tags: tuple[str, ...]
    words: str
    rivals: tuple[str, ...] = ()
    never: str = r"$^"


NAMES = {"cost_of_revenue": r"^(total )?costs? of ", "long_term_debt": r"^(total )?long[ -]term (debt|borrowings)"}
SALES = r"\b(revenues?|sales|turnover)\b"
SINGLE_SALES = ("SalesRevenueGoodsNet", "SalesRevenueServicesNet")
RULES: dict[str, Rule] = {
    "revenue": Rule(INCOME, ("Revenues", "SalesRevenueNet"), SALES, never=r"\bother\b|interest"),
    "cost_of_revenue": Rule(
        INCOME, ("CostOfRevenue", "CostOfGoodsSold", "CostOfGoodsAndServicesSold"), r"\bcosts?\b.*\b(sales|sold|revenues?|goods)\b",
        ("CostOfServices",), r"and expenses",
    ),
    "gross_profit": Rule(INCOME, ("GrossProfit",), r"gross (profit|margin)"),
    "operating_income": Rule(INCOME, ("OperatingIncomeLoss",), r"operati(ng|ons?)", never="before|discontinued"),
    "eps_diluted": Rule(INCOME, ("EarningsPerShareDiluted",), r"dilut"),
    "total_assets": Rule(BALANCE, ("Assets",), r"\bassets\b|^total$"),
    "total_liabilities": Rule(BALANCE, ("Liabilities",), r"^total liabilities$"),
    "cash": Rule(BALANCE, ("CashAndCashEquivalentsAtCarryingValue",), r"^cash\b.*equivalents$|^cash$"),
    "long_term_debt": Rule(
        BALANCE, ("LongTermDebtNoncurrent", "LongTermDebtAndCapitalLeaseObligations"), r"\blong[ -]term (debt|borrowings)",
        ("LongTermDebt", "ConvertibleLongTermNotesPayable", "LongTermNotesPayable", "SeniorNotes"), r"due within|^current",
    ),
    "operating_cash_flow": Rule(CASH, ("NetCashProvidedByUsedInOperatingActivities",), r"operati(ng|ons)"),
    "capex": Rule(
        CASH, ("PaymentsToAcquirePropertyPlantAndEquipment", "PaymentsToAcquireProductiveAssets"),
        r"property|equipment|plant|capital (expenditure|spending|investment|addition)|capital asset|fixed assets",
        ("PaymentsToAcquireMachineryAndEquipment", "PaymentsToAcquireOtherPropertyPlantAndEquipment"), "proceeds|sale of",
    ),
    "dividends_paid": Rule(
        CASH, ("PaymentsOfDividends", "PaymentsOfDividendsCommonStock"), "dividend",
        ("PaymentsOfDividendsPreferredStockAndPreferenceStock", "PaymentsOfOrdinaryDividends"),
        "noncontrolling|minority|preferred",
    ),
}  # fmt: skip


def settled(skeleton: Skeleton) -> dict[tuple[str, int], str]:
    """The concepts of the rows that have one without doubt, by statement and row."""
    found: dict[tuple[str, int], str] = {}
    for concept, rule in RULES.items():
        place = _by_rule(skeleton.statements[rule.statement], rule)
        if place is not None:
            found[rule.statement, place] = concept
    find_single_sales(skeleton, found)
    for settle in (_results, _equity):
        found.update(settle(skeleton))
    return {place: concept for place, concept in found.items() if not _has_a_rival(skeleton, *place, concept)}


def _has_a_rival(skeleton: Skeleton, statement: str, place: int, concept: str) -> bool:
    """Whether a sum above the row, or a part below it, bears the name of the same thing."""
    if concept not in NAMES:
        return False
    rows = skeleton.statements[statement]
    above = [row for row in rows if (place, 1) in row.parts]
    below = [rows[part] for part, _ in rows[place].parts]
    return any(re.search(NAMES[concept], row.label.lower()) for row in (*above, *below))


def _by_rule(rows: tuple[Row, ...], rule: Rule) -> int | None:
    tags = [row.tag for row in rows]
    tag = next((tag for tag in rule.tags if tag in tags), None)
    if tag is None or tags.count(tag) > 1 or any(rival in tags for rival in rule.rivals):
        return None
    if sum(tags.count(other) for other in rule.tags) > 1 and rule.statement != INCOME:
        return None
    place, label = tags.index(tag), rows[tags.index(tag)].label.lower()
    if sum(row.label.lower() == label and row.kind is rows[place].kind for row in rows) > 1:
        return None  # the same words twice
    return place if re.search(rule.words, label) and not re.search(rule.never, label) else None


def find_single_sales(skeleton: Skeleton, found: dict[tuple[str, int], str]) -> None:
    """Take the one row of sales where nothing is tagged as the total; drop a total that is part of a larger one."""
    rows = skeleton.statements[INCOME]
    if "revenue" in found.values():
        place = next(place for (_, place), concept in found.items() if concept == "revenue")
        larger = [i for i, row in enumerate(rows) if (place, 1) in row.parts and re.search(SALES, row.label.lower())]
        if larger or any(row.tag.startswith("Revenues") and i != place for i, row in enumerate(rows)):
            del found[INCOME, place]
        return
    sales = [i for i, row in enumerate(rows) if row.tag in SINGLE_SALES or re.search(SALES, row.label.lower())]
    first = rows[0]
    alone = first.tag in SINGLE_SALES and re.fullmatch(r"(net )?(sales|revenues?)", first.label.lower())
    parts = [i for i in sales[1:] if i < 4 and rows[i].size > 0 and rows[i].tag.endswith("Net")]
    if alone and not parts:
        found[INCOME, 0] = "revenue"


def _results(skeleton: Skeleton) -> dict[tuple[str, int], str]:
    """Net income: of the shareholders, and before noncontrolling interests where both are printed."""
    rows = skeleton.statements[INCOME]
    own, whole = (skeleton.find(INCOME, tag) for tag in ("NetIncomeLoss", "ProfitLoss"))
    words = re.compile(r"^(?!.*before)\(?(consolidated )?net\b.*\b(income|loss|earnings|profit)", re.IGNORECASE)
    if own is None and whole is not None:
        if skeleton.find(INCOME, "NetIncomeLossAvailableToCommonStockholdersBasic") is not None:
            return {}
        return {(INCOME, whole): "net_income"} if words.search(rows[whole].label) else {}
    if own is None or not words.search(rows[own].label) or not rows[own].parts:
        return {}
    found = {(INCOME, own): "net_income"}
    if whole is not None and whole < own and words.search(rows[whole].label):
        found[INCOME, whole] = "net_income_total"
    return found


def _equity(skeleton: Skeleton) -> dict[tuple[str, int], str]:
    """Equity: with noncontrolling interests, and that of the parent where both are printed."""
    rows = skeleton.statements[BALANCE]
    own = skeleton.find(BALANCE, "StockholdersEquity")
    whole = skeleton.find(BALANCE, "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest")
    if whole is None:
        apart = skeleton.find(BALANCE, "MinorityInterest") is not None or any(
            own in [part for part, _ in row.parts] and row.tag != "LiabilitiesAndStockholdersEquity" for row in rows
        )
        return {(BALANCE, own): "total_equity"} if own is not None and not apart and _means_equity(rows[own]) else {}
    found = {(BALANCE, whole): "total_equity"} if _means_equity(rows[whole]) else {}
    if own is not None and own < whole and found and _means_equity(rows[own]):
        found[BALANCE, own] = "equity_parent"
    return found


def _means_equity(row: Row) -> bool:
    return bool(re.search(r"total .*(equity|capital)|^.*equity$|investment|deficit", row.label.lower()))
