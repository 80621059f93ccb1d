"""Pictures of the real window in every state, to be looked at before a release.

    dev.py screenshots FOLDER [--scheme light|dark] [--language en|de] [--width POINTS] [--scale PERCENT] [--documents FILE...]
    dev.py screenshots docs/pictures --readme        the two pictures of the README

Without an option every look is taken: light and dark, at 1440 and 1280 points, at 100 and 200 %,
in English and German.
Opens a fresh vault in a temporary folder and reads the sample (or the files named) with the real pipeline.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "dev"), str(ROOT / "app"), str(ROOT / "tests")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from muniment import guard
from muniment.document.usage import exam_marks
from muniment.document.usage.model_usage import Spent, Tier
from muniment.gui.frame.shortcuts_dialog import KeysDialog
from muniment.gui.kit.theme import Scheme, Theme
from muniment.gui.library.document_removal import RemoveDialog
from muniment.gui.models.usage_sheet import UsageSheet
from muniment.gui.session.vault_session import VaultSession
from muniment.gui.shell.main_window import MainWindow
from muniment.gui.start.desktop_app import make_application
from muniment.gui.texts import ask_messages, key_messages, messages
from muniment.gui.vaults.passphrase_dialog import PassphraseDialog
from muniment.gui.vaults.proof_dialog import ProofDialog, ProofWords
from muniment.gui.vaults.recovery_code_dialog import CodeDialog
from muniment.gui.vaults.rekey_dialog import RekeyDialog, Renewal
from muniment.gui.vaults.rekey_progress import Renewing
from muniment.gui.vaults.unlock_dialog import UnlockDialog
from muniment.gui.vaults.vault_keys_dialog import SlotsDialog
from muniment.message import Message
from muniment.pipeline.pipeline import PipelineOptions
from muniment.texts import language
from muniment.texts.say import say
from muniment.vault.content.usage_rows import add_spent
from muniment.vault.database.records import DocumentState
from muniment.vault.keys.rekey import Fresh
from muniment.vault.keys.unlock_methods import Passphrase
from muniment.vault.store import Vault
from release.window_looks import Look, add_options, choose_looks, has_its_scale, take_each
from support.models import (
    earned,
    tiny_adapter,
    tiny_gguf,
)

SAMPLE = ROOT / "resources" / "sample" / "annual-report.pdf"


class Camera:
    """Takes numbered pictures into a folder."""

    def __init__(self, folder: Path, suffix: str, *, only: str = "") -> None:
        """Choose the folder.

        Args:
            folder: Made if it is not there.
            suffix: The look, at the end of each file name.
            only: The name of the one picture that is wanted, which gets no number; empty for all.
        """
        self._folder, self._suffix, self._taken, self._only = folder, suffix, 0, only
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, widget: QWidget, name: str) -> None:
        """Take one picture."""
        if self._only and name != self._only:
            return
        rest()
        self._taken += 1
        path = self._folder / (f"{self._suffix}.png" if self._only else f"{self._taken:02d}-{name}-{self._suffix}.png")
        widget.grab().save(str(path))
        print(path, flush=True)


def rest(seconds: float = 0.5) -> None:
    """Let timers and images come."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)


def wait(until: Callable[[], bool], seconds: float = 120) -> None:
    """Wait for the pipeline."""
    end = time.monotonic() + seconds
    while not until():
        if time.monotonic() > end:
            raise SystemExit("the pipeline did not come to an end")
        rest(0.05)


