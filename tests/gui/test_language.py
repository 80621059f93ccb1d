"""The window speaks German, and changes its language by the way of locking."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from muniment.gui.frame.key_names import key_name
from muniment.gui.kit.theme import Theme
from muniment.gui.shell.main_window import MainWindow
from muniment.gui.start import qt_words
from muniment.gui.texts import messages
from muniment.gui.vaults.unlock_dialog import UnlockDialog
from muniment.texts import language
from speaking import speaking


@pytest.fixture(autouse=True)
def _settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "APPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "settings"))


@pytest.fixture
def in_german(qapp: QApplication) -> Iterator[None]:
    with speaking("de"):
        yield


def choose(window: MainWindow, code: str) -> None:
    """Choose a language in the menu."""
    menus = [action.menu() for action in window.top.menu_button.menu().actions()]
    (menu,) = [one for one in menus if one is not None and one.title() == messages.MENU_LANGUAGE()]  # type: ignore[attr-defined]
    next(action for action in menu.actions() if action.data() == code).trigger()  # type: ignore[attr-defined]


def answer(which: str) -> None:
    """Press a button of the question that is about to come up."""

    def press() -> None:
        (box,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox) and one.isVisible()]
        next(button for button in box.buttons() if button.text() == which).click()

    QTimer.singleShot(50, press)


def test_the_menu_ticks_the_language_and_names_each_in_itself(window: MainWindow) -> None:
    menus = [action.menu() for action in window.top.menu_button.menu().actions()]
    (menu,) = [one for one in menus if one is not None and one.title() == messages.MENU_LANGUAGE()]  # type: ignore[attr-defined]

    assert [(a.text(), a.isChecked()) for a in menu.actions()] == [("English", True), ("Deutsch", False)]  # type: ignore[attr-defined]


def test_another_language_is_kept_and_the_vault_locked(qtbot: QtBot, window: MainWindow) -> None:
    answer(messages.LANGUAGE_CHANGE())

    with qtbot.waitSignal(window.lock_asked):
        choose(window, "de")

    assert language.chosen() == "de"


def test_it_may_wait_for_the_next_start(qtbot: QtBot, window: MainWindow) -> None:
    locked: list[bool] = []
    window.lock_asked.connect(lambda: locked.append(True))
    answer(messages.LANGUAGE_LATER())

    choose(window, "de")
    assert language.chosen() == "de"

    choose(window, "en")  # what is spoken: only the choice goes back
    assert (language.chosen(), locked) == ("en", [])


def test_a_choice_that_cannot_be_kept_is_told(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    for name in ("XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "file"))

    choose(window, "de")

    assert any("could not be kept" in sentence for sentence in window.strip.sentences())


@pytest.mark.usefixtures("in_german")
def test_the_window_is_german_throughout(window: MainWindow) -> None:
    english = {
        text
        for widget in window.findChildren(QWidget)
        for text in (_text(widget), widget.toolTip(), widget.accessibleName())
        if text in _english()
    }

    assert window.top.buttons["add"].text() == "Dokumente hinzufügen"
    assert english == set()


@pytest.mark.usefixtures("in_german")
def test_the_lock_screen_is_german(qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> None:
    dialog = UnlockDialog(tmp_path / "New.muniment", Theme(qapp))
    qtbot.addWidget(dialog)
    dialog.first.setText("four words")

    assert dialog.go.text() == "Tresor anlegen"
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Niemand kann die Passphrase zurücksetzen" in said
    assert "Ein Dieb mit mehreren Grafikkarten" in said


@pytest.mark.usefixtures("in_german")
def test_keys_are_called_as_on_a_german_keyboard(window: MainWindow) -> None:
    assert key_name("Ctrl+Shift+C") == "Strg+Umschalt+C"
    assert [key_name(key) for key in ("PgUp", "PgDown")] == ["Bild auf", "Bild ab"]


@pytest.mark.usefixtures("in_german")
def test_qt_speaks_german_too(qapp: QApplication) -> None:
    translator = qt_words.install(qapp)
    try:
        assert QApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    finally:
        if translator is not None:
            qapp.removeTranslator(translator)


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QPushButton) else ""


def _english() -> set[str]:
    """Words of the messages as they stand in the code that are others in German."""
    found = [value for value in vars(messages).values() if hasattr(value, "text") and callable(value)]
    return {str(text.text) for text in found if not text.many and text() != text.text}
