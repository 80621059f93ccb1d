"""What the pipeline tells, shown: in the library, the status bar, the messages and on the desk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from muniment.errors import UserError
from muniment.gui.facts.document_controller import DocumentController
from muniment.gui.frame.command import Command, Group, Help
from muniment.gui.kit.message_bar import MessageBar
from muniment.gui.library.library_pane import LibraryPane
from muniment.gui.page.image_requests import ImageRequests
from muniment.gui.session.vault_session import VaultSession
from muniment.gui.shell.status_bar import StatusBar
from muniment.gui.texts import messages, vault_messages
from muniment.texts.say import say
from muniment.texts.text import Text


class Work(QObject):
    """Listens to the bridge; asks the vault what became of a document."""

    def __init__(
        self,
        session: VaultSession,
        library: LibraryPane,
        desk: DocumentController,
        *,
        requests: ImageRequests,
        strip: MessageBar,
        foot: StatusBar,
    ) -> None:
        super().__init__()
        self._session, self._library, self._desk = session, library, desk
        self._requests, self._strip, self._foot = requests, strip, foot
        self._is_awaited = False
        bridge = session.bridge
        bridge.refused.connect(self._refused)
        bridge.arrived.connect(self._arrived)
        bridge.opened.connect(desk.learn_sizes)
        bridge.progressed.connect(self._progressed)
        bridge.document_changed.connect(self._changed)
        library.document_chosen.connect(desk.open)
        library.view.cancel_asked.connect(self.cancel)
        foot.cancel_asked.connect(self.cancel)
        desk.told.connect(strip.tell)
        desk.decided.connect(lambda _: session.pipeline.follow())
        bridge.failed.connect(self._failed)
        bridge.rendered.connect(requests.take)
        bridge.render_failed.connect(requests.take_failure)
        bridge.restarted.connect(self._restarted)
        bridge.broken.connect(strip.warn)
        bridge.model_ready.connect(lambda name, description: foot.show_model(messages.status_model(name), description))
        bridge.model_refused.connect(lambda _, sentence: foot.show_model(messages.STATUS_NO_MODEL(), sentence))
        if session.options.model is False:
            foot.show_model(messages.STATUS_NO_MODEL())
        for signal in (library.model.rowsInserted, library.model.rowsRemoved, library.model.modelReset):
            signal.connect(self._invite)
        library.model.load(session.vault.documents())
        self._show_reading()

    def commands(self) -> Sequence[Command]:
        """Read again."""
        words = Help(Group.DOCUMENTS, Text("in the library: read it again"))
        return (Command("retry", Text("Read again"), self.retry, ("F5",), panes=("library",), help=words),)

    def add(self, paths: Sequence[Path]) -> None:
        """Add files; the first of them that arrives is shown."""
        self._is_awaited = True
        self._session.pipeline.add(paths)

    def cancel(self, document_id: int | None = None) -> None:
        """Cancel the reading of a document, the chosen one if none is named."""
        chosen = document_id if document_id is not None else self._library.view.document_id()
        entry = self._library.model.entry_of(chosen) if chosen is not None else None
        if entry is not None and entry.busy:
            self._session.pipeline.cancel(entry.document.id)

    def retry(self) -> None:
        """Read the chosen document again."""
        document_id = self._library.view.document_id()
        entry = self._library.model.entry_of(document_id) if document_id is not None else None
        if entry is not None and not entry.busy:
            self._session.pipeline.retry(entry.document.id)

    def remove(self, document_id: int, *, backups_too: bool = False) -> bool:
        """Remove a document for good, and the backups that hold it where that is wanted.

        Returns:
            Whether it is removed.
        """
        entry = self._library.model.entry_of(document_id)
        try:
            self._session.vault.refuse_removal(document_id)
            family = [document_id, *self._session.vault.descendants(document_id)]
            for one in family:
                self._session.pipeline.cancel(one)
            self._session.vault.remove(document_id)
        except UserError as error:
            self._strip.warn(say(error.message))
            return False
        for one in family:
            self._requests.forget(one)
        self._library.model.remove(document_id)
        if self._library.model.rowCount() == 0:
            self._desk.clear()
        self._show_reading()
        if backups_too:
            self._session.chores.rotate()
        if entry is not None:
            self._strip.tell(vault_messages.removed(entry.document.name, backups_too=backups_too))
        return True

    def _refused(self, path: str, _code: str, sentence: str) -> None:
        self._strip.warn(messages.refused(Path(path).name, sentence))

    def _arrived(self, document_id: int, new: bool) -> None:
        self._changed(document_id)
        entry = self._library.model.entry_of(document_id)
        if not new and entry is not None:
            self._strip.tell(messages.already_there(entry.document.name))
        if self._is_awaited or self._desk.document is None or not new:
            self._library.choose(document_id)
        self._is_awaited = False

    def _progressed(self, document_id: int, page: int, of: int, stage: str) -> None:
        entry = self._library.model.entry_of(document_id)
        if stage == "model" or entry is None or not entry.busy:
            return
        self._library.model.set_progress(document_id, page, of)
        self._show_reading()

    def _changed(self, document_id: int) -> None:
        try:
            self._library.model.put(self._session.vault.document(document_id))
        except UserError:  # removed meanwhile
            self._library.model.remove(document_id)
        self._desk.reload(document_id)
        self._show_reading()

    def _failed(self, document_id: int, _code: str, sentence: str, task: str) -> None:
        entry = self._library.model.entry_of(document_id)
        if task == "extract" and entry is not None:
            self._strip.warn(messages.failed(entry.document.name, sentence))
        elif task == "derive":
            self._strip.warn(sentence)

    def _restarted(self, role: str) -> None:
        if role == "read":
            self._requests.start_over()
        self._strip.tell(messages.WORKER_RESTARTED())

    def _invite(self) -> None:
        self._desk.invite(yes=self._library.model.rowCount() == 0)

    def _show_reading(self) -> None:
        self._foot.show_reading(self._library.model.running())