def lock_screens(camera: Camera, theme: Theme, folder: Path) -> Vault:
    """Creating, a wrong passphrase, opening."""
    create = UnlockDialog(folder, theme)
    create.show()
    create.first.setText("four words")
    camera.take(create, "create")
    create.set_folder(folder.parent / "Dropbox" / folder.name)
    create.first.setText("tulip anvil mosaic ferret")
    camera.take(create, "create-synced")
    create.close()
    Vault.create(folder, "correct horse battery staple").close()
    unlock = UnlockDialog(folder, theme)
    unlock.show()
    camera.take(unlock, "unlock")
    unlock.first.setText("wrong")
    unlock.go.click()
    wait(lambda: bool(unlock.error()))
    camera.take(unlock, "unlock-wrong")
    unlock.first.setText("correct horse battery staple")
    unlock.go.click()
    wait(lambda: unlock.vault is not None)
    assert unlock.vault is not None
    return unlock.vault


def facts_and_pages(camera: Camera, window: MainWindow) -> None:
    """A document that was read."""
    view = window.facts.view
    camera.take(window, "done")
    view.setFocus()
    view.step(1)
    rest(1.0)
    camera.take(window, "fact")
    QTest.keyClick(view, Qt.Key.Key_Return)
    view.step(1)
    window.desk.decisions.reject()
    camera.take(window, "decided")
    view.step(3)
    window.desk.correcting.begin()
    rest(0.6)
    QTest.keyClick(window.pages.view, Qt.Key.Key_Down)
    camera.take(window, "point")
    QTest.keyClick(window.pages.view, Qt.Key.Key_Return)
    camera.take(window, "corrected")
    QTest.keyClick(window.pages.view, Qt.Key.Key_Escape)
    measures = [
        index for index in window.facts.model.filled() if (cell := window.facts.model.cell(index)) and cell.measure
    ]
    if measures:
        view.setCurrentIndex(measures[0])
        view.scrollTo(measures[0])
        camera.take(window, "measure")
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    camera.take(window, "scrolled")


def tabs_and_search(camera: Camera, window: MainWindow) -> None:
    """Summary, checks, search, messages, dragging, keys."""
    window.facts.go_to_tab("summary")
    camera.take(window, "summary")
    window.facts.summary.followed.emit("sentence:0")
    camera.take(window, "citation")
    window.facts.go_to_tab("checks")
    camera.take(window, "checks")
    window.facts.go_to_tab("facts")
    window.top.search.setFocus()
    window.top.search.setText("net revenue")
    rest(0.6)
    window.library.focus()
    window.library.hits_view.setCurrentIndex(window.library.hits.index(0))
    window.library.hit_chosen.emit(window.library.hits.hit(0))
    camera.take(window, "search")
    window.top.search.leave()
    window.strip.warn(say(Message("document-encrypted", (("name", "Offer.pdf"),))))
    window.strip.tell(messages.already_there("annual-report.pdf"))
    camera.take(window, "messages")
    window.overlay.cover()
    camera.take(window, "drag")
    window.overlay.hide()
    keys = KeysDialog(window.commands.all, window)
    keys.show()
    camera.take(keys, "keys")
    keys.close()
    vault_keys(camera, window)
    window.top.vault_menu.popup(window.mapToGlobal(window.rect().center()))
    camera.take(window.top.vault_menu, "vault-menu")
    window.top.vault_menu.close()
    window.facts.view.verticalScrollBar().setValue(0)
    for width in (1180, 1000):
        window.resize(width, 700)
        camera.take(window, f"wide-{width}")


def vault_keys(camera: Camera, window: MainWindow) -> None:
    """The dialogs on the keys of the vault."""
    vault = window.session.vault
    ask = ProofWords(key_messages.CODE_TITLE(), key_messages.CODE_PROOF_LEAD(), key_messages.NEXT())
    change, code = PassphraseDialog(vault, window), CodeDialog(lambda _: None, window)
    change.new.setText("tulip anvil")
    renewal = Renewal(Path(), Passphrase(""), Fresh(), Passphrase(""))
    progress = Renewing(renewal)
    progress.bar.setValue(420)
    for name, dialog in (
        ("passphrase", change), ("keys-of-the-vault", SlotsDialog(vault, window)), ("recovery-code", code),
        ("proof", ProofDialog(vault, ask, lambda _: None, window)), ("new-master-key", RekeyDialog(vault, window)),
        ("remove", RemoveDialog("annual-report.pdf", window)), ("renewing", progress),
    ):  # fmt: skip
        dialog.show()
        camera.take(dialog, name)
        if dialog is code:
            code.go.click()
            code.typed.setText("0123")
            code.go.click()
            camera.take(code, "recovery-code-typed")
        dialog.hide()


