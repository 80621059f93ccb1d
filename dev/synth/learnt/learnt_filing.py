"""Filings of invented companies on learnt skeletons: every seed another industry, wording and layout, with the exact truth."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any

from docx import Document

from synth.company.invented_company import FORMS, STEMS, TOWNS, Calendar
from synth.documents.notices import NOTICES, Notice
from synth.documents.other_documents import timeless, word_table
from synth.documents.web_filing import WebPage
from synth.learnt import drawn_figures, filing_layout, row_meaning, tongues
from synth.learnt.drawn_figures import Column, Impossible, Ledger, Reckoning
from synth.learnt.filing_layout import Layout
from synth.learnt.learnt_sheets import TITLES, UNITS, Sheet, grid_of
from synth.learnt.period_wording import Stretch, alone, day_heads, flow_heads, said, to_date, year
from synth.learnt.skeletons import BALANCE, CASH, INCOME, Skeleton, learnt
from synth.printing.page_printer import Printer, truths_of
from synth.tables import decoy_tables
from synth.tables.decoy_tables import DecoyCase
from synth.tables.grid import Grid, Truth

CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "C$": "CAD"}
KINDS = {"annual": "10-K", "quarterly": "10-Q", "release": "earnings release"}
SIZES = {
    1_000_000: (1_500, 400_000),
    1_000: (60_000, 60_000_000),
    1: (9_000_000, 900_000_000),
}  # total assets, in the scale
NOUNS = ("Industries", "Group", "Technologies", "Resources", "Brands", "Systems", "Partners", "Materials")
PROSE = (
    "The accompanying notes are an integral part of these consolidated financial statements.",
    "We sell through our own offices and through agents, and no customer accounts for a tenth of what we sell.",
    "Competition is keen. Prices may fall faster than costs, and some of our competitors are larger than we are.",
    "We lease most of our offices. We believe that they are kept well and suit their purpose.",
    "Our auditors have examined the statements that follow and say in their report that they present fairly, in all material respects, our financial position.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MadeFiling:
    """A made filing and what is true about it.

    Attributes:
        data: The file.
        truth: Every settled figure of the statements; those of a second registrant carry its name.
        layout: It has.
        name: Of the company.
        kind: Of the closed set of document kinds; empty where that is not graded.
        currency: ISO code.
        period_end: Of the filing, as ISO text.
    """

    data: bytes
    truth: tuple[Truth, ...]
    layout: Layout
    name: str
    kind: str
    currency: str
    period_end: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A company that reports.

    Attributes:
        name: With its legal form.
        short: As it stands in wordings.
        skeleton: Of its statements.
        concepts: Of their rows.
        ledger: Draws its numbers.
    """

    name: str
    short: str
    skeleton: Skeleton
    concepts: dict[tuple[str, int], str]
    ledger: Ledger


def filing(seed: int, chosen: Layout | None = None) -> MadeFiling:
    """Make a filing.

    Args:
        seed: Same seed, same document.
        chosen: A layout instead of the one drawn by seed.
    """
    look = chosen or filing_layout.draw(Random(f"layout {seed}"))
    for attempt in range(20):
        random = Random(f"learnt {seed} {attempt}")
        try:
            return _notice(look, random) if look.form == "notice" else _write(look, random)
        except Impossible:
            continue
    raise Impossible(f"seed {seed}")


def _notice(look: Layout, random: Random) -> MadeFiling:
    """A document without statements; always a PDF."""
    name = f"{random.choice(STEMS)} {random.choice(NOUNS)} {random.choice(FORMS)}"
    day = date(random.randint(2011, 2024), random.randint(1, 12), random.randint(1, 28))
    printer = Printer(style=look.style, scale=look.scale, title=name)
    printer.new_page()
    kind = random.choice(NOTICES)(printer, Notice(name, day, UNITS[look.scale] or "million", random))
    return MadeFiling(printer.finish(), (), look, name, kind, "", "")


def entity(look: Layout, random: Random, noun: str) -> Entity:
    """Invent a company on a skeleton."""
    stem = random.choice(STEMS)
    known = tongues.skeleton(look.tongue, random) if look.tongue != "en" else random.choice(learnt())
    concepts = tongues.settled(known) if look.tongue != "en" else row_meaning.settled(known)
    held = None
    if look.restricted and look.tongue == "en":
        known, concepts, held = drawn_figures.with_restricted(known, concepts)
    low, high = SIZES[look.scale]
    assets = round(low * (high / low) ** random.random())
    form = {"en": random.choice(FORMS), "de": "AG", "fr": "SA", "es": "S.A."}[look.tongue]
    return Entity(f"{stem} {noun} {form}", stem, known, concepts, Ledger(known, assets, random, held))


