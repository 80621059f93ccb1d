"""The window's search: words at once, and what means the same as soon as it is known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from muniment.gui.kit.theme import Theme
from muniment.gui.session.vault_session import VaultSession
from muniment.gui.shell.main_window import MainWindow
from muniment.pipeline.models.embedding_index import EMBED
from muniment.pipeline.models.model_store import ModelStore
from muniment.pipeline.pipeline import PipelineOptions
from muniment.vault.store import Vault
from support.documents.made_pdf import small_report
from support.models import tiny_embedder

pytestmark = pytest.mark.model
WAIT = 30_000  # milliseconds


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[MainWindow]:
    """One with a report whose meaning is known."""
    shelf = ModelStore(tmp_path / "models")
    shelf.folder.mkdir()
    shelf.use(tiny_embedder.build(shelf.folder / "tiny-bert.gguf"), EMBED)
    report = tmp_path / "report.pdf"
    report.write_bytes(small_report())
    made = MainWindow(VaultSession(Vault.in_memory(), PipelineOptions(models=shelf.folder)), theme)
    qtbot.addWidget(made)
    made.show()
    made.session.start()
    made.add_paths([report])
    with qtbot.waitSignal(made.session.bridge.extracted, timeout=WAIT):
        pass
    with qtbot.waitSignal(made.session.bridge.idle, timeout=WAIT):
        pass
    yield made
    made.close()


def listed(window: MainWindow) -> dict[str, str]:
    """Places and what stands there."""
    lines = window.library.hits._lines
    return {line.place: line.text for line in lines}


def is_by_meaning(text: str) -> bool:
    return text.startswith("By meaning: ")


def test_pages_that_mean_the_same_stand_beside_those_with_the_words(qtbot: QtBot, window: MainWindow) -> None:
    window.parts.searching.search("customer")
    by_words = listed(window)
    assert by_words
    assert not any(map(is_by_meaning, by_words.values()))
    qtbot.waitUntil(lambda: any(map(is_by_meaning, listed(window).values())), timeout=WAIT)
    assert by_words.items() <= listed(window).items()
    window.parts.searching.search("nonsensical")
    assert listed(window) == {}
    qtbot.waitUntil(lambda: bool(listed(window)), timeout=WAIT)
    assert all(map(is_by_meaning, listed(window).values()))
    window.library.hit_chosen.emit(window.library.hits.hit(0))
    assert window.desk.document is not None
    window.parts.searching.search("")
    window.parts.searching._neared(window.session.pipeline._near[0])  # of a search that is over
    assert not window.library._searching
