"""The keys of the open vault, all kinds of them, with what can be done with each; the firm's key is always shown."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from muniment import policy
from muniment.gui.kit import plain_text
from muniment.gui.texts import key_messages
from muniment.gui.vaults.passphrase_dialog import PassphraseDialog
from muniment.gui.vaults.proof_dialog import ProofDialog, ProofWords, in_hand
from muniment.gui.vaults.recovery_code_dialog import CodeDialog
from muniment.gui.vaults.rekey_dialog import RekeyDialog, Renewal
from muniment.gui.vaults.vault_key_rows import KeyRow, rows
from muniment.texts.say import say
from muniment.vault.keys import keyring_store
from muniment.vault.keys.slot_format import SlotKind
from muniment.vault.store import Vault

_NOTE = 380  # pixels of a line of a note


class SlotsDialog(QDialog):
    """The dialog.

    Attributes:
        setting: The buttons that set a key, by its kind.
        removing: The buttons that take one away.
        renew: Asks for a new master key.
        renewal: What a new master key needs, once it was collected; the dialog closes then.

    Args:
        vault: Whose keys are shown.
        parent: Under which it is shown; None for none.
    """

    def __init__(self, vault: Vault, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._vault, self._ring, self._policy = vault, keyring_store.system_ring(), policy.read()
        self.renewal: Renewal | None = None
        self.setting: dict[SlotKind, QPushButton] = {}
        self.removing: dict[SlotKind, QPushButton] = {}
        self.renew, self.leave = QPushButton(key_messages.MASTER_BUTTON()), QPushButton(key_messages.CLOSE())
        self._card, self._told = QFrame(), plain_text.label("", "strong")
        self.setWindowTitle(key_messages.SLOTS_TITLE())
        self._build()
        self.renew.clicked.connect(self._renew)
        self.leave.clicked.connect(self.reject)
        self.refresh()

    def refresh(self, focused: SlotKind | None = None) -> None:
        """Show the keys as they stand in the folder.

        Args:
            focused: Whose button gets the keyboard; None for the first.
        """
        old = self._card
        self._card = QFrame()
        self._card.setProperty("card", "true")
        grid = QGridLayout(self._card)
        grid.setContentsMargins(18, 14, 14, 14)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(12)
        self.setting, self.removing = {}, {}
        for number, row in enumerate(rows(self._vault.key_slots(), self._policy, has_ring=self._ring is not None)):
            grid.addWidget(_entry(row.name, row.note), number, 0)
            grid.addWidget(self._buttons(row), number, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._column.replaceWidget(old, self._card)
        old.hide()
        old.deleteLater()
        shown = [*self._card.findChildren(QPushButton), self.renew, self.leave]
        for before, after in pairwise(shown):
            QWidget.setTabOrder(before, after)
        (self.setting.get(focused, shown[0]) if focused else shown[0]).setFocus()

    def set_key(self, kind: SlotKind) -> None:
        """Set a key, or set it anew."""
        sentence = {
            SlotKind.PASSPHRASE: self._set_passphrase,
            SlotKind.RECOVERY: self._set_code,
            SlotKind.KEYRING: self._set_keyring,
        }[kind]()
        self._tell(kind, sentence)

    def remove_key(self, kind: SlotKind) -> None:
        """Take a key away."""
        ring = self._ring if kind is SlotKind.KEYRING else None
        ask = ProofWords(key_messages.REMOVE_TITLES[kind](), key_messages.REMOVE_LEAD(), key_messages.REMOVE_BUTTON())
        dialog = ProofDialog(self._vault, ask, lambda keys: keys.remove(kind.value, ring), self)
        self._tell(kind, key_messages.REMOVED[kind]() if dialog.exec() else "")

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 20, 24, 18)
        self._column.setSpacing(12)
        self._column.addWidget(plain_text.label(key_messages.SLOTS_LEAD(), "mute"))
        self._column.addWidget(self._card)
        master = QHBoxLayout()
        master.addWidget(_entry(key_messages.MASTER_TITLE(), key_messages.MASTER_NOTE()), 1)
        self.renew.setAutoDefault(False)
        master.addWidget(self.renew, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(master)
        said = "\n".join(say(rule) for rule in self._policy.rules()) or key_messages.POLICY_NONE()
        self._column.addWidget(_entry(key_messages.POLICY_TITLE(), said))
        row = QHBoxLayout()
        row.addWidget(self._told, 1)
        self.leave.setAutoDefault(False)
        row.addWidget(self.leave)
        self._column.addLayout(row)
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)

    def _buttons(self, row: KeyRow) -> QWidget:
        side = QWidget()
        line = QHBoxLayout(side)
        line.setContentsMargins(0, 0, 0, 0)
        kind = row.kind
        if kind is None:
            return side
        if row.sets:
            self.setting[kind] = _button(row.sets, row.name, lambda: self.set_key(kind))
            line.addWidget(self.setting[kind])
        if row.is_set and kind is not SlotKind.ESCROW:
            self.removing[kind] = _button(key_messages.REMOVE(), row.name, lambda: self.remove_key(kind))
            self.removing[kind].setEnabled(row.can_remove)
            line.addWidget(self.removing[kind])
        return side

    def _set_passphrase(self) -> str:
        return key_messages.PASSPHRASE_SET() if PassphraseDialog(self._vault, self).exec() else ""

    def _set_code(self) -> str:
        ask = ProofWords(key_messages.CODE_TITLE(), key_messages.CODE_PROOF_LEAD(), key_messages.NEXT())
        proof = ProofDialog(self._vault, ask, lambda _: None, self)
        if not proof.exec() or proof.way is None:
            return ""
        way = proof.way
        shown = CodeDialog(lambda code: in_hand(self._vault, way, lambda keys: keys.set_recovery(code))(), self)
        return key_messages.CODE_SET() if shown.exec() else ""

    def _set_keyring(self) -> str:
        ring = self._ring
        if ring is None:
            return ""
        ask = ProofWords(
            key_messages.KEYRING_TITLE(), key_messages.keyring_lead(ring.name), key_messages.KEYRING_BUTTON()
        )
        dialog = ProofDialog(self._vault, ask, lambda keys: keys.set_keyring(ring), self)
        return key_messages.keyring_set(ring.name) if dialog.exec() else ""

    def _renew(self) -> None:
        dialog = RekeyDialog(self._vault, self)
        if dialog.exec() and dialog.renewal is not None:
            self.renewal = dialog.renewal
            self.accept()

    def _tell(self, kind: SlotKind, sentence: str) -> None:
        self._told.setText(sentence)
        plain_text.speak(self, sentence)
        self.refresh(kind)


def _entry(name: str, note: str) -> QWidget:
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(plain_text.label(name, "strong"))
    below = plain_text.label(note, "mute")
    below.setWordWrap(True)
    below.setFixedWidth(_NOTE)
    below.ensurePolished()
    below.setMinimumHeight(
        below.heightForWidth(_NOTE)
    )  # beside a button the layout would take the height of another width
    column.addWidget(below)
    return side


def _button(text: str, what: str, deed: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setAccessibleName(key_messages.spoken(text, what))
    button.setAutoDefault(False)
    button.clicked.connect(lambda _=False: deed())
    return button
