"""Where the keyboard is, what can be chosen, and that nothing jumps under the user's eyes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from muniment.document.facts.fact import State
from muniment.gui.kit.theme import sized
from muniment.gui.sheet.facts_view import ROOMY, TIGHT
from muniment.gui.shell.main_window import MainWindow
from support.window.gui_hands import click, concept_index, select


def test_after_opening_the_keyboard_is_in_the_facts(window: MainWindow) -> None:
    window.start()
    assert window.facts.view.hasFocus()
    assert not window.facts.view.currentIndex().isValid()  # the page stays where it was left
    QTest.keyClick(window.facts.view, Qt.Key.Key_Down)
    assert window.facts.view.currentIndex() == concept_index(window, "Revenue")


def test_going_to_the_facts_by_keys_finds_a_figure(window: MainWindow) -> None:
    window.library.focus()
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.facts.view.cell() is not None


def test_j_leads_from_the_library_and_from_another_tab_to_the_facts(window: MainWindow) -> None:
    window.facts.go_to_tab("summary")
    window.library.focus()
    QTest.keyClick(window.library.view, Qt.Key.Key_J)
    assert window.facts.view.hasFocus()
    assert window.facts.view.currentIndex() == concept_index(window, "Revenue")


def test_enter_on_the_page_accepts_what_is_selected(window: MainWindow) -> None:
    select(window, "Revenue")
    window.pages.view.setFocus()
    QTest.keyClick(window.pages.view, Qt.Key.Key_Return)
    cell = window.facts.view.cell()
    assert cell is not None
    assert cell.state is State.ACCEPTED


def test_only_what_would_do_something_can_be_chosen(window: MainWindow) -> None:
    commands = window.commands
    assert not commands["accept"].isEnabled()
    assert commands["export"].isEnabled()
    select(window, "Revenue")
    assert commands["accept"].isEnabled()
    window.facts.go_to_tab("summary")
    assert not commands["reject"].isEnabled()


def test_an_empty_vault_invites_and_has_nothing_to_export(empty_window: MainWindow) -> None:
    assert empty_window.pages.welcome.isVisible()
    assert not empty_window.top.buttons["export"].isEnabled()
    assert not empty_window.commands["undo"].isEnabled()


def test_the_sample_can_be_tried_from_the_invitation(qtbot: QtBot, empty_window: MainWindow) -> None:
    with qtbot.waitSignal(empty_window.session.bridge.arrived, timeout=20_000):
        click(empty_window.pages.welcome.sample)
    assert empty_window.library.model.names() == ["annual-report.pdf"]
    assert empty_window.pages.view.isVisible()


def test_a_document_that_is_added_is_shown(qtbot: QtBot, window: MainWindow, tmp_path: Path, sample_pdf: Path) -> None:
    other = tmp_path / "other.pdf"
    other.write_bytes(sample_pdf.read_bytes() + b"\n")
    with qtbot.waitSignal(window.session.bridge.arrived, timeout=10_000):
        window.add_paths([other])
    assert window.desk.document is not None
    assert window.desk.document.name == "other.pdf"


def test_a_hint_over_the_page_does_not_move_it(window: MainWindow) -> None:
    select(window, "Net income")
    view = window.pages.view

    def height() -> int:
        return view.mapToGlobal(QPoint()).y() - view.verticalScrollBar().value()

    before = height()
    window.desk.correcting.begin()
    assert window.pages.hint()
    assert height() == before
    view.pointer.leave()
    assert height() == before


def test_fit_width_is_the_same_before_and_after_the_window_is_shown(window: MainWindow) -> None:
    view = window.pages.view
    before = view.zoom
    view.fit_width()
    assert view.zoom == pytest.approx(before)


@pytest.mark.parametrize("width", [980, 1180, 1440])
def test_no_head_is_cut_off_and_nothing_has_to_be_moved_sideways(qtbot: QtBot, window: MainWindow, width: int) -> None:
    window.resize(width, 700)
    view = window.facts.view
    qtbot.waitUntil(lambda: view.width() == window.facts.width())
    assert view.horizontalScrollBar().maximum() == 0
    metrics = QFontMetrics(sized(view.font(), 11))
    for column in range(1, view.facts_model.columnCount()):
        head = view.facts_model.headerData(column, Qt.Orientation.Horizontal)
        assert isinstance(head, str)
        widest = max(metrics.horizontalAdvance(line) for line in head.split("\n"))
        assert view.columnWidth(column) >= widest + view.pads.head
    assert view.pads in (ROOMY, TIGHT)


def test_once_a_document_is_read_the_keyboard_is_in_its_facts(
    qtbot: QtBot, empty_window: MainWindow, sample_pdf: Path
) -> None:
    empty_window.top.buttons["add"].setFocus()
    with qtbot.waitSignal(empty_window.session.bridge.extracted, timeout=30_000):
        empty_window.add_paths([sample_pdf])
    qtbot.waitUntil(empty_window.facts.view.hasFocus)
