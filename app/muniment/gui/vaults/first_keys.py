"""Which keys a new vault gets beside its passphrase: the keyring of the system, a recovery code."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from muniment import policy
from muniment.errors import UserError
from muniment.gui.kit import plain_text
from muniment.gui.texts import key_messages
from muniment.texts.say import say
from muniment.vault.keys import keyring_store
from muniment.vault.keys.keyring_store import Ring
from muniment.vault.keys.slot_format import SlotKind


class FirstKeys(QWidget):
    """The choices.

    Attributes:
        keyring: Off until the person wants it: it asks nobody.
        code: On, since a forgotten passphrase is final.
    """

    def __init__(self) -> None:
        super().__init__()
        self.keyring, self.code = (
            QCheckBox(key_messages.NAMES[SlotKind.KEYRING]()),
            QCheckBox(key_messages.CREATE_CODE()),
        )
        self._why_not = plain_text.label("", "mute")
        self._why_not.setWordWrap(True)
        self._rules = plain_text.label("", "mute")
        self._rules.setWordWrap(True)
        self._ring: Ring | None = None
        self._is_known = False
        self.code.setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.code, self.keyring, self._why_not, self._rules):
            column.addWidget(part)

    @property
    def ring(self) -> Ring | None:
        """The keyring, if it is wanted."""
        return self._ring if self.keyring.isChecked() else None

    def offer(self) -> None:
        """Look, once, which keyring there is, and whether the policy lets it."""
        if self._is_known:
            return
        self._is_known = True
        self._rules.hide()
        why_not = self._look()
        self._why_not.setText(why_not)
        self._why_not.setVisible(bool(why_not))
        self.keyring.setVisible(self._ring is not None)
        if self._ring is not None:
            self.keyring.setText(key_messages.keyring_offer(self._ring.name))

    def _look(self) -> str:
        try:
            rules = policy.read()
        except UserError as error:
            return say(error.message)
        said = [say(rule) for rule in rules.rules()]
        self._rules.setText(key_messages.by_policy(said))
        self._rules.setVisible(bool(said))
        if not rules.keyring:
            return ""  # said above
        self._ring = keyring_store.system_ring()
        return "" if self._ring is not None else key_messages.KEYRING_NONE()
