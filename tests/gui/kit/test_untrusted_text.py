"""What a document says is shown as words, and nothing of it is left on the disk in the clear."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from muniment.document.facts.fact import LINKED, PIECES, ContentTag, Link, Method, Sentence, Wording
from muniment.document.pages.evidence import Evidence, Span
from muniment.gui.facts.summary_html import summary_html
from muniment.gui.kit import plain_text
from muniment.gui.kit.theme import LIGHT
from muniment.gui.sheet.linked_text import LinkedText
from muniment.gui.shell.main_window import MainWindow
from muniment.message import message, verbatim
from muniment.vault.store import Vault
from support.window.gui_facts import analysis, fact, millions
from support.window.gui_hands import drop

EVIL = '<img src="file:///etc/hostname"><a href="https://example.com">x</a><script>'


def test_a_summary_shows_markup_as_words(qtbot: QtBot) -> None:
    sentence = Sentence(
        said=message(PIECES, first=message(LINKED, link=0, of=EVIL[:4]), rest=EVIL[4:]),
        heading=EVIL,
        citations=(Evidence(Span(1, 0, 5), EVIL[:5]),),
        links=(Link((0,)),),
    )
    place = Evidence(Span(1, 0, len(EVIL)), EVIL)
    said = Sentence(text="Said.", citations=(place,), wording=Wording.REPHRASED)
    tag = ContentTag(id="x", name=verbatim(EVIL), is_routing=True, method=Method.RULE, weight=1.0, evidence=(place,))
    text = LinkedText("Summary")
    qtbot.addWidget(text)
    text.setHtml(summary_html([sentence, said], [], LIGHT, [tag]))

    assert text.toPlainText().count(EVIL.replace("  ", " ")) == 5  # heading, sentence, original, tag and its words
    assert "example.com" not in [part for part in text.toHtml().split('href="')[1:] if part.startswith("http")]


def test_nothing_is_loaded_whatever_the_text_asks_for(qtbot: QtBot) -> None:
    text = LinkedText("Summary")
    qtbot.addWidget(text)
    text.setHtml('<p><img src="/etc/hostname"></p>')
    loaded = text.document().resource(QTextDocument.ResourceType.ImageResource.value, QUrl("/etc/hostname"))
    assert bytes(loaded.data()) == b""


def test_a_name_that_looks_like_markup_is_shown_as_it_is(
    qtbot: QtBot, open_window: Callable[[Vault], MainWindow], tmp_path: Path, sample_pdf: Path
) -> None:
    path = tmp_path / "<b>Q3 & Q4<img src=x>.pdf"
    path.write_bytes(sample_pdf.read_bytes())
    window = open_window(Vault.in_memory())
    window.session.start()
    with qtbot.waitSignal(window.session.bridge.extracted, timeout=60_000):
        drop(window, path)
    assert window.library.model.names() == [path.name]
    assert "&lt;img" in window.pages._name.toolTip()
    assert "&lt;img" in str(window.library.model.index(0).data(3))  # Qt.ItemDataRole.ToolTipRole


def test_a_tip_is_escaped() -> None:
    assert "<img" not in plain_text.tip(EVIL)
    assert plain_text.tip("") == ""


def test_labels_of_facts_are_escaped_in_the_panel(window: MainWindow) -> None:
    from dataclasses import replace

    evil = replace(fact("revenue", millions("9")), label=EVIL, column=EVIL)
    window.facts.show_analysis(analysis([evil]), [])
    window.facts.view.step(1)
    assert "<img" not in window.facts.panel._where.text()
    assert "&lt;img" in window.facts.panel._where.text()


DIALOG = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from muniment.gui.kit import file_dialogs as files
from muniment.gui.start.desktop_app import make_application

application = make_application()
parent = QWidget()

def accept():
    dialog = next(w for w in application.topLevelWidgets() if isinstance(w, QFileDialog))
    dialog.findChild(QLineEdit).setText(Path(sys.argv[1]).name)
    dialog.accept()

QTimer.singleShot(500, accept)
chosen, folder = files.ask_files(parent, str(Path(sys.argv[1]).parent))
assert [str(path) for path in chosen] == [sys.argv[1]], chosen
assert folder == str(Path(sys.argv[1]).parent)
application.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))  # Qt writes when the dialog is destroyed
"""


def test_the_file_dialog_leaves_no_folder_name_on_the_disk(tmp_path: Path) -> None:
    home, deals = tmp_path / "home", tmp_path / "Project-Kestrel"
    home.mkdir()
    deals.mkdir()
    (deals / "a.pdf").write_bytes(b"%PDF-")
    places = {name: str(home / name) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    environment = {**os.environ, **places, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}

    subprocess.run(
        [sys.executable, "-c", DIALOG, str(deals / "a.pdf")], check=True, timeout=60, env=environment, cwd=Path.cwd()
    )

    written = [path for path in home.rglob("*") if path.is_file()]
    assert [path for path in written if b"Kestrel" in path.read_bytes()] == []
    assert [path for path in home.rglob("*") if "Kestrel" in path.name] == []
