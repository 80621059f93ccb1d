"""Questions in the window: the pane in the place of the facts, the answer as it comes, and its links on the page.

Must never show an answer to another question than the one that stands in the field.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from muniment.document.facts.answer import Answer
from muniment.gui.ask.answer_html import answer_html
from muniment.gui.ask.ask_pane import AskPane
from muniment.gui.frame.command import BarSide, Button, Group, Menu
from muniment.gui.frame.pane import Guide, PaneDefaults, PaneInfo, Parts, Seat, Surroundings
from muniment.gui.texts import ask_messages
from muniment.texts.text import Text


class AskController(QObject, PaneDefaults):
    """Asks, and follows the links of the answer.

    Attributes:
        pane: What is seen.
    """

    info = PaneInfo(
        "ask", Text("Ask"), Seat.RIGHT, key="Ctrl+K",
        opens=Text("Ask…"), help=Text("ask about the documents"), group=Group.DOCUMENTS, menu=Menu.DOCUMENTS,
        button=Button(Text("Ask"), Text("Ask about the documents (Ctrl+K)"), "ask", BarSide.SEARCH),
    )  # fmt: skip

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._vault, self._pipeline, self._theme = parts.vault, parts.pipeline, parts.theme
        self._guide: Guide | None = None
        self._token = 0
        self._answer: Answer | None = None
        self._names: dict[str, str] = {}
        self._is_over = True
        self.pane = AskPane(parts.theme)
        self.pane.asked.connect(self._ask)
        self.pane.stopped.connect(self.stop)
        self.pane.answer.followed.connect(self._follow)
        parts.bridge.answered.connect(self._answered)
        parts.bridge.unanswered.connect(self._unanswered)
        self.pane.redrawn.connect(self._write)

    @property
    def widget(self) -> QWidget:
        """What is seen."""
        return self.pane

    def attach(self, surroundings: Surroundings) -> None:
        """Know where links lead, and what comes in front when the pane is closed."""
        self._guide = surroundings.guide
        self.pane.left.connect(lambda: surroundings.go_to("facts"))

    def focus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Take the keyboard."""
        if self._answer is None and self._is_over:
            self._show_empty()
        self.pane.focus(reason)

    def put_behind(self) -> None:
        """Wait for no answer any more."""
        self.stop()

    def stop(self) -> None:
        """Wait for no answer any more; what was found stays."""
        if self._is_over:
            return
        self._token += 1
        self._is_over = True
        self._pipeline.cancel_ask()
        self.pane.show_busy(yes=False)
        if self._answer is None:
            self._show_empty()
        else:
            self._write()

    def _show_empty(self) -> None:
        if self._vault.documents():
            self.pane.show_empty()
        else:
            self.pane.show_empty(ask_messages.NOTHING_TITLE(), ask_messages.NOTHING())

    def _ask(self, question: str) -> None:
        if not self._vault.documents():
            self._show_empty()
            return
        document = self._guide.document if self._guide is not None else None
        only = [document.id] if document is not None and not self.pane.is_of_all else []
        self._token += 1
        self._answer, self._is_over = None, False
        self.pane.show_busy(yes=True)
        self.pane.show_empty(ask_messages.BUSY(), "")
        self._pipeline.ask(question, only, self._token)

    def _answered(self, token: int, is_over: bool) -> None:
        if token != self._token:
            return
        self._answer = self._pipeline.answer(token)
        self._names = {row.sha256: row.name for row in self._vault.documents()}
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
        if self._answer is None or self._guide is None:
            return
        kind, _, number = name.partition(":")
        if kind == "passage":
            passage = self._answer.passages[int(number)]
            there = {row.sha256: row.id for row in self._vault.documents()}
            if passage.sha256 in there:
                self._guide.show_sentence(there[passage.sha256], passage.evidence.span)
            return
        operand = int(number) if kind == "operand" else self._answer.steps[int(number)].operands[0]
        self._guide.show_figure(self._answer.operands[operand].figure)
        if kind == "step":
            own = self._answer.operands[operand].figure.sha256
            figures = [self._answer.operands[i].figure for i in self._answer.steps[int(number)].operands]
            self._guide.light([figure.evidence.span for figure in figures if figure.sha256 == own])
