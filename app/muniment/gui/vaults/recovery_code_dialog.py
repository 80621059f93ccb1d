"""Show a recovery code once, and let it count only when it was typed again.

Must never set a code that nobody has shown to have, nor leave it on the clipboard.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from muniment.errors import UserError
from muniment.gui.kit import clipboard, plain_text
from muniment.gui.kit.secret_fields import fixed_font
from muniment.gui.texts import key_messages
from muniment.gui.vaults.vault_dialog import VaultDialog, words
from muniment.texts.say import say
from muniment.texts.text import Text
from muniment.vault.keys import recovery_code

_IN_LINE = 12  # characters of the code in a line of the picture, dashes included


class CodeDialog(VaultDialog):
    """The dialog; accepted once the code counts.

    Attributes:
        code: As it is shown.
        typed: Where it is typed again.
        copy: Puts it on the clipboard, marked.
        back: Shows it again.
    """

    def __init__(
        self, deed: Callable[[str], object], parent: QWidget | None, leave: Text = key_messages.CANCEL
    ) -> None:
        """The dialog.

        Args:
            deed: What to do with the confirmed code, on another thread.
            parent: Over which it opens.
            leave: What the button says that closes without a code.
        """
        super().__init__(key_messages.CODE_TITLE(), key_messages.CODE_WRITTEN(), parent)
        self._deed, self.code = deed, recovery_code.make()
        self.leave.setText(leave())
        self._lead, self._note = words(key_messages.CODE_LEAD()), words(key_messages.CODE_FAIR())
        self._shown, self._asked = QWidget(), QWidget()
        self.typed, self.copy, self.back = QLineEdit(), QPushButton(key_messages.CODE_COPY()), QPushButton()
        self._show_code()
        self._ask_code()
        self._note.hide()
        self.put(self._lead, self._shown, self._asked, self._note)
        self.copy.clicked.connect(self._copy)
        self.back.clicked.connect(self._go_back)
        self._turn(asks=False)

    @property
    def asks(self) -> bool:
        """Whether the code is hidden now and to be typed."""
        return self.typed.isVisibleTo(self)

    def begin(self) -> None:
        """First to the field; then compare what was typed with what was shown."""
        if not self.asks:
            self._turn(asks=True)
            return
        try:
            same = recovery_code.parse(self.typed.text()) == recovery_code.parse(self.code)
        except UserError as error:
            self.say(say(error.message))
            return
        if same:
            self.start(lambda: self._deed(self.code), key_messages.CODE_BUSY())
        else:
            self.say(key_messages.CODE_OTHER())

    def done(self, result: int) -> None:
        """Qt: however it ends, the clipboard forgets the code."""
        clipboard.take_back(self.code)
        self.typed.clear()
        super().done(result)

    def refocus(self) -> None:
        """To the field."""
        self.typed.setFocus()

    def _show_code(self) -> None:
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 4, 0, 4)
        lines = "\n".join(
            self.code[start : start + _IN_LINE].strip("-") for start in range(0, len(self.code), _IN_LINE)
        )
        picture = plain_text.label(lines, "code")
        picture.setFont(fixed_font(22))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        picture.setAccessibleName(f"{key_messages.CODE()}: {' '.join(self.code)}")
        picture.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a screen reader reads what has the keyboard
        column.addWidget(picture)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.copy)
        column.addLayout(row)

    def _ask_code(self) -> None:
        row = QHBoxLayout(self._asked)
        row.setContentsMargins(0, 0, 0, 0)
        self.typed.setPlaceholderText(key_messages.CODE())
        self.typed.setAccessibleName(key_messages.CODE())
        self.typed.setMinimumHeight(34)
        self.typed.setFont(fixed_font(13))
        self.back.setText(key_messages.CODE_BACK())
        for button in (self.back, self.copy):
            button.setAutoDefault(False)
        row.addWidget(self.typed, 1)
        row.addWidget(self.back)

    def _turn(self, *, asks: bool) -> None:
        self._shown.setVisible(not asks)
        self._asked.setVisible(asks)
        self._note.hide()
        self._lead.setText(key_messages.CODE_CONFIRM() if asks else key_messages.CODE_LEAD())
        self.rename(key_messages.CODE_BUTTON() if asks else key_messages.CODE_WRITTEN())
        self.say("")
        (self.typed if asks else self.go).setFocus()

    def _go_back(self) -> None:
        self._turn(asks=False)

    def _copy(self) -> None:
        clipboard.put(self.code)
        self._note.show()
