"""Column heads and scale lines in the wordings that filings use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from synth.company.account_books import Span
from synth.company.invented_company import Company
from synth.printing.document_style import Style
from synth.tables.grid import Column

NUMBERS = {1: "One", 2: "Two", 3: "Three", 6: "Six", 9: "Nine", 12: "Twelve"}


def long(day: date) -> str:
    """A date in words: "September 30, 2023"."""
    return f"{day:%B} {day.day}, {day.year}"


def month_day(day: date) -> str:
    """A day without its year: "September 30"."""
    return f"{day:%B} {day.day}"


def listed(items: Sequence[str]) -> str:
    """Several things as one phrase: "2023, 2022 and 2021"."""
    return f"{', '.join(items[:-1])} and {items[-1]}" if len(items) > 1 else items[0]


def scale_line(company: Company, style: Style, *, per_share: bool) -> str:
    """What the amounts of a statement are in."""
    unit = f"{company.unit}s"
    wordings = (
        (f"(In {unit})", f"(In {unit}, except per share amounts)"),
        (f"(Dollars in {unit})", f"(Dollars in {unit}, except per share data)"),
        (f"$ in {unit}", f"$ in {unit}, except per share amounts"),
        (f"(Amounts in {unit})", f"(Amounts in {unit}, except per share amounts)"),
    )
    return wordings[style.scale][per_share]


def _stretch(company: Company, months: int) -> str:
    """The words for a stretch: "Years Ended" or "Nine Months Ended"."""
    if months == 12:
        return "Fiscal Years Ended" if company.calendar.weeks else "Years Ended"
    return f"{NUMBERS[months]} Months Ended"


def flow_heads(spans: Sequence[Span], style: Style) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """Columns of a statement of flows, and the lines that its title gets; spans newest first, groups side by side."""
    company = spans[0].books.company
    grouped = len({span.months for span in spans}) > 1
    subtitle: tuple[str, ...] = ()
    if style.heads == "subtitle" and not grouped:
        subtitle = (_subtitle(company, spans),)
    columns = tuple(_flow_head(company, span, style, grouped=grouped) for span in spans)
    return columns, subtitle


def _subtitle(company: Company, spans: Sequence[Span]) -> str:
    stretch = _stretch(company, spans[0].months).lower()
    if company.calendar.weeks:
        return f"For the {stretch} {listed([long(span.end) for span in spans])}"
    years = listed([str(span.end.year) for span in spans])
    return f"For the {stretch} {month_day(spans[0].end)}, {years}"


def _flow_head(company: Company, span: Span, style: Style, *, grouped: bool) -> Column:
    stretch = _stretch(company, span.months)
    year = str(span.end.year)
    if company.calendar.weeks:  # the day differs from year to year, so each column must say it
        return Column((f"{month_day(span.end)},", year), span.end, span.months, stretch)
    if style.heads == "dates":
        return Column((f"{month_day(span.end)},", year), span.end, span.months, stretch)
    if style.heads == "subtitle" and not grouped:
        return Column((year,), span.end, span.months)
    return Column((year,), span.end, span.months, f"{stretch} {month_day(span.end)},")


def balance_heads(spans: Sequence[Span], style: Style) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """Columns of a balance sheet, and the lines that its title gets."""
    same_day = len({month_day(span.end) for span in spans}) == 1
    if style.heads == "dates" or not same_day:
        return tuple(Column((f"{month_day(s.end)},", str(s.end.year)), s.end) for s in spans), ()
    if style.heads == "subtitle":
        subtitle = (f"{month_day(spans[0].end)}, {listed([str(s.end.year) for s in spans])}",)
        return tuple(Column((str(s.end.year),), s.end) for s in spans), subtitle
    return tuple(Column((str(s.end.year),), s.end, 0, f"{month_day(spans[0].end)},") for s in spans), ()
