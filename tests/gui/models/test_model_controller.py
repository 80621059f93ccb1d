"""Models in the window: dropped, consented to, listed, examined, chosen and removed; never taken for documents."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from muniment.document.usage import exam_marks
from muniment.gui.kit.theme import Theme
from muniment.gui.models.model_consent import ModelConsent
from muniment.gui.session.vault_session import VaultSession
from muniment.gui.shell.file_dropping import sorted_out
from muniment.gui.shell.main_window import MainWindow
from muniment.gui.texts import messages, model_messages
from muniment.pipeline.models import adapter_bases
from muniment.pipeline.models.embedding_index import EMBED
from muniment.pipeline.models.model_listing import Listed, Standing
from muniment.pipeline.models.model_store import ModelStore
from muniment.pipeline.pipeline import PipelineOptions
from muniment.texts.say import say
from muniment.vault.store import Vault
from support.documents.made_pdf import small_report
from support.models import earned, tiny_adapter, tiny_embedder, tiny_gguf
from support.window.gui_hands import drop

pytestmark = pytest.mark.model
WAIT = 30_000  # milliseconds


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_gguf.build(tmp_path_factory.mktemp("model") / "tiny.gguf", tiny_gguf.FAMILIES["llama"])


@pytest.fixture
def shelf(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, shelf: ModelStore) -> Iterator[MainWindow]:
    made = MainWindow(VaultSession(Vault.in_memory(), PipelineOptions(model=False, models=shelf.folder)), theme)
    qtbot.addWidget(made)
    made.show()
    made.session.start()
    yield made
    made.close()


def consent(qtbot: QtBot, window: MainWindow) -> ModelConsent:
    qtbot.waitUntil(lambda: window.parts.models.consent is not None, timeout=WAIT)
    assert window.parts.models.consent is not None
    return window.parts.models.consent


def listed(qtbot: QtBot, window: MainWindow, name: str, standing: Standing) -> Listed:
    """Open the sheet, or wait for it, until a model stands there so; it is chosen then."""
    sheet = window.parts.models.sheet
    qtbot.waitUntil(lambda: any(one.name == name and one.standing is standing for one in sheet.models), timeout=WAIT)
    row = next(row for row, one in enumerate(sheet.models) if one.name == name)
    sheet.list.setCurrentRow(row)
    return sheet.models[row]


def test_a_model_and_a_document_dropped_together_go_where_they_belong(
    qtbot: QtBot, window: MainWindow, shelf: ModelStore, model: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.pdf"
    report.write_bytes(small_report())
    with qtbot.waitSignal(window.session.bridge.arrived, timeout=WAIT):
        assert drop(window, report, model)
    dialog = consent(qtbot, window)
    QTest.keyClick(dialog, Qt.Key.Key_Return)  # as the default button is: nothing is accepted by a hasty Enter
    qtbot.waitUntil(lambda: window.parts.models.consent is None, timeout=WAIT)
    assert shelf.files() == []
    assert drop(window, model)
    dialog = consent(qtbot, window)
    dialog.choose("Q8_0")
    with qtbot.waitSignal(window.parts.models.tasks.imported, timeout=WAIT):
        dialog.go.click()
    assert [path.name for path in shelf.files()] == ["tiny.Q8_0.gguf"]
    assert [row.name for row in window.session.vault.documents()] == ["report.pdf"]
    assert model_messages.imported("tiny.Q8_0.gguf") in window.strip.sentences()
    vault, wanted = window.session.vault, {"there": ["tiny.Q8_0.gguf"], "used": []}
    qtbot.waitUntil(lambda: any(entry.detail == wanted for entry in vault.audit()), timeout=WAIT)


def test_an_adapter_that_fits_several_models_goes_to_the_one_that_is_chosen(
    qtbot: QtBot, window: MainWindow, shelf: ModelStore, model: Path, tmp_path: Path
) -> None:
    first, second = (shelf.take_in(Path(shutil.copy(model, tmp_path / f"{name}.gguf"))) for name in ("first", "second"))
    adapter = tiny_adapter.build(tmp_path / "tuned.gguf", model)
    assert drop(window, adapter)
    dialog = consent(qtbot, window)
    assert [button.text() for button in dialog.findChildren(QRadioButton)] == ["first", "second"]
    assert not dialog.go.isEnabled()
    dialog.choose_base("second")
    assert dialog.go.isEnabled()
    with qtbot.waitSignal(window.parts.models.tasks.imported, timeout=WAIT):
        dialog.go.click()
    assert shelf.files() == [first, second, shelf.folder / "tuned.gguf"]
    assert adapter_bases.base_of(shelf.folder / "tuned.gguf") == str(second)


def test_a_file_that_is_no_model_is_refused_in_plain_words(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    bad = tmp_path / "bad.gguf"
    bad.write_bytes(b"no model" * 100)
    drop(window, bad)
    qtbot.waitUntil(lambda: any("GGUF" in said for said in window.strip.sentences()), timeout=WAIT)
    assert window.parts.models.consent is None
    assert window.session.vault.documents() == []


def test_a_model_is_told_by_its_bytes_too(model: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "statement.pdf"
    renamed.write_bytes(model.read_bytes()[:64])
    report, gone = tmp_path / "report.pdf", tmp_path / "gone.GGUF"
    report.write_bytes(small_report())
    assert sorted_out([renamed, report, gone, tmp_path]) == ([report, tmp_path], [renamed, gone])


def test_the_overlay_says_what_happens_to_what_is_dragged(window: MainWindow) -> None:
    window.overlay.cover()
    assert window.overlay.words()[0] == messages.DROP_OVERLAY()
    window.overlay.cover(documents=False, models=True)
    assert window.overlay.words()[0] == model_messages.DROP_MODEL()
    window.overlay.cover(documents=True, models=True)
    assert window.overlay.words()[0] == model_messages.DROP_BOTH()


def test_the_sheet_shows_the_exam_chooses_and_removes(
    qtbot: QtBot, window: MainWindow, shelf: ModelStore, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = shelf.take_in(model)
    earned.shelf(shelf.folder, path, [exam_marks.ModelTask.ORDER, exam_marks.ModelTask.ABSENT])
    window.commands["models"].trigger()
    sheet = window.parts.models.sheet
    one = listed(qtbot, window, "tiny llama", Standing.EARNED)
    assert not one.accepted
    assert sheet.card.table.rows()[1] == [
        "find the telling sentences",
        "60/60 (0.94–1.00)",
        "0/60 (0.00–0.06)",
        "5",
        "yes",
    ]
    assert "Earned a task" in sheet.card.words()
    assert "not accepted yet" in sheet.card.words()
    assert "4,096 tokens" in sheet.card.words()
    assert one.about is not None
    assert one.about.placement is not None
    assert say(one.about.placement) in sheet.card.words()
    assert " layers on " in say(one.about.placement)
    sheet.card.strong.click()
    consent(qtbot, window).go.click()
    qtbot.waitUntil(lambda: shelf.used("strong") == path, timeout=WAIT)
    sheet.card.use.click()  # once is enough
    assert shelf.used("fast") == path
    qtbot.waitUntil(lambda: sheet.model is not None and sheet.model.roles == ("fast", "strong"), timeout=WAIT)
    assert sheet.card.use.text() == model_messages.STOP_USING()
    sheet.card.use.click()
    assert shelf.used("fast") is None
    monkeypatch.setattr(window.parts.models, "_wants_removed", lambda _: True)
    sheet.card.remove.click()
    assert shelf.files() == []
    qtbot.waitUntil(lambda: all(found.path != path for found in sheet.models), timeout=WAIT)


def test_an_exam_is_stopped_and_what_is_known_is_kept(
    qtbot: QtBot, window: MainWindow, shelf: ModelStore, model: Path
) -> None:
    shelf.take_in(model)
    window.parts.models.open()
    one = listed(qtbot, window, "tiny llama", Standing.NEW)
    card = window.parts.models.sheet.card
    assert card.exam.text() == model_messages.EXAM()
    assert not card.stop.isVisible()
    card.exam.click()
    consent(qtbot, window).go.click()
    with qtbot.waitSignal(window.parts.models.tasks.marked, timeout=WAIT):
        pass
    assert card.stop.isVisible()
    with qtbot.waitSignal(window.parts.models.tasks.examined, timeout=WAIT):
        card.stop.click()
    assert model_messages.STOPPED() in window.strip.sentences()
    assert window.parts.models.sheet.said() == model_messages.STOPPED()
    listed(qtbot, window, "tiny llama", Standing.BEGUN)
    assert card.exam.text() == model_messages.EXAM_ON()
    assert one.about is not None
    assert shelf.table(one.about.id, "").marks


def test_what_is_not_installed_is_named_and_everything_is_reached_by_tab(qtbot: QtBot, window: MainWindow) -> None:
    window.parts.models.open()
    listed(qtbot, window, "phi-4-mini-instruct", Standing.ABSENT)
    sheet, card = window.parts.models.sheet, window.parts.models.sheet.card
    for word in ("Not installed", "MIT", "131,072 tokens", "muniment-fetch"):
        assert word in card.words()
    assert not any(button.isEnabled() for button in card.findChildren(QPushButton) if button.isVisible())
    takers = [w for w in sheet.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()]
    assert sheet.list in takers
    assert sheet.import_button in takers
    assert [repr(w) for w in takers if not (w.accessibleName() or getattr(w, "text", str)())] == []
    QTest.keyClick(sheet.list, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_a_model_of_meanings_is_used_for_the_search_and_sits_no_exam(
    qtbot: QtBot, window: MainWindow, shelf: ModelStore, tmp_path: Path
) -> None:
    assert drop(window, tiny_embedder.build(tmp_path / "tiny-bert.gguf"))
    with qtbot.waitSignal(window.parts.models.tasks.imported, timeout=WAIT):
        consent(qtbot, window).go.click()
    assert model_messages.imported("tiny-bert.gguf", is_embedding=True) in window.strip.sentences()
    assert shelf.used(EMBED) == shelf.folder / "tiny-bert.gguf"
    window.parts.models.open()
    listed(qtbot, window, "tiny bert", Standing.SEARCH)
    card = window.parts.models.sheet.card
    assert "Compares meanings for the search; chosen" in card.words()
    assert [card.exam.isEnabled(), card.strong.isEnabled(), card.use.isEnabled()] == [False, False, True]
    assert card.use.text() == model_messages.STOP_USING()
    card.use.click()
    qtbot.waitUntil(lambda: shelf.used(EMBED) is None, timeout=WAIT)
    listed(qtbot, window, "tiny bert", Standing.SEARCH)
    qtbot.waitUntil(lambda: card.use.text() == model_messages.USE(), timeout=WAIT)
    card.use.click()
    qtbot.waitUntil(lambda: shelf.used(EMBED) is not None, timeout=WAIT)
    assert shelf.used() is None
