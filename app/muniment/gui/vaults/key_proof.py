"""Where a person shows that a vault is theirs: the passphrase, or the recovery code instead.

Must never try a recovery code that has a typing error.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QToolButton, QVBoxLayout, QWidget

from muniment.errors import UserError
from muniment.gui.kit.secret_fields import fixed_font, secret_field
from muniment.gui.kit.theme import FONT_PIXELS
from muniment.gui.texts import key_messages, messages
from muniment.vault.keys import recovery_code
from muniment.vault.keys.slot_format import SlotKind, Slots
from muniment.vault.keys.unlock_methods import Passphrase, RecoveryCode, Way


class Proof(QWidget):
    """The field, and a button that changes what it is for.

    Attributes:
        field: Where it is typed.
        other: Changes between the two; shown where the vault has both.
        turned: It is for the other now.
    """

    turned = Signal()

    def __init__(self, name: str = "") -> None:
        super().__init__()
        name = name or messages.PASSPHRASE()
        self._name, self._is_code = name, False
        self.field, self.other = secret_field(name), QToolButton()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.field)
        column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignRight)
        self.other.clicked.connect(self.turn)
        self.setFocusProxy(self.field)
        self.offer(None)

    @property
    def kind(self) -> SlotKind:
        """What is to be typed."""
        return SlotKind.RECOVERY if self._is_code else SlotKind.PASSPHRASE

    def offer(self, slots: Slots | None) -> None:
        """Ask for what opens a vault, the passphrase first.

        Args:
            slots: Of the vault; None for one that is to be made, or whose keys cannot be read.
        """
        has_code = slots is not None and bool(slots.of_kind(SlotKind.RECOVERY))
        has_passphrase = slots is None or bool(slots.of_kind(SlotKind.PASSPHRASE))
        self.other.setVisible(has_code and has_passphrase)
        self._ask_for(is_code=has_code and not has_passphrase)

    def turn(self) -> None:
        """Ask for the other."""
        self._ask_for(is_code=not self._is_code)
        self.field.setFocus()
        self.turned.emit()

    def way(self) -> Way:
        """What was typed.

        Raises:
            UserError: Nothing, or a recovery code with a typing error, which the sentence names.
        """
        text = self.field.text()
        if not text:
            raise UserError("no-code-typed" if self._is_code else "no-passphrase-typed")
        if not self._is_code:
            return Passphrase(text)
        recovery_code.parse(text)
        return RecoveryCode(text)

    def _ask_for(self, *, is_code: bool) -> None:
        self._is_code = is_code
        name = key_messages.CODE() if is_code else self._name
        self.field.clear()
        self.field.setPlaceholderText(name)
        self.field.setAccessibleName(name)
        # A code of 27 signs is compared with the paper while it is typed; nobody can do that with dots.
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if is_code else QLineEdit.EchoMode.Password)
        self.field.setFont(fixed_font(FONT_PIXELS) if is_code else self.font())
        self.other.setText(key_messages.USE_PASSPHRASE() if is_code else key_messages.USE_CODE())
        self.other.setAccessibleName(self.other.text())
