"""Nobody loses their place, or a document: closing, locking, killed workers."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from muniment.gui.shell.main_window import MainWindow
from muniment.vault.database.records import DocumentState
from muniment.vault.keys import key_wrapping
from muniment.vault.store import Vault
from support.window.gui_hands import drop, select

OpenWindow = Callable[[Vault], MainWindow]
PASSPHRASE = "correct horse battery staple"


def test_the_place_is_found_again(read_vault: Vault, open_window: OpenWindow) -> None:
    folder = read_vault.folder
    assert folder is not None
    first = open_window(read_vault)
    fact_id = select(first, "Operating cash flow")
    first.pages.view.set_zoom(1.7)
    first.pages.view.verticalScrollBar().setValue(1_234)
    first.facts.go_to_tab("checks")
    place = first.pages.view.place()
    first.close()

    second = open_window(Vault.open(folder, PASSPHRASE))

    cell = second.facts.view.cell()
    assert cell is not None
    assert cell.fact_id == fact_id
    assert second.facts.tabs.current() == "checks"
    found = second.pages.view.place()
    assert (found.page, round(found.part, 2), found.zoom) == (place.page, round(place.part, 2), place.zoom)


def test_a_place_that_is_gone_does_no_harm(read_vault: Vault, open_window: OpenWindow) -> None:
    read_vault.set("gui.place", {"document": 99, "page": "x", "part": None, "zoom": [], "fact": 7, "size": [1, 2]})
    read_vault.set("gui.copy", "nonsense")

    window = open_window(read_vault)

    assert window.pages.view.page == 1
    assert window.pages.view.pages == 5


def test_closing_in_mid_work_loses_nothing(
    qtbot: QtBot, tmp_path: Path, sample_pdf: Path, open_window: OpenWindow
) -> None:
    folder = tmp_path / "Deals.muniment"
    window = open_window(Vault.create(folder, PASSPHRASE, cost=key_wrapping.LEAST_COST))
    window.session.start()
    with qtbot.waitSignal(window.session.bridge.arrived, timeout=20_000):
        drop(window, sample_pdf)
    window.close()

    again = open_window(Vault.open(folder, PASSPHRASE))
    assert again.library.model.names() == [sample_pdf.name]
    assert again.library.model.entry(0).document.state in (DocumentState.QUEUED, DocumentState.DONE)
    again.session.start()
    qtbot.waitUntil(lambda: again.session.vault.documents()[0].state is DocumentState.DONE, timeout=60_000)
    qtbot.waitUntil(lambda: bool(again.facts.model.filled()), timeout=5_000)


def test_the_place_in_a_document_that_is_still_being_read_is_found_again(
    qtbot: QtBot, tmp_path: Path, sample_pdf: Path, open_window: OpenWindow
) -> None:
    folder = tmp_path / "Deals.muniment"
    vault = Vault.create(folder, PASSPHRASE, cost=key_wrapping.LEAST_COST)
    queued = vault.arrive("queued.pdf", "application/pdf", sample_pdf.read_bytes()).document.id
    vault.set("gui.place", {"document": queued, "page": 3, "part": 0.25, "zoom": 1.5})
    first = open_window(vault)
    assert first.pages.view.pages == 0  # its reader has not opened it yet
    first.close()

    again = open_window(Vault.open(folder, PASSPHRASE))
    again.session.start()
    qtbot.waitUntil(lambda: again.pages.view.pages == 5, timeout=60_000)
    place = again.pages.view.place()
    assert (place.page, round(place.part, 2), place.zoom) == (3, 0.25, 1.5)


def test_a_killed_reader_is_replaced_and_the_page_still_comes(qtbot: QtBot, window: MainWindow) -> None:
    view = window.pages.view
    qtbot.waitUntil(lambda: view.images.image(1) is not None, timeout=20_000)
    select(window, "Operating income")
    place = view.place()
    worker = window.session.pipeline._pool._posts["read"].worker
    assert worker is not None
    assert worker.pid is not None

    with qtbot.waitSignal(window.session.bridge.restarted, timeout=20_000):
        os.kill(worker.pid, signal.SIGKILL)
        view.go_to_page(5)

    qtbot.waitUntil(lambda: view.images.image(5) is not None, timeout=20_000)
    view.go_to_page(4)
    assert view.zoom == place.zoom or place.zoom == 0.0
    assert any("Nothing is lost" in sentence for sentence in window.strip.sentences())


def test_locking_asks_the_program_and_keeps_the_place(qtbot: QtBot, window: MainWindow) -> None:
    fact_id = select(window, "Net income")

    with qtbot.waitSignal(window.lock_asked, timeout=1_000):
        QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    window.keeper.save()

    assert window.session.vault.get("gui.place")["fact"] == fact_id