def asking(camera: Camera, window: MainWindow) -> None:
    """Questions: none yet, an answer, a figure of it on the page, sentences, nothing found."""
    window.commands["ask"].trigger()
    camera.take(window, "ask")
    pane = window.asking.pane
    for name, question in (
        ("ask-answer", "Did the operating margin improve?"),
        ("ask-sentences", "Which risks could harm the business?"),
        ("ask-refused", "What was the interest coverage in FY1999?"),
        ("ask-absent", "What do bananas cost on Mars?"),
    ):
        pane.field.setText(question)
        QTest.keyClick(pane.field, Qt.Key.Key_Return)
        if name == "ask-answer":
            camera.take(window, "ask-busy")
        wait(lambda: pane.button.text() == ask_messages.BUTTON())
        if name == "ask-answer":
            pane.answer.followed.emit("operand:0")
        elif name == "ask-sentences":
            pane.answer.followed.emit("passage:0")
        rest(0.8)
        camera.take(window, name)
    window.panes.go_to("facts")


def models(camera: Camera, window: MainWindow, folder: Path) -> None:
    """A model dropped, its licence, the sheet, an exam under way, a model of the catalogue, what may be fetched."""
    given = tiny_gguf.build(folder / "Example-4B-Instruct-F32.gguf", tiny_gguf.FAMILIES["llama"])
    window.overlay.cover(documents=False, models=True)
    camera.take(window, "drag-model")
    window.overlay.cover(documents=True, models=True)
    camera.take(window, "drag-both")
    window.overlay.hide()
    window.add_paths([given])
    wait(lambda: window.parts.models.consent is not None)
    consent = window.parts.models.consent
    assert consent is not None
    camera.take(consent, "model-consent")
    window.commands["models"].trigger()
    camera.take(window.parts.models.sheet, "models-busy")
    consent.accept()
    sheet = window.parts.models.sheet
    wait(lambda: any(one.path is not None and not one.comes_along for one in sheet.models))
    camera.take(sheet, "models-new")
    imported = next(one for one in sheet.models if one.path is not None and not one.comes_along)
    assert imported.path is not None
    earned.shelf(imported.path.parent, imported.path, [exam_marks.ModelTask.CHOOSE, exam_marks.ModelTask.ORDER])
    window.parts.models.open()
    wait(lambda: sheet.model is not None and sheet.model.table is not None)
    camera.take(sheet, "models-earned")
    sheet.card.show_exam((34, 210))
    camera.take(sheet, "models-exam")
    sheet.card.show_exam(None)
    sheet.list.setCurrentRow(len(sheet.models) - 5)
    camera.take(sheet, "models-catalogue")
    sheet.close()
    adapter(camera, window, given, imported.path)


def adapter(camera: Camera, window: MainWindow, given: Path, imported: Path) -> None:
    """A part for another model, dropped where two models fit."""
    shutil.copy(given, imported.with_name("Example-4B-Base-F32.gguf"))
    window.add_paths([tiny_adapter.build(given.with_name("notes-lora.gguf"), given)])
    wait(lambda: window.parts.models.consent is not None)
    consent = window.parts.models.consent
    assert consent is not None
    camera.take(consent, "model-adapter")
    consent.choose_base("Example-4B-Base-F32")
    camera.take(consent, "model-adapter-chosen")
    consent.reject()


