"""Grade the label rules on the statements of many companies whose rows carry their XBRL tags.

    dev.py label-rules STATEMENTS.jsonl.gz [--part tuned|unseen|all] [--show CONCEPT] [--without NAME ...]

Each filing of the file (a line: company, statements as rows of label and tag, values where known) becomes the statements
that extraction would see, and what the rules choose is held against the tags of the concept. Half of the companies, by
the SHA-256 of their number, are `unseen`: look at their rates, never at their rows.

A choice is right if its row has the concept's first tag that the statement has; where the statement has none, a row with
a tag of the company's own, or with one that is arguable (see below), is not counted ("own"), and any other is wrong. Values that the file lacks are made up so that
the tagged totals tie. The file holds no headings: those of per-share rows and of payments are put in from the tags.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "app"))

from muniment.analysis.choosing.label_chooser import choose
from muniment.analysis.statements.statement_lines import Printed, Statement, StatementLine
from muniment.analysis.vocabulary.concepts import Concept, StatementKind, concepts
from muniment.document.pages.table import Cell, Column, Period, Table
from muniment.document.text.number_text import parse_number

KINDS = {"BS": StatementKind.BALANCE, "IS": StatementKind.INCOME, "CF": StatementKind.CASH_FLOW}
TABLE = Table(page=1, title="", columns=(Column(x0=0, x1=0, head="2010"),), rows=())
PERIOD = Period(start=None, end=date(2010, 12, 31), months=12)
# Tags that mean another concept in another statement than their own.
ELSEWHERE = {
    "depreciation_expense": next(c.tags for c in concepts() if c.id == "depreciation"),
    "cash_total": ("CashAndCashEquivalentsAtCarryingValue", "Cash"),
}
# Tags whose rows say by their label what the concept is, though the filer chose another tag: not counted.
ARGUABLE = {
    "operating_expenses": ("CostsAndExpenses", "OperatingCostsAndExpenses", "NoninterestExpense"),
    "costs_and_expenses": ("OperatingExpenses", "NoninterestExpense"),
    "other_income": ("NonoperatingIncomeExpense",),
    "nonoperating_income": ("OtherNonoperatingIncomeExpense",),
    "other_current_assets": ("PrepaidExpenseCurrent",),
    "prepaid_expenses": ("OtherAssetsCurrent",),
    "accrued_liabilities": ("OtherLiabilitiesCurrent", "OtherLiabilities"),
    "current_portion_of_debt": ("DebtCurrent",),
    "other_current_liabilities": ("OtherAccruedLiabilitiesCurrent", "AccruedLiabilitiesCurrent"),
    "interest_expense": ("InterestIncomeExpenseNet", "InterestIncomeExpenseNonoperatingNet"),
    "investments": ("LongTermInvestments", "MarketableSecurities", "AvailableForSaleSecurities"),
    "income_to_common": ("NetIncomeLoss",),
    "net_income_total": ("IncomeLossFromContinuingOperationsIncludingPortionAttributableToNoncontrollingInterest",),
}
# Several of these are parts of a total that is not printed, or not tagged: none of them is the concept.
PARTS = {
    "revenue": {"SalesRevenueGoodsNet", "SalesRevenueServicesNet"},
    "cost_of_revenue": {"CostOfGoodsSold", "CostOfServices", "ContractRevenueCost", "CostOfRealEstateRevenue"},
}
BEGINNING = re.compile(r"beginning|\bstart|january 1|opening", re.IGNORECASE)
# Only where the other is there too, a row of its own.
PART_OF = {
    "net_income_total": ("NetIncomeLoss", "NetIncomeLossAvailableToCommonStockholdersBasic"),
    "equity_parent": ("StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest",),
}
# Where the concept's own tags are missing, each of these is right.
INSTEAD = {"net_income": ("ProfitLoss", "NetIncomeLossAvailableToCommonStockholdersBasic")}
HEADINGS = (
    ("PerBasicShare", "Basic earnings per share"),
    ("PerDilutedShare", "Diluted earnings per share"),
    ("EarningsPerShareBasicAndDiluted", "Basic and diluted earnings per share"),
    ("EarningsPerShareBasic", "Basic earnings per share"),
    ("EarningsPerShareDiluted", "Diluted earnings per share"),
    ("WeightedAverageNumber", "Weighted average shares outstanding"),
    ("DividendsPerShare", "Per share"),
    ("IncomeTaxesPaid", "Cash paid during the year for"),
    ("InterestPaid", "Cash paid during the year for"),
)
PER_SHARE = ("PerShare", "PerBasicShare", "PerDilutedShare", "PerBasicAndDilutedShare")

Row = Mapping[str, Any]


@dataclass
class ConceptTally:
    """What became of one concept.

    Attributes:
        right: Statements in which the right row was chosen.
        wrong: In which another was.
        missed: In which none was, though there is one.
        own: Choices of a row with a tag of the company's own, where the statement has none of the concept's tags.
        examples: Labels of what was wrong or missed, with what should have been chosen.
    """

    right: int = 0
    wrong: int = 0
    missed: int = 0
    own: int = 0
    examples: Counter[str] = field(default_factory=Counter)


def filings(path: Path, part: str, without: Sequence[str]) -> Iterator[Row]:
    """The filings of a part, those of some companies left out."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for text in lines:
            filing = json.loads(text)
            unseen = hashlib.sha256(str(filing["cik"]).encode()).digest()[0] % 2 == 1
            left_out = any(filing["company"].upper().startswith(name.upper()) for name in without)
            if not left_out and part in ("all", "unseen" if unseen else "tuned"):
                yield filing


