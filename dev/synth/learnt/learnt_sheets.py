"""Statements of a learnt skeleton as grids: wordings, headings, indents, sums without a label, columns of change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from random import Random

from synth.learnt.drawn_figures import Amount
from synth.learnt.filing_layout import Layout
from synth.learnt.row_meaning import ABSOLUTE
from synth.learnt.skeletons import BALANCE, CASH, INCOME, Row, Skeleton
from synth.tables.grid import Column, Grid, Kind, Line, Value

SHORT = 28  # lines that nobody parts
UNITS = {1_000_000: "million", 1_000: "thousand", 1: ""}
MONEY = {"$": "dollars", "€": "euros", "£": "pounds sterling", "C$": "Canadian dollars"}
OFTEN_TITLED = re.compile(r"^total (?!comprehensive)", re.IGNORECASE)
ACTIVITIES = re.compile(r"^(?:net |total )?(?:cash|net).*\b(operating|investing|financing) activities", re.IGNORECASE)
PER_SHARE = ("Earnings per share:", "Net income (loss) per common share:", "Per share amounts:")
SHARES = (
    "Weighted average shares outstanding:",
    "Shares used in computing per share amounts:",
    "Average number of shares:",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One statement before it is a grid.

    Attributes:
        statement: "BS", "IS" or "CF".
        skeleton: Its rows.
        concepts: Of its rows, by statement and number.
        amounts: One column of amounts after the other, newest first.
        columns: Their heads.
        title: Its lines of title.
        short: The company's name as it stands in wordings.
    """

    statement: str
    skeleton: Skeleton
    concepts: dict[tuple[str, int], str]
    amounts: Sequence[Sequence[Amount]]
    columns: tuple[Column, ...]
    title: tuple[str, ...]
    short: str


def grid_of(sheet: Sheet, layout: Layout, random: Random, *, graded: bool = True) -> Grid:
    """Lay a statement out."""
    rows = sheet.skeleton.statements[sheet.statement]
    above = _headings(sheet.statement, rows, layout, random)
    silent = _silent(sheet, rows, above, layout, random)
    depth = _depths(rows, above)
    lines: list[Line] = []
    first_money = True
    for number, row in enumerate(rows):
        lines += [Line(label=text, indent=min(i, 2)) for i, text in enumerate(above.get(number, ()))]
        label = silent.get(number, worded(row.label, sheet.short, random))
        concept = sheet.concepts.get((sheet.statement, number), "") if graded else ""
        money = row.kind is Kind.MONEY
        grand = bool(row.parts) and number in _ends(rows)
        lines.append(
            Line(
                label=label, values=tuple(column[number] for column in sheet.amounts), concept=concept, kind=row.kind,
                indent=depth[number] + bool(row.parts and above), total=bool(row.parts), grand=grand,
                dollar=(money and (first_money or grand)) or row.kind is Kind.PER_SHARE, bold=grand,
                absolute=concept in ABSOLUTE,
            )
        )  # fmt: skip
        first_money = first_money and not money
    grid = Grid(
        title=sheet.title, columns=_scaled_heads(sheet.columns, layout), lines=tuple(lines), graded=graded,
        notes=_notes(lines, random) if layout.style.notes else {}, repeats=layout.split == "headed",
        breaks=_break(lines, random) if layout.split and len(lines) > SHORT else 0, **_scale(sheet.statement, layout),
    )  # fmt: skip
    return with_changes(oriented(grid, layout), layout)


def oriented(grid: Grid, layout: Layout) -> Grid:
    """Put the oldest column first within each group, if the layout says so."""
    if layout.style.newest_first:
        return grid
    order: list[int] = []
    for _, run in groupby(enumerate(grid.columns), key=lambda item: item[1].months):
        order += reversed([index for index, _ in run])
    lines = tuple(replace(n, values=tuple(n.values[i] for i in order)) if n.values else n for n in grid.lines)
    return replace(grid, columns=tuple(grid.columns[i] for i in order), lines=lines)


# --- wordings


def worded(label: str, short: str, random: Random) -> str:
    """A wording with the company's name, and with other figures where it holds some."""

    def other(found: re.Match[str]) -> str:
        return re.sub(r"\d", lambda _: str(random.randint(1, 9)), found[0])

    return re.sub(r"\d{1,3}(?:,\d{3})+|\d{3,}", other, label).replace("{company}", short)


def _tree(rows: tuple[Row, ...], number: int) -> set[int]:
    found, todo = set(), [number]
    while todo:
        found.add(current := todo.pop())
        todo += [part for part, _ in rows[current].parts]
    return found


