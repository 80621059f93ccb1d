"""Set the passphrase of the open vault."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from muniment.errors import UserError
from muniment.gui.kit.secret_fields import secret_field, strength_words
from muniment.gui.texts import key_messages, messages, vault_messages
from muniment.gui.vaults.key_proof import Proof
from muniment.gui.vaults.proof_dialog import in_hand
from muniment.gui.vaults.vault_dialog import VaultDialog, words
from muniment.texts.say import say
from muniment.vault.keys.slot_format import SlotKind
from muniment.vault.store import Vault


class PassphraseDialog(VaultDialog):
    """The dialog; accepted once the passphrase is set.

    Args:
        vault: Whose passphrase is set.
        parent: Under which it is shown; None for none.
    """

    def __init__(self, vault: Vault, parent: QWidget | None) -> None:
        slots = vault.key_slots()
        is_set = bool(slots.of_kind(SlotKind.PASSPHRASE))
        super().__init__(
            vault_messages.CHANGE_TITLE() if is_set else key_messages.SET_TITLE(),
            vault_messages.CHANGE_BUTTON() if is_set else key_messages.SET_BUTTON(),
            parent,
        )
        self._vault = vault
        self.proof = Proof(vault_messages.CHANGE_OLD())
        self.proof.offer(slots)
        self.old = self.proof.field
        self.new, self.again = secret_field(vault_messages.CHANGE_NEW()), secret_field(vault_messages.CHANGE_AGAIN())
        self._hint = words("")
        self._hint.hide()
        self.put(words(vault_messages.CHANGE_LEAD()), self.proof, self.new, self.again, self._hint)
        self.new.textChanged.connect(self._check)
        self.old.setFocus()

    def begin(self) -> None:
        """Check what was typed, and set it: two derivations of a key."""
        try:
            way = self.proof.way()
        except UserError as error:
            self.say(say(error.message))
            self.refocus()
            return
        new, again = self.new.text(), self.again.text()
        if not new or new != again:
            self.say(messages.PASSPHRASE_DIFFER() if new else messages.PASSPHRASE_EMPTY())
            return
        self.start(in_hand(self._vault, way, lambda keys: keys.set_passphrase(new)), vault_messages.CHANGE_BUSY())

    def done_with(self, _result: object) -> None:
        """Nothing typed is kept."""
        for field in (self.old, self.new, self.again):
            field.clear()
        self.accept()

    def refocus(self) -> None:
        """To the key that did not open."""
        self.old.setFocus()
        self.old.selectAll()

    def _check(self) -> None:
        told = strength_words(self.new.text())
        self._hint.setText(told)
        self._hint.setVisible(bool(told))
