"""Questions in the window: by keyboard, with answers that lead to their places."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from muniment.gui.shell.main_window import MainWindow
from muniment.gui.texts import ask_messages

CONTROL = Qt.KeyboardModifier.ControlModifier


def ask(qtbot: QtBot, window: MainWindow, question: str) -> str:
    """Ask as a user would, and wait for the end of the answer; its words."""
    pane = window.asking.pane
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
    assert pane.field.hasFocus()
    pane.field.clear()
    QTest.keyClicks(pane.field, question)
    with qtbot.waitSignal(window.session.bridge.answered, timeout=30_000, check_params_cb=lambda _, is_over: is_over):
        QTest.keyClick(pane.field, Qt.Key.Key_Return)
    return pane.answer.toPlainText()


def test_a_computed_answer_leads_to_every_figure(qtbot: QtBot, window: MainWindow) -> None:
    said = ask(qtbot, window, "Did the gross margin improve in FY2023?")
    assert said.startswith("Yes\nChange, FY2023: +0.7 percentage points")
    assert "gross_profit / revenue" in said
    assert "Gross profit, FY2023 to 31 Dec 2023: 3,600 checked" in said
    pane = window.asking.pane
    operands = [line for line in said.splitlines() if line.endswith("checked")]
    assert len(operands) == 4
    pane.answer.followed.emit("operand:0")
    assert [window.pages.texts.page(1, s.page).text[s.start : s.end] for s in window.desk.highlights.found] == ["3,300"]
    assert window.pages.view.page == 4
    pane.answer.followed.emit("step:2")
    assert len(window.desk.highlights.found) == 4


def test_cited_sentences_lead_to_their_places(qtbot: QtBot, window: MainWindow) -> None:
    said = ask(qtbot, window, "Who is the largest customer?")
    assert ask_messages.CITED() in said
    assert "Our largest customer accounted for 12% of revenue" in said
    window.asking.pane.answer.followed.emit("passage:0")
    assert window.pages.view.page == 2
    assert len(window.desk.highlights.found) == 1


def test_what_is_not_there_is_said(qtbot: QtBot, window: MainWindow) -> None:
    assert ask(qtbot, window, "What do bananas cost on Mars?").startswith(ask_messages.ABSENT())
    said = ask(qtbot, window, "What was the gross margin in FY1999?")
    assert "no figure was found for" in said


def test_only_the_document_on_the_desk_may_be_asked(qtbot: QtBot, window: MainWindow) -> None:
    window.asking.pane.where.setCurrentIndex(1)
    assert "9,000 million" in ask(qtbot, window, "revenue 2023")


def test_esc_stops_the_question_then_closes_the_pane(qtbot: QtBot, window: MainWindow) -> None:
    pane, side = window.asking.pane, window.facts
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(pane.field, "revenue 2023")
    QTest.keyClick(pane.field, Qt.Key.Key_Return)
    assert pane.button.text() == ask_messages.STOP()
    QTest.keyClick(pane.field, Qt.Key.Key_Escape)
    assert pane.button.text() == ask_messages.BUTTON()
    assert pane.isVisible()
    QTest.keyClick(pane.field, Qt.Key.Key_Escape)
    assert side.isVisible()
    assert "9,000 million" in ask(qtbot, window, "revenue 2023")  # the worker is still there


def test_the_keys_of_the_facts_bring_them_back(window: MainWindow) -> None:
    for key in (Qt.Key.Key_3, Qt.Key.Key_Tab):
        window.panes.go_to("ask")
        QTest.keyClick(window, key, CONTROL)
        assert window.facts.isVisible()


def test_without_documents_nothing_is_asked(empty_window: MainWindow) -> None:
    QTest.keyClick(empty_window, Qt.Key.Key_K, CONTROL)
    pane = empty_window.asking.pane
    QTest.keyClicks(pane.field, "revenue")
    QTest.keyClick(pane.field, Qt.Key.Key_Return)
    assert pane.button.text() == ask_messages.BUTTON()
    assert not pane.answer.isVisible()
