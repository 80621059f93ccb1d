"""Rows that their place and their arithmetic tell, not their label alone: results, shares, equity, totals without a name.

Must never name a row by arithmetic on dashes or zeros.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from muniment.analysis.statements import nameless_totals, net_assets_form
from muniment.analysis.statements.statement_lines import Statement, StatementLine, equal_values
from muniment.analysis.statements.statement_zones import total_assets
from muniment.analysis.vocabulary import row_wording
from muniment.analysis.vocabulary.concepts import StatementKind
from muniment.analysis.vocabulary.label_text import head, plain
from muniment.message import Message, message


@dataclass(frozen=True, slots=True)
class StructurePick:
    """A line named by structure.

    Attributes:
        index: Into ``Statement.lines``.
        confidence: 0 to 1.
        why: What it was named by, as reasons of the fact.
    """

    index: int
    confidence: float
    why: tuple[Message, ...] = ()


Found = dict[str, StructurePick | None]  # None takes a label's choice back


def complete(statement: Statement, by_label: Mapping[str, int]) -> Found:
    """What structure adds to, or takes back from, the choice by labels.

    Args:
        statement: With all of its lines.
        by_label: Index of the line that labels chose, by concept.
    """
    if statement.kind is StatementKind.INCOME:
        return _income(statement.lines, by_label)
    if statement.kind is StatementKind.BALANCE:
        return _balance(statement.lines, by_label)
    return {}


def per_share(line: StatementLine) -> bool:
    """Whether a line holds amounts per share: small, with decimals that the statement's amounts do not have."""
    values = [abs(v) for v in line.values if v]
    if not values or max(values) >= 10_000:
        return False
    if row_wording.SHARES.search(line.plain) and not row_wording.PER_SHARE.search(line.plain):
        return False
    said = row_wording.PER_SHARE.search(line.plain) or row_wording.PER_SHARE.search(line.plain_section)
    return (line.decimals >= 2 and not line.fine) or bool(said and line.decimals >= 1)


def _income(lines: tuple[StatementLine, ...], by_label: Mapping[str, int]) -> Found:
    found: Found = {}
    found.update(_revenue(lines, by_label))
    revenue = found.get("revenue") or (StructurePick(by_label["revenue"], 1.0) if "revenue" in by_label else None)
    if revenue is not None:
        found.update(_cost_and_gross(lines, by_label, revenue.index))
    found.update(_total_costs(lines, by_label, revenue))
    found.update(_net_income(lines))
    common, net = by_label.get("income_to_common"), found.get("net_income")
    if common is not None and net is not None and net.index == common:
        found["income_to_common"] = None
    found.update(_shares(lines))
    return found


def _total_costs(lines: tuple[StatementLine, ...], by_label: Mapping[str, int], revenue: StructurePick | None) -> Found:
    """Whether a total of costs is of all, or of those below the gross profit: their labels are the same."""
    found: Found = {}
    result, gross = by_label.get("operating_income"), by_label.get("gross_profit")
    for name in ("operating_expenses", "costs_and_expenses"):
        at = by_label.get(name)
        if at is None:
            continue
        all_costs = gross is None or gross > at
        if result is not None and revenue is not None and _closes(lines[revenue.index], lines[at], lines[result]):
            all_costs = True
        elif result is not None and gross is not None and _closes(lines[gross], lines[at], lines[result]):
            all_costs = False
        right = "costs_and_expenses" if all_costs else "operating_expenses"
        if right != name:
            found.setdefault(name, None)
            if right not in by_label:
                found[right] = StructurePick(at, 0.9)
    return found


def _revenue(lines: tuple[StatementLine, ...], by_label: Mapping[str, int]) -> Found:
    """Total revenue without a label: the first nameless row that is the sum of the rows above it."""
    named = by_label.get("revenue")
    for i, line in enumerate(lines[:15]):
        if line.plain in ("", "total"):
            start = _sum_above(lines, i)
            if start is None or (named is not None and named < start):
                return {}
            if re.search("expense|cost", line.plain_section):
                return {}
            return {"revenue": StructurePick(i, 0.9, (message("sum-above"),))}
        if i == named and line.plain.startswith("total"):
            return {}
        if re.search(r"\b(?:costs?|expenses?)\b", line.plain_section or line.plain):
            return {}
    return {}


