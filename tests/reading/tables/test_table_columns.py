import pytest

from muniment.document.pages.table import ColumnKind, Table
from muniment.reading.layout.page_rows import Layout, Segment, SegmentKind
from muniment.reading.tables.table_columns import column_of, find_columns, head_end, is_heading, names_time, read_heads
from support.documents.drawn_page import drawn_page, drawn_tables

VALUE, PERCENT = ColumnKind.VALUE, ColumnKind.PERCENT


def numbers(page: Layout) -> list[list[Segment]]:
    return [[s for s in line.segments if s.kind == SegmentKind.NUMBER] for line in page.lines]


def test_right_aligned_numbers_of_different_width_are_one_column() -> None:
    page = drawn_page("a        1,234,567        12\nb               89       (34)\nc            1,000         —")
    columns = find_columns(numbers(page), 10.0)
    assert len(columns) == 2
    assert [column.count for column in columns] == [3, 3]


def test_a_stray_number_makes_no_column() -> None:
    rows = "\n".join("label        1,234                 567" for _ in range(12))
    page = drawn_page(rows + "\nlabel                     99")
    assert len(find_columns(numbers(page), 10.0)) == 2


def test_a_number_far_from_every_column_is_in_none() -> None:
    page = drawn_page("a     100     200\nb     110     210                                      63")
    columns = find_columns([row[:2] for row in numbers(page)], 10.0)
    assert column_of(numbers(page)[1][2], columns, 10.0) is None
    assert column_of(numbers(page)[1][1], columns, 10.0) == 1


def test_years_in_one_piece_are_parted_among_the_columns() -> None:
    table = drawn_tables(
        "Year ended May 31,       2023 2022 2021\nRevenue                   900  900  800\nCosts                     700  600  500"
    )
    assert [column.head for column in table[0].columns] == ["2023", "2022", "2021"]


def test_a_group_narrower_than_its_columns_holds_for_all_of_them() -> None:
    table = drawn_tables(
        """
                               Quarter ended                   Half year ended
                      Jun 30, 2023   Jun 30, 2022      Jun 30, 2023   Jun 30, 2022
Revenue                      1,000            900             2,000          1,800
Costs                          700            600             1,500          1,300
"""
    )[0]
    assert [c.period.months for c in table.columns if c.period] == [3, 3, 6, 6]


def test_a_group_over_the_first_of_its_columns_only_holds_for_the_second() -> None:
    table = drawn_tables(
        """
                          Offices                       Shops
                        2023        2022          2023        2022
Rent                   1,000         900         2,000       1,800
Costs                    700         600         1,500       1,300
"""
    )[0]
    assert [c.head for c in table.columns] == ["Offices 2023", "Offices 2022", "Shops 2023", "Shops 2022"]


def test_a_change_column_ends_its_group() -> None:
    table = drawn_tables(
        """
                           Three months ended June 30,            Six months ended June 30,
                            2023      2022    Change               2023      2022    Change
Revenue                    1,000       900       11%              2,000     1,800       11%
Costs                        700       600       17%              1,500     1,300       15%
"""
    )[0]
    assert [c.period and c.period.months for c in table.columns] == [3, 3, None, 6, 6, None]
    assert [c.kind for c in table.columns if c.period is None] == [ColumnKind.CHANGE, ColumnKind.CHANGE]


def test_a_heading_holds_for_no_column_beside_its_own_where_no_times_are() -> None:
    table = drawn_tables(
        """
                                                    Accumulated
                   Common        Retained        comprehensive
                    stock        earnings               income         Total
Balance               100             200                   30           330
Net income              —              50                    —            50
"""
    )[0]
    assert [c.head for c in table.columns] == [
        "Common stock",
        "Retained earnings",
        "Accumulated comprehensive income",
        "Total",
    ]


def test_a_title_over_the_numbers_is_no_heading_of_theirs() -> None:
    page = drawn_page(
        """
                                         EXAMPLE BANK PLC
Year ended                                            2023           2022           2021
Income                                                 100            110            120
"""
    )
    columns = find_columns([numbers(page)[2]], 10.0)
    heads = read_heads(page.lines[:2], columns, 10.0, 612.0)
    assert [[piece.text for piece in head] for head in heads.columns] == [["2023"], ["2022"], ["2021"]]
    assert [piece.text for piece in heads.title] == ["EXAMPLE BANK PLC", "Year ended"]


