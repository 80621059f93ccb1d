"""Copy a vault under a new master key while its window is closed, with how far it is and a way to give it up.

Must never end without the vault open again, if anything that the person has shown opens it.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout

from muniment.errors import Cancelled, UserError
from muniment.gui.kit import icons
from muniment.gui.kit.background import Background
from muniment.gui.texts import key_messages
from muniment.gui.vaults.rekey_dialog import Renewal
from muniment.gui.vaults.vault_dialog import WIDTH, words
from muniment.vault.store import Vault

_LOOK_MS = 100
_PARTS = 1000


class Renewing(QDialog):
    """The dialog; ends by itself.

    Attributes:
        vault: Open again at the end; None if nothing opens it.
        sentence: What came of it.
        is_calm: It was done or given up; nothing went wrong.
        leave: Gives it up while that is possible.
    """

    def __init__(self, renewal: Renewal) -> None:
        super().__init__(None)
        self._renewal = renewal
        self.vault: Vault | None = None
        self.sentence, self.is_calm = key_messages.REKEY_DONE(), True
        self._is_reopening = False
        self._parts_done, self._is_given_up, self._is_final = 0, False, False
        self.setWindowTitle(key_messages.REKEY_TITLE())
        self.setWindowIcon(icons.icon("muniment"))
        self._words, self.bar = words(key_messages.REKEY_BUSY()), QProgressBar()
        self.bar.setRange(0, _PARTS)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(WIDTH)
        self.bar.setAccessibleName(key_messages.REKEY_BUSY())
        self.leave = QPushButton(key_messages.CANCEL())
        self.leave.clicked.connect(self.reject)
        self._build()
        self._clock = QTimer(self, interval=_LOOK_MS)
        self._clock.timeout.connect(self._look)
        self._background = Background(self)

    def begin(self) -> None:
        """Start; ``exec`` until it has ended."""
        self._clock.start()
        self._background.begin(self._renew, self._opened, self._failed)

    def reject(self) -> None:
        """Qt: Esc and Cancel give it up; the dialog ends when that is so."""
        if not self._is_final:
            self._is_given_up = True
            self.leave.setEnabled(False)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Qt: closing gives it up too."""
        event.ignore()
        self.reject()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 20)
        column.setSpacing(12)
        column.addWidget(self._words)
        column.addWidget(self.bar)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        column.addLayout(row)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)

    def _renew(self) -> Vault:
        vault, changes = Vault.open_with_keys(self._renewal.folder, self._renewal.way)
        with vault:
            changes.renew_master(self._renewal.fresh, self._step)
        return Vault.open(self._renewal.folder, self._renewal.then)

    def _reopen(self) -> Vault:
        try:
            return Vault.open(self._renewal.folder, self._renewal.way)
        except UserError:  # it failed after the new keys counted
            return Vault.open(self._renewal.folder, self._renewal.then)

    def _step(self, pages: int, of: int) -> None:
        """On the other thread."""
        self._is_final = self._parts_done == _PARTS and not self._is_given_up  # the last call comes after the check
        self._parts_done = _PARTS * pages // max(of, 1)
        if self._is_given_up:
            raise Cancelled

    def _look(self) -> None:
        self.bar.setValue(self._parts_done)
        if self._parts_done == _PARTS:
            self._words.setText(key_messages.REKEY_CHECKING())
        if self._is_final:
            self.leave.setEnabled(False)

    def _opened(self, vault: Vault) -> None:
        self.vault = vault
        self._end()

    def _failed(self, sentence: str) -> None:
        if self._is_reopening:  # it could not be opened again either
            self._end()
            return
        self.sentence, self.is_calm = sentence or key_messages.REKEY_GIVEN_UP(), not sentence
        self._is_reopening = True
        self._background.begin(self._reopen, self._opened, self._failed)

    def _end(self) -> None:
        self._clock.stop()
        self.accept()