def _sum_above(lines: tuple[StatementLine, ...], index: int) -> int | None:
    """The first of at least two rows directly above that add up to this row in every period."""
    goal = lines[index].values
    total: list[Decimal] = [Decimal(0)] * len(goal)
    for start in range(index - 1, -1, -1):
        if lines[start].blank:
            continue
        total = [t + (v or 0) for t, v in zip(total, lines[start].values, strict=True)]
        if index - start >= 2 and all(g is None or abs(g - t) <= 2 for g, t in zip(goal, total, strict=True)):
            return start
    return None


def _cost_and_gross(lines: tuple[StatementLine, ...], by_label: Mapping[str, int], revenue: int) -> Found:
    """Cost of revenue and gross profit by their difference, where one of them has no label that tells."""
    found: Found = {}
    gross, cost = by_label.get("gross_profit"), by_label.get("cost_of_revenue")
    if gross is not None and not _closes(lines[revenue], lines[cost] if cost is not None else None, lines[gross]):
        hit = next((i for i in range(revenue + 1, gross) if _closes(lines[revenue], lines[i], lines[gross])), None)
        if hit is not None:
            found["cost_of_revenue"] = StructurePick(hit, 0.93, (message("rest-is-gross-profit"),))
    elif gross is None:
        found.update(_nameless_gross(lines, revenue, cost))
    if "cost_of_revenue" not in found and (cost is None or _is_component(lines, revenue, cost)):
        found.update(_sum_of_costs(lines, revenue))
        if gross is None or not _closes(lines[revenue], lines[cost] if cost is not None else None, lines[gross]):
            found.setdefault("cost_of_revenue", None)
    return found


def _is_component(lines: tuple[StatementLine, ...], revenue: int, cost: int) -> bool:
    """Whether other rows are costs of what was sold too, and this one is not their total."""
    if lines[cost].plain.startswith("total"):
        return False
    others = [
        i
        for i in range(revenue + 1, len(lines))
        if i != cost and not lines[i].empty and re.match(r"costs? of (?!restruct|debt|removal)", lines[i].plain)
    ]
    return bool(others)


def _sum_of_costs(lines: tuple[StatementLine, ...], revenue: int) -> Found:
    """A total of rows that are all costs of what was sold, whether it has a label or not."""
    for i in range(revenue + 3, min(len(lines), revenue + 12)):
        text = lines[i].plain
        if text and text != "total" and not re.search(r"^(?:total )?costs? (?:of|and)\b", text):
            continue
        start = _sum_above(lines, i)
        if start is not None and start > revenue and all(_is_cost(line) for line in lines[start:i]):
            return {"cost_of_revenue": StructurePick(i, 0.9, (message("sum-of-costs"),))}
    return {}


def _is_cost(line: StatementLine) -> bool:
    return bool(re.search(r"\bcosts? of\b", f"{line.plain} {line.plain_section}"))


def _nameless_gross(lines: tuple[StatementLine, ...], revenue: int, cost: int | None) -> Found:
    why = (message("nameless-gross-profit"),)
    for i in range(revenue + 2, min(len(lines), revenue + 12)):
        if lines[i].plain:
            continue
        above = cost if cost is not None and cost < i else i - 1
        if re.search(r"\bcosts?\b", lines[above].plain) and _closes(lines[revenue], lines[above], lines[i]):
            return {"gross_profit": StructurePick(i, 0.9, why), "cost_of_revenue": StructurePick(above, 0.93)}
        if (
            above != i - 1
            and re.search(r"\bcosts\b", lines[i - 1].plain)
            and _closes(lines[revenue], lines[i - 1], lines[i])
        ):
            return {"gross_profit": StructurePick(i, 0.9, why), "cost_of_revenue": StructurePick(i - 1, 0.93)}
    return {}


def _closes(revenue: StatementLine, cost: StatementLine | None, gross: StatementLine) -> bool:
    if cost is None:
        return False
    triples = [
        (r, abs(c), g)
        for r, c, g in zip(revenue.values, cost.values, gross.values, strict=True)
        if r is not None and c is not None and g is not None
    ]
    return bool(triples) and all(c != 0 and abs(r - c - g) <= 2 for r, c, g in triples)


