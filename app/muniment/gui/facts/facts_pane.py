"""The right pane: facts by periods with the selected one below, the summary, the checks."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabBar, QWidget

from muniment.document.facts.fact import State
from muniment.gui.facts import fact_sheet
from muniment.gui.facts.fact_panel import FactPanel
from muniment.gui.facts.facts_model import FactsModel
from muniment.gui.facts.facts_view import FactsView
from muniment.gui.facts.period_bar import PeriodBar
from muniment.gui.facts.period_names import Shown
from muniment.gui.facts.summary_html import checks_html, summary_html
from muniment.gui.kit import plain_text
from muniment.gui.kit.empty_state import EmptyState
from muniment.gui.kit.linked_text import LinkedText
from muniment.gui.kit.pane_parts import bare_column, head, panel, set_surface
from muniment.gui.kit.theme import Theme
from muniment.gui.models.usage_sheet import LedgerFoot
from muniment.gui.texts import messages
from muniment.texts import documents
from muniment.vault.database.records import DecisionRow, StoredAnalysis

FACTS, SUMMARY, CHECKS = 0, 1, 2


class FactsPane(QWidget):
    """The pane.

    Attributes:
        model: The sheet.
        view: The table.
        panel: The selected figure.
        ledger: The line under the summary.
        summary_followed: A link of the summary.
        check_followed: The position of a check.
        elsewhere_followed: A figure of another document, from a check.
        tab_changed: Another tab is in front.
    """

    elsewhere_followed = Signal(object)

    summary_followed = Signal(str)
    check_followed = Signal(int)
    tab_changed = Signal(int)

    def __init__(self, theme: Theme, actions: list[QAction]) -> None:
        super().__init__()
        set_surface(self, "panel")
        self._theme = theme
        self._analysis: StoredAnalysis | None = None
        self._decisions: dict[int, DecisionRow] = {}
        self._scale = 1
        self.model = FactsModel()
        self.view = FactsView(self.model, theme)
        self.panel = FactPanel(theme, actions)
        self.summary = LinkedText(messages.SUMMARY_NAME)
        self.checks = LinkedText(messages.CHECKS_NAME)
        self.tabs = _tab_bar()
        self._count = plain_text.label("", "mute")
        self._empty = EmptyState("table", "", "", theme)
        self._facts = QSplitter(Qt.Orientation.Vertical)
        self._facts.setChildrenCollapsible(False)
        self._facts.setHandleWidth(1)
        self._facts.addWidget(self.view)
        self._facts.addWidget(self.panel)
        self._facts.setStretchFactor(0, 1)
        self._facts.setSizes([470, 250])
        self.panel.setMinimumHeight(120)
        self.periods = PeriodBar()
        self.ledger = LedgerFoot()
        self._stack = QStackedWidget()
        table = _stacked((self.periods, 0), (self._facts, 1))
        summary = _stacked((self.summary, 1), (self.ledger, 0))
        for widget in (table, summary, self.checks, self._empty):
            self._stack.addWidget(widget)
        column = bare_column(self)
        column.addWidget(head(self.tabs, self._count, margins=(7, 16)))
        column.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._turn)
        self.summary.followed.connect(self.summary_followed)
        self.checks.followed.connect(self._follow_check)
        self.periods.chosen.connect(self._show_other_periods)
        theme.changed.connect(self._write)
        self.show_nothing(messages.FACTS_EMPTY_TITLE, messages.FACTS_EMPTY)

    @property
    def analysis(self) -> StoredAnalysis | None:
        """What is shown."""
        return self._analysis

    @property
    def scale(self) -> int:
        """What amounts are shown in."""
        return self._scale

    def show_nothing(self, title: str, text: str) -> None:
        """Show a sentence instead of facts."""
        self._analysis = None
        self._decisions = {}
        self._count.setText("")
        self.model.show_sheet(fact_sheet.FactSheet())
        self._empty.say(title, text)
        self._turn()

    def show_analysis(self, analysis: StoredAnalysis, history: list[DecisionRow]) -> None:
        """Show the facts, summary and checks of a document; what is selected stays where it is still there."""
        selected, at = (self.view.cell(), self.view.verticalScrollBar().value()) if self._same(analysis) else (None, 0)
        self._analysis = analysis
        self._decisions = {row.fact_id: row for row in history if not row.undone}
        self._scale = fact_sheet.common_scale([stored.fact for stored in analysis.facts])
        self._show_sheet()
        if selected is not None:
            with QSignalBlocker(self.view):  # nobody went anywhere: the page and what is lit stay
                self.view.select_again(selected, at)
        review = sum(stored.fact.state is State.REVIEW for stored in analysis.facts)
        self._count.setText(messages.facts_line(len(analysis.facts), review))
        self._write()
        self._turn()
        self.show_selected()

    def show_selected(self) -> None:
        """Show the current cell below the table."""
        cell = self.view.cell()
        if cell is None or self._analysis is None:
            self.panel.show_nothing()
        elif cell.measure is not None:
            self.panel.show_measure(cell.measure, self._analysis, self._scale)
        else:
            stored = self._analysis.facts[cell.facts[0]]
            self.panel.show_fact(stored, self._scale, self._decisions.get(stored.id))

    def go_to_tab(self, tab: int) -> None:
        """Show a tab and give it the keyboard."""
        self.tabs.setCurrentIndex(tab)
        self.focus()

    def focus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Take the keyboard."""
        widgets: tuple[QWidget, ...] = (self.view, self.summary, self.checks, self.tabs)
        widgets[self._stack.currentIndex()].setFocus(reason)

    def step(self, by: int) -> None:
        """Go to the next figure, or the one before; from another tab too."""
        self.tabs.setCurrentIndex(FACTS)
        self.view.step(by)

    def select_fact(self, fact_id: int) -> bool:
        """Make a fact current, whatever periods were chosen; whether it is there."""
        if self._analysis is not None and self.model.sheet.place_of(fact_id) is None:
            self.periods.want(Shown.ALL)
            self._show_sheet()
        return self.view.select_fact(fact_id)

    def _show_other_periods(self) -> None:
        """Show what was chosen; the current figure stays current where it is still shown."""
        cell = self.view.cell()
        self._show_sheet()
        if cell is not None:
            with QSignalBlocker(self.view):
                self.view.select_again(cell, 0)
        self.view.cell_changed.emit()

    def _show_sheet(self) -> None:
        if self._analysis is not None:
            built = fact_sheet.build(self._analysis, self.periods.wanted)
            self.model.show_sheet(built)
            self.periods.offer(built.offered)

    def _follow_check(self, name: str) -> None:
        kind, *numbers = name.split(":")
        if kind == "check":
            self.check_followed.emit(int(numbers[0]))
        elif self._analysis is not None:
            check = self._analysis.checks[int(numbers[0])]
            self.elsewhere_followed.emit(check.elsewhere[int(numbers[1])])

    def _same(self, analysis: StoredAnalysis) -> bool:
        return self._analysis is not None and self._analysis.document.id == analysis.document.id

    def _turn(self) -> None:
        tab = self.tabs.currentIndex()
        analysis = self._analysis
        if analysis is not None:
            filled = (analysis.facts, (*analysis.summary, *analysis.tags), (*analysis.checks, *analysis.warnings))[tab]
            titles = (messages.FACTS_NONE_TITLE, messages.SUMMARY_EMPTY_TITLE, messages.CHECKS_EMPTY_TITLE)
            texts = (messages.FACTS_NONE, messages.SUMMARY_NONE, messages.CHECKS_EMPTY)
            if not filled:
                self._empty.say(titles[tab], texts[tab])
            self._stack.setCurrentIndex(tab if filled else self._stack.indexOf(self._empty))
        else:
            self._stack.setCurrentWidget(self._empty)
        self.tab_changed.emit(tab)

    def _write(self) -> None:
        known = self._analysis
        if known is None:
            return
        notes = [documents.warning(code) for code in known.warnings]
        for text, html in (
            (self.summary, summary_html(known.summary, known.facts, self._theme.colours, known.tags)),
            (self.checks, checks_html(known.checks, known.facts, self._theme.colours, notes)),
        ):
            at = text.verticalScrollBar().value()
            text.setHtml(html)
            text.verticalScrollBar().setValue(at)
        self.show_selected()


def _stacked(*parts: tuple[QWidget, int]) -> QWidget:
    """Widgets one below the other, each with the share of the room that it takes."""
    whole, column = panel()
    for widget, share in parts:
        column.addWidget(widget, share)
    return whole


def _tab_bar() -> QTabBar:
    bar = QTabBar()
    bar.setAccessibleName(messages.TABS_NAME)
    bar.setDrawBase(False)
    bar.setExpanding(False)
    bar.setUsesScrollButtons(False)
    for text in (messages.TAB_FACTS, messages.TAB_SUMMARY, messages.TAB_CHECKS):
        bar.addTab(text)
    return bar
