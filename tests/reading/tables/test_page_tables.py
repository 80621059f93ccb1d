from datetime import date

import pytest

from muniment.document.pages.table import ColumnKind, Table
from muniment.document.text.number_text import parse_number
from support.documents.drawn_page import drawn_page, drawn_tables

INCOME = """
                    EXAMPLE INDUSTRIES, INC.
               CONSOLIDATED STATEMENTS OF OPERATIONS
             (In millions, except per share amounts)
                                                  Three Months Ended         Nine Months Ended
                                                     September 30,             September 30,
                                                   2023         2022         2023         2022
Net sales                                        $ 1,234      $ 1,100      $ 3,700      $ 3,300
Cost of sales                                       (900)        (850)      (2,700)      (2,500)
Gross profit                                         334          250        1,000          800
Earnings per share:
  Basic                                          $  0.55      $  0.42      $  1.70      $  1.31
  Diluted                                        $  0.54      $  0.41      $  1.68      $  1.30
"""

BALANCE = """
                 CONSOLIDATED BALANCE SHEETS
                       (in thousands)
                                          December 31,    December 31,
                                              2022            2021
Assets
Current assets:
  Cash and cash equivalents                $  1,000        $    900
  Receivables, less allowances of
    $95 and $103                                250             260
    Total current assets                      1,250           1,160
Goodwill                                        700             700
                                           $  1,950        $  1,860
"""


def one(drawing: str) -> Table:
    tables = drawn_tables(drawing)
    assert len(tables) == 1
    return tables[0]


def test_columns_take_the_group_above_them() -> None:
    table = one(INCOME)
    periods = [(c.period.end, c.period.months) for c in table.columns if c.period]
    assert periods == [
        (date(2023, 9, 30), 3),
        (date(2022, 9, 30), 3),
        (date(2023, 9, 30), 9),
        (date(2022, 9, 30), 9),
    ]
    assert table.columns[2].head == "Nine Months Ended September 30, 2023"


def test_title_scale_and_currency_stand_with_their_evidence() -> None:
    table, text = one(INCOME), drawn_page(INCOME).text
    assert "CONSOLIDATED STATEMENTS OF OPERATIONS" in table.title
    assert (table.scale, table.unscaled, table.currency) == (1_000_000, "per share amounts", "USD")
    for evidence in (table.scale_evidence, table.currency_evidence, *table.columns[0].evidence):
        assert evidence is not None
        assert text[evidence.span.start : evidence.span.end] == evidence.quote


def test_a_cell_is_the_number_alone() -> None:
    table, text = one(INCOME), drawn_page(INCOME).text
    cost = table.rows[1]
    assert cost.label == "Cost of sales"
    assert [cell.raw for cell in cost.cells] == ["(900)", "(850)", "(2,700)", "(2,500)"]
    assert [cell.raw for cell in table.rows[0].cells] == ["1,234", "1,100", "3,700", "3,300"]
    for row in table.rows:
        assert all(text[cell.start : cell.end] == cell.raw for cell in row.cells)
        assert all(parse_number(cell.raw) is not None for cell in row.cells)


def test_rows_stand_under_their_headings() -> None:
    rows = {row.label: row.section for row in one(INCOME).rows}
    assert rows["Diluted"] == "Earnings per share"
    assert rows["Gross profit"] == ""
    rows = {row.label: row.section for row in one(BALANCE).rows}
    assert rows["Cash and cash equivalents"].endswith("Current assets")
    assert not rows["Goodwill"].endswith("Current assets")


def test_labels_over_two_lines_are_one_and_totals_may_have_none() -> None:
    rows = one(BALANCE).rows
    assert rows[1].label == "Receivables, less allowances of $95 and $103"
    assert [cell.raw for cell in rows[1].cells] == ["250", "260"]
    assert (rows[-1].label, rows[-1].cells[0].raw) == ("", "1,950")


def test_a_bracket_that_is_still_open_goes_on_in_the_next_line() -> None:
    table = one(
        """
Year ended June 30,                   2023       2022
Earnings before the items (shown
Note 4) that are set apart             100        110
Net income                              10         11
"""
    )
    assert [row.label for row in table.rows] == [
        "Earnings before the items (shown Note 4) that are set apart",
        "Net income",
    ]


def test_a_balance_sheet_is_of_a_day() -> None:
    periods = [column.period for column in one(BALANCE).columns]
    assert [(p.start, p.end, p.months) for p in periods if p] == [
        (None, date(2022, 12, 31), 0),
        (None, date(2021, 12, 31), 0),
    ]


def test_two_statements_on_a_page_are_two_tables() -> None:
    first, second = drawn_tables(INCOME + "\n" + BALANCE.strip("\n"))
    assert "OPERATIONS" in first.title
    assert "BALANCE" in second.title
    assert (first.scale, second.scale) == (1_000_000, 1_000)
    assert second.rows[0].label == "Cash and cash equivalents"