def statement(kind: StatementKind, rows: Sequence[Row]) -> Statement:
    """The rows as lines with one column: the file's values where it has them for most rows, else made-up ones."""
    values = _given(rows) or _made_up(rows)
    return Statement(kind, (PERIOD,), tuple(_line(row, value) for row, value in zip(rows, values, strict=True)))


def _line(row: Row, value: Decimal | None) -> StatementLine:
    tag = row["tag"]
    section = next((heading for part, heading in HEADINGS if part in tag), "")
    if re.search("basic|dilut", row["label"], re.IGNORECASE):  # then the heading does not say it
        section = re.sub("(Basic|Basic and diluted|Diluted) e", "E", section)
    if value is None:
        return StatementLine(row["label"], section, (None,))
    raw = f"{abs(value):,.2f}" if any(part in tag for part in PER_SHARE) else f"{abs(value):,f}"
    raw = f"({raw})" if value < 0 else raw
    number = parse_number(raw)
    return StatementLine(
        row["label"], section, (Printed(number, Cell(0, 0, len(raw), raw), TABLE) if number else None,)
    )


def _given(rows: Sequence[Row]) -> list[Decimal | None] | None:
    """The values of the column that most rows have, in thousands; None if few have one."""
    columns = Counter((v[0], v[1]) for row in rows for v in row.get("values", ()))
    if not columns or columns.most_common(1)[0][1] < 0.6 * len(rows):
        return None
    wanted = columns.most_common(1)[0][0]
    found: list[Decimal | None] = []
    for row in rows:
        value = next((Decimal(str(v[3])) for v in row.get("values", ()) if (v[0], v[1]) == wanted), None)
        small = any(part in row["tag"] for part in PER_SHARE)
        if value is not None and not small:
            value = (value / 1000).quantize(Decimal(1))
        found.append(-value if value is not None and row.get("negated") else value)
    return found


def _made_up(rows: Sequence[Row]) -> list[Decimal | None]:
    """Distinct amounts, with the few totals by which rows are told apart set so that they tie."""
    numbers = random.Random("".join(row["label"] for row in rows))
    by_tag: dict[str, Decimal] = {}
    found: list[Decimal | None] = []
    for row in rows:
        tag = row["tag"]
        small = any(part in tag for part in PER_SHARE)
        low = Decimal(numbers.randrange(11, 900)) / 100 if small else Decimal(numbers.randrange(10_000, 900_000))
        found.append(by_tag.setdefault(tag, low))
    revenue = next((by_tag[t] for t in _tags("revenue") if t in by_tag), None)
    cost = next((t for t in _tags("cost_of_revenue") if t in by_tag), None)
    if revenue is not None and cost and "GrossProfit" in by_tag:
        by_tag["GrossProfit"] = revenue - by_tag[cost]
    result, gross = "OperatingIncomeLoss", by_tag.get("GrossProfit")
    if revenue is not None and "CostsAndExpenses" in by_tag and result in by_tag:
        by_tag[result] = revenue - by_tag["CostsAndExpenses"]
    elif gross is not None and "OperatingExpenses" in by_tag and result in by_tag:
        by_tag[result] = gross - by_tag["OperatingExpenses"]
    equity = next((t for t in _tags("total_equity") if t in by_tag), None)
    if "Assets" in by_tag:
        by_tag["LiabilitiesAndStockholdersEquity"] = by_tag["Assets"]
        if equity and "Liabilities" in by_tag and "TemporaryEquityCarryingAmount" not in by_tag:
            by_tag[equity] = by_tag["Assets"] - by_tag["Liabilities"]
    return [by_tag[row["tag"]] for row in rows]


