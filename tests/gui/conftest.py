"""Fixtures of the window's tests: real vaults, the real pipeline, PDFs made while they run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from muniment.gui.kit.theme import Theme
from muniment.gui.session.vault_session import VaultSession
from muniment.gui.shell.main_window import MainWindow
from muniment.pipeline.pipeline import Pipeline, PipelineOptions
from muniment.pipeline.workers import pipeline_events
from muniment.vault.keys import key_wrapping, keyring_store, recovery_code
from muniment.vault.store import Vault
from prove.vault_keys.memory_ring import MemoryRing
from support.documents.made_pdf import small_report
from support.pipeline_bench import Listener
from support.window.gui_keys import PASSPHRASE

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

REPORT = "Example Widgets – Annual report 2023.pdf"

OpenWindow = Callable[[Vault], MainWindow]


@pytest.fixture(scope="session")
def theme(qapp: object) -> Theme:
    from PySide6.QtWidgets import QApplication

    assert isinstance(qapp, QApplication)
    return Theme(qapp)


@pytest.fixture(scope="session")
def sample_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("given") / REPORT
    path.write_bytes(small_report())
    return path


@pytest.fixture(scope="session")
def read_folder(tmp_path_factory: pytest.TempPathFactory, sample_pdf: Path) -> Path:
    """A vault in which the sample was read; to be copied."""
    folder = tmp_path_factory.mktemp("read") / "Deals.muniment"
    with Vault.create(folder, PASSPHRASE, cost=key_wrapping.LEAST_COST) as vault:
        listener = Listener()
        pipeline = Pipeline(vault.second_connection, options=PipelineOptions(model=False), on_event=listener)
        pipeline.start()
        pipeline.add([sample_pdf])
        listener.until(pipeline_events.Extracted)
        pipeline.stop()
    return folder


@pytest.fixture
def read_vault(read_folder: Path, tmp_path: Path) -> Vault:
    folder = tmp_path / "Deals.muniment"
    shutil.copytree(read_folder, folder)
    return Vault.open(folder, PASSPHRASE)


@pytest.fixture
def open_window(qtbot: QtBot, theme: Theme) -> Iterator[OpenWindow]:
    opened: list[MainWindow] = []

    def open_it(vault: Vault) -> MainWindow:
        window = MainWindow(VaultSession(vault, PipelineOptions(model=False)), theme)
        window.resize(1440, 880)  # the offscreen screen is smaller than what the program is made for
        qtbot.addWidget(window)
        opened.append(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    yield open_it
    for window in opened:
        window.close()


@pytest.fixture
def window(open_window: OpenWindow, read_vault: Vault) -> MainWindow:
    """The window with the sample read, the pipeline at work."""
    made = open_window(read_vault)
    made.session.start()
    return made


@pytest.fixture
def empty_window(open_window: OpenWindow) -> MainWindow:
    """The window of an empty vault, the pipeline at work."""
    made = open_window(Vault.in_memory())
    made.session.start()
    return made


@pytest.fixture
def shown_messages(window: MainWindow) -> list[str]:
    shown: list[str] = []
    window.strip.shown.connect(shown.append)
    return shown


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> MemoryRing:
    made = MemoryRing()
    monkeypatch.setattr(keyring_store, "system_ring", lambda: made)
    monkeypatch.setattr(
        key_wrapping, "calibrated", lambda: key_wrapping.LEAST_COST
    )  # it asks the clock how fast the machine is
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Keys.muniment"


@pytest.fixture
def code() -> str:
    return recovery_code.make()


@pytest.fixture
def vault(folder: Path, code: str) -> Vault:
    """With a passphrase and a recovery code."""
    made, changes = Vault.create_with_keys(folder, PASSPHRASE, cost=key_wrapping.LEAST_COST)
    changes.set_recovery(code)
    return made
