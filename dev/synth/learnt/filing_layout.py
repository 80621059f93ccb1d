"""How a learnt filing is laid out; everything is drawn by seed and combined with everything else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from synth.printing import document_style as styles
from synth.printing.document_style import Style

TONGUES = ("de", "fr", "es")
DECOYS = (
    "selected", "discussion", "quarters", "parent", "guarantors", "pro forma", "adjusted", "segments",
)  # fmt: skip
MARKS = {"de": ".,", "fr": " ,", "es": ".,", "ch": "'."}  # between groups of digits, before decimals


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What a learnt filing looks like.

    Attributes:
        form: "annual", "quarterly", "release", or "notice", which holds no statements.
        medium: "pdf", "docx", "html" or "ixbrl".
        tongue: "en", "de", "fr" or "es".
        style: Fonts, marks, order of columns.
        quarter: 1 to 3; of a quarterly report, the last of its quarters.
        flows: Years in the statements of flows.
        dates: Dates in the balance sheet.
        heads: Wording of the heads: "group", "group dates", "subtitle", "each" or "line".
        weeks: Years of 52 or 53 weeks, quarters of 13; the heads say so.
        scale: What amounts are in: 1, 1_000 or 1_000_000.
        scale_at: Where it is said: "title", "corner" or "head".
        changes: Columns of the change in money and in percent, "both", "percent" or "".
        totals: How some of the sums are worded: "", "unlabelled" or "total only".
        headings: Sections have headings.
        split: How a statement goes on on a second page: "", "titled" or "headed".
        together: Statements follow each other on the same page while there is room.
        landscape: Pages are wider than high.
        turned: Statements stand on pages that are turned by a quarter.
        decoys: Tables beside the statements, with the same labels and other figures.
        registrants: 1 or 2.
        restricted: The cash flow statement counts restricted cash too, which the balance sheet shows apart.
        balance_first: The balance sheet stands before the income statement.
    """

    form: str = "annual"
    medium: str = "pdf"
    tongue: str = "en"
    style: Style = Style()  # noqa: RUF009 - frozen
    quarter: int = 3
    flows: int = 3
    dates: int = 2
    heads: str = "group"
    weeks: bool = False
    scale: int = 1_000_000
    scale_at: str = "title"
    changes: str = ""
    totals: str = ""
    headings: bool = True
    split: str = ""
    together: bool = False
    landscape: bool = False
    turned: bool = False
    decoys: tuple[str, ...] = ()
    registrants: int = 1
    restricted: bool = False
    balance_first: bool = False

    def features(self) -> tuple[str, ...]:
        """What is special about it, as words to count by."""
        style = self.style
        words = {
            self.form: True, self.medium: self.medium != "pdf", self.tongue: self.tongue != "en",
            "oldest first": not style.newest_first, f"minus {style.minus}": style.minus != "brackets",
            f"{self.dates} dates": self.dates == 3, f"{self.flows} years": self.flows != 3, f"heads {self.heads}": True,
            "weeks": self.weeks, f"scale {self.scale:,}": True, f"scale at {self.scale_at}": self.scale_at != "title",
            f"changes {self.changes}": bool(self.changes), self.totals: bool(self.totals),
            "no headings": not self.headings, f"split {self.split}": bool(self.split), "together": self.together,
            "landscape": self.landscape, "turned": self.turned, "two registrants": self.registrants == 2,
            "restricted cash": self.restricted, "balance first": self.balance_first, "notes column": style.notes,
            "gridlines": style.gridlines, "zebra": style.zebra, "leaders": style.leaders, "no currency sign": style.dollar == "none",
            f"pieces {style.pieces}": style.pieces != "lines", f"group {style.group!r}": style.group != ",",
            f"currency {style.sign}": style.sign != "$", **{f"decoy {name}": True for name in self.decoys},
        }  # fmt: skip
        return tuple(word for word, there in words.items() if there)


def draw(random: Random) -> Layout:
    """Draw a layout."""

    def some(share: float) -> bool:
        return random.random() < share

    form = random.choices(("annual", "quarterly", "release", "notice"), (58, 28, 9, 5))[0]
    tongue = random.choice(TONGUES) if some(0.1) else "en"
    form = "annual" if tongue != "en" and form != "notice" else form
    drawn = styles.draw(random)
    look = replace(
        drawn,
        minus=random.choices(("brackets", "minus", "trailing"), (88, 10, 2) if tongue == "en" else (50, 50, 0))[0],
        gridlines=some(0.06),
        sign=random.choices(("$", "€", "£", "C$"), (90, 4, 4, 2))[0],
    )
    if tongue != "en":
        marks = MARKS["ch" if tongue == "de" and some(0.2) else tongue]
        look = replace(look, group=marks[:-1], point=marks[-1], dollar="none", sign="€", leaders=False)
    landscape = some(0.05)
    return Layout(
        form=form,
        medium=random.choices(("pdf", "docx", "html", "ixbrl"), (80, 8, 7, 5 if tongue == "en" else 0))[0],
        tongue=tongue,
        style=replace(look, size=look.size[::-1]) if landscape else look,
        quarter=random.choice((1, 2, 3)),
        flows=random.choices((3, 2), (3, 1))[0] if tongue == "en" else 2,
        dates=3 if some(0.12) else 2,
        heads=random.choice(("group", "group dates", "subtitle", "each", "line")),
        weeks=tongue == "en" and some(0.2),
        scale=random.choices((1_000_000, 1_000, 1), (5, 4, 1))[0],
        scale_at=random.choices(("title", "corner", "head"), (8, 2, 1))[0],
        changes=random.choices(("", "percent", "both"), (88, 7, 5))[0] if tongue == "en" and form != "annual" else "",
        totals=random.choices(("", "unlabelled", "total only"), (80, 12, 8))[0],
        headings=some(0.9),
        split=random.choices(("", "titled", "headed"), (6, 2, 2))[0],
        together=some(0.15),
        landscape=landscape,
        turned=not landscape and some(0.1),
        decoys=tuple(name for name in DECOYS if some(0.2)) if tongue == "en" else (),
        registrants=2 if tongue == "en" and form == "annual" and some(0.06) else 1,
        restricted=some(0.2),
        balance_first=some(0.4),
    )