def _ends(rows: tuple[Row, ...]) -> set[int]:
    """The sums that are part of no other."""
    inside = {part for row in rows for part, _ in row.parts}
    return {number for number, row in enumerate(rows) if row.parts and number not in inside}


def _heading(statement: str, row: Row) -> str:
    """The heading of what a sum adds up; empty where its wording gives none."""
    if statement == CASH:
        activity = ACTIVITIES.match(row.label)
        return f"Cash flows from {activity[1].lower()} activities:" if activity else ""
    if row.tag == "LiabilitiesAndStockholdersEquity":
        return "Liabilities and equity"
    if not OFTEN_TITLED.match(row.label) or any(sign < 0 for _, sign in row.parts):
        return ""
    text = " ".join(re.sub(r"\{company\}", "", OFTEN_TITLED.sub("", row.label)).split())
    text = text.lower() if row.label.isupper() else text
    return f"{text[:1].upper()}{text[1:]}{'' if row.tag == 'Assets' else ':'}"


def _headings(statement: str, rows: tuple[Row, ...], layout: Layout, random: Random) -> dict[int, list[str]]:
    """Headings by the row that they stand above, the outermost first."""
    above: dict[int, list[str]] = {}
    if layout.headings:
        for number in range(len(rows) - 1, -1, -1):
            row = rows[number]
            text = _heading(statement, row) if len(row.parts) > 1 else ""
            if text:
                place = min(_tree(rows, number))
                if row.tag == "LiabilitiesAndStockholdersEquity":
                    place = next(i for i, r in enumerate(rows) if r.tag == "Assets") + 1
                if text not in above.setdefault(place, []):
                    above[place].append(text)
    style = random.randrange(3)
    for kind, words in ((Kind.PER_SHARE, PER_SHARE), (Kind.COUNT, SHARES)):
        for index, row in enumerate(rows):
            begins = row.kind is kind and (index == 0 or rows[index - 1].kind is not kind)
            if begins and layout.tongue == "en" and not re.search(r"\bshares?\b", row.label, re.IGNORECASE):
                above.setdefault(index, []).append(words[style])
    return above


def _depths(rows: tuple[Row, ...], above: dict[int, list[str]]) -> list[int]:
    """How far each row stands in: once for each sum with a heading that it is part of."""
    depth = [0] * len(rows)
    starts = set(above)
    for number, row in enumerate(rows):
        if len(row.parts) > 1 and min(tree := _tree(rows, number)) in starts:
            for part in tree - {number}:
                depth[part] = min(depth[part] + 1, 2)
    return depth


def _silent(
    sheet: Sheet, rows: tuple[Row, ...], above: dict[int, list[str]], layout: Layout, random: Random
) -> dict[int, str]:
    """The sums that are printed without their wording; only where a heading says what they are of."""
    if not layout.totals:
        return {}
    instead = "Total" if layout.totals == "total only" else ""
    found = {}
    for number, row in enumerate(rows):
        known = sheet.concepts.get((sheet.statement, number)) in ("revenue", "total_assets")
        usual = row.tag in (
            "AssetsCurrent",
            "LiabilitiesCurrent",
            "LiabilitiesAndStockholdersEquity",
            "CostsAndExpenses",
        )
        headed = len(row.parts) > 1 and min(_tree(rows, number)) in above and _heading(sheet.statement, row)
        if (known or usual) and headed and random.random() < 0.7:
            found[number] = instead
    return found


# --- scale, notes, change


def _scale(statement: str, layout: Layout) -> dict[str, str]:
    """Where and how the scale is said, as a grid's attributes."""
    if layout.scale_at == "head" or (layout.scale == 1 and layout.scale_at == "title"):
        return {}
    return {"corner" if layout.scale_at == "corner" else "scale_line": scale_words(layout, shares=statement == INCOME)}


def scale_words(layout: Layout, *, shares: bool) -> str:
    """What the amounts are in."""
    style, unit = layout.style, UNITS[layout.scale]
    if layout.tongue != "en":
        return FOREIGN_SCALES[layout.tongue][layout.scale]
    money = MONEY[style.sign]
    rest = ", except per share amounts" if shares else ""
    if not unit:
        return f"(In {'U.S. ' if style.sign == '$' else ''}{money}{rest})"
    plain = (
        f"(In {unit}s",
        f"({money.capitalize()} in {unit}s",
        f"({style.sign} in {unit}s",
        f"(Expressed in {unit}s of {money}",
    )
    foreign = (
        f"(In {unit}s of {money}",
        f"({money.capitalize()} in {unit}s",
        f"({style.sign} in {unit}s",
        f"({style.sign} {unit}s",
    )
    return f"{(plain if style.sign == '$' else foreign)[style.scale]}{rest})"


