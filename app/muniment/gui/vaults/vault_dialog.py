"""What the dialogs on a vault's keys share: a lead, fields, what went wrong, and a button whose deed takes a second or two.

Must never be closed with a deed under way.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from muniment.gui.kit import plain_text
from muniment.gui.kit.background import Background
from muniment.gui.texts import key_messages

WIDTH = 440  # pixels of a line of text; about 70 letters


class VaultDialog(QDialog):
    """The dialog; accepted once the deed is done.

    Attributes:
        go: Does it.
        leave: Closes, and nothing is changed.
        ended: The deed came to an end, well or not.

    Args:
        title: Of the window.
        button: What is written on the button that does it.
        parent: Under which it is shown; None for none.
    """

    ended = Signal()

    def __init__(self, title: str, button: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._button = button
        self._parts: list[QWidget] = []
        self.setWindowTitle(title)
        self.go, self.leave = QPushButton(button), QPushButton(key_messages.CANCEL())
        self._error = words("", "bad")
        self._error.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(26, 22, 26, 20)
        self._column.setSpacing(10)
        self._column.addWidget(self._error)
        self._column.addLayout(self._buttons())
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        self.go.clicked.connect(self.begin)
        self.leave.clicked.connect(self.reject)

    def error(self) -> str:
        """What went wrong, as shown."""
        return self._error.text()

    def rename(self, button: str) -> None:
        """What the button says from now on."""
        self._button = button
        self.go.setText(button)

    def put(self, *parts: QWidget) -> None:
        """Add above the error and the buttons, in the order of the keyboard."""
        for part in parts:
            self._column.insertWidget(self._column.count() - 2, part)
            if not isinstance(part, QLabel):
                self._parts.append(part)

    def say(self, sentence: str) -> None:
        """Show what went wrong; nothing if it is empty."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        plain_text.speak(self, sentence)

    def begin(self) -> None:
        """Check what was typed and start the deed: what each dialog says."""
        raise NotImplementedError  # abstract by hand: an ABC needs a metaclass, and Qt has one of its own

    def start(self, deed: Callable[[], object], busy: str) -> None:
        """Do something on another thread; ``done`` or ``failed`` follows.

        Args:
            deed: The deed.
            busy: What the button says meanwhile.
        """
        self.say("")
        self.rest(yes=False, words=busy)
        self._background.begin(deed, self._succeed, self._fail)

    def done_with(self, _result: object) -> None:
        """What follows the deed."""
        self.accept()

    def rest(self, *, yes: bool, words: str = "") -> None:
        """Let the person type, or not while the deed is under way.

        Args:
            yes: False while the deed is under way.
            words: On the button; empty for what it says otherwise.
        """
        for widget in (*self._parts, self.go, self.leave):
            widget.setEnabled(yes)
        self.go.setText(words or self._button)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Qt: what is under way is waited for."""
        self._background.wait()
        super().closeEvent(event)

    def reject(self) -> None:
        """Qt: Esc, Cancel, and the lock."""
        self._background.wait()
        super().reject()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        self.go.setProperty("primary", "true")
        self.go.setDefault(True)
        self.leave.setAutoDefault(False)
        row.addWidget(self.leave)
        row.addWidget(self.go)
        return row

    def _succeed(self, result: object) -> None:
        self.rest(yes=True)
        self.done_with(result)
        self.ended.emit()

    def _fail(self, sentence: str) -> None:
        self.rest(yes=True)
        self.say(sentence)
        self.refocus()
        self.ended.emit()

    def refocus(self) -> None:
        """Where the keyboard goes after something went wrong."""


def words(text: str, role: str = "mute") -> QLabel:
    """Lines of text as wide as the dialogs.

    Args:
        text: Plain; may have several lines.
        role: Of the style sheet.
    """
    label = plain_text.label(text, role)
    label.setWordWrap(True)
    label.setFixedWidth(WIDTH)
    return label
