"""The lock screen: open the vault, or create it.

Must never keep a passphrase longer than it takes to open, nor block the window while the key is derived.
"""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout

from muniment.errors import UserError
from muniment.gui import files, icons, messages, plain, vault_messages
from muniment.gui.elided_label import ElidedLabel
from muniment.gui.fields import secret_field, strength_words
from muniment.gui.theme import Theme
from muniment.vault import places
from muniment.vault.folder import Folder
from muniment.vault.store import Vault


class _Opened(QObject):
    done = Signal(object)
    failed = Signal(str)


class _Opening(QRunnable):
    """Opens or creates a vault on another thread: deriving the key takes up to a second."""

    def __init__(self, folder: Path, passphrase: str, *, create: bool) -> None:
        super().__init__()
        self._folder, self._passphrase, self._create = folder, passphrase, create
        self.told = _Opened()

    def run(self) -> None:
        """Qt: on a thread of the pool."""
        try:
            make = Vault.create if self._create else Vault.open
            vault = make(self._folder, self._passphrase)
        except UserError as error:
            self.told.failed.emit(error.sentence)
            return
        self.told.done.emit(vault)


class UnlockDialog(QDialog):
    """The dialog; ``vault`` is open once it was accepted.

    Attributes:
        vault: The open vault, None before.
        folder: Where it lives.
    """

    def __init__(self, folder: Path, theme: Theme) -> None:
        super().__init__()
        self.vault: Vault | None = None
        self.folder = folder
        self._opening: _Opening | None = None
        self.setWindowTitle(messages.PROGRAM)
        self.setWindowIcon(icons.icon("muniment"))
        self.first, self.second = secret_field(messages.PASSPHRASE), secret_field(messages.PASSPHRASE_AGAIN)
        self._title, self._lead = plain.label("", "title"), plain.label("", "mute")
        self._warning, self._hint, self._error = plain.label(), plain.label("", "mute"), plain.label("", "bad")
        self._place, self._disk = plain.label("", "bad"), plain.label(vault_messages.DISK_HINT, "mute")
        self._where = ElidedLabel()
        self.change = QToolButton()
        self.go = QPushButton()
        self._mark = QLabel()
        self._mark.setPixmap(icons.picture("muniment", "#000000", 44, 2.0))
        self._mark.setFixedHeight(48)
        self._build()
        self.first.textChanged.connect(self._check)
        self.second.textChanged.connect(self._check)
        self.change.clicked.connect(self._choose)
        self.go.clicked.connect(self._begin)
        self.set_folder(folder)
        theme.changed.connect(self.update)

    @property
    def creates(self) -> bool:
        """Whether there is no vault yet; a folder that may not be looked into is opened, and says so then."""
        return not _holds_vault(self.folder)

    def error(self) -> str:
        """What went wrong, as shown."""
        return self._error.text()

    def set_folder(self, folder: Path) -> None:
        """Open, or create, another vault."""
        self.folder = folder
        creates = self.creates
        self._title.setText(vault_messages.CREATE_TITLE if creates else vault_messages.UNLOCK_TITLE)
        self._lead.setText(vault_messages.CREATE_LEAD if creates else vault_messages.UNLOCK_LEAD)
        self._warning.setText(vault_messages.CREATE_WARNING)
        self._warning.setVisible(creates)
        self._disk.setVisible(creates and not places.is_on_encrypted_disk(folder))
        self._judge_place(folder)
        self.second.setVisible(creates)
        self._where.set_text(_readable(folder))
        self._say("")
        self._rest()
        self.first.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Qt: wait for what is under way, or a vault would stay open behind the program's back."""
        QThreadPool.globalInstance().waitForDone()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Qt: Enter goes on from wherever the keyboard is; Qt's default button forgets itself when it is disabled."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.focusWidget() is self.change:
            self.change.click()
        elif self.focusWidget() is self.first and self.creates and self.first.text() and not self.second.text():
            self.second.setFocus()
        else:
            self.go.click()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(28, 28, 28, 28)
        card = QFrame()
        card.setProperty("card", "true")
        card.setFixedWidth(460)
        column = QVBoxLayout(card)
        column.setContentsMargins(30, 26, 30, 26)
        column.setSpacing(10)
        column.addWidget(self._mark)
        column.addSpacing(4)
        for label in (self._title, self._lead):
            label.setWordWrap(True)
            column.addWidget(label)
        column.addSpacing(6)
        column.addLayout(self._place_row())
        column.addSpacing(2)
        for field in (self.first, self.second):
            column.addWidget(field)
        for label in (self._hint, self._error, self._place, self._warning, self._disk):
            label.setWordWrap(True)
            column.addWidget(label)
        column.addSpacing(4)
        self.go.setProperty("primary", "true")
        self.go.setAutoDefault(False)
        self.go.setMinimumHeight(34)
        column.addWidget(self.go)
        outer.addWidget(card)  # no alignment: it would take the height of unwrapped labels
        outer.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)

    def _place_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(plain.label(vault_messages.VAULT_FOLDER, "mute"))
        row.addWidget(self._where, 1)
        self.change.setText(vault_messages.VAULT_CHANGE)
        self.change.setAccessibleName(vault_messages.VAULT_CHANGE_NAME)
        row.addWidget(self.change)
        return row

    def _judge_place(self, folder: Path) -> None:
        """Say at once what is wrong with where the vault lies or would lie."""
        service = places.synced_by(folder)
        sentence = vault_messages.synced(service) if service else ""
        try:
            places.refuse_network(folder)
        except UserError as error:
            sentence = error.sentence
        self._place.setText(sentence)
        self._place.setVisible(bool(sentence))

    def _choose(self) -> None:
        chosen = files.ask_folder(self, vault_messages.VAULT_DIALOG, self.folder.parent)
        if chosen is not None:
            vault = _holds_vault(chosen) or chosen.suffix == ".muniment"
            self.set_folder(chosen if vault else chosen / self.folder.name)

    def _check(self) -> None:
        self._say("")
        words = strength_words(self.first.text()) if self.creates else ""
        self._hint.setText(words)
        self._hint.setVisible(bool(words))

    def _begin(self) -> None:
        passphrase = self.first.text()
        if not passphrase:
            self._say(messages.PASSPHRASE_EMPTY)
        elif self.creates and passphrase != self.second.text():
            self._say(messages.PASSPHRASE_DIFFER)
        else:
            self._open(passphrase)

    def _open(self, passphrase: str) -> None:
        creates = self.creates
        for widget in (self.first, self.second, self.change, self.go):
            widget.setEnabled(False)
        self.go.setText(vault_messages.VAULT_BUSY_CREATE if creates else vault_messages.VAULT_BUSY_OPEN)
        self._opening = _Opening(self.folder, passphrase, create=creates)
        self._opening.setAutoDelete(False)
        self._opening.told.done.connect(self._opened)
        self._opening.told.failed.connect(self._failed)
        QThreadPool.globalInstance().start(self._opening)

    def _opened(self, vault: Vault) -> None:
        self._opening = None
        self.vault = vault
        for field in (self.first, self.second):
            field.clear()
        self.accept()

    def _failed(self, sentence: str) -> None:
        self._opening = None
        self._rest()
        self._say(sentence)
        self.first.setFocus()
        self.first.selectAll()

    def _rest(self) -> None:
        for widget in (self.first, self.second, self.change, self.go):
            widget.setEnabled(True)
        self.go.setText(vault_messages.CREATE_BUTTON if self.creates else vault_messages.UNLOCK_BUTTON)
        self._check()

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))


def _holds_vault(folder: Path) -> bool:
    try:
        return Folder(folder).exists()
    except UserError:
        return True


def _readable(folder: Path) -> str:
    """Short where it is in the user's own folder."""
    home = Path.home()
    return f"~{os.sep}{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder)
