"""Facts by periods, figures and what is copied: no Qt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from muniment.document.facts.fact import Measure, State, StretchKind, Value
from muniment.document.pages.table import Period
from muniment.gui.sheet import copy_figures, figure_format
from muniment.gui.sheet.fact_sheet import FactSheet, RowKind, build
from muniment.gui.sheet.figure_format import CopyMode
from muniment.gui.sheet.period_names import Shown, head
from muniment.message import verbatim
from support.window.gui_facts import DAY, LAST, QUARTER, YEAR, analysis, fact, millions


def test_years_quarters_and_dates_never_share_a_head() -> None:
    sheet = build(
        analysis(
            [
                fact("revenue", millions("900"), YEAR),
                fact("revenue", millions("800"), LAST),
                fact("revenue", millions("240"), QUARTER),
                fact("total_assets", millions("5000"), DAY),
            ]
        )
    )

    blocks = [(row.label, [each.name for each in row.heads]) for row in sheet.rows if row.kind is RowKind.BLOCK]
    assert blocks == [("Year", ["FY2023", "FY2022"]), ("Three months", ["3M 2023"]), ("Balance", ["31 Dec 2023"])]
    assert [cell.text if cell else None for cell in sheet.rows[1].cells] == ["900", "800"]
    assert (sheet.units, sheet.columns) == ("USD million", 2)


def test_a_second_fact_of_a_period_gets_a_row_of_its_own() -> None:
    sheet = build(analysis([fact("revenue", millions("900")), fact("revenue", millions("890"))]))
    rows = [row for row in sheet.rows if row.kind is RowKind.FACT]
    assert [row.cells[0].text for row in rows if row.cells[0]] == ["900", "890"]


def test_other_registrants_stand_apart() -> None:
    sheet = build(analysis([fact("revenue", millions("9")), fact("revenue", millions("4"), entity="Sub LLC")]))
    assert [row.label for row in sheet.rows if row.kind is RowKind.BLOCK] == ["Year", "Sub LLC: Year"]


def test_texts_and_dates_stand_in_a_block_of_their_own() -> None:
    sheet = build(analysis([fact("company_name", "Acme", None, unit=None), fact("revenue", millions("9"))]))
    assert [row.kind for row in sheet.rows] == [RowKind.BLOCK, RowKind.FACT, RowKind.BLOCK, RowKind.TEXT]
    assert sheet.place_of(100) == (3, 0)


def test_a_measure_leads_to_its_operands() -> None:
    margin = Measure(
        measure="gross_margin",
        name=verbatim("Gross margin"),
        value=Decimal("0.4321"),
        unit="pure",
        period=YEAR,
        operands=(0, 1),
        state=State.LOCATED,
    )
    sheet = build(analysis([fact("gross_profit", millions("4")), fact("revenue", millions("9"))], [margin]))
    row = next(row for row in sheet.rows if row.kind is RowKind.MEASURE)
    assert row.cells[0] is not None
    assert (row.cells[0].text, row.cells[0].facts, row.cells[0].fact_id) == ("43.2 %", (0, 1), None)


@pytest.mark.parametrize(
    ("end", "printed", "name"),
    [
        (date(2023, 12, 31), (), "FY2023"),
        (date(2023, 1, 1), (), "FY2022"),  # a year of 52 weeks
        (date(2023, 1, 28), ("Fiscal 2022",), "FY2022"),
        (date(2023, 1, 29), ("2023",), "FY2023"),
        (date(2023, 6, 30), ("2023 2022",), "FY2023"),  # two years say nothing
    ],
)
def test_a_year_is_named_as_the_document_names_it(end: date, printed: tuple[str, ...], name: str) -> None:
    assert head(Period(start=date(2022, 1, 1), end=end, months=12), printed).name == name


@pytest.mark.parametrize(
    ("value", "unit", "scale", "shown"),
    [
        (Decimal(-2903100000), "USD", 1_000_000, "(2,903.1)"),
        (Decimal(9000000000), "USD", 1_000_000, "9,000"),
        (Decimal("2.4"), "USD/shares", 1_000_000, "2.40"),
        (Decimal(1082000000), "shares", 1_000_000, "1,082"),
        (Decimal("0.1234567"), "pure", 1, "0.123457"),
        (date(2024, 9, 28), None, 1, "28 Sep 2024"),
    ],
)
def test_values_as_shown(value: Value, unit: str | None, scale: int, shown: str) -> None:
    assert figure_format.shown(value, unit, scale, figure_format.decimals_for([value], unit, scale)) == shown


def test_rows_show_as_many_decimals_as_their_longest_value() -> None:
    sheet = build(analysis([fact("revenue", millions("4812.5"), YEAR), fact("revenue", millions("4377"), LAST)]))
    assert [cell.text for cell in sheet.rows[1].cells if cell] == ["4,812.5", "4,377.0"]


@pytest.mark.parametrize(
    ("mode", "copied"),
    [
        (CopyMode.PRINTED, "(1,234.5)"),
        (CopyMode.UNITS, "-1234500000"),
        (CopyMode.THOUSANDS, "-1234500"),
        (CopyMode.MILLIONS, "-1234.5"),
    ],
)
def test_copied_numbers_are_exact(mode: CopyMode, copied: str) -> None:
    assert figure_format.copied(Decimal(-1234500000), "USD", "(1,234.5)", mode) == copied


def test_amounts_of_an_unnamed_currency_are_shown_as_printed() -> None:
    known = [fact("revenue", millions("9000"), unit=None), fact("eps_diluted", Decimal("2.4"), unit=None, scale=1)]
    sheet = build(analysis(known))
    assert [row.cells[0].text for row in sheet.rows if row.cells and row.cells[0]] == ["9,000", "2.4"]
    assert sheet.units == "million"


def test_per_share_figures_are_not_scaled_when_copied() -> None:
    assert figure_format.copied(Decimal("2.40"), "USD/shares", "2.40", CopyMode.MILLIONS) == "2.4"


def test_what_looks_like_a_formula_is_copied_as_text() -> None:
    known = analysis([fact("company_name", '=HYPERLINK("x")\tAcme', None, unit=None)])
    text = copy_figures.numbers(build(known), [(1, 0)], known.facts, CopyMode.UNITS)
    assert text == '\'=HYPERLINK("x") Acme'


def test_a_gap_in_the_selection_stays_a_gap() -> None:
    known = analysis([fact("revenue", millions("9"), YEAR), fact("revenue", millions("8"), LAST), fact("net_income", millions("1"), LAST)])  # fmt: skip
    text = copy_figures.numbers(
        build(known), [(1, -1), (1, 0), (1, 1), (2, -1), (2, 0), (2, 1)], known.facts, CopyMode.MILLIONS
    )
    assert text == "Revenue\t9\t8\nNet income\t\t1"


def test_a_measure_of_a_changed_figure_is_marked_and_not_copied() -> None:
    margin = Measure(measure="net_margin", name=verbatim("Net margin"), value=Decimal("0.5"), unit="pure", period=YEAR, operands=(0, 1), state=State.LOCATED)  # fmt: skip
    known = analysis([fact("net_income", millions("1")), fact("revenue", millions("2"))], [margin])
    changed = replace(known, facts=(known.facts[0], replace(known.facts[1], is_changed=True)))
    for one, text, state in ((known, "0.5", State.LOCATED), (changed, "", State.REVIEW)):
        sheet = build(one)
        row, column = sheet.place_of_measure(margin) or (0, 0)
        cell = sheet.rows[row].cells[column]
        assert cell is not None
        assert (cell.state, cell.is_stale) == (state, one is changed)
        assert copy_figures.numbers(sheet, [(row, column)], one.facts, CopyMode.UNITS) == text


HALF = Period(start=date(2023, 1, 1), end=date(2023, 6, 30), months=6)
FIRST = Period(start=date(2023, 1, 1), end=date(2023, 3, 31), months=3)


def blocks(sheet: FactSheet) -> list[str]:
    return [row.label for row in sheet.rows if row.kind is RowKind.BLOCK]


def test_years_quarters_and_years_to_date_can_be_shown_apart() -> None:
    periods = (YEAR, QUARTER, HALF, DAY)
    known = analysis([fact("revenue" if p.months else "cash", millions("9"), p) for p in periods])
    assert build(known).offered == tuple(Shown)
    assert blocks(build(known, Shown.YEAR)) == ["Year"]
    assert blocks(build(known, Shown.QUARTER)) == ["Three months"]
    assert blocks(build(known, Shown.TO_DATE)) == ["Six months"]
    assert blocks(build(known, Shown.BALANCE)) == ["Balance"]


def test_a_first_quarter_is_a_year_to_date_as_well() -> None:
    known = analysis([fact("revenue", millions("9"), FIRST), fact("cash", millions("9"), DAY)])
    assert blocks(build(known, Shown.TO_DATE)) == blocks(build(known, Shown.QUARTER)) == ["Three months"]


def test_nothing_is_offered_where_all_is_of_one_kind() -> None:
    assert build(analysis([fact("revenue", millions("9"), YEAR)])).offered == ()


def test_what_a_document_lacks_shows_all_of_it() -> None:
    known = analysis([fact("revenue", millions("9"), YEAR), fact("cash", millions("9"), DAY)])
    assert blocks(build(known, Shown.QUARTER)) == ["Year", "Balance"]


def made_measure(name: str, shown: str, value: str, **others: Any) -> Measure:
    unit = {"money": "USD", "per_share": "USD/shares", "days": "days"}.get(shown, "pure")
    settings: dict[str, Any] = {"period": YEAR, "operands": (0,), "state": State.LOCATED} | others
    return Measure(measure=name, name=verbatim(name), value=Decimal(value), unit=unit, shown=shown, **settings)


def test_measures_stand_in_groups_and_sums_over_time_in_blocks_of_their_own() -> None:
    measures = [
        made_measure("a", "percent", "0.1", group=verbatim("Margins")),
        made_measure("b", "times", "2", group=verbatim("Debt")),
        made_measure("c", "percent", "0.2", group=verbatim("Margins")),
        made_measure(
            "d, last twelve months",
            "money",
            "4200000000",
            group=verbatim("x"),
            stretch=StretchKind.LAST_TWELVE_MONTHS,
            short=verbatim("d"),
        ),
    ]
    sheet = build(analysis([fact("revenue", millions("9"))], measures))
    labels = [(row.kind, row.label) for row in sheet.rows[2:]]
    assert labels == [
        (RowKind.GROUP, "Margins"), (RowKind.MEASURE, "a"), (RowKind.MEASURE, "c"),
        (RowKind.GROUP, "Debt"), (RowKind.MEASURE, "b"),
        (RowKind.BLOCK, "Last twelve months"), (RowKind.MEASURE, "d"),
    ]  # fmt: skip
    assert [each.name for each in sheet.rows[-1].heads] == ["Last 12M"]


@pytest.mark.parametrize(
    ("shown", "value", "text", "full"),
    [
        ("percent", "0.2345", "23.5 %", "23.5 %"),
        ("times", "3.204", "3.20 x", "3.20 x"),
        ("days", "41.4", "41", "41 days"),
        ("per_share", "12.3", "12.30", "USD 12.30 a share"),
        ("money", "900000000", "900", "USD 900 million"),
        ("money", "900420000", "900.4", "USD 900.4 million"),
        ("ratio", "0.8", "0.80", "0.80"),
    ],
)
def test_measures_as_shown(shown: str, value: str, text: str, full: str) -> None:
    measure = made_measure("m", shown, value)
    assert figure_format.measure_shown(measure, 1_000_000) == text
    assert figure_format.measure_full(measure, 1_000_000) == full


def test_sums_over_time_are_shown_with_what_they_were_summed_from() -> None:
    measures = [made_measure("d", "money", "42", stretch=StretchKind.LAST_TWELVE_MONTHS)]
    known = analysis([fact("revenue", millions("9"), HALF), fact("cash", millions("9"), DAY)], measures)
    assert blocks(build(known, Shown.TO_DATE)) == ["Six months", "Last twelve months"]
    assert blocks(build(known, Shown.BALANCE)) == ["Balance"]