FOREIGN_SCALES = {
    "de": {1_000_000: "in Mio. EUR", 1_000: "in TEUR", 1: "in EUR"},
    "fr": {1_000_000: "(en millions d’euros)", 1_000: "(en milliers d’euros)", 1: "(en euros)"},
    "es": {1_000_000: "(en millones de euros)", 1_000: "(en miles de euros)", 1: "(en euros)"},
}  # fmt: skip
HEAD_SCALES = {1_000_000: "{} million", 1_000: "{}’000", 1: "{}"}
FOREIGN_HEADS = {"de": {1_000_000: "Mio. €", 1_000: "T€", 1: "€"}, "fr": {1_000_000: "M€", 1_000: "K€", 1: "€"},
                 "es": {1_000_000: "M€", 1_000: "miles €", 1: "€"}}  # fmt: skip


def _scaled_heads(columns: tuple[Column, ...], layout: Layout) -> tuple[Column, ...]:
    if layout.scale_at != "head":
        return columns
    english = HEAD_SCALES[layout.scale].format(layout.style.sign)
    text = english if layout.tongue == "en" else FOREIGN_HEADS[layout.tongue][layout.scale]
    return tuple(replace(column, head=(*column.head, text)) for column in columns)


def _notes(lines: Sequence[Line], random: Random) -> dict[str, str]:
    numbered = [line.label for line in lines if line.values and not line.total and line.label]
    chosen = sorted(random.sample(range(len(numbered)), min(6, len(numbered))))
    return {numbered[index]: str(number) for number, index in enumerate(chosen, random.randint(2, 6))}


def _break(lines: Sequence[Line], random: Random) -> int:
    """The line with which the second page begins: after a sum somewhere in the middle."""
    middle = range(len(lines) * 2 // 5, len(lines) * 4 // 5)
    return random.choice([i for i in middle if lines[i - 1].total] or [i for i in middle if lines[i - 1].values])


def with_changes(grid: Grid, layout: Layout) -> Grid:
    """A table with columns of the change from one year to the next, in money and in percent, beside each pair."""
    if not layout.changes:
        return grid
    columns: list[Column] = []
    made: list[tuple[Value, ...]] = [() for _ in grid.lines]
    for _, run in groupby(enumerate(grid.columns), key=lambda item: (item[1].group, item[1].months)):
        pair = [index for index, _ in run]
        columns += [grid.columns[index] for index in pair]
        made = [(*m, *(n.values[i] for i in pair if n.values)) for m, n in zip(made, grid.lines, strict=True)]
        if len(pair) == 2:
            new, old = pair if layout.style.newest_first else reversed(pair)
            columns += _change_heads(layout)
            made = [(*m, *_change(n, new, old, layout)) for m, n in zip(made, grid.lines, strict=True)]
    lines = tuple(replace(line, values=values) for line, values in zip(grid.lines, made, strict=True))
    return replace(grid, columns=tuple(columns), lines=lines)


def _change_heads(layout: Layout) -> list[Column]:
    odd = layout.style.scale % 2
    percent = Column(("% Change",) if odd else ("Percent", "change"), bare=True)
    return [Column(("Change",) if odd else ("$ Change",)), percent] if layout.changes == "both" else [percent]


def _change(line: Line, new: int, old: int, layout: Layout) -> tuple[Value, ...]:
    if not line.values:
        return ()
    before, after = line.values[old], line.values[new]
    if isinstance(before, str | None) or isinstance(after, str | None):
        return (None,) * (2 if layout.changes == "both" else 1)
    shown = "n/m"
    if before and abs(Decimal(after - before)) < 10 * abs(Decimal(before)):
        percent = (Decimal(after - before) * 100 / abs(Decimal(before))).quantize(Decimal(1), ROUND_HALF_UP)
        shown = f"({-percent})%" if percent < 0 else f"{percent}%"
    return (after - before, shown) if layout.changes == "both" else (shown,)


TITLES = {
    BALANCE: ("Consolidated Balance Sheets", "Consolidated Statements of Financial Position", "Consolidated Balance Sheet"),
    INCOME: ("Consolidated Statements of Income", "Consolidated Statements of Operations", "Consolidated Statements of Earnings",
             "Statements of Consolidated Income", "Consolidated Income Statements"),
    CASH: ("Consolidated Statements of Cash Flows", "Statements of Consolidated Cash Flows", "Consolidated Statements of Cash Flows"),
}  # fmt: skip