def _write(look: Layout, random: Random) -> MadeFiling:
    nouns = random.sample(NOUNS, 2)
    calendar = Calendar(random.choice((12, 12, 12, 9, 6, 1)), look.weeks)
    last = random.randint(2011, 2024)
    companies = [entity(look, random, nouns[i]) for i in range(look.registrants)]
    if len({one.name for one in companies}) < len(companies):
        raise Impossible("two companies of one name")
    plans = [_plan(one, look, calendar, last, random) for one in companies]
    make = {"pdf": _pages, "docx": _word}.get(look.medium, _web)
    data, truths = make(companies, plans, look, random)
    if any(len(re.sub(r"\D", "", truth.printed)) < 2 for truth in truths):
        raise Impossible("an amount that looks like a mark")
    kind = KINDS[look.form] if look.tongue == "en" else ""
    end = plans[0].times.stretches[0].end.isoformat()
    return MadeFiling(data, tuple(truths), look, companies[0].name, kind, CURRENCIES[look.style.sign], end)


@dataclass(frozen=True, slots=True)
class Times:
    """What the columns of the statements stand for, newest first, each with its amounts.

    Attributes:
        stretches: That the filing reports on.
        reckonings: Of them.
        income: Columns of the income statement.
        cash: Columns of the cash flow statement.
        days: Columns of the balance sheet.
    """

    stretches: list[Stretch]
    reckonings: list[Reckoning]
    income: list[tuple[Stretch, Column]]
    cash: list[tuple[Stretch, Column]]
    days: list[tuple[date, Column]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is printed of one company.

    Attributes:
        grids: Its statements in their order.
        times: Their columns.
    """

    grids: list[Grid]
    times: Times


def _plan(one: Entity, look: Layout, calendar: Calendar, last: int, random: Random) -> Plan:
    times = (_years if look.form == "annual" else _interim)(one, look, calendar, last)
    titles = _titles(one, look, random)
    day_columns, day_title = day_heads([day for day, _ in times.days], look)
    sheets = [(BALANCE, [amounts for _, amounts in times.days], day_columns, day_title)]
    for statement, chosen in ((INCOME, times.income), (CASH, times.cash)):
        columns, subtitle = flow_heads([stretch for stretch, _ in chosen], look)
        sheets.append((statement, [amounts for _, amounts in chosen], columns, subtitle))
    grids = {}
    for statement, amounts, columns, subtitle in sheets:
        sheet = Sheet(
            statement=statement, skeleton=one.skeleton, concepts=one.concepts, amounts=amounts, columns=columns,
            title=(*titles[statement], *subtitle), short=one.short,
        )  # fmt: skip
        grids[statement] = grid_of(sheet, look if statement == INCOME else replace(look, changes=""), random)
    order = (BALANCE, INCOME, CASH) if look.balance_first else (INCOME, BALANCE, CASH)
    return Plan([grids[name] for name in order], times)


def _years(one: Entity, look: Layout, calendar: Calendar, last: int) -> Times:
    count = max(look.flows, look.dates)
    reckonings = list(one.ledger.years(count))
    stretches = [year(calendar, last - back) for back in range(count)]
    paired = list(zip(stretches, reckonings, strict=True))
    return Times(
        stretches,
        reckonings,
        [(stretch, reckoning.income) for stretch, reckoning in paired[: look.flows]],
        [(stretch, reckoning.cash) for stretch, reckoning in paired[: look.flows]],
        [(stretch.end, reckoning.balance) for stretch, reckoning in paired[: look.dates]],
    )


def _interim(one: Entity, look: Layout, calendar: Calendar, last: int) -> Times:
    """A quarter beside the year to date, and the balance sheet of the year end before; a release is of the fourth quarter."""
    quarter = look.quarter if look.form == "quarterly" else 4
    now, then = (to_date(calendar, last - b, quarter) if quarter < 4 else year(calendar, last - b) for b in (0, 1))
    year_ends = one.ledger.years(2)
    current, earlier = (one.ledger.follow(year_end, quarter / 4) for year_end in year_ends)
    income = [(now, current.income), (then, earlier.income)]
    if quarter > 1:
        parts = [one.ledger.income(one.ledger.growth(whole, quarter / 4) / 4) for whole in (current, earlier)]
        income = [(alone(calendar, last - back, quarter), part) for back, part in enumerate(parts)] + income
    days = [(now.end, current.balance), (calendar.year_end(last - 1), year_ends[0].balance)]
    if look.dates == 3 and quarter < 4:
        days.append((then.end, earlier.balance))
    return Times([now, then], [current, earlier], income, [(now, current.cash), (then, earlier.cash)], days)


def _titles(one: Entity, look: Layout, random: Random) -> dict[str, tuple[str, ...]]:
    if look.tongue != "en":
        return {name: (one.name, tongues.TITLES[look.tongue][name]) for name in (BALANCE, INCOME, CASH)}
    unaudited = ("(Unaudited)",) if look.form != "annual" else ()
    condensed = "Condensed " if look.form == "quarterly" and random.random() < 0.6 else ""
    named = random.random() < 0.8 or look.registrants == 2
    lead = f"{one.name}{' and Subsidiaries' if look.registrants == 1 and random.random() < 0.4 else ''}"
    return {
        name: (*((lead,) if named else ()), condensed + random.choice(TITLES[name]), *unaudited)
        for name in (BALANCE, INCOME, CASH)
    }


# --- on pages


def _pages(companies: list[Entity], plans: list[Plan], look: Layout, random: Random) -> tuple[bytes, list[Truth]]:
    first, times = companies[0], plans[0].times
    printer = Printer(
        style=look.style, scale=look.scale, title=first.name, running=first.name if look.style.running_head else ""
    )
    _cover(printer, companies, look, times.stretches[0])
    case = DecoyCase(
        skeleton=first.skeleton, concepts=first.concepts, ledger=first.ledger, years=times.reckonings, stretches=times.stretches,
        layout=look, random=random, name=first.name, short=first.short,
    )  # fmt: skip
    for name, make in decoy_tables.BEFORE.items():
        if name in look.decoys and look.form == "annual":
            printer.new_page()
            printer.table(make(case), small_title=True)
            printer.paragraph(random.choice(PROSE))
    for one, plan in zip(companies, plans, strict=True):
        begun = len(printer.truths)
        for number, grid in enumerate(plan.grids):
            if not (look.together and number):
                printer.new_page(rotated=look.turned)
            printer.table(grid)
        if one is not first:
            printer.truths[begun:] = [replace(truth, entity=one.name) for truth in printer.truths[begun:]]
    printer.new_page()
    for text in random.sample(PROSE, 3):
        printer.paragraph(text)
    for name, make in decoy_tables.AFTER.items():
        if name in look.decoys:
            printer.room(300)
            printer.table(make(case), small_title=True)
    if "parent" in look.decoys:
        for grid in decoy_tables.parent(case):
            printer.new_page()
            printer.table(grid)
    return printer.finish(), printer.truths


COVERS = {
    "annual": ("FORM 10-K", "Annual report pursuant to Section 13 or 15(d) of the Securities Exchange Act of 1934", "For the fiscal year ended"),
    "quarterly": ("FORM 10-Q", "Quarterly report pursuant to Section 13 or 15(d) of the Securities Exchange Act of 1934",
                  "For the quarterly period ended"),
}  # fmt: skip
FOREIGN_COVERS = {"de": "Geschäftsbericht", "fr": "Rapport annuel", "es": "Informe anual"}


def _cover(printer: Printer, companies: list[Entity], look: Layout, stretch: Stretch) -> None:
    printer.number_from_here("arabic")
    printer.new_page()
    printer.y -= 30
    name, day = companies[0].name, said(stretch.end, look.tongue)
    if look.tongue != "en":
        for text, size in ((FOREIGN_COVERS[look.tongue], 20), (name, 18), (day, 12)):
            printer.centred(text, size, bold=True)
        return
    if look.form == "release":
        printer.centred("FOR IMMEDIATE RELEASE", 9, bold=True)
        printer.heading(f"{name} Reports Fourth Quarter and Full Year Results")
        printer.paragraph(
            f"{TOWNS[0].upper()} - {name} today announced its results for the quarter and the year ended {day}."
        )
        return
    form, law, period = COVERS[look.form]
    printer.centred(form, 20, bold=True)
    printer.centred(law, 10)
    printer.centred(f"{period} {day}", 11, bold=True)
    for one in companies:
        printer.y -= 30
        printer.centred(one.name, 18, bold=True)
        printer.centred("(Exact name of registrant as specified in its charter)", 9)
    printer.y -= 20
    printer.paragraph("This document was made by a program. The company and all of its figures are invented.")


# --- as a Word file or a web page


def _opening(companies: list[Entity], look: Layout, stretch: Stretch) -> tuple[str, ...]:
    """What the document says it is."""
    day = said(stretch.end, look.tongue)
    if look.tongue != "en":
        return FOREIGN_COVERS[look.tongue], day
    if look.form == "release":
        return (f"{companies[0].name} Reports Fourth Quarter and Full Year Results",)
    form, law, period = COVERS[look.form]
    return form, law, f"{period} {day}"


def _web(companies: list[Entity], plans: list[Plan], look: Layout, _: Random) -> tuple[bytes, list[Truth]]:
    page = WebPage(look.style, look.scale, CURRENCIES[look.style.sign], look.medium == "ixbrl")
    for text in (*_opening(companies, look, plans[0].times.stretches[0]), *(one.name for one in companies)):
        page.paragraph(text, bold=True)
    for one, plan in zip(companies, plans, strict=True):
        for grid in plan.grids:
            page.table(grid, "" if one is companies[0] else one.name)
    return page.finish(companies[0].name), page.truths


def _word(companies: list[Entity], plans: list[Plan], look: Layout, _: Random) -> tuple[bytes, list[Truth]]:
    document: Any = Document()
    for text in (*_opening(companies, look, plans[0].times.stretches[0]), *(one.name for one in companies)):
        document.add_paragraph(text)
    truths: list[Truth] = []
    style = replace(look.style, dollar="none")
    for one, plan in zip(companies, plans, strict=True):
        for grid in plan.grids:
            word_table(document, grid, style)
            for line in grid.lines:
                whose = "" if one is companies[0] else one.name
                truths += [replace(truth, entity=whose) for truth in truths_of(grid, line, style, look.scale, 0)]
    buffer = io.BytesIO()
    document.save(buffer)
    return timeless(buffer.getvalue()), truths