def _net_income(lines: tuple[StatementLine, ...]) -> Found:
    candidates = [i for i, line in enumerate(lines) if _is_net(line)]
    others = [
        i
        for i in candidates
        if row_wording.OTHERS.search(_own_words(lines[i])) and not row_wording.INCLUDING.search(lines[i].plain)
    ]
    parents = [i for i in candidates if i not in others and _is_parent(lines[i])]
    totals = [i for i in candidates if i not in others and i not in parents]
    split = bool(others) or any(
        row_wording.OTHERS.search(line.plain) and "preferred" not in line.plain for line in lines if not line.blank
    )
    ours = [i for i in parents if not row_wording.COMMON.search(lines[i].plain)] or (
        parents if split or not totals else []
    )
    if not ours and not totals:
        totals = _whole_comprehensive(lines)
    if not ours and not totals:
        return {"net_income": None, "net_income_total": None}
    total = totals[-1] if totals else None
    net = ours[0] if ours else totals[-1]
    found: Found = {"net_income": StructurePick(net, 0.95 if len(ours) + len(totals) < 3 else 0.9)}
    if ours and total is not None:
        total = next((i for i in totals if i < net), total)
        nearest = [i for i in totals if i < net]
        total = nearest[-1] if nearest else total
        if not _same_where_both(lines[total], lines[net]):
            found["net_income_total"] = StructurePick(total, 0.92)
            if any(_adds_up(lines[net], lines[i], lines[total]) for i in others):
                why = (message("shared-result"),)
                found |= {
                    "net_income": StructurePick(net, 0.95, why),
                    "net_income_total": StructurePick(total, 0.93, why),
                }
    return found


def _adds_up(ours: StatementLine, theirs: StatementLine, total: StatementLine) -> bool:
    """Whether the shares of the parent and of the others make up the whole in every period."""
    sums = [
        abs(a + b - c) <= 2
        for a, b, c in zip(ours.values, theirs.values, total.values, strict=True)
        if a is not None and b is not None and c is not None
    ]
    return bool(sums) and all(sums) and not theirs.empty


def _whole_comprehensive(lines: tuple[StatementLine, ...]) -> list[int]:
    """The comprehensive income of a statement that prints no other result and nothing that would set the two apart."""
    if any("other comprehensive" in f"{line.plain} {line.plain_section}" for line in lines):
        return []
    return [i for i, line in enumerate(lines) if not line.blank and row_wording.WHOLE_RESULT.search(line.plain)][-1:]


def _is_net(line: StatementLine) -> bool:
    if line.blank or per_share(line) or line.decimals >= 3:
        return False
    text = row_wording.BOTH.sub(r"net \1", line.plain)
    under = _under(line)
    if re.search(
        r"^(?:.*(?:income|earnings|profit|loss)(?: for the (?:financial )?\w+)? )?(?:is |are )?attributable to$", under
    ) and not row_wording.NOT_NET.search(under):
        return "total" not in text and not row_wording.SHARES.search(text)
    if row_wording.SHARE_OF.search(text) and row_wording.COMPREHENSIVE.search(under):
        return False
    return (
        bool(row_wording.NET.search(text))
        and not row_wording.NOT_NET.search(head(text) or text)
        and not row_wording.SHARES.search(text)
        and not row_wording.PER_SHARE.search(under)
    )


def _own_words(line: StatementLine) -> str:
    return row_wording.INCLUDING.sub(" ", line.head or line.plain)


def _is_parent(line: StatementLine) -> bool:
    if row_wording.INCLUDING.search(line.plain):
        return False
    named = re.search(r"^(?!total |consolidated |group )(?:\w+ ){1,5}net (?:income|earnings|loss)$", line.plain)
    return bool(named or row_wording.PARENT.search(line.plain)) or line.plain_section.endswith("attributable to")


def _same_where_both(a: StatementLine, b: StatementLine) -> bool:
    return all(x == y for x, y in zip(a.values, b.values, strict=True) if x is not None and y is not None)


def _shares(lines: tuple[StatementLine, ...]) -> Found:
    found: Found = {}
    for name, wanted in (("eps_diluted", row_wording.DILUTED), ("eps_basic", row_wording.BASIC)):
        hits = [i for i, line in enumerate(lines) if per_share(line) and _is_eps(line) and _says(line, wanted)]
        whole = [i for i in hits if not _part_of_eps(lines[i])] or hits
        if whole:
            named = [
                i for i in whole if re.search(r"\b(?:net|total)\b", f"{lines[i].plain} {_under(lines[i])}")
            ] or whole
            found[name] = StructurePick(named[-1], 0.95 if len(named) == 1 else 0.85)
    counts = [i for i, line in enumerate(lines) if not line.blank and not per_share(line) and _is_count(line)]
    for name, wanted in (("shares_diluted", row_wording.DILUTED), ("shares_basic", row_wording.BASIC)):
        hits = [i for i in counts if _says(lines[i], wanted)]
        if hits:
            found[name] = StructurePick(hits[-1], 0.85)
    return found