def test_headings_of_rows_are_no_part_of_the_head() -> None:
    page = drawn_page(
        "Balance sheet\nAt May 31         2023      2022\nAssets\nCurrent assets\nCash            10        20"
    )
    columns = find_columns([numbers(page)[4]], 10.0)
    assert head_end(page.lines[:4], columns) == 2


def test_what_speaks_of_time() -> None:
    assert all(names_time(text) for text in ("2022", "Year ended", "As of", "52 weeks", "Dec. 31", "Q2 2023"))
    assert not any(names_time(text) for text in ("Total", "Level 1", "Note", "Common stock"))


def test_years_side_by_side_are_a_heading() -> None:
    assert is_heading(drawn_page("In millions                          2023      2022").lines[0], 150.0)
    assert not is_heading(drawn_page("In 2023 we sold more than before").lines[0], 150.0)


def one(drawing: str) -> Table:
    tables = drawn_tables(drawing)
    assert len(tables) == 1
    return tables[0]


def dated(table: Table) -> list[tuple[str, int] | None]:
    return [
        (column.period.end.isoformat(), column.period.months) if column.period else None for column in table.columns
    ]


def test_a_group_between_its_two_columns_holds_for_both() -> None:
    table = one(
        """
                                13 Weeks Ended                        39 Weeks Ended
                         Oct. 28,           Oct. 29,           Oct. 28,           Oct. 29,
                             2023               2022               2023               2022
                      (unaudited)         (restated)        (unaudited)         (restated)
Revenue                        100                 90                200                180
Costs                           70                 60                150                130
"""
    )
    assert dated(table) == [("2023-10-28", 3), ("2022-10-29", 3), ("2023-10-28", 9), ("2022-10-29", 9)]
    assert [column.note for column in table.columns] == ["", "as restated", "", "as restated"]


def test_a_year_over_an_amount_and_its_share_dates_the_amount() -> None:
    table = one(
        """
                                Year ended December 31,
                            2023                    2022
Revenue               1,000     100.0%           900     100.0%
Costs                   700      70.0            600      66.7
Taxes                    55       5.5%            50       5.6%
"""
    )
    assert [column.kind for column in table.columns] == [VALUE, PERCENT, VALUE, PERCENT]
    assert dated(table) == [("2023-12-31", 12), None, ("2022-12-31", 12), None]


@pytest.mark.parametrize(
    "head", ["Change", "$ Change", "Var", "Variance", "B/(W)", "Increase", "Veränderung", "Évolution"]
)
def test_changes_are_told_by_their_heading(head: str) -> None:
    table = one(
        f"""
For the year ended June 30,      2023        2022  {head:>12}
Revenue                         1,000         900           100
Costs                             700         600           100
"""
    )
    assert [column.kind for column in table.columns] == [VALUE, VALUE, ColumnKind.CHANGE]


@pytest.mark.parametrize("head", ["Note", "Notes", "Note no.", "Anhang", "Ref.", "Notes ref"])
def test_references_to_notes_are_neither_amounts_nor_words_of_a_label(head: str) -> None:
    table = one(
        f"""
Year ended 31 December
                      {head:>10}        2023        2022
Revenue                        3       1,000         900
Cost of sales               4, 5        (700)       (600)
Tax                         7(a)         (50)        (40)
Profit                                   250         260
"""
    )
    assert [row.label for row in table.rows] == ["Revenue", "Cost of sales", "Tax", "Profit"]
    assert [column.kind for column in table.columns] == [ColumnKind.NOTE, VALUE, VALUE]
    assert table.columns[0].head == head


def test_what_sets_columns_apart_is_named() -> None:
    table = one(
        """
                                    Year ended December 31, 2022
                         As previously
                              reported     Adjustments     As restated
Revenue                          1,000             100           1,100
Costs                              700             100             800
"""
    )
    assert [column.note for column in table.columns] == ["as previously reported", "adjustments", "as restated"]
    assert [column.aside for column in table.columns] == [False, True, False]


def test_restated_holds_only_for_the_column_below_it() -> None:
    table = one(
        """
                           Year ended December 31,
                              2023          2022
                                       (Restated)
Revenue                      1,000           900
Costs                          700           600
"""
    )
    assert [column.note for column in table.columns] == ["", "as restated"]


