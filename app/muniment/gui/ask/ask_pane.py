"""The pane for questions: what is typed, where it is asked, and the answer with its links."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from muniment.gui.kit import icons, plain_text
from muniment.gui.kit.empty_state import EmptyState
from muniment.gui.kit.pane_parts import bare_column, head, set_surface
from muniment.gui.kit.theme import Theme
from muniment.gui.sheet.linked_text import LinkedText
from muniment.gui.texts import ask_messages

_LONGEST = 2_000  # characters of a question


class AskPane(QWidget):
    """The pane.

    Attributes:
        asked: A question.
        stopped: Nobody waits for the answer any more.
        left: The pane is to be closed.
        redrawn: The look has changed, and the answer must follow.
        field: Where the question is typed.
        answer: The answer, with links.
    """

    asked = Signal(str)
    stopped = Signal()
    left = Signal()
    redrawn = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        set_surface(self, "panel")
        self._theme = theme
        self._is_busy = False
        self.field = QLineEdit()
        self.field.setPlaceholderText(ask_messages.HINT())
        self.field.setAccessibleName(ask_messages.NAME())
        self.field.setMaxLength(_LONGEST)
        self.button = QPushButton(ask_messages.BUTTON())
        self.close_button = QToolButton()
        self.close_button.setAccessibleName(ask_messages.CLOSE())
        self.close_button.setToolTip(ask_messages.CLOSE())
        self.close_button.setIconSize(QSize(16, 16))
        self.where = _where()
        self.answer = LinkedText(ask_messages.ANSWER_NAME())
        self._empty = EmptyState("ask", ask_messages.EMPTY_TITLE(), ask_messages.EMPTY(), theme)
        self._stack = QStackedWidget()
        for widget in (self._empty, self.answer):
            self._stack.addWidget(widget)
        column = bare_column(self)
        column.addWidget(head(plain_text.label(ask_messages.TITLE(), "heading"), self.close_button))
        column.addWidget(self._asking())
        column.addWidget(self._stack, 1)
        self.field.returnPressed.connect(self._ask)
        self.button.clicked.connect(self._press)
        self.close_button.clicked.connect(self.left)
        theme.changed.connect(self._draw)
        self._draw()

    @property
    def is_of_all(self) -> bool:
        """All documents are asked, not only the one on the desk."""
        return self.where.currentIndex() == 0

    def focus(self, reason: Qt.FocusReason = Qt.FocusReason.ShortcutFocusReason) -> None:
        """Take the keyboard."""
        self.field.setFocus(reason)
        self.field.selectAll()

    def show_empty(self, title: str | None = None, text: str = "") -> None:
        """Show a title and a sentence instead of an answer; how to ask where there is no title.

        Args:
            title: None for how to ask.
            text: Below the title.
        """
        if title is None:
            title, text = ask_messages.EMPTY_TITLE(), ask_messages.EMPTY()
        self._empty.say(title, text)
        self._stack.setCurrentWidget(self._empty)

    def show_busy(self, *, yes: bool) -> None:
        """Whether an answer is being looked for; the button stops it then."""
        self._is_busy = yes
        self.button.setText(ask_messages.STOP() if yes else ask_messages.BUTTON())

    def show_answer(self, html: str) -> None:
        """Show an answer, or a part of it."""
        at = self.answer.verticalScrollBar().value()
        self.answer.setHtml(html)
        self.answer.verticalScrollBar().setValue(at)
        self._stack.setCurrentWidget(self.answer)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Qt: Esc stops what is being looked for, else it closes the pane."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._is_busy:
            self.stopped.emit()
        else:
            self.left.emit()

    def _asking(self) -> QWidget:
        box = QWidget()
        set_surface(box, "bar")
        rows = QVBoxLayout(box)
        rows.setContentsMargins(16, 10, 16, 8)
        rows.setSpacing(6)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.field, 1)
        line.addWidget(self.button)
        rows.addLayout(line)
        choice = QHBoxLayout()
        choice.addWidget(self.where)
        choice.addStretch(1)
        rows.addLayout(choice)
        return box

    def _press(self) -> None:
        if self._is_busy:
            self.stopped.emit()
        else:
            self._ask()

    def _ask(self) -> None:
        if self.field.text().strip():
            self.asked.emit(self.field.text())

    def _draw(self) -> None:
        self.close_button.setIcon(icons.icon("close", self._theme.colours.text))
        self.redrawn.emit()


def _where() -> QTabBar:
    tabs = QTabBar()
    tabs.setProperty("segments", True)
    tabs.setAccessibleName(ask_messages.WHERE_NAME())
    tabs.setDrawBase(False)
    tabs.setExpanding(False)
    tabs.setUsesScrollButtons(False)
    for text in ask_messages.WHERE:
        tabs.addTab(text())
    return tabs
