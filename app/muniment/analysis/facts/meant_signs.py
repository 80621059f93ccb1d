"""Which sign a row means, where its label says which of its numbers stand in brackets, or its figure is a share of another.

"Interest expense (income)" printed "(6)" is an income of 6. Must never decide by the label what the rows' own sums decide
otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import Enum

from muniment.analysis.statements.row_sums import Sum
from muniment.analysis.statements.statement_lines import Statement, StatementLine
from muniment.analysis.vocabulary.concepts import Concept, StatementKind
from muniment.document.facts.fact import Fact, State
from muniment.message import message

_INCOME = r"income|gains?|profits?|earnings|revenues?|benefits?|credits?|ertr[aä]ge?|erträge|produits?|ingresos?"
_COST = r"expenses?|costs?|loss(?:es)?|charges?|provision|deductions?|aufwand|aufwendungen|kosten|charges|gastos?"
_WORDS = re.compile(rf"(?P<open>\()?\s*\b(?:(?P<income>{_INCOME})|(?P<cost>{_COST}))\b", re.IGNORECASE)
_RESULT = re.compile(
    r"^(?:consolidated )?(?:net )?(?:income|profit|earnings|loss)\b.*\b(?:before|from|for|after)\b|^(?:net|operating) (?:income|profit|earnings|loss)\b|^profit\b|^loss\b|^ergebnis|^resultat|^resultado"
)
_TAKEN_OFF = re.compile(
    r"^(?:(?:total )?costs? of (?!debt)|cost of|selling|general|administrative|administration|marketing|distribution|research|depreciation|amorti[sz]ation|personnel|staff|salaries|wages|employee|raw materials|rent|income tax|tax expense|income taxes)\b"
)
_EITHER = frozenset({"net_finance_result", "other_income", "nonoperating_income", "other_operating_income"})
"""Concepts that are incomes, and negative where they are costs."""
_SHARE = re.compile(r"^\W*(?:less|deduct)\b", re.IGNORECASE)
SIGN_UNSURE = message("sign-unsure")


class NormalSide(Enum):
    """What the numbers of a row are that stand without brackets."""

    INCOME = 1
    COST = -1
    EITHER = 0


def side_of(label: str) -> tuple[NormalSide, bool]:
    """What a label calls its plain numbers, and whether it says that those in brackets are the opposite.

    Args:
        label: As printed.
    """
    plainly: set[NormalSide] = set()
    bracketed: set[NormalSide] = set()
    for match in _WORDS.finditer(label):
        before, after = label[: match.start("income" if match["income"] else "cost")], label[match.end() :]
        inside = before.count("(") > before.count(")") and ")" in after
        (bracketed if inside else plainly).add(NormalSide.INCOME if match["income"] else NormalSide.COST)
    if len(plainly) != 1:
        return NormalSide.EITHER, False
    (side,) = plainly
    return side, bool(bracketed - plainly)


def factor_of(concept: Concept, line: StatementLine, statement: Statement, added: Sequence[Sum], index: int) -> int:
    """What the printed numbers of a row are multiplied by to be the concept's; 0 where nothing but the concept says it.

    Args:
        concept: What the row is.
        line: The row.
        statement: That it stands in.
        added: The sums of the statement.
        index: Of the row.
    """
    if statement.kind is not StatementKind.INCOME or concept.unit != "money":
        return 0
    if not (concept.positive or concept.id in _EITHER):
        return 0
    side, says_opposite = side_of(line.label)
    if not says_opposite and not (concept.id in _EITHER and side is NormalSide.COST):
        return 0
    wanted = -1 if concept.positive else 1
    proven = _proven(statement, added, index)
    if proven:
        return wanted * proven
    if not says_opposite:  # a cost, whatever its printed sign
        return -1 if all(v is None or v >= 0 for v in line.values) else 0
    if side is NormalSide.COST and _takes_off(statement):
        return wanted  # its costs are all in brackets, and so are these
    return wanted * side.value


def _proven(statement: Statement, added: Sequence[Sum], index: int) -> int:
    """1 where the printed numbers add to the result, -1 where they are taken off it, 0 where no sum says it."""
    for one in added:
        if index in one.parts:
            sign = one.signs[one.parts.index(index)]
            total = statement.lines[one.total]
            if _RESULT.search(total.plain):
                return sign
            side, _ = side_of(total.label)
            return sign * side.value if total.plain and side is not NormalSide.COST else 0
    return 0


def _takes_off(statement: Statement) -> bool:
    """Whether the statement prints its costs in brackets."""
    signs = [value < 0 for line in statement.lines if _TAKEN_OFF.search(line.plain) for value in line.values if value]
    return bool(signs) and sum(signs) * 2 > len(signs)


def share_of_others(fact: Fact, found: Sequence[Fact]) -> Fact:
    """The share of the noncontrolling interests with the sign of the income that they have, however it is printed.

    It is the whole less the parent's. Where no whole is printed and the row is worded as a deduction, its brackets may mean
    either: then somebody should look.
    """
    if fact.concept != "minority_income" or not isinstance(fact.value, Decimal) or not fact.value:
        return fact
    same = {f.concept: f.value for f in found if f.period == fact.period and isinstance(f.value, Decimal)}
    whole, net = _whole(same), same.get("net_income")
    if whole is not None and net is not None and whole != net:
        kept, turned = abs(whole - fact.value - net), abs(whole + fact.value - net)
        if min(kept, turned) * 20 <= abs(fact.value):
            return fact if kept <= turned else replace(fact, value=-fact.value)
    if fact.value < 0 and _SHARE.match(fact.label or ""):
        return replace(fact, state=State.REVIEW, reasons=(*fact.reasons, SIGN_UNSURE))
    return fact


def _whole(same: Mapping[str, Decimal]) -> Decimal | None:
    """Net income before the share of others: as printed, or income before taxes less these."""
    if "net_income_total" in same:
        return same["net_income_total"]
    pretax, tax = same.get("pretax_income"), same.get("income_tax")
    return pretax - tax if pretax is not None and tax is not None else None
