"""Collect what a new master key needs: a key that opens the vault now, and those that will open it from then on."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QWidget

from muniment import policy
from muniment.errors import UserError
from muniment.gui.kit.secret_fields import secret_field, strength_words
from muniment.gui.texts import key_messages
from muniment.gui.vaults.key_proof import Proof
from muniment.gui.vaults.proof_dialog import in_hand
from muniment.gui.vaults.recovery_code_dialog import CodeDialog
from muniment.gui.vaults.vault_dialog import VaultDialog, words
from muniment.texts.say import say
from muniment.vault import vault_errors
from muniment.vault.keys import keyring_store
from muniment.vault.keys.rekey import Fresh
from muniment.vault.keys.slot_format import SlotKind
from muniment.vault.keys.unlock_methods import Passphrase, RecoveryCode, Way
from muniment.vault.store import Vault


@dataclass(frozen=True, slots=True)
class Renewal:
    """What is to be done once the window is closed.

    Attributes:
        folder: Of the vault.
        way: What opens it now.
        fresh: The keys from then on.
        then: What opens it from then on.
    """

    folder: Path
    way: Way = field(repr=False)
    fresh: Fresh = field(repr=False)
    then: Way = field(repr=False)


class RekeyDialog(VaultDialog):
    """The dialog; accepted once everything is there. Nothing is changed by it.

    Attributes:
        renewal: What it collected; None before.
    """

    def __init__(self, vault: Vault, parent: QWidget | None) -> None:
        super().__init__(key_messages.REKEY_TITLE(), key_messages.NEXT(), parent)
        self._vault, self._slots = vault, vault.key_slots()
        self.renewal: Renewal | None = None
        self.proof = Proof()
        self.proof.offer(self._slots)
        self.new, self.again = secret_field(key_messages.REKEY_NEW()), secret_field(key_messages.REKEY_AGAIN())
        self._hint = words("")
        self._hint.hide()
        self.put(words(key_messages.REKEY_LEAD()), self.proof, self.new, self.again, self._hint)
        has_passphrase = self._has(SlotKind.PASSPHRASE)
        for each in (self.new, self.again):
            each.setVisible(has_passphrase)
        self.proof.turned.connect(self._rename)
        self.new.textChanged.connect(self._check)
        self.proof.field.setFocus()

    def begin(self) -> None:
        """See that nothing is missing, and try the key."""
        try:
            way = self.proof.way()
            self._fresh = self._collected(way)
        except UserError as error:
            self.say(say(error.message))
            return
        self._way = way
        self.start(in_hand(self._vault, way, lambda _: None), key_messages.TRYING())

    def done_with(self, _result: object) -> None:
        """A recovery code is made anew, and counts only if it is confirmed."""
        fresh, folder = self._fresh, self._vault.folder
        if self._has(SlotKind.RECOVERY):
            shown = CodeDialog(lambda _: None, self)
            if not shown.exec():
                return
            fresh = Fresh(fresh.passphrase, shown.code, fresh.ring)
        if folder is None:
            return
        code = fresh.recovery_code or ""
        then = Passphrase(fresh.passphrase) if fresh.passphrase else RecoveryCode(code)
        self.renewal = Renewal(folder, self._way, fresh, then)
        for each in (self.proof.field, self.new, self.again):
            each.clear()
        self.accept()

    def refocus(self) -> None:
        """To the key that did not open."""
        self.proof.field.setFocus()
        self.proof.field.selectAll()

    def _collected(self, way: Way) -> Fresh:
        new = self.new.text()
        if new != self.again.text():
            raise UserError("differ")
        passphrase = None
        if self._has(SlotKind.PASSPHRASE):
            passphrase = new or (way.text if isinstance(way, Passphrase) else "")
            if not passphrase:
                raise UserError("passphrase-too")
            policy.read().refuse_passphrase(passphrase)
        ring = keyring_store.system_ring() if self._has(SlotKind.KEYRING) else None
        if self._has(SlotKind.KEYRING) and ring is None:
            raise vault_errors.key_left_out(SlotKind.KEYRING.value)
        return Fresh(passphrase, None, ring)

    def _has(self, kind: SlotKind) -> bool:
        return bool(self._slots.of_kind(kind))

    def _rename(self) -> None:
        is_code = self.proof.kind is SlotKind.RECOVERY
        name = key_messages.REKEY_NEW_NEEDED() if is_code else key_messages.REKEY_NEW()
        self.new.setPlaceholderText(name)
        self.new.setAccessibleName(name)

    def _check(self) -> None:
        told = strength_words(self.new.text())
        self._hint.setText(told)
        self._hint.setVisible(bool(told))
