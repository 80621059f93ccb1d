from __future__ import annotations

import pytest
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from muniment.document.pages.table import Placed
from muniment.gui.flow.flow_columns import fit
from muniment.gui.flow.flow_grid import Grid, grids
from muniment.gui.flow.flow_page import WIDTH, LaidOutPage
from muniment.reading.web.html_reader import HtmlReader
from support.documents.made_html import filing

TEXT = "Above the table\n2023\t2022\nNet sales\t9,000\t(8,400)\nOnly then\t7\nBelow it"
CELLS = (
    Placed(16, 20, 1, 1, 1),
    Placed(21, 25, 2, 1, 1),
    Placed(26, 35, 0, 1, 1, 9.0),
    Placed(36, 41, 1, 1, 1),
    Placed(42, 49, 2, 1, 1),
    Placed(50, 59, 0, 1, 1, 9.0),
    Placed(60, 61, 2, 1, 1),
)


def test_a_grid_knows_its_columns_and_which_hold_amounts() -> None:
    above, grid, below = grids(TEXT, CELLS)
    assert isinstance(grid, Grid)
    assert (TEXT[slice(*above)], TEXT[slice(*below)]) == ("Above the table", "Below it")  # type: ignore[misc]
    assert (grid.columns, grid.numeric) == (3, frozenset({1, 2}))
    assert [[(TEXT[c.start : c.end], c.column) for c in row] for row in grid.rows][2] == [("Only then", 0), ("7", 2)]


def test_rows_of_an_older_vault_are_placed_by_their_order() -> None:
    _, grid, _ = grids(TEXT)
    assert isinstance(grid, Grid)
    assert [[cell.column for cell in row] for row in grid.rows] == [[1, 2], [0, 1, 2], [0, 1]]


@pytest.mark.parametrize("text", ["above\n\t\t\nbelow", "\t", "one\t", ""])
def test_a_line_with_less_than_two_cells_is_no_table(text: str) -> None:
    assert [text[slice(*found)] for found in grids(text) if not isinstance(found, Grid)] == text.split("\n")


def test_a_cell_of_spaces_has_no_words(qtbot: QtBot) -> None:
    (grid,) = grids("a\t \tb")
    assert isinstance(grid, Grid)
    assert fit(grid, "a\t \tb", QFont(), WIDTH).lefts[-1] > 0


def test_two_tables_under_each_other_stay_two() -> None:
    text = "a\t1\nb\t2"
    cells = (Placed(0, 1, 0, 1, 1), Placed(2, 3, 1, 1, 1), Placed(4, 5, 0, 1, 2), Placed(6, 7, 1, 1, 2))
    assert len(list(grids(text, cells))) == 2


def box(page: LaidOutPage, text: str, words: str) -> tuple[float, float, float, float]:
    at = text.index(words)
    return page.boxes(at, at + len(words))[0]


def test_figures_of_a_column_stand_under_each_other_whatever_stands_beside_them(qtbot: QtBot) -> None:
    page = LaidOutPage(TEXT, QFont(), CELLS)
    seven, year, bracket = (box(page, TEXT, words) for words in ("7", "2022", "(8,400"))
    assert seven[2] == pytest.approx(year[2], abs=0.5)
    assert seven[2] == pytest.approx(bracket[2], abs=0.5)  # the bracket hangs out over it
    assert seven[0] > box(page, TEXT, "9,000")[2]
    assert box(page, TEXT, "Net sales")[0] > box(page, TEXT, "Above")[0] + 5  # indented


def test_many_columns_are_set_smaller_but_on_one_line(qtbot: QtBot) -> None:
    line = "Balance\t" + "\t".join(f"{n},234,567" for n in range(1, 10))
    text = f"{line}\n{line}"
    starts = [i for i in range(len(text)) if i == 0 or text[i - 1] in "\t\n"]
    cells = tuple(
        Placed(at, at + len(text[at:].split("\n", maxsplit=1)[0].split("\t", maxsplit=1)[0]), n % 10, 1, 1)
        for n, at in enumerate(starts)
    )
    (grid,) = grids(text, cells)
    assert isinstance(grid, Grid)
    assert fit(grid, text, QFont(), WIDTH).font.pixelSize() <= 11
    page = LaidOutPage(text, QFont(), cells)
    for at in starts:
        boxes = page.boxes(at, at + 7)
        assert len(boxes) == 1
        assert boxes[0][2] <= WIDTH


def test_a_filing_is_laid_out_with_all_its_words_on_the_paper(qtbot: QtBot) -> None:
    reader = HtmlReader(filing().data)
    for number in range(1, reader.page_count + 1):
        reading = reader.page(number)
        page = LaidOutPage(reading.page.text, QFont(), reading.cells)
        for tag in reading.tags:
            if tag.is_displayed:
                (x0, top, x1, bottom), *_ = page.boxes(tag.start, tag.end)
                assert 0 < x0 < x1 < WIDTH
                assert 0 < top < bottom < page.height
