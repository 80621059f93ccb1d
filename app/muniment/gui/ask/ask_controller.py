"""Questions in the window: the pane in the place of the facts, the answer as it comes, and its links on the page.

Must never show an answer to another question than the one that stands in the field.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QStackedWidget

from muniment.document.facts.answer import Answer
from muniment.gui.ask.answer_html import answer_html
from muniment.gui.ask.ask_pane import AskPane
from muniment.gui.facts.document_controller import DocumentController
from muniment.gui.facts.facts_pane import FactsPane
from muniment.gui.kit.theme import Theme
from muniment.gui.session.vault_session import VaultSession
from muniment.gui.texts import ask_messages


class AskController(QObject):
    """Puts the pane where the facts are, and back.

    Attributes:
        pane: The pane.
        side: Holds the facts and the pane, one of them in front.
    """

    def __init__(self, session: VaultSession, desk: DocumentController, facts: FactsPane, theme: Theme) -> None:
        super().__init__()
        self._session, self._desk, self._facts, self._theme = session, desk, facts, theme
        self._token = 0
        self._answer: Answer | None = None
        self._names: dict[str, str] = {}
        self._is_over = True
        self.pane, self.side = AskPane(theme), QStackedWidget()
        for widget in (facts, self.pane):
            self.side.addWidget(widget)
        self.pane.asked.connect(self._ask)
        self.pane.stopped.connect(self.stop)
        self.pane.left.connect(self.leave)
        self.pane.answer.followed.connect(self._follow)
        session.bridge.answered.connect(self._answered)
        session.bridge.unanswered.connect(self._unanswered)
        self.pane.redrawn.connect(self._write)

    def open(self) -> None:
        """Show the pane and give it the keyboard."""
        self.side.setCurrentWidget(self.pane)
        if self._answer is None and self._is_over:
            self._show_empty()
        self.pane.focus()

    def leave(self) -> None:
        """Show the facts again."""
        self.stop()
        self.side.setCurrentWidget(self._facts)
        self._facts.focus(Qt.FocusReason.ShortcutFocusReason)

    def next_tab(self) -> None:
        """Show the next tab of the facts."""
        self.leave()
        self._facts.go_to_tab((self._facts.tabs.currentIndex() + 1) % self._facts.tabs.count())

    def stop(self) -> None:
        """Wait for no answer any more; what was found stays."""
        if self._is_over:
            return
        self._token += 1
        self._is_over = True
        self._session.pipeline.cancel_ask()
        self.pane.show_busy(yes=False)
        if self._answer is None:
            self._show_empty()
        else:
            self._write()

    def _show_empty(self) -> None:
        if self._session.vault.documents():
            self.pane.show_empty()
        else:
            self.pane.show_empty(ask_messages.NOTHING_TITLE(), ask_messages.NOTHING())

    def _ask(self, question: str) -> None:
        if not self._session.vault.documents():
            self._show_empty()
            return
        document = self._desk.document
        only = [document.id] if document is not None and not self.pane.is_of_all else []
        self._token += 1
        self._answer, self._is_over = None, False
        self.pane.show_busy(yes=True)
        self.pane.show_empty(ask_messages.BUSY(), "")
        self._session.pipeline.ask(question, only, self._token)

    def _answered(self, token: int, is_over: bool) -> None:
        if token != self._token:
            return
        self._answer = self._session.pipeline.answer(token)
        self._names = {row.sha256: row.name for row in self._session.vault.documents()}
        self._is_over = is_over
        self.pane.show_busy(yes=not is_over)
        self._write()

    def _unanswered(self, token: int, sentence: str) -> None:
        if token == self._token:
            self._is_over = True
            self.pane.show_busy(yes=False)
            self.pane.show_empty(ask_messages.TITLE(), sentence)

    def _write(self) -> None:
        if self._answer is not None:
            html = answer_html(self._answer, self._names, self._theme.colours, is_over=self._is_over)
            self.pane.show_answer(html)

    def _follow(self, name: str) -> None:
        if self._answer is None:
            return
        kind, _, number = name.partition(":")
        if kind == "passage":
            passage = self._answer.passages[int(number)]
            there = {row.sha256: row.id for row in self._session.vault.documents()}
            if passage.sha256 in there:
                self._desk.show_sentence(there[passage.sha256], passage.evidence.span)
            return
        operand = int(number) if kind == "operand" else self._answer.steps[int(number)].operands[0]
        self._desk.show_figure(self._answer.operands[operand].figure)
        if kind == "step":
            own = self._answer.operands[operand].figure.sha256
            figures = [self._answer.operands[i].figure for i in self._answer.steps[int(number)].operands]
            self._desk.light([figure.evidence.span for figure in figures if figure.sha256 == own])
