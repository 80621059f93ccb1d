"""Stretches of time and days, and the heads of the columns that stand for them, as filings word them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from synth.company.invented_company import Calendar
from synth.learnt.filing_layout import Layout
from synth.tables.column_headings import listed, long, month_day
from synth.tables.grid import Column

WORDS = {3: "Three", 6: "Six", 9: "Nine", 12: "Twelve"}
WEEKS = {13: "Thirteen", 14: "Fourteen", 26: "Twenty-six", 27: "Twenty-seven", 39: "Thirty-nine", 40: "Forty",
         52: "Fifty-two", 53: "Fifty-three"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time, or a day.

    Attributes:
        end: Its last day.
        months: That it stands for; 0 for a day.
        weeks: That it counts; 0 if it counts months.
    """

    end: date
    months: int
    weeks: int = 0


def year(calendar: Calendar, ends_in: int) -> Stretch:
    """A fiscal year."""
    return Stretch(calendar.year_end(ends_in), 12, calendar.weeks_of(ends_in) if calendar.weeks else 0)


def to_date(calendar: Calendar, ends_in: int, quarter: int) -> Stretch:
    """A fiscal year's first quarters; ``quarter`` is the last of them, from 1."""
    return Stretch(calendar.quarter_end(ends_in, quarter - 1), 3 * quarter, 13 * quarter if calendar.weeks else 0)


def alone(calendar: Calendar, ends_in: int, quarter: int) -> Stretch:
    """One quarter of a fiscal year, from 1."""
    length = calendar.weeks_of(ends_in) - 39 if quarter == 4 else 13
    return Stretch(calendar.quarter_end(ends_in, quarter - 1), 3, length if calendar.weeks else 0)


def name_of(stretch: Stretch, *, figures: bool = False) -> str:
    """The words for a length: "Years Ended", "Nine Months Ended" or "39 Weeks Ended"."""
    if stretch.weeks:
        return f"{stretch.weeks if figures else WEEKS[stretch.weeks]} Weeks Ended"
    return "Years Ended" if stretch.months == 12 else f"{WORDS[stretch.months]} Months Ended"


def flow_heads(stretches: Sequence[Stretch], layout: Layout) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """Columns of a statement of flows and the lines that its title gets; groups stand side by side."""
    if layout.tongue != "en":
        return _foreign_heads(stretches, layout)
    lengths = {stretch.months for stretch in stretches}
    same_day = len({month_day(stretch.end) for stretch in stretches}) == 1
    figures = layout.style.words == 1
    columns: list[Column] = []
    for stretch in stretches:
        name, day, ends_in = name_of(stretch, figures=figures), month_day(stretch.end), str(stretch.end.year)
        if layout.heads == "each":
            single = name.replace("Years", "Year")
            head = Column((*single.rsplit(" ", 1), f"{day},", ends_in), stretch.end, stretch.months)
        elif layout.heads == "line" and len(stretches) <= 3:
            head = Column((f"{stretch.end:%b} {stretch.end.day}, {ends_in}",), stretch.end, stretch.months, name)
        elif layout.heads == "subtitle" and len(lengths) == 1 and same_day:
            head = Column((ends_in,), stretch.end, stretch.months)
        elif layout.heads == "group dates" or not same_day:
            head = Column((f"{day},", ends_in), stretch.end, stretch.months, name)
        else:
            head = Column((ends_in,), stretch.end, stretch.months, f"{name} {day},")
        columns.append(head)
    if columns[0].group or layout.heads == "each":
        return tuple(columns), ()
    years = listed([str(stretch.end.year) for stretch in stretches])
    return tuple(columns), (f"For the {name_of(stretches[0]).lower()} {month_day(stretches[0].end)}, {years}",)


def day_heads(days: Sequence[date], layout: Layout) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """Columns of a balance sheet and the lines that its title gets."""
    if layout.tongue != "en":
        return _foreign_heads([Stretch(day, 0) for day in days], layout)
    if layout.heads in ("subtitle", "group") and len({month_day(day) for day in days}) == 1:
        years = [str(day.year) for day in days]
        if layout.heads == "group":
            return tuple(Column((y,), d, 0, f"{month_day(d)},") for y, d in zip(years, days, strict=True)), ()
        title = f"{month_day(days[0])}, {listed(years)}"
        return tuple(Column((y,), d) for y, d in zip(years, days, strict=True)), (title,)
    if layout.heads == "line":
        return tuple(Column((f"{day:%b} {day.day}, {day.year}",), day) for day in days), ()
    if layout.heads == "each":
        return tuple(Column(("As of", f"{month_day(day)},", str(day.year)), day) for day in days), ()
    return tuple(Column((f"{month_day(day)},", str(day.year)), day) for day in days), ()


MONTHS = {
    "de": ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"),
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    "es": ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
}  # fmt: skip
DAY = {"de": "{0}. {1} {2}", "fr": "{0} {1} {2}", "es": "{0} de {1} de {2}"}
YEAR_TO = {"de": "Geschäftsjahr zum {}", "fr": "Exercice clos le {}", "es": "Ejercicio terminado el {}"}
DAY_AT = {"de": "zum {}", "fr": "au {}", "es": "a {}"}


def foreign_day(day: date, tongue: str) -> str:
    """A day in words, in another language."""
    return DAY[tongue].format(day.day, MONTHS[tongue][day.month - 1], day.year)


def _foreign_heads(stretches: Sequence[Stretch], layout: Layout) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    tongue, first = layout.tongue, stretches[0]
    if layout.heads in ("group dates", "each", "line"):
        mark = "/" if tongue != "de" else "."
        return tuple(Column((f"{s.end:%d}{mark}{s.end:%m}{mark}{s.end.year}",), s.end, s.months) for s in stretches), ()
    wording = (YEAR_TO if first.months else DAY_AT)[tongue]
    title = wording.format(foreign_day(first.end, tongue))
    return tuple(Column((str(s.end.year),), s.end, s.months) for s in stretches), (title,)


def said(day: date, tongue: str) -> str:
    """A day in words."""
    return long(day) if tongue == "en" else foreign_day(day, tongue)