UNEVEN = """
BALANCE SHEETS (in thousands)
                                  November     February
                                  2,           3,           October 28,
ASSETS                            2024         2024  (1)    2023
Cash                              301,958      268,213      311,657
Receivables                         7,901        8,697       10,341
Total assets                      976,270      889,810      921,207
"""


def test_a_footnote_mark_on_a_year_makes_its_line_no_row() -> None:
    table = one(UNEVEN)
    text = drawn_page(UNEVEN).text
    for evidence in (e for column in table.columns for e in column.evidence):
        assert text[evidence.span.start : evidence.span.end] == evidence.quote
    ends = [column.period.end for column in table.columns if column.period]
    assert ends == [date(2024, 11, 2), date(2024, 2, 3), date(2023, 10, 28)]
    assert [row.label for row in table.rows] == ["Cash", "Receivables", "Total assets"]


def test_the_oldest_year_may_come_first() -> None:
    table = one(
        """
STATEMENT OF INCOME
Year ended December 31,        2020       2021       2022
Revenue                         100        110        121
Net income                       10         11         12
"""
    )
    assert [c.period.end.year for c in table.columns if c.period] == [2020, 2021, 2022]
    assert {c.period.months for c in table.columns if c.period} == {12}


def test_a_number_belongs_to_the_column_over_it_and_not_to_the_next_free_one() -> None:
    table = one(
        """
Year ended June 30,             2023       2022       2021
Revenue                          100        110        121
Impairment                                   17
Net income                        10         11         12
"""
    )
    assert [(cell.column, cell.raw) for cell in table.rows[1].cells] == [(1, "17")]


def test_columns_that_hold_no_amounts_say_so() -> None:
    table = one(
        """
Year ended June 30,      Note       2023       2022     Change   % of sales
Revenue                     4      1,000        900        100      100.0%
Cost of sales               5        600        500        100       60.0%
Gross profit                6        400        400          —       40.0%
"""
    )
    kinds = [column.kind for column in table.columns]
    assert kinds == [ColumnKind.NOTE, ColumnKind.VALUE, ColumnKind.VALUE, ColumnKind.CHANGE, ColumnKind.PERCENT]
    assert [column.period is not None for column in table.columns] == [False, True, True, False, False]


def test_restated_columns_are_marked() -> None:
    table = one(
        """
                          As previously        As
                             reported       restated
                               2022           2022
Revenue                         100             90
Net income                       10              8
"""
    )
    assert [column.note for column in table.columns] == ["as previously reported", "as restated"]


def test_tables_side_by_side_are_two() -> None:
    left, right = drawn_tables(
        """
Assets                  2022      2021      Liabilities             2022      2021
Cash                     100        90      Payables                  50        40
Stock                     50        40      Loans                     60        60
Plant                     70        80      Capital                  110       110
"""
    )
    assert [row.label for row in left.rows] == ["Cash", "Stock", "Plant"]
    assert [row.label for row in right.rows] == ["Payables", "Loans", "Capital"]
    assert [cell.raw for cell in right.rows[2].cells] == ["110", "110"]


def test_what_ends_the_left_table_is_no_head_of_the_right_one() -> None:
    left, right = drawn_tables(
        """
Assets                  2022      2021      Liabilities             2022      2021
Cash                     100        90      Payables                  50        40
Stock                     50        40      Loans                     60        60
Plant                     70        80      Capital                  110       110
of which pledged                            of which paid up
"""
    )
    assert (left.title, right.title) == ("Assets", "Liabilities")


def test_many_lines_of_words_do_not_end_a_table_whose_columns_go_on() -> None:
    lines = "\n".join(f"  {word} stock that was issued and is outstanding" for word in "abcdefgh")
    table = one(
        f"""
At December 31,                                                      2022       2021
Loans                                                                 100         90
Equity
{lines}
  Reserves                                                             50         40
"""
    )
    assert table.rows[0].label == "Loans"
    assert [cell.raw for cell in table.rows[-1].cells] == ["50", "40"]


def test_rows_below_a_line_of_time_are_of_that_time() -> None:
    first, second = drawn_tables(
        """
                            Products     Services      Total
Three months ended June 30, 2023
Revenue                          100           50        150
Operating income                  10            5         15
Six months ended June 30, 2023
Revenue                          200          100        300
Operating income                  20           10         30
"""
    )
    assert [c.period.months for c in first.columns if c.period] == [3, 3, 3]
    assert [c.period.months for c in second.columns if c.period] == [6, 6, 6]
    assert [column.head for column in second.columns] == ["Products", "Services", "Total"]


def test_prose_with_numbers_is_no_table() -> None:
    assert not drawn_tables(
        """
Net sales grew by 12 percent to $ 1,234 million in 2022, compared with $ 1,100 million in the year before, and
operating income grew by 15 percent to $ 200 million, which is 16.2 percent of net sales against 15.8 percent. The
board proposes a dividend of $ 1.20 for each share, payable on May 4 to those who hold shares on April 20, 2023.
"""
    )


