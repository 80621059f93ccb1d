from drawn_page import drawn_page, drawn_tables
from muniment.document.table import ColumnKind
from muniment.reading.columns import column_of, find_columns, head_end, is_heading, names_time, read_heads
from muniment.reading.rows import Kind, Layout, Segment


def numbers(page: Layout) -> list[list[Segment]]:
    return [[s for s in line.segments if s.kind == Kind.NUMBER] for line in page.lines]


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
