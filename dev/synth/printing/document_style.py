"""How a document looks and words things; drawn by seed, so that no two look alike."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

LETTER = (612.0, 792.0)  # points
A4 = (595.28, 841.89)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Layout and wording.

    Attributes:
        size: Of the page, in points.
        margin: On all sides, in points.
        body: Fonts of prose: regular and bold.
        figures: Fonts of tables: regular and bold.
        text_size: Of prose, in points.
        table_size: Of tables, in points.
        dollar: Where the currency sign stands: "apart" at the column's left edge, "attached" or "none".
        dash: What zero looks like.
        leaders: Dots from label to figures.
        indent: One step, in points.
        hang: Closing brackets hang to the right of the digits.
        bracket_apart: The closing bracket is drawn on its own.
        label_last: Figures stand beside the last line of a wrapped label; else beside the first.
        label_share: Of the table's width, at most, that labels take.
        zebra: Every other line is shaded.
        newest_first: Order of the columns.
        heads: Wording of column heads: "years", "dates" or "subtitle".
        scale: Index of the scale line's wording.
        gross_profit: The income statement prints it.
        total_liabilities: The balance sheet prints it.
        single_step: All costs under one total, before operating income.
        words: Index of the captions' wording.
        notes: A column of references to notes.
        rotated: The statement of equity stands on a rotated page.
        running_head: At the top of each page.
        caps: Titles in capitals.
        parts: Revenue and its cost are printed in parts, products and services, over their totals.
        pieces: What is placed by itself: "lines", "words" or "glyphs".
        sign: The currency's.
        minus: How a negative amount is printed: "brackets", "minus" or "trailing".
        group: What stands between groups of three digits.
        point: What stands before decimals.
        gridlines: Every cell has a frame.
    """

    size: tuple[float, float] = LETTER
    margin: float = 60.0
    body: tuple[str, str] = ("Times-Roman", "Times-Bold")
    figures: tuple[str, str] = ("Times-Roman", "Times-Bold")
    text_size: float = 10.5
    table_size: float = 9.0
    dollar: str = "apart"
    dash: str = "—"
    leaders: bool = False
    indent: float = 10.0
    hang: bool = True
    bracket_apart: bool = False
    label_last: bool = True
    label_share: float = 0.6
    zebra: bool = False
    newest_first: bool = True
    heads: str = "years"
    scale: int = 0
    gross_profit: bool = True
    total_liabilities: bool = True
    single_step: bool = False
    words: int = 0
    notes: bool = False
    rotated: bool = True
    running_head: bool = True
    caps: bool = True
    parts: bool = False
    pieces: str = "lines"
    sign: str = "$"
    minus: str = "brackets"
    group: str = ","
    point: str = "."
    gridlines: bool = False


TIMES = ("Times-Roman", "Times-Bold")
HELVETICA = ("Helvetica", "Helvetica-Bold")
VERA = ("Vera", "VeraBd")  # embedded as a subset, with a map to Unicode


def draw(random: Random) -> Style:
    """Draw a style."""
    single = random.random() < 0.3
    figures = random.choice((TIMES, HELVETICA, HELVETICA, VERA))
    return Style(
        size=random.choice((LETTER, LETTER, A4)),
        margin=random.choice((48.0, 54.0, 60.0)),
        body=random.choice((TIMES, HELVETICA)),
        figures=figures,
        text_size=random.choice((9.5, 10.0, 10.5)),
        table_size=random.choice((8.0, 8.5, 9.0)) - (0.8 if figures is VERA else 0.0),
        dollar=random.choice(("apart", "apart", "attached", "none")),
        dash=random.choice(("—", "–", "-")),
        leaders=random.random() < 0.3,
        indent=random.choice((7.0, 10.0, 14.0)),
        hang=random.random() < 0.7,
        bracket_apart=random.random() < 0.3,
        label_last=random.random() < 0.8,
        label_share=random.choice((0.42, 0.5, 0.58)),
        zebra=random.random() < 0.3,
        newest_first=random.random() < 0.75,
        heads=random.choice(("years", "dates", "subtitle")),
        scale=random.randrange(4),
        gross_profit=not single and random.random() < 0.85,
        total_liabilities=random.random() < 0.7,
        single_step=single,
        words=random.randrange(3),
        notes=random.random() < 0.15,
        rotated=random.random() < 0.5,
        running_head=random.random() < 0.6,
        caps=random.random() < 0.5,
        parts=random.random() < 0.3,
        pieces=random.choice(("lines", "lines", "lines", "words", "words", "glyphs")),
    )


def sample() -> Style:
    """The bundled sample's: what an ordinary filing looks like."""
    return replace(
        Style(), text_size=11.0, table_size=8.8, margin=72.0, leaders=True, heads="years", total_liabilities=True
    )