def _says(line: StatementLine, wanted: re.Pattern[str]) -> bool:
    """The label says it, or the nearest heading does where the label says neither."""
    if row_wording.DILUTED.search(line.plain) or row_wording.BASIC.search(line.plain):
        return bool(wanted.search(line.plain))
    under = line.plain_section
    said = [*row_wording.DILUTED.finditer(under), *row_wording.BASIC.finditer(under)]
    last = max(said, key=lambda match: match.start(), default=None)
    return last is not None and (last.re is wanted or "basic and diluted" in under)


def _under(line: StatementLine) -> str:
    """The nearest heading, plain."""
    return plain(line.section.rsplit(" > ", 1)[-1])


def _part_of_eps(line: StatementLine) -> bool:
    own = row_wording.PART_OF_EPS.search(line.plain)
    return bool(own) or (
        bool(row_wording.PART_OF_EPS.search(_under(line))) and not re.search(r"\b(?:net|total)\b", line.plain)
    )


def _is_eps(line: StatementLine) -> bool:
    if row_wording.NOT_EPS.search(line.plain):
        return False
    counted = row_wording.SHARES.search(line.plain)
    return counted is None or bool(re.match(r"(?:\w+ ){0,2}(?:income|earnings|loss)\b.* per ", line.plain))


def _is_count(line: StatementLine) -> bool:
    return bool(
        row_wording.SHARES.search(line.plain) or row_wording.SHARES.search(line.plain_section)
    ) and not row_wording.NOT_EPS.search(line.plain)


def _balance(lines: tuple[StatementLine, ...], by_label: Mapping[str, int]) -> Found:
    found: Found = {}
    assets = by_label.get("total_assets")
    if assets is None:
        assets = total_assets(lines)
        if assets is not None:
            why = (message("nameless-assets"),)
            found["total_assets"] = StructurePick(assets, 0.9, why)
    found.update(_equity(lines, by_label, assets))
    for name, at in net_assets_form.subtotals(lines, tuple(by_label)).items():
        found[name] = StructurePick(at, 0.95, (message("sum-above"),))
    fixed = net_assets_form.fixed_assets(lines)
    if fixed is not None:
        found.setdefault("noncurrent_assets", StructurePick(fixed, 0.95))
        if by_label.get("ppe") == fixed:
            found["ppe"] = None
    bare = nameless_totals.find(lines, assets) if assets is not None else {}
    for name, index in bare.items():
        if name not in by_label:
            found[name] = StructurePick(index, 0.93, (message("sum-above"),) if not lines[index].plain else ())
    return found


def _equity(lines: tuple[StatementLine, ...], by_label: Mapping[str, int], assets: int | None) -> Found:
    start = assets + 1 if assets is not None else 0
    rows = [
        i
        for i in range(start, len(lines))
        if not lines[i].blank
        and row_wording.EQUITY.search(lines[i].plain)
        and not row_wording.NOT_EQUITY.search(lines[i].head)
    ]
    rows = [
        i
        for i in rows
        if (
            not row_wording.MINORITY_ROW.search(lines[i].head)
            and "non controlling" not in lines[i].head.replace("noncontrolling", "non controlling")
        )
        or "total equity" in lines[i].plain
    ]
    if not rows:
        return {}
    total = _whole(lines, rows, by_label, assets)
    if total is None:
        return {"equity_parent": StructurePick(rows[-1], 0.85)}
    found: Found = {"total_equity": StructurePick(total, 0.95)}
    before = [i for i in rows if i < total and not equal_values(lines[i], lines[total])]
    if before:
        found["equity_parent"] = StructurePick(before[-1], 0.92)
    return found


def _whole(
    lines: tuple[StatementLine, ...], rows: list[int], by_label: Mapping[str, int], assets: int | None
) -> int | None:
    """The row of total equity: the one that closes the balance, else "total equity", else the last."""
    liabilities = by_label.get("total_liabilities")
    if assets is not None and liabilities is not None:
        closing = [i for i in rows if _closes(lines[assets], lines[liabilities], lines[i])]
        if closing:
            return closing[-1]
    named = [i for i in rows if row_wording.WHOLE_EQUITY.search(lines[i].plain)]
    last = named[-1] if named else rows[-1]
    after = [
        i for i in range(last + 1, len(lines)) if row_wording.MINORITY_ROW.search(lines[i].plain) and not lines[i].empty
    ]
    return None if after and not named and len(rows) == 1 else last
