"""The lock screen: open the vault, or create it.

Must never keep a passphrase longer than it takes to open, nor block the window while the key is derived.
"""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from muniment.errors import UserError
from muniment.gui.kit import file_dialogs, icons, plain_text
from muniment.gui.kit.background import Background
from muniment.gui.kit.elided_label import ElidedLabel
from muniment.gui.kit.secret_fields import secret_field, strength_words
from muniment.gui.kit.theme import Theme
from muniment.gui.texts import key_messages, messages, vault_messages
from muniment.gui.vaults.first_keys import FirstKeys
from muniment.gui.vaults.key_proof import Proof
from muniment.texts.say import say
from muniment.vault.keys import key_slots, keyring_unlock
from muniment.vault.keys.key_changes import KeyChanges
from muniment.vault.keys.keyring_store import Ring
from muniment.vault.keys.slot_format import Slots
from muniment.vault.keys.unlock_methods import KeyringKey, Way
from muniment.vault.place import vault_places
from muniment.vault.place.vault_folder import Folder
from muniment.vault.store import Vault

_SOON_MS = 1500
"""A keyring that is open answers in a tenth of a second; one that asks its owner takes as long as that takes."""


class UnlockDialog(QDialog):
    """The dialog; ``vault`` is open once it was accepted.

    Attributes:
        vault: The open vault, None before.
        folder: Where it lives.
        changes: The keys of a vault that was made just now, so that a recovery code can be added; None for others.
        notice: What did not go well, though the vault is open.
        first: Where the passphrase, or the recovery code, is typed.
        second: Where a new passphrase is typed again.
        by_ring: Opens with the keyring of this system, where the vault has a key there.
        keys: The other keys of a new vault.
        settled: What was tried came to an end, well or not.
    """

    settled = Signal()

    def __init__(self, folder: Path, theme: Theme) -> None:
        super().__init__()
        self.vault: Vault | None = None
        self.folder = folder
        self.changes: KeyChanges | None = None
        self.notice = ""
        self._ring_way: KeyringKey | None = None
        self._background, self._is_opening = Background(self), False
        self.setWindowTitle(messages.PROGRAM)
        self.setWindowIcon(icons.icon("muniment"))
        self.proof, self.second = Proof(), secret_field(messages.PASSPHRASE_AGAIN())
        self.first, self.keys = self.proof.field, FirstKeys()
        self._title, self._lead = plain_text.label("", "title"), plain_text.label("", "mute")
        self._warning, self._hint, self._error = (
            plain_text.label(),
            plain_text.label("", "mute"),
            plain_text.label("", "bad"),
        )
        self._place, self._disk = plain_text.label("", "bad"), plain_text.label(vault_messages.DISK_HINT(), "mute")
        self._where = ElidedLabel()
        self.change = QToolButton()
        self.go, self.by_ring = QPushButton(), QPushButton(key_messages.USE_KEYRING())
        self._mark = QLabel()
        self._mark.setPixmap(icons.picture("muniment", "#000000", 44, 2.0))
        self._mark.setFixedHeight(48)
        self._build()
        self.first.textChanged.connect(self._check)
        self.second.textChanged.connect(self._check)
        self.change.clicked.connect(self._choose)
        self.go.clicked.connect(self._begin)
        self.by_ring.clicked.connect(self.open_by_keyring)
        self.proof.turned.connect(lambda: self._say(""))
        self.set_folder(folder)
        theme.changed.connect(self.update)

    @property
    def creates(self) -> bool:
        """Whether there is no vault yet; a folder that may not be looked into is opened, and says so then."""
        return not _holds_vault(self.folder)

    @property
    def wants_code(self) -> bool:
        """Whether a recovery code is to be made for the new vault."""
        return self.changes is not None and self.keys.code.isChecked()

    def error(self) -> str:
        """What went wrong, as shown."""
        return self._error.text()

    def set_folder(self, folder: Path) -> None:
        """Open, or create, another vault."""
        self.folder = folder
        creates = self.creates
        self._title.setText(vault_messages.CREATE_TITLE() if creates else vault_messages.UNLOCK_TITLE())
        self._lead.setText(vault_messages.CREATE_LEAD() if creates else vault_messages.UNLOCK_LEAD())
        self._warning.setText(vault_messages.CREATE_WARNING())
        self._warning.setVisible(creates)
        self._disk.setVisible(creates and not vault_places.is_on_encrypted_disk(folder))
        self._judge_place(folder)
        for part in (self.second, self.keys):
            part.setVisible(creates)
        if creates:
            self.keys.offer()
        self._offer_keys(folder)
        self._where.set_text(_readable(folder))
        self._say("")
        self._rest()
        self.first.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Qt: wait for what is under way, or a vault would stay open behind the program's back."""
        self._background.wait()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Qt: Enter goes on from wherever the keyboard is; Qt's default button forgets itself when it is disabled."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(pressed := self.focusWidget(), QPushButton | QToolButton):
            pressed.click()
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
        for part in (
            self.proof,
            self.second,
            self._hint,
            self._error,
            self.keys,
            self._place,
            self._warning,
            self._disk,
        ):
            if isinstance(part, QLabel):
                part.setWordWrap(True)
            column.addWidget(part)
        column.addSpacing(4)
        self.go.setProperty("primary", "true")
        for button in (self.go, self.by_ring):
            button.setAutoDefault(False)
            button.setMinimumHeight(34)
            column.addWidget(button)
        outer.addWidget(card)  # no alignment: it would take the height of unwrapped labels
        outer.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)

    def _place_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(plain_text.label(vault_messages.VAULT_FOLDER(), "mute"))
        row.addWidget(self._where, 1)
        self.change.setText(vault_messages.VAULT_CHANGE())
        self.change.setAccessibleName(vault_messages.VAULT_CHANGE_NAME())
        row.addWidget(self.change)
        return row

    def _judge_place(self, folder: Path) -> None:
        """Say at once what is wrong with where the vault lies or would lie."""
        service = vault_places.synced_by(folder)
        sentence = vault_messages.synced(service) if service else ""
        try:
            vault_places.refuse_network(folder)
        except UserError as error:
            sentence = say(error.message)
        self._place.setText(sentence)
        self._place.setVisible(bool(sentence))

    def _choose(self) -> None:
        chosen = file_dialogs.ask_folder(self, vault_messages.VAULT_DIALOG(), self.folder.parent)
        if chosen is not None:
            vault = _holds_vault(chosen) or chosen.suffix == ".muniment"
            self.set_folder(chosen if vault else chosen / self.folder.name)

    def _check(self) -> None:
        self._say("")
        words = strength_words(self.first.text()) if self.creates else ""
        self._hint.setText(words)
        self._hint.setVisible(bool(words))

    def open_by_keyring(self) -> None:
        """Let the keyring of this system open the vault; it may ask the person itself."""
        if self._ring_way is not None:
            self._open(_Opening(self.folder, self._ring_way), key_messages.KEYRING_BUSY())

    def opens_at_once(self) -> bool:
        """Let the keyring open the vault before anything is shown.

        Returns:
            Whether it did. If it has not answered soon, it is still asked, and the dialog says so once it is shown.
        """
        self.open_by_keyring()
        if self._is_opening:
            loop = QEventLoop()
            self.settled.connect(loop.quit)
            QTimer.singleShot(_SOON_MS, loop.quit)
            loop.exec()
        return self.vault is not None

    def _offer_keys(self, folder: Path) -> None:
        """What may open it; a key file that cannot be read says so when it is opened."""
        self._ring_way, there = None, None
        if not self.creates:
            try:
                there = key_slots.load(Folder(folder.absolute()))
                self._ring_way = keyring_unlock.way_in(folder)
            except UserError:
                pass
        self._show_keys(there)

    def _show_keys(self, there: Slots | None) -> None:
        self.proof.offer(there)
        self.by_ring.setVisible(self._ring_way is not None)

    def _begin(self) -> None:
        try:
            way = self.proof.way()
        except UserError as error:
            self._say(say(error.message))
            return
        if not self.creates:
            self._open(_Opening(self.folder, way), vault_messages.VAULT_BUSY_OPEN())
        elif self.first.text() != self.second.text():
            self._say(messages.PASSPHRASE_DIFFER())
        else:
            making = _Making(self.folder, self.first.text(), self.keys.ring)
            self._open(making, vault_messages.VAULT_BUSY_CREATE())

    def _open(self, deed: _Opening | _Making, busy: str) -> None:
        for widget in self._parts():
            widget.setEnabled(False)
        self.go.setText(busy)
        self._is_opening = True
        self._background.begin(deed, self._opened, self._failed)

    def _parts(self) -> tuple[QWidget, ...]:
        return self.proof, self.second, self.keys, self.change, self.go, self.by_ring

    def _opened(self, result: tuple[Vault, KeyChanges | None, str]) -> None:
        self._is_opening = False
        self.vault, self.changes, self.notice = result
        for field in (self.first, self.second):
            field.clear()
        self.accept()
        self.settled.emit()

    def _failed(self, sentence: str) -> None:
        self._is_opening = False
        self._rest()
        self._say(sentence)
        self.first.setFocus()
        self.first.selectAll()
        self.settled.emit()

    def _rest(self) -> None:
        for widget in self._parts():
            widget.setEnabled(True)
        self.go.setText(vault_messages.CREATE_BUTTON() if self.creates else vault_messages.UNLOCK_BUTTON())
        self._check()

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        plain_text.speak(self, sentence)


class _Opening:
    """The deed that opens a vault."""

    def __init__(self, folder: Path, way: Way) -> None:
        self._folder, self._way = folder, way

    def __call__(self) -> tuple[Vault, KeyChanges | None, str]:
        return Vault.open(self._folder, self._way), None, ""


class _Making:
    """The deed that makes a vault, with a key in the keyring where that is wanted."""

    def __init__(self, folder: Path, passphrase: str, ring: Ring | None) -> None:
        self._folder, self._passphrase, self._ring = folder, passphrase, ring

    def __call__(self) -> tuple[Vault, KeyChanges | None, str]:
        vault, changes = Vault.create_with_keys(self._folder, self._passphrase)
        notice = ""
        if self._ring is not None:
            try:
                changes.set_keyring(self._ring)
            except UserError as error:  # the vault is there, and its passphrase opens it
                notice = say(error.message)
        return vault, changes, notice


def _holds_vault(folder: Path) -> bool:
    try:
        return Folder(folder).exists()
    except UserError:
        return True


def _readable(folder: Path) -> str:
    """Short where it is in the user's own folder."""
    home = Path.home()
    return f"~{os.sep}{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder)
