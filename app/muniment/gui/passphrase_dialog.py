"""Change the passphrase of the open vault."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from muniment.errors import UserError
from muniment.gui import messages, plain, vault_messages
from muniment.gui.fields import secret_field, strength_words
from muniment.vault.store import Vault


class _Told(QObject):
    ended = Signal(str)


class _Change(QRunnable):
    """Two derivations of a key: over a second, on another thread."""

    def __init__(self, vault: Vault, old: str, new: str) -> None:
        super().__init__()
        self._vault, self._old, self._new = vault, old, new
        self.told = _Told()

    def run(self) -> None:
        """Qt: on a thread of the pool."""
        try:
            self._vault.change_keys(self._old).set_passphrase(self._new)
        except UserError as error:
            self.told.ended.emit(error.sentence)
        else:
            self.told.ended.emit("")


class PassphraseDialog(QDialog):
    """The dialog; accepted once the passphrase is changed."""

    def __init__(self, vault: Vault, parent: QWidget) -> None:
        super().__init__(parent)
        self._vault = vault
        self._change: _Change | None = None
        self.setWindowTitle(vault_messages.CHANGE_TITLE)
        self.old = secret_field(vault_messages.CHANGE_OLD)
        self.new = secret_field(vault_messages.CHANGE_NEW)
        self.again = secret_field(vault_messages.CHANGE_AGAIN)
        self._hint, self._error = plain.label("", "mute"), plain.label("", "bad")
        self.go, self.leave = QPushButton(vault_messages.CHANGE_BUTTON), QPushButton(vault_messages.CHANGE_CANCEL)
        self.new.textChanged.connect(self._check)
        self.go.clicked.connect(self._begin)
        self.leave.clicked.connect(self.reject)
        self._build()
        self._say("")
        self._check()

    def error(self) -> str:
        """What went wrong, as shown."""
        return self._error.text()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Qt: what is under way is waited for."""
        QThreadPool.globalInstance().waitForDone()
        super().closeEvent(event)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(10)
        lead = plain.label(vault_messages.CHANGE_LEAD, "mute")
        for label in (lead, self._hint, self._error):
            label.setWordWrap(True)
            label.setFixedWidth(420)
        for widget in (lead, self.old, self.new, self.again, self._hint, self._error):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addStretch(1)
        self.go.setProperty("primary", "true")
        self.go.setDefault(True)
        for button in (self.leave, self.go):
            row.addWidget(button)
        column.addLayout(row)
        for before, after in pairwise((*self._fields(), self.go, self.leave)):
            QWidget.setTabOrder(before, after)
        self.old.setFocus()
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)

    def _fields(self) -> tuple[QLineEdit, ...]:
        return self.old, self.new, self.again

    def _check(self) -> None:
        words = strength_words(self.new.text())
        self._hint.setText(words)
        self._hint.setVisible(bool(words))

    def _begin(self) -> None:
        if not self.old.text() or not self.new.text():
            self._say(messages.PASSPHRASE_EMPTY)
        elif self.new.text() != self.again.text():
            self._say(messages.PASSPHRASE_DIFFER)
        else:
            self._rest(yes=False)
            self._change = _Change(self._vault, self.old.text(), self.new.text())
            self._change.setAutoDelete(False)
            self._change.told.ended.connect(self._ended)
            QThreadPool.globalInstance().start(self._change)

    def _ended(self, sentence: str) -> None:
        self._change = None
        self._rest(yes=True)
        self._say(sentence)
        if sentence:
            self.old.setFocus()
            self.old.selectAll()
            return
        for field in self._fields():
            field.clear()
        self.accept()

    def _rest(self, *, yes: bool) -> None:
        for widget in (*self._fields(), self.go, self.leave):
            widget.setEnabled(yes)
        self.go.setText(vault_messages.CHANGE_BUTTON if yes else vault_messages.CHANGE_BUSY)

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
