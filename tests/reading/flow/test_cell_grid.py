from datetime import date

from muniment.reading.flow.cell_grid import GridCell, grid_tables


def written(rows: list[list[str]]) -> tuple[str, list[list[GridCell]]]:
    """Rows as text, cells parted by tabs, and where each cell stands; "a|3" covers three columns."""
    text, cells = "", []
    for row in rows:
        line = []
        column = 0
        for cell in row:
            words, _, span = cell.partition("|")
            if words:
                line.append(GridCell(len(text), len(text) + len(words), column, int(span or 1)))
                text += words + "\t"
            column += int(span or 1)
        cells.append(line)
        text = text.rstrip("\t") + "\n"
    return text, cells


def test_a_grid_is_a_table() -> None:
    text, rows = written(
        [
            ["", "Year ended December 31,|2"],
            ["(in millions)", "2022", "2021"],
            ["Revenue", "1,234", "1,100"],
            ["Cost of sales", "(900)", "(850)"],
        ]
    )
    (table,) = grid_tables(3, text, rows)
    assert (table.page, table.scale) == (3, 1_000_000)
    assert [c.period.end for c in table.columns if c.period] == [date(2022, 12, 31), date(2021, 12, 31)]
    assert [row.label for row in table.rows] == ["Revenue", "Cost of sales"]
    for row in table.rows:
        assert all(text[cell.start : cell.end] == cell.raw for cell in row.cells)
    assert [cell.raw for cell in table.rows[1].cells] == ["(900)", "(850)"]


def test_currency_signs_may_have_cells_of_their_own() -> None:
    text, rows = written(
        [
            ["At June 30,", "2022|2", "2021|2"],
            ["Cash", "$", "10", "$", "20"],
            ["Debt", "", "30", "", "40"],
        ]
    )
    (table,) = grid_tables(1, text, rows)
    assert [[(cell.column, cell.raw) for cell in row.cells] for row in table.rows] == [
        [(0, "10"), (1, "20")],
        [(0, "30"), (1, "40")],
    ]
    assert [c.period.end.year for c in table.columns if c.period] == [2022, 2021]
    assert table.currency == "USD"


def test_the_lines_above_name_it() -> None:
    title = "CONSOLIDATED BALANCE SHEETS"
    text, rows = written([["", "2022", "2021"], ["Cash", "10", "20"], ["Debt", "30", "40"]])
    shifted = [
        [GridCell(c.start + len(title) + 1, c.end + len(title) + 1, c.column, c.span) for c in row] for row in rows
    ]
    (table,) = grid_tables(1, f"{title}\n{text}", shifted, [(0, len(title))])
    assert table.title == title
    assert table.rows[1].cells[1].raw == "40"


def test_a_grid_of_words_is_no_table() -> None:
    text, rows = written([["Name", "Title"], ["A. Person", "Director"], ["B. Person", "Secretary"]])
    assert grid_tables(1, text, rows) == ()
    assert grid_tables(1, "", []) == ()