def test_parts_of_a_company_are_no_figures_of_the_whole() -> None:
    table = one(
        """
                              Condensed Consolidating Balance Sheet
                                        December 31, 2023
                                          (In millions)
                                   Guarantor
                      Parent    Subsidiaries    Eliminations    Consolidated
Cash                     100             200               —             300
Investments              500             100            (600)              —
"""
    )
    assert [column.note for column in table.columns] == ["part", "part", "adjustments", ""]
    assert [column.period is not None for column in table.columns] == [True] * 4


def test_group_and_company_side_by_side() -> None:
    table = one(
        """
As at 31 December                 Group                    Company
                             2023        2022          2023        2022
Cash                        1,000         900           500         400
Stock                         700         600            50          40
"""
    )
    assert [column.note for column in table.columns] == ["", "", "part", "part"]


def test_a_translation_for_convenience_is_told_apart_with_its_scale() -> None:
    table = one(
        """
                                                                      Thousands of
                                     Millions of yen                  U.S. dollars
Year ended March 31,                2023            2022                      2023
Sales                              7,000           7,700                    51,085
Cost                              (5,000)         (5,600)                  (37,085)
"""
    )
    assert [column.note for column in table.columns] == ["", "", "in USD"]
    assert (table.scale, table.currency) == (1_000_000, "JPY")


def test_the_third_quarter_ends_with_the_nine_months_beside_it() -> None:
    table = one(
        """
in Mio. €                       3. Quartal       1. Januar bis 30. September
                             2023        2022          2023        2022
Umsatz                      4.345       4.234        12.345      11.234
Kosten                     -2.001      -1.002        -7.345      -6.234
"""
    )
    assert dated(table) == [("2023-09-30", 3), ("2022-09-30", 3), ("2023-09-30", 9), ("2022-09-30", 9)]


def test_a_title_in_one_wide_line_dates_the_columns() -> None:
    table = one(
        """
     For the years ended December 31, 2023, 2022 and 2021 (in thousands of dollars, except per share amounts)
                                                      2023        2022        2021
Revenue                                              1,000         900         800
Costs                                                  700         600         500
"""
    )
    assert dated(table) == [("2023-12-31", 12), ("2022-12-31", 12), ("2021-12-31", 12)]


def test_three_days_of_a_balance_sheet() -> None:
    table = one(
        """
                    CONDENSED CONSOLIDATED BALANCE SHEETS
                           June 30,    December 31,    June 30,
                               2023            2022        2022
Cash                          1,000             900         800
Total assets                  2,000           1,900       1,800
"""
    )
    assert dated(table) == [("2023-06-30", 0), ("2022-12-31", 0), ("2022-06-30", 0)]


def test_headings_set_left_of_short_numbers_are_shared_out_in_order() -> None:
    table = one(
        """
                        Fifty-three Weeks Ended         Fifty-two Weeks Ended
                                 June 29,                      June 24,
                 Note              2024                          2023
Net income                                      6                             1
Depreciation        5                         178                           169
Taxes               6                          (5)                           (4)
"""
    )
    assert dated(table) == [None, ("2024-06-29", 12), ("2023-06-24", 12)]


def test_lengths_in_one_piece_are_parted_among_the_columns() -> None:
    table = one(
        """
                     13 Weeks Ended 14 Weeks Ended 52 Weeks Ended 53 Weeks Ended
                       December 30,   December 31,   December 30,   December 31,
                               2023           2022           2023           2022
Revenue                         100             90            400            380
Costs                            70             60            300            290
"""
    )
    assert dated(table) == [("2023-12-30", 3), ("2022-12-31", 3), ("2023-12-30", 12), ("2022-12-31", 12)]


def test_a_year_alone_over_the_only_column_is_no_page_number() -> None:
    table = one(
        "Year ended June 30,\n                           2023\nRevenue                 1,000\nCosts                     700"
    )
    assert dated(table) == [("2023-06-30", 12)]


def test_a_currency_sign_over_one_column_only_is_no_other_currency() -> None:
    table = one(
        """
Year ended June 30,              2023          2022
                                    $
Revenue                         1,000           900
Costs                             700           600
"""
    )
    assert [column.note for column in table.columns] == ["", ""]
