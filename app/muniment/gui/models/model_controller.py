"""Models in the window: files that are dropped or chosen, consent, the sheet, exams, and which model is used.

Must never import or use a model whose licence the user has not accepted, nor take a model for a document.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from muniment.document.usage.exam_marks import ExamResults
from muniment.errors import UserError
from muniment.gui.frame.command import Command, Menu
from muniment.gui.frame.pane import Parts
from muniment.gui.kit import file_dialogs
from muniment.gui.kit.message_bar import MessageBar
from muniment.gui.models.model_consent import ModelConsent
from muniment.gui.models.model_tasks import ModelTasks
from muniment.gui.models.models_sheet import ModelsSheet
from muniment.gui.texts import model_messages
from muniment.pipeline.models.model_listing import Listed
from muniment.pipeline.models.model_store import ModelStore
from muniment.pipeline.pipeline import PipelineOptions
from muniment.texts.say import say
from muniment.texts.text import Text
from muniment.worker.protocol.exchanged_values import Inspected


class ModelController(QObject):
    """Connects the menu, the sheet and the folder of models.

    Attributes:
        sheet: Open or not.
        tasks: What is under way.
        consent: The dialog that is open; None where none is.
    """

    def __init__(self, window: QWidget, parts: Parts, options: PipelineOptions, strip: MessageBar) -> None:
        super().__init__(window)
        self._window, self._vault, self._pipeline, self._strip = window, parts.vault, parts.pipeline, strip
        self._is_chosen_by_itself = options.model is None
        self._shelf = ModelStore(options.models)
        self.tasks = ModelTasks(self._shelf)
        self.sheet = ModelsSheet(window)
        self.consent: ModelConsent | None = None
        self._waiting: list[tuple[Path, Sequence[Inspected]]] = []
        self._done: tuple[int, int] = (0, 0)
        self._choose = ""
        self._connect()

    def commands(self) -> Sequence[Command]:
        """Models."""
        return (Command("models", Text("Models…"), self.open, menu=Menu.PROGRAM),)

    def open(self) -> None:
        """Show the sheet and look at all models."""
        self.sheet.say("")
        self.sheet.show()
        self.sheet.activateWindow()
        self.sheet.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.tasks.look()

    def take(self, paths: Sequence[Path]) -> None:
        """Look at files that are to be imported; each is asked about."""
        for path in paths:
            self.tasks.inspect(path)

    def _connect(self) -> None:
        tasks, card = self.tasks, self.sheet.card
        tasks.listed.connect(self._list)
        tasks.inspected.connect(self._offer)
        tasks.imported.connect(self._imported)
        tasks.refused.connect(self._refused)
        tasks.marked.connect(self._marked)
        tasks.examined.connect(self._examined)
        tasks.exam_failed.connect(self._exam_failed)
        self.sheet.import_asked.connect(self._ask_file)
        self.sheet.chosen.connect(self._show_exam)
        card.exam_asked.connect(self._examine)
        card.stop_asked.connect(tasks.stop_exam)
        card.use_asked.connect(self._use)
        card.remove_asked.connect(self._remove)

    def close(self) -> None:
        """End what is under way: the vault is about to be closed."""
        self.sheet.close()
        self.tasks.close()

    def _list(self, models: Sequence[Listed]) -> None:
        self.sheet.show_models(models, choose=self._choose)
        self._choose = ""

    def _ask_file(self) -> None:
        vault = self._vault
        path, folder = file_dialogs.ask_model(self.sheet, str(vault.get("gui.folder", "")))
        if path is not None:
            vault.set("gui.folder", folder)
            self.take([path])

    def _offer(self, path: Path, ways: Sequence[Inspected]) -> None:
        self._waiting.append((path, ways))
        if self.consent is None:
            self._ask_next()

    def _ask_next(self) -> None:
        self.consent = None
        if self._waiting:
            path, ways = self._waiting.pop(0)
            parent = self.sheet if self.sheet.isVisible() else self._window
            dialog = self.consent = ModelConsent(ways, parent, file=path.name)
            dialog.accepted.connect(lambda: self._bring(path, dialog.about, dialog.format))
            dialog.finished.connect(lambda _: self._ask_next())
            dialog.open()

    def _bring(self, path: Path, about: Inspected, to: str) -> None:
        if to:
            self._tell(model_messages.CONVERTING())
        self._agree(about, lambda: self.tasks.bring(path, about, to))

    def _agree(self, about: Inspected, then: Callable[[], object]) -> None:
        try:
            self._shelf.agree(about.id)
        except UserError as error:
            self._refused(say(error.message))
        else:
            then()

    def _imported(self, path: Path) -> None:
        for_search = self._shelf.used("embed") == path
        pipeline = self._pipeline
        (pipeline.choose_models if for_search else pipeline.note_models)()
        self._tell(model_messages.imported(path.name, is_embedding=for_search))
        self._look_again(choose=path.name)

    def _refused(self, sentence: str) -> None:
        if sentence:
            self._strip.warn(sentence)
            self.sheet.say(sentence, is_bad=True)

    def _tell(self, sentence: str) -> None:
        """In the window, and in the sheet, which may stand before it."""
        self._strip.tell(sentence)
        self.sheet.say(sentence)

    def _examine(self, anew: bool) -> None:
        model = self.sheet.model
        if model is None or model.path is None or model.about is None:
            return
        if self.tasks.examinee is not None:
            self._tell(model_messages.BUSY())
            return
        path = model.path
        self._with_licence(model, lambda: self._begin_exam(path, anew=anew))

    def _begin_exam(self, path: Path, *, anew: bool) -> None:
        self._done = (0, 0)
        self.tasks.examine(path, anew=anew)
        self._show_exam()

    def _marked(self, done: int, of: int) -> None:
        self._done = (done, of)
        self._show_exam()

    def _show_exam(self) -> None:
        model, examinee = self.sheet.model, self.tasks.examinee
        is_this = model is not None and examinee is not None and model.path == examinee
        self.sheet.card.show_exam(self._done if is_this else None)

    def _examined(self, table: ExamResults | None) -> None:
        self._show_exam()
        self._pipeline.choose_models()  # it may have earned what there is work for
        if table is None:
            self._tell(model_messages.STOPPED())
        else:
            self._tell(model_messages.exam_over(table.name, len(model_messages.tasks_of(table))))
        self._look_again()

    def _exam_failed(self, sentence: str) -> None:
        self._show_exam()
        self._refused(sentence)
        self._look_again()

    def _use(self, tier: str, is_used: bool) -> None:
        model = self.sheet.model
        if model is None or model.path is None:
            return
        if is_used or model.comes_along:
            self._choose_model(model, tier, to=None)
        else:
            self._with_licence(model, lambda: self._choose_model(model, tier, to=model.path))

    def _choose_model(self, model: Listed, tier: str, *, to: Path | None) -> None:
        earned = bool(model.table and model.table.earned)
        try:
            if to is not None:
                self._shelf.crashed(to, yes=False)  # the user wants it
            self._shelf.use(to, tier)
        except UserError as error:
            self._refused(say(error.message))
            return
        self._pipeline.choose_models()
        if to is not None or model.comes_along:
            used = model_messages.used(model.name, tier, earned=earned, at_once=self._is_chosen_by_itself)
            self._tell(used)
        else:
            self._tell(model_messages.unused(model.name))
        self._look_again()

    def _with_licence(self, model: Listed, then: Callable[[], object]) -> None:
        """Do something with a model once its licence is accepted."""
        if model.accepted or model.about is None or self._shelf.is_agreed(model.about.id):
            then()
            return
        about = model.about
        dialog = self.consent = ModelConsent([about], self.sheet)
        dialog.accepted.connect(lambda: self._agree(about, then))
        dialog.finished.connect(lambda _: self._ask_next())
        dialog.open()

    def _remove(self) -> None:
        model = self.sheet.model
        if model is None or model.path is None or not self._wants_removed(model.path.name):
            return
        if self.tasks.examinee == model.path:
            self.tasks.stop_exam()
        try:
            self._shelf.remove(model.path)
        except UserError as error:
            self._refused(say(error.message))
            return
        self._pipeline.choose_models()  # it may have been one of those in use
        self._tell(model_messages.removed(model.path.name))
        self._look_again()

    def _wants_removed(self, name: str) -> bool:
        box = QMessageBox(self.sheet)
        box.setWindowTitle(model_messages.REMOVE_TITLE())
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(model_messages.remove_question(name))
        remove = box.addButton(model_messages.REMOVE_BUTTON(), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(model_messages.KEEP(), QMessageBox.ButtonRole.RejectRole))
        box.exec()
        return box.clickedButton() is remove

    def _look_again(self, *, choose: str = "") -> None:
        self._choose = choose or self._choose
        if self.sheet.isVisible():
            self.tasks.look()