def _tags(name: str) -> tuple[str, ...]:
    return next(c.tags for c in concepts() if c.id == name)


def gold(concept: Concept, rows: Sequence[Row]) -> set[int]:
    """The rows that are the concept by their tags."""
    there = {row["tag"] for row in rows}
    needs = PART_OF.get(concept.id)
    if needs and there.isdisjoint(needs):
        return set()
    if concept.labels and all(label.only for label in concept.labels):
        parts = {i for i, row in enumerate(rows) if row["tag"] in concept.tags}
        return parts if len(parts) == 1 else set()  # several rows are parts of the figure, which then is not printed
    for tag in (*concept.tags, *ELSEWHERE.get(concept.id, ())):
        if tag in there:
            if tag in PARTS.get(concept.id, ()) and len(there & PARTS[concept.id]) > 1:
                return set()
            found = {i for i, row in enumerate(rows) if row["tag"] == tag}
            ends = {i for i in found if not BEGINNING.search(rows[i]["label"])}
            return ends if concept.id == "cash_total" else found
    return {i for i, row in enumerate(rows) if row["tag"] in INSTEAD.get(concept.id, ())}


def grade(filing: Row, tallies: dict[str, ConceptTally]) -> float:
    """Count one filing; returns the seconds that choosing took."""
    spent = 0.0
    for short, kind in KINDS.items():
        rows = filing["statements"].get(short, [])
        if len(rows) < 5:
            continue
        made = statement(kind, rows)
        begun = time.perf_counter()
        chosen = choose(made, concepts())
        spent += time.perf_counter() - begun
        for concept in concepts():
            if concept.statement is kind:
                choice = chosen.get(concept.id)
                _count(tallies[concept.id], rows, gold(concept, rows), choice.index if choice else None, concept)
    return spent


def _count(tally: ConceptTally, rows: Sequence[Row], right: set[int], index: int | None, concept: Concept) -> None:
    if index is None:
        tally.missed += bool(right)
        if right:
            tally.examples[f"missed {rows[min(right)]['label']} [{rows[min(right)]['tag']}]"] += 1
    elif index in right:
        tally.right += 1
    elif not right and rows[index]["tag"].startswith(("own:", *ARGUABLE.get(concept.id, ()))):
        tally.own += 1
    else:
        tally.wrong += 1
        wanted = f"{rows[min(right)]['label']} [{rows[min(right)]['tag']}]" if right else "nothing"
        tally.examples[f"wrong  {rows[index]['label']} [{rows[index]['tag']}], not {wanted}"] += 1


def report(tallies: Mapping[str, ConceptTally]) -> list[str]:
    """One line a concept: precision, recall, counts."""
    found = [f"{'concept':34}{'right':>7}{'wrong':>7}{'missed':>7}{'own':>6}  precision  recall"]
    for name, t in tallies.items():
        if t.right + t.wrong + t.missed:
            precision = t.right / max(1, t.right + t.wrong)
            recall = t.right / max(1, t.right + t.wrong + t.missed)
            found.append(f"{name:34}{t.right:7}{t.wrong:7}{t.missed:7}{t.own:6}     {precision:.3f}   {recall:.3f}")
    return found


def main() -> int:
    """Grade and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("statements", type=Path, help="statements.jsonl.gz, see docs/corpus.md")
    parser.add_argument("--part", choices=("tuned", "unseen", "all"), default="tuned")
    parser.add_argument("--show", help="what was wrong and missed of this concept; never of the unseen half")
    parser.add_argument("--without", nargs="*", default=[], help="beginnings of names of companies to leave out")
    options = parser.parse_args()
    if options.show and options.part != "tuned":
        parser.error("--show is for the tuned half: the other half must stay unseen.")
    tallies: dict[str, ConceptTally] = defaultdict(ConceptTally, {c.id: ConceptTally() for c in concepts()})
    spent, count = 0.0, 0
    for filing in filings(options.statements, options.part, options.without):
        spent += grade(filing, tallies)
        count += 1
    if options.show:
        print(*(f"{n:4} {text}" for text, n in tallies[options.show].examples.most_common(80)), sep="\n")
    print(*report({options.show: tallies[options.show]} if options.show else tallies), sep="\n")
    print(f"{count} filings, {1000 * spent / max(1, count):.1f} ms each to choose")
    return 0


if __name__ == "__main__":
    sys.exit(main())
