from datetime import date

from muniment.document.pages.table import ColumnKind
from muniment.reading.tables.continued_tables import link
from support.documents.drawn_page import drawn_tables

FIRST = """
                 CONSOLIDATED STATEMENTS OF CASH FLOWS
                            (in millions)
Year ended December 31,                   2022            2021
Operating activities:
  Net income                           $   100        $     90
  Depreciation                              50              40
"""
SECOND = """
Financing activities:
  Dividends paid                           (20)            (10)
  Loans                                     15               5
Change in cash                              10              12
"""


def test_a_table_without_a_head_takes_that_of_the_page_before() -> None:
    before = drawn_tables(FIRST, 7)
    (table,) = link(before, drawn_tables(SECOND, 8))
    assert table.continued_from == 7
    assert table.page == 8
    assert table.title == before[0].title
    assert [c.period.end for c in table.columns if c.period] == [date(2022, 12, 31), date(2021, 12, 31)]
    assert [c.head for c in table.columns] == ["2022", "2021"]
    assert (table.scale, table.currency) == (1_000_000, "USD")
    assert table.scale_evidence == before[0].scale_evidence
    assert table.columns[0].evidence[0].span.page == 7


def test_a_third_page_takes_it_too() -> None:
    second = link(drawn_tables(FIRST, 7), drawn_tables(SECOND, 8))
    (third,) = link(second, drawn_tables(SECOND, 9))
    assert [c.period.months for c in third.columns if c.period] == [12, 12]
    assert third.continued_from == 8


def test_a_table_with_its_own_head_keeps_it() -> None:
    own = drawn_tables(FIRST.replace("2022", "2012").replace("2021", "2011"), 8)
    assert link(drawn_tables(FIRST, 7), own) == own


def test_other_columns_take_nothing() -> None:
    other = drawn_tables("Hours          1     2     3     4\nShifts         5     6     7     8\n", 8)
    assert link(drawn_tables(FIRST, 7), other) == other


def test_only_the_first_table_of_a_page_goes_on() -> None:
    current = drawn_tables(SECOND + FIRST.strip("\n"), 8)
    linked = link(drawn_tables(FIRST, 7), current)
    assert [table.continued_from for table in linked] == [7, None]


def test_nothing_before_means_nothing_to_take() -> None:
    current = drawn_tables(SECOND, 1)
    assert link((), current) == current


def test_a_repeated_head_that_says_less_is_completed() -> None:
    repeated = drawn_tables(
        """
         CONSOLIDATED STATEMENTS OF CASH FLOWS (continued)
                                          2022            2021
Financing activities:
  Dividends paid                           (20)            (10)
Change in cash                              10              12
""",
        8,
    )
    before = drawn_tables(FIRST, 7)
    (table,) = link(before, repeated)
    assert [c.period for c in table.columns] == [c.period for c in before[0].columns]
    assert (table.continued_from, table.scale, table.currency) == (7, 1_000_000, "USD")


def test_a_first_label_over_two_lines_is_no_title_of_another_table() -> None:
    second = """
Net income including that of
  noncontrolling interests                  55              50
Dividends paid                             (20)            (10)
"""
    (table,) = link(drawn_tables(FIRST, 7), drawn_tables(second, 8))
    assert table.continued_from == 7
    assert table.rows[0].label == "Net income including that of noncontrolling interests"


def test_references_to_notes_may_begin_on_the_second_page() -> None:
    second = """
Proceeds from loans               8         15               5
Repayments                        9        (20)            (10)
Dividends paid                             (20)            (10)
"""
    (table,) = link(drawn_tables(FIRST, 7), drawn_tables(second, 8))
    assert [column.kind for column in table.columns] == [ColumnKind.NOTE, ColumnKind.VALUE, ColumnKind.VALUE]
    assert [c.period.end.year for c in table.columns if c.period] == [2022, 2021]


def test_what_only_says_that_it_goes_on_takes_the_head_at_its_place() -> None:
    second = "(Unaudited) (continued)\n" + SECOND.strip("\n")
    (table,) = link(drawn_tables(FIRST, 7), drawn_tables(second, 8))
    assert [c.period.end.year for c in table.columns if c.period] == [2022, 2021]
