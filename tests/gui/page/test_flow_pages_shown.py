"""Documents without pages of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from muniment.document.facts.fact import Method
from muniment.gui.flow.flow_page import WIDTH, LaidOutPage
from muniment.gui.shell.main_window import MainWindow
from muniment.vault.store import Vault
from support.documents.made_docx import docx_of
from support.documents.made_html import filing
from support.window.gui_hands import drop, mark_rect, select

TEXT = "A first paragraph that says what the figures mean.\n\tDecember 31, 2023\tDecember 31, 2022\nRevenue\t9,000\t8,400\nNet income\t(1,200)\t1,120\nThe end."


def test_every_word_has_its_box_on_the_paper(qtbot: QtBot) -> None:
    page = LaidOutPage(TEXT, QFont())
    start = TEXT.index("8,400")
    ((x0, top, x1, bottom),) = page.boxes(start, start + 5)
    assert 0 < x0 < x1 < WIDTH
    assert 0 < top < bottom < page.height
    # Figures of a column end at the same place.
    below = TEXT.index("1,120")
    assert page.boxes(below, below + 5)[0][2] == pytest.approx(x1, abs=0.5)


def test_a_long_paragraph_has_a_box_a_line(qtbot: QtBot) -> None:
    text = "word " * 100
    boxes = LaidOutPage(text, QFont()).boxes(0, len(text))
    assert len(boxes) > 3
    assert all(box[2] <= WIDTH for box in boxes)


def test_a_word_document_is_shown_and_its_facts_are_lit(
    qtbot: QtBot, open_window: Callable[[Vault], MainWindow], tmp_path: Path
) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(docx_of(_REPORT))
    window = open_window(Vault.in_memory())
    window.session.start()
    with qtbot.waitSignal(window.session.bridge.extracted, timeout=60_000):
        drop(window, path)
    qtbot.waitUntil(lambda: bool(window.facts.model.filled()), timeout=5_000)

    fact_id = select(window, "Revenue")
    lit = mark_rect(window)
    assert lit.isValid()
    assert window.pages.view.viewport().rect().contains(lit.toAlignedRect())
    QTest.keyClick(window.facts.view, Qt.Key.Key_F2)
    QTest.keyClick(window.pages.view, Qt.Key.Key_Down)
    QTest.keyClick(window.pages.view, Qt.Key.Key_Return)
    document = window.desk.document
    assert document is not None
    after = next(s.fact for s in window.session.vault.facts(document.id) if s.id == fact_id)
    assert after.evidence.quote == "5,400"


def test_a_tagged_web_page_is_shown_and_the_cell_of_a_fact_is_lit(
    qtbot: QtBot, open_window: Callable[[Vault], MainWindow], tmp_path: Path
) -> None:
    path = tmp_path / "filing.htm"
    path.write_bytes(filing().data)
    window = open_window(Vault.in_memory())
    window.session.start()
    with qtbot.waitSignal(window.session.bridge.extracted, timeout=60_000):
        drop(window, path)
    qtbot.waitUntil(lambda: bool(window.facts.model.filled()), timeout=5_000)

    fact_id = select(window, "Net income")
    document = window.desk.document
    assert document is not None
    assert document.media_type == "text/html"
    fact = next(s.fact for s in window.session.vault.facts(document.id) if s.id == fact_id)
    assert (fact.evidence.quote, fact.method, fact.element_id) == ("(120)", Method.TAG, "f-35")
    lit = mark_rect(window)
    assert window.pages.view.viewport().rect().contains(lit.toAlignedRect())
    boxes = window.pages.view.boxes_of(fact.evidence.span)
    assert len(boxes) == 1
    assert (
        300 < boxes[0][0] < boxes[0][2] < WIDTH
    )  # in a column of amounts, not where its order in the row would put it


_REPORT = (
    "# EXAMPLE WIDGETS, INC.",
    "Annual report for the fiscal year ended December 31, 2023",
    "# CONSOLIDATED STATEMENTS OF INCOME",
    "(In millions, except per share amounts)",
    (
        ("Years ended December 31,", "2023", "2022"),
        ("Revenue", "9,000", "8,400"),
        ("Cost of revenue", "5,400", "5,100"),
        ("Gross profit", "3,600", "3,300"),
        ("Operating expenses", "2,100", "1,900"),
        ("Operating income", "1,500", "1,400"),
        ("Income taxes", "300", "280"),
        ("Net income", "1,200", "1,120"),
        ("Diluted earnings per share", "2.40", "2.24"),
    ),
    "# CONSOLIDATED BALANCE SHEETS",
    "(In millions)",
    (
        ("", "December 31, 2023", "December 31, 2022"),
        ("Cash and cash equivalents", "1,210", "1,105"),
        ("Total assets", "8,000", "7,500"),
        ("Total liabilities", "3,500", "3,500"),
        ("Total stockholders' equity", "4,500", "4,000"),
        ("Total liabilities and stockholders' equity", "8,000", "7,500"),
    ),
)
