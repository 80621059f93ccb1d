"""For everybody: by keyboard alone, with a screen reader, and without waiting."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from muniment.document.facts.fact import State
from muniment.gui.kit.theme import DARK, LIGHT, Colours, Scheme, Theme
from muniment.gui.shell.main_window import MainWindow
from muniment.gui.vaults.unlock_dialog import UnlockDialog
from muniment.vault.store import Vault
from support.window.gui_hands import drop, select

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_everything_that_takes_the_keyboard_has_a_name(
    window: MainWindow, theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = UnlockDialog(tmp_path / "New.muniment", theme)
    qtbot.addWidget(dialog)
    dialog.show()
    window.strip.warn("Something went wrong.")

    nameless = [
        repr(widget)
        for top in (window, dialog)
        for widget in top.findChildren(QWidget)
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.isEnabled() and not _spoken(widget)
    ]

    assert nameless == []


def test_cells_are_spoken_with_their_state(window: MainWindow) -> None:
    select(window, "Revenue")
    index = window.facts.view.currentIndex()
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Revenue, FY2023 to 31 Dec 2023, 9,000, checked"


def test_a_journey_by_keyboard_alone(qtbot: QtBot, window: MainWindow) -> None:
    vault, document = window.session.vault, window.desk.document
    assert document is not None

    QTest.keyClick(window, Qt.Key.Key_3, CONTROL)
    assert window.facts.view.hasFocus()
    _press(qtbot, Qt.Key.Key_J)
    cell = window.facts.view.cell()
    assert cell is not None
    _press(qtbot, Qt.Key.Key_Return)
    _press(qtbot, Qt.Key.Key_J)
    _press(qtbot, Qt.Key.Key_J)
    _press(qtbot, Qt.Key.Key_K)
    _press(qtbot, Qt.Key.Key_R)
    _press(qtbot, Qt.Key.Key_J)
    _press(qtbot, Qt.Key.Key_F2)
    assert window.pages.view.hasFocus()
    _press(qtbot, Qt.Key.Key_Down)
    _press(qtbot, Qt.Key.Key_Return)
    states = [stored.fact.state for stored in vault.facts(document.id) if stored.decisions]
    assert sorted(states) == [State.ACCEPTED, State.CORRECTED, State.REJECTED]
    _press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert sum(stored.decisions for stored in vault.facts(document.id)) == 2

    QTest.keyClick(window, Qt.Key.Key_Tab, CONTROL)
    assert window.facts.summary.hasFocus()
    _press(qtbot, Qt.Key.Key_Tab)
    _press(qtbot, Qt.Key.Key_Return)
    assert window.desk.highlights.found
    QTest.keyClick(window, Qt.Key.Key_2, CONTROL)
    assert window.pages.view.hasFocus()
    _press(qtbot, Qt.Key.Key_End)
    assert window.pages.view.page == 5
    QTest.keyClick(window, Qt.Key.Key_G, CONTROL)
    QTest.keyClicks(window.pages.field, "2")
    _press(qtbot, Qt.Key.Key_Return)
    assert window.pages.view.page == 2
    QTest.keyClick(window, Qt.Key.Key_1, CONTROL)
    assert window.library.view.hasFocus()


def test_zoom_keys(qtbot: QtBot, window: MainWindow) -> None:
    view = window.pages.view
    fitting = view.zoom
    QTest.keyClick(window, Qt.Key.Key_Plus, CONTROL)
    assert view.zoom > fitting
    QTest.keyClick(window, Qt.Key.Key_0, CONTROL)
    assert view.zoom == 96 / 72
    QTest.keyClick(window, Qt.Key.Key_9, CONTROL)
    assert view.zoom == pytest.approx(fitting, rel=0.03)


def test_letters_are_typed_into_fields_not_taken_as_commands(qtbot: QtBot, window: MainWindow) -> None:
    window.top.search.setFocus()
    QTest.keyClicks(window.top.search, "jkr?")
    assert window.top.search.text() == "jkr?"


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_from_their_ground(colours: Colours) -> None:
    for word in (colours.text, colours.mute, colours.accent, colours.good, colours.warn, colours.bad):
        for ground in (colours.panel, colours.ground):
            assert _contrast(word, ground) >= 4.5
    assert _contrast(colours.on_fill, colours.fill) >= 4.5
    assert _contrast(colours.text, colours.select) >= 4.5
    assert _contrast("#000000", colours.mark_strong) >= 4.5
    assert _contrast(colours.mark_edge, "#ffffff") >= 3.0


def test_the_scheme_is_kept_in_the_vault(window: MainWindow, theme: Theme) -> None:
    window.parts.looks.choose(Scheme.DARK)
    assert theme.colours is DARK
    assert QApplication.palette().window().color().name() == DARK.ground
    assert window.session.vault.get("gui.scheme") == "dark"
    window.parts.looks.choose(Scheme.SYSTEM)


def test_cancelling_one_of_several(
    qtbot: QtBot, open_window: Callable[[Vault], MainWindow], sample_pdf: Path, tmp_path: Path
) -> None:
    window = open_window(Vault.in_memory())
    other = tmp_path / "other.pdf"
    other.write_bytes(sample_pdf.read_bytes() + b"\n%other\n")
    drop(window, sample_pdf, other)
    window.session.start()
    qtbot.waitUntil(lambda: window.library.model.rowCount() == 2, timeout=20_000)

    window.parts.work.cancel(window.library.model.entry(0).document.id)

    qtbot.waitUntil(
        lambda: {e.document.state for e in map(window.library.model.entry, (0, 1))} <= {"done", "cancelled"},
        timeout=60_000,
    )
    assert window.library.model.entry(1).document.state == "done"


FIRST_PAINT = """
import sys
from pathlib import Path
from muniment.gui.start.desktop_app import make_application
from muniment.gui.shell.main_window import MainWindow
from muniment.gui.session.vault_session import VaultSession
from muniment.gui.kit.theme import Theme
from muniment.pipeline.pipeline import PipelineOptions
from muniment.vault.store import Vault

application = make_application()
window = MainWindow(VaultSession(Vault.in_memory(), PipelineOptions(model=False)), Theme(application))
window.show()
window.grab()
for name in sys.modules:
    print(name)
window.close()
"""


def test_the_first_paint_loads_no_parser_no_model_and_no_network() -> None:
    ran = subprocess.run([sys.executable, "-c", FIRST_PAINT], capture_output=True, text=True, check=True, timeout=60)
    loaded = {name.split(".")[0] for name in ran.stdout.split()}
    heavy = {"pypdfium2_raw", "pypdf", "docx", "lxml", "llama_cpp", "numpy", "xlsxwriter", "jinja2", "asyncio", "ssl"}
    assert loaded & heavy == set()
    assert "PySide6.QtNetwork" not in ran.stdout
    assert "muniment.reading" not in ran.stdout
    assert "muniment.analysis" not in ran.stdout


def _press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers)


def _spoken(widget: QWidget) -> str:
    if widget.objectName().startswith("qt_"):
        return widget.objectName()  # parts of Qt's own widgets
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def _contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2."""
    lights = sorted((_light(one), _light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