def test_a_page_number_is_no_row() -> None:
    table = one(BALANCE + "\nThe accompanying notes are an integral part of these financial statements.\n\n        63")
    assert table.rows[-1].cells[0].raw == "1,950"


def test_leaders_are_no_part_of_the_label() -> None:
    table = one(
        """
Year ended June 30,             2023       2022
Revenue ..................       100        110
Net income ...............        10         11
"""
    )
    assert [row.label for row in table.rows] == ["Revenue", "Net income"]


def test_a_german_table_reads_points_as_thousands() -> None:
    table = one(
        """
         Konzern-Gewinn- und Verlustrechnung
         vom 1. Januar bis 31. Dezember 2023
in TEUR                          Anhang          2023          2022
Umsatzerlöse                        (3)        12.345        11.234
Umsatzkosten                        (4)       -10.100        -9.200
Bruttoergebnis vom Umsatz                       2.245         2.034
"""
    )
    assert (table.decimal, table.scale, table.currency) == (",", 1_000, "EUR")
    assert [column.kind for column in table.columns] == [ColumnKind.NOTE, ColumnKind.VALUE, ColumnKind.VALUE]
    assert [(c.period.end.year, c.period.months) for c in table.columns if c.period] == [(2023, 12), (2022, 12)]
    amount = parse_number(table.rows[0].cells[1].raw, table.decimal)
    assert amount is not None
    assert amount.value == 12345


def test_a_table_whose_points_nothing_explains_says_so() -> None:
    table = one(
        "As of June 30,            2023        2022\nStock                    1.234       1.345\nCash                       567         345"
    )
    assert table.decimal == ""


def test_thousands_parted_by_spaces_are_one_number() -> None:
    table = one(
        """
                    BILAN CONSOLIDÉ
                 (en milliers d'euros)
                          31 décembre 2023   31 décembre 2022
Trésorerie                          12 345             11 234
Stocks                             (7 345)            (6 234)
Total de l'actif                 1 100 000          1 090 234
"""
    )
    assert (table.scale, table.currency) == (1_000, "EUR")
    assert [[cell.raw for cell in row.cells] for row in table.rows] == [
        ["12 345", "11 234"],
        ["(7 345)", "(6 234)"],
        ["1 100 000", "1 090 234"],
    ]


def test_numbers_that_only_stand_close_stay_apart_where_commas_part_thousands() -> None:
    table = one(
        "Year ended May 31,       2023 2022 2021\nRevenue                   900  900  800\nCosts                     120 340 1,500"
    )
    assert [cell.raw for cell in table.rows[1].cells] == ["120", "340", "1,500"]


def test_a_heading_below_a_row_is_no_end_of_its_label() -> None:
    rows = one(
        "Year ended June 30,        2023      2022\nOther, net                  100        90\nEquity:\nCapital                      10        10"
    ).rows
    assert [(row.section, row.label) for row in rows] == [("", "Other, net"), ("Equity", "Capital")]


def test_a_heading_may_end_with_net() -> None:
    rows = one(
        "As of June 30,              2023      2022\nInventories, net\n  Raw materials              50        40\n"
        "  Finished goods             30        20\nPlant, net\nof depreciation              10        10"
    ).rows
    assert [(row.section, row.label) for row in rows] == [
        ("Inventories, net", "Raw materials"),
        ("Inventories, net", "Finished goods"),
        ("", "Plant, net of depreciation"),
    ]


@pytest.mark.parametrize("lines", [("NET CASH PROVIDED BY OPERATING", "ACTIVITIES"),
                                   ("NET CASH PROVIDED BY (USED IN)", "OPERATING ACTIVITIES"),
                                   ("Net Income Attributable to Harbor Mills", "Shareholders"),
                                   ("Net Income", "Attributable to Harbor Mills"), ("Provision for Income", "Taxes"),
                                   ("Less: Income of Noncontrolling", "Interests")])  # fmt: skip
def test_a_total_that_breaks_off_before_a_capital_goes_on_in_the_next_line(lines: tuple[str, str]) -> None:
    rows = one(
        "Year ended June 30,               2023      2022\nOther, net                         100        90\n"
        f"{lines[0]}\n{lines[1]:<35}900       800"
    ).rows
    assert [(row.section, row.label) for row in rows][-1] == ("", " ".join(lines))


def test_rows_after_many_headings_take_the_head_above_though_references_begin_there() -> None:
    first, second = drawn_tables(
        """
Year ended June 30,                      2023      2022
Revenue                                   100        90
Costs and expenses:
Those of the goods that we have sold in the
shops that we own and in all of the
others that we have let to
companies that sell our goods
and take a share of what
comes in at their tills               3     40        30
Rent                                  4     20        20
"""
    )
    assert [row.label for row in first.rows] == ["Revenue"]
    assert [c.period.end.year if c.period else None for c in second.columns] == [None, 2023, 2022]
