"""The right pane: facts by periods with the selected one below, the summary, the checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from muniment.document.facts.fact import State
from muniment.gui.facts.fact_panel import FactPanel
from muniment.gui.facts.summary_html import checks_html, summary_html
from muniment.gui.frame.command import Command, Group, Help
from muniment.gui.frame.pane import PaneDefaults, PaneInfo, Parts, Seat, Surroundings
from muniment.gui.kit import plain_text
from muniment.gui.kit.empty_state import EmptyState
from muniment.gui.kit.pane_parts import bare_column, head, panel, set_surface
from muniment.gui.kit.tabs import NamedTabs
from muniment.gui.models.usage_sheet import LedgerFoot
from muniment.gui.sheet import fact_sheet
from muniment.gui.sheet.facts_model import FactsModel
from muniment.gui.sheet.facts_view import FactsView
from muniment.gui.sheet.linked_text import LinkedText
from muniment.gui.sheet.period_bar import PeriodBar
from muniment.gui.sheet.period_names import Shown
from muniment.gui.texts import messages
from muniment.texts.say import say
from muniment.texts.text import Text
from muniment.vault.database.records import DecisionRow, StoredAnalysis, StoredFact

FACTS, SUMMARY, CHECKS = "facts", "summary", "checks"
"""The tabs that are always there. Versions that counted tabs kept them as 0, 1, 2."""
_TABS = (FACTS, SUMMARY, CHECKS)
_PERIODS = "gui.periods"  # of the vault's settings
_HEAD_MARGINS = (7, 16)
_HEAD_ROOM = sum(_HEAD_MARGINS) + 8  # pixels beside the tabs and the number of facts


class FactsPane(QWidget, PaneDefaults):
    """The pane.

    Attributes:
        tabs: Facts, summary, checks, and those of other panes.
        model: The sheet.
        view: The table.
        panel: The selected figure.
        ledger: The line under the summary.
        summary_followed: A link of the summary.
        check_followed: The position of a check.
        elsewhere_followed: A figure of another document, from a check.
        tab_changed: Another tab is in front, or something else in it; the name of the tab.
    """

    elsewhere_followed = Signal(object)
    summary_followed = Signal(str)
    check_followed = Signal(int)
    tab_changed = Signal(str)

    info = PaneInfo(
        "facts", Text("Facts"), Seat.RIGHT, key="Ctrl+3", least_width=410,
        opens=Text("Go to the facts"), help=Text("facts"), settings=(_PERIODS,),
    )  # fmt: skip

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        set_surface(self, "panel")
        theme, self._vault = parts.theme, parts.vault
        self._theme = theme
        self._analysis: StoredAnalysis | None = None
        self._decisions: dict[int, DecisionRow] = {}
        self._scale = 1
        self._go_to: Callable[[str], object] = lambda _: None
        self.model = FactsModel()
        self.view = FactsView(self.model, theme)
        self.panel = FactPanel(theme)
        self.summary = LinkedText(messages.SUMMARY_NAME())
        self.checks = LinkedText(messages.CHECKS_NAME())
        self.tabs = NamedTabs(messages.TABS_NAME())
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
        self._pages: dict[str, QWidget] = {}  # what a tab shows
        self._keyboard: dict[str, QWidget] = {}  # and who takes the keyboard there
        self._add_tab(FACTS, messages.TAB_FACTS(), table, self.view)
        self._add_tab(SUMMARY, messages.TAB_SUMMARY(), summary, self.summary)
        self._add_tab(CHECKS, messages.TAB_CHECKS(), self.checks, self.checks)
        self._stack.addWidget(self._empty)
        column = bare_column(self)
        column.addWidget(head(self.tabs, self._count, margins=_HEAD_MARGINS))
        column.addWidget(self._stack, 1)
        self._connect()
        self.show_nothing(messages.FACTS_EMPTY_TITLE(), messages.FACTS_EMPTY())

    def _connect(self) -> None:
        self.tabs.turned.connect(lambda _: self._turn())
        self.summary.followed.connect(self.summary_followed)
        self.checks.followed.connect(self._follow_check)
        self.periods.want(Shown(self._vault.get(_PERIODS, Shown.ALL.value)))
        self.periods.chosen.connect(lambda shown: self._vault.set(_PERIODS, shown))
        self.periods.chosen.connect(self._show_other_periods)
        self._theme.changed.connect(self._write)

    # As a pane of the window

    def commands(self) -> Sequence[Command]:
        """To the next tab."""
        words = Help(Group.WINDOW, Text("facts, summary, checks"))
        return (Command("next_tab", Text("Next tab on the right"), self._next_tab, keys=("Ctrl+Tab",), help=words),)

    def attach(self, surroundings: Surroundings) -> None:
        """Offer what can be done with a figure."""
        commands = surroundings.commands
        self._go_to = surroundings.go_to
        self.panel.set_actions(commands.of("accept", "point", "reject", "undo"))
        self.view.addActions(commands.of("accept", "point", "reject", "undo", "copy", "copy_source"))
        self.view.copy_asked.connect(commands["copy"].trigger)

    def focus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Take the keyboard."""
        front = self._stack.currentWidget()
        tab = next((tab for tab, page in self._pages.items() if page is front), None)
        (self._keyboard[tab] if tab is not None else self.tabs).setFocus(reason)

    def place(self) -> Mapping[str, object]:
        """The tab in front."""
        return {"tab": self.tabs.current()}

    def restore(self, place: Mapping[str, object]) -> None:
        """Bring a tab in front.

        Args:
            place: As ``place`` gave it; older versions kept the number of the tab.
        """
        tab = place.get("tab")
        self.tabs.turn_to(_TABS[tab] if isinstance(tab, int) and 0 <= tab < len(_TABS) else str(tab))

    # What is shown

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
        self._say_count("")
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
        self._say_count(messages.facts_line(len(analysis.facts), review))
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

    def add_tab(self, tab: str, words: str, widget: QWidget) -> None:
        """Add a tab of another pane, which shows what it likes, whatever the document.

        Args:
            tab: Names it.
            words: On it.
            widget: What it shows.
        """
        self._add_tab(tab, words, widget, widget)

    def go_to_tab(self, tab: str) -> None:
        """Show a tab and give it the keyboard.

        Args:
            tab: Its name.
        """
        self.tabs.turn_to(tab)
        self.focus()

    def step(self, by: int) -> None:
        """Go to the next figure, or the one before; from another tab too.

        Args:
            by: How many figures further; back where it is negative.
        """
        self.tabs.turn_to(FACTS)
        self.view.step(by)

    def select_fact(self, fact_id: int) -> bool:
        """Make a fact current, whatever periods were chosen; whether it is there."""
        if self._analysis is not None and self.model.sheet.place_of(fact_id) is None:
            self.periods.want(Shown.ALL)
            self._show_sheet()
        return self.view.select_fact(fact_id)

    def selected_fact(self) -> StoredFact | None:
        """The fact that is selected; None for a computed figure, too."""
        cell = self.view.cell()
        if cell is None or cell.fact_id is None or self._analysis is None:
            return None
        return self._analysis.facts[cell.facts[0]]

    @property
    def is_figure_chosen(self) -> bool:
        """Whether a figure is selected and in sight."""
        return self._analysis is not None and self.view.cell() is not None and self.tabs.current() == FACTS

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Qt: the tabs come before how many facts there are."""
        super().resizeEvent(event)
        self._fit_count()

    def _say_count(self, words: str) -> None:
        self._count.setText(words)
        self._fit_count()

    def _fit_count(self) -> None:
        wanted = self.tabs.sizeHint().width() + self._count.sizeHint().width() + _HEAD_ROOM
        self._count.setVisible(wanted <= self.width())

    def _next_tab(self) -> None:
        self._go_to(self.info.id)
        self.go_to_tab(self.tabs.after())

    def _add_tab(self, tab: str, words: str, page: QWidget, keyboard: QWidget) -> None:
        self._pages[tab], self._keyboard[tab] = page, keyboard
        self._stack.addWidget(page)
        self.tabs.add(tab, words)

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
        """Show the tab in front; a sentence where there is nothing of the document to show."""
        tab, analysis = self.tabs.current(), self._analysis
        if tab not in _TABS:
            self._stack.setCurrentWidget(self._pages[tab])
        elif analysis is None:
            self._stack.setCurrentWidget(self._empty)
        elif not _contents(tab, analysis):
            self._empty.say(*(text() for text in _NOTHING[tab]))
            self._stack.setCurrentWidget(self._empty)
        else:
            self._stack.setCurrentWidget(self._pages[tab])
        self.tab_changed.emit(tab)

    def _write(self) -> None:
        known = self._analysis
        if known is None:
            return
        notes = [say(warning) for warning in known.warnings]
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


_NOTHING = {
    FACTS: (messages.FACTS_NONE_TITLE, messages.FACTS_NONE),
    SUMMARY: (messages.SUMMARY_EMPTY_TITLE, messages.SUMMARY_NONE),
    CHECKS: (messages.CHECKS_EMPTY_TITLE, messages.CHECKS_EMPTY),
}


def _contents(tab: str, analysis: StoredAnalysis) -> Sequence[object]:
    """What an analysis has for a tab."""
    if tab == FACTS:
        return analysis.facts
    return (*analysis.summary, *analysis.tags) if tab == SUMMARY else (*analysis.checks, *analysis.warnings)