def ledger(camera: Camera, window: MainWindow) -> None:
    """What models spent: under the summary, and as a sheet."""
    document = window.desk.document
    assert document is not None
    spent = Spent("Example-4B-Instruct@1", Tier.FAST, 48_210, 131_905, 312, 41_200, 9, 7)
    connection = window.session.vault._db  # noqa: SLF001 - no small model earns what would be worth a picture
    with connection.transaction():
        add_spent(connection, document.id, [spent])
    window.desk.document_shown.emit(document.id)
    window.facts.go_to_tab("summary")
    camera.take(window, "ledger-line")
    window.commands["ledger"].trigger()
    sheet = window.findChild(UsageSheet)
    assert sheet is not None
    camera.take(sheet, "ledger")
    sheet.close()


def main() -> int:
    """Take all pictures of every look that is asked for, each look in a process of its own."""
    parser = argparse.ArgumentParser(
        prog="dev.py screenshots", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    add_options(parser)
    parser.add_argument("--documents", type=Path, nargs="*", default=[SAMPLE])
    parser.add_argument("--model", action="store_true", help="with the starter model")
    parser.add_argument("--readme", action="store_true", help="only window-light.png and window-dark.png, small files")
    asked = parser.parse_args()
    if asked.readme:
        asked.width, asked.scale, asked.language = 1280, 100, language.SOURCE
    looks = choose_looks(asked)
    if len(looks) == 1 and has_its_scale(looks[0]):
        take(looks[0], asked)
        return 0
    passed = [str(asked.folder), *(["--model"] if asked.model else []), *(["--readme"] if asked.readme else [])]
    return take_each(Path(__file__), looks, [*passed, "--documents", *map(str, asked.documents)])


def take(look: Look, asked: argparse.Namespace) -> None:
    """Take the pictures of one look in this process, whose scale of Qt was set before."""
    guard.confine(guard.Profile.WINDOW)
    language.use(look.language)
    theme = Theme(make_application())
    theme.choose(Scheme(look.scheme))
    camera = Camera(asked.folder, look.name)
    if asked.readme:
        camera = Camera(asked.folder, f"window-{look.scheme}", only="fact")
    with tempfile.TemporaryDirectory() as temporary:
        vault = lock_screens(camera, theme, Path(temporary) / "Deals.muniment")
        vault.set("gui.scheme", look.scheme)
        shelf = Path(temporary) / "models"
        window = MainWindow(
            VaultSession(vault, PipelineOptions(model=None if asked.model else False, models=shelf)), theme
        )
        window.resize(look.width, look.height)
        window.show()
        read_documents(camera, window, asked.documents)
        if asked.readme:
            facts_and_pages(camera, window)
        else:
            all_states(camera, window, look, Path(temporary))
        window.close()
    if asked.readme:
        shrink(asked.folder / f"window-{look.scheme}.png")


def read_documents(camera: Camera, window: MainWindow, documents: list[Path]) -> None:
    """An empty window, then documents that are read in it."""
    camera.take(window, "empty")
    window.commands["ask"].trigger()
    camera.take(window, "ask-empty")
    window.panes.go_to("facts")
    window.start()
    window.add_paths(documents)
    wait(lambda: window.library.model.rowCount() > 0)
    wait(lambda: any(window.library.model.entry(row).page for row in range(window.library.model.rowCount())), 20)
    camera.take(window, "reading")
    wait(
        lambda: all(
            row.state is not DocumentState.QUEUED and row.state is not DocumentState.RUNNING
            for row in window.session.vault.documents()
        )
    )
    rest(1.5)


def all_states(camera: Camera, window: MainWindow, look: Look, folder: Path) -> None:
    """Every state of a window whose documents are read."""
    asking(camera, window)
    facts_and_pages(camera, window)
    tabs_and_search(camera, window)
    window.resize(look.width, look.height)
    models(camera, window, folder)
    ledger(camera, window)


def shrink(path: Path) -> None:
    """Write a picture anew with 255 colours, a third of its size: the repository keeps it for good."""
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(255, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
