"""Ask for a key of the open vault before its keys are changed: an open window alone is not enough for that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from muniment.errors import UserError
from muniment.gui.texts import key_messages
from muniment.gui.vaults.key_proof import Proof
from muniment.gui.vaults.vault_dialog import VaultDialog, words
from muniment.texts.say import say
from muniment.vault.keys.key_changes import KeyChanges
from muniment.vault.keys.unlock_methods import Way
from muniment.vault.store import Vault

Deed = Callable[[KeyChanges], object]


@dataclass(frozen=True, slots=True)
class ProofWords:
    """What the dialog says.

    Attributes:
        title: Of the dialog.
        lead: What is about to be done.
        button: That does it.
    """

    title: str
    lead: str
    button: str


class ProofDialog(VaultDialog):
    """The dialog; accepted once the key opened the vault and the deed is done.

    Attributes:
        way: What opened it; None before.
    """

    def __init__(self, vault: Vault, ask: ProofWords, deed: Deed, parent: QWidget | None) -> None:
        super().__init__(ask.title, ask.button, parent)
        self._vault, self._deed = vault, deed
        self.way: Way | None = None
        self.proof = Proof()
        self.proof.offer(vault.key_slots())
        self.put(words(ask.lead), self.proof)
        self.proof.field.setFocus()

    def begin(self) -> None:
        """Try the key; a typing error in a recovery code is named before."""
        try:
            self.way = self.proof.way()
        except UserError as error:
            self.say(say(error.message))
            self.refocus()
            return
        self.start(in_hand(self._vault, self.way, self._deed), key_messages.TRYING())

    def done_with(self, _result: object) -> None:
        """Nothing typed is kept."""
        self.proof.field.clear()
        self.accept()

    def refocus(self) -> None:
        """To the key that did not open."""
        self.proof.field.setFocus()
        self.proof.field.selectAll()


def in_hand(vault: Vault, way: Way, deed: Deed) -> Callable[[], object]:
    """A deed on the keys of an open vault, to be done on another thread with a connection of its own.

    Args:
        vault: The open vault.
        way: What opens it.
        deed: What to do with its keys.
    """
    own = vault.second_connection()

    def do() -> object:
        with own:
            return deed(own.change_keys(way))

    return do
