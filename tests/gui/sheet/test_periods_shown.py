"""Choosing which periods the sheet shows, with the keyboard, and following figures into other documents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from muniment.gui.facts.facts_pane import CHECKS
from muniment.gui.sheet.fact_sheet import RowKind
from muniment.gui.shell.main_window import MainWindow
from muniment.message import message
from support.documents.made_pdf import year_before
from support.window.gui_hands import concept_index, drop, select


def blocks(window: MainWindow) -> list[str]:
    return [row.label for row in window.facts.model.sheet.rows if row.kind is RowKind.BLOCK]


def test_the_arrow_keys_switch_and_the_vault_remembers(window: MainWindow) -> None:
    tabs = window.facts.periods.tabs
    assert [tabs.tabText(i) for i in range(tabs.count()) if tabs.isTabVisible(i)] == ["All", "Year", "Balance"]
    assert tabs.focusPolicy() & Qt.FocusPolicy.TabFocus
    tabs.setFocus()
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert blocks(window) == ["Year", "Document"]
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert blocks(window) == ["Balance", "Document"]
    assert window.session.vault.get("gui.periods") == "balance"


def test_the_selected_figure_stays_selected_where_it_is_still_shown(window: MainWindow) -> None:
    revenue = select(window, "Revenue")
    window.facts.periods.tabs.setCurrentIndex(1)
    cell = window.facts.view.cell()
    assert cell is not None
    assert cell.fact_id == revenue
    window.facts.periods.tabs.setCurrentIndex(4)
    assert window.facts.view.cell() is None
    assert window.facts.panel._hint.isVisible()


def test_an_operand_that_is_not_shown_is_shown_when_it_is_followed(window: MainWindow) -> None:
    window.facts.periods.tabs.setCurrentIndex(1)
    window.facts.view.setCurrentIndex(concept_index(window, "Net debt to EBITDA"))
    analysis, cell = window.facts.analysis, window.facts.view.cell()
    assert analysis is not None
    assert cell is not None
    debt = next(i for i in cell.facts if analysis.facts[i].fact.concept == "long_term_debt")
    window.facts.panel.fact_followed.emit(debt)
    assert blocks(window) == ["Year", "Balance", "Document"]
    cell = window.facts.view.cell()
    assert cell is not None
    assert cell.fact_id == analysis.facts[debt].id


def test_a_measure_shows_its_formula(window: MainWindow) -> None:
    window.facts.view.setCurrentIndex(concept_index(window, "EBITDA margin"))
    assert "Formula: ebitda / revenue" in window.facts.panel._history.text()


def test_operands_of_one_name_say_their_periods(window: MainWindow) -> None:
    window.facts.view.setCurrentIndex(concept_index(window, "Revenue growth"))
    text = window.facts.panel._where.text()
    assert "Revenue FY2023 USD 9,000 million" in text
    assert "Revenue FY2022 USD 8,400 million" in text


def test_a_check_leads_into_the_other_filing(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    older = tmp_path / "older.pdf"
    older.write_bytes(year_before())
    first = window.desk.document
    assert first is not None
    with qtbot.waitSignal(
        window.session.bridge.derived, timeout=30_000, check_params_cb=lambda document_id: document_id == first.id
    ):
        drop(window, older)
    window.desk.open(first.id)
    window.facts.go_to_tab(CHECKS)
    analysis = window.facts.analysis
    assert analysis is not None
    at, check = next((i, c) for i, c in enumerate(analysis.checks) if c.elsewhere)
    assert f'href="elsewhere:{at}:0"' in window.facts.checks.toHtml()
    window.facts.checks.followed.emit(f"elsewhere:{at}:0")
    assert window.desk.document is not None
    assert window.desk.document.name == "older.pdf"
    assert window.desk.highlights.found == [check.elsewhere[0].evidence.span]
    cell = window.facts.view.cell()
    assert cell is not None
    assert window.facts.analysis is not None
    assert window.facts.analysis.facts[cell.facts[0]].fact.concept == check.elsewhere[0].concept


def test_what_is_good_to_know_stands_over_the_checks(window: MainWindow) -> None:
    known = window.facts.analysis
    assert known is not None
    fault = message("own-measures", fault=message("measure-needs", measure="x", entry="unit"))
    warned = replace(known, warnings=(message("no-scale"), fault))
    window.facts.show_analysis(warned, [])
    text = window.facts.checks.toPlainText()
    assert text.startswith("Note: Some figures stand where nothing says whether")
    assert "Measure 'x' needs 'unit'." in text
