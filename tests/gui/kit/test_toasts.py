"""What is good to know passes by itself and moves nothing."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from pytestqt.qtbot import QtBot

from muniment.gui.kit.toasts import Toasts
from muniment.gui.shell.main_window import MainWindow


def _toasts(window: MainWindow) -> Toasts:
    return window.findChildren(Toasts)[0]


def test_a_passing_sentence_moves_no_pane(window: MainWindow) -> None:
    before = window.panes.geometry()
    window.strip.tell("4 cells copied.")
    assert window.strip.sentences() == ["4 cells copied."]
    assert window.panes.geometry() == before
    assert _toasts(window).isVisible()


def test_sentences_stand_within_the_window_at_any_size(qtbot: QtBot, window: MainWindow) -> None:
    for sentence in ("Short.", "A sentence that is long enough to be broken into several lines, " * 4):
        window.strip.tell(sentence)
    for size in (QSize(1300, 800), QSize(980, 620)):
        window.resize(size)
        qtbot.waitUntil(lambda wanted=size: bool(window.size() == wanted))  # type: ignore[misc]
        assert QRect(window.pages.mapTo(window, window.pages.rect().topLeft()), window.pages.size()).contains(
            _toasts(window).geometry()
        )


def test_the_same_sentence_shows_once_and_old_ones_go(window: MainWindow) -> None:
    for sentence in ("One.", "Two.", "One.", "Three.", "Four."):
        window.strip.tell(sentence)
    assert window.strip.sentences() == ["One.", "Three.", "Four."]
