"""The selected figure: what it is, how sure, why, and where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from html import escape

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from muniment.document.facts.fact import Elsewhere, Fact, Measure, State
from muniment.gui.kit import plain_text
from muniment.gui.kit.pane_parts import bare_column, set_surface
from muniment.gui.kit.state_mark import SIDE, paint_state, state_colour
from muniment.gui.kit.theme import Theme
from muniment.gui.sheet import figure_format
from muniment.gui.sheet.fact_sheet import is_stale
from muniment.gui.sheet.period_names import head, head_of_sum
from muniment.gui.texts import messages
from muniment.texts import dates
from muniment.texts.document_words import state_words
from muniment.texts.finding_words.vocabulary_words import concept_name
from muniment.texts.say import say
from muniment.vault.database.records import DecisionRow, StoredAnalysis, StoredFact

_BUTTON_ROOM = 26 + 6  # pixels beside a button's words, and between two buttons


class StateChip(QWidget):
    """A state's mark and word."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._state: State | None = None
        theme.changed.connect(self.update)

    def show_state(self, state: State | None) -> None:
        """Show a state, or none.

        Args:
            state: None hides the chip.
        """
        self._state = state
        self.setAccessibleName(state_words.word(state) if state else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Qt: the word and the mark."""
        word = state_words.word(self._state) if self._state else ""
        return QSize(self.fontMetrics().horizontalAdvance(word) + int(SIDE) + 8, self.fontMetrics().height() + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Qt: paint the mark, then the word."""
        if self._state is None:
            return
        painter = QPainter(self)
        middle = (self.height() - SIDE) / 2
        paint_state(painter, QRectF(0, middle, SIDE, SIDE), self._state, self._theme.colours)
        painter.setPen(state_colour(self._state, self._theme.colours))
        words = self.rect().adjusted(int(SIDE) + 6, 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), state_words.word(self._state))
        painter.end()


class FactPanel(QWidget):
    """The panel.

    Attributes:
        fact_followed: The position in the analysis of a fact that was clicked.
        elsewhere_followed: A figure of another document that was clicked.
    """

    fact_followed = Signal(int)
    elsewhere_followed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(messages.PANEL_NAME())
        set_surface(self, "panel")
        self._title, self._value = plain_text.label("", "heading"), plain_text.label("", "value")
        self._why, self._history, self._hint = (
            plain_text.label(),
            plain_text.label("", "mute"),
            plain_text.label(messages.PANEL_EMPTY(), "mute"),
        )
        self._where = QLabel()
        self._where.setTextFormat(Qt.TextFormat.RichText)
        self._where.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._where.setAccessibleName(messages.PANEL_NAME())
        self._where.linkActivated.connect(self._follow)
        self._measure: Measure | None = None
        self._chip = StateChip(theme)
        self._actions: list[QAction] = []
        self._buttons: list[QPushButton] = []
        self._row = _button_row()
        for label in (self._title, self._why, self._where, self._history, self._hint):
            label.setWordWrap(True)
        self._build()
        self.show_nothing()

    def set_actions(self, actions: list[QAction]) -> None:
        """Offer what can be done with a figure, a button for each."""
        self._actions, self._buttons = actions, [_button(action) for action in actions]
        for at, button in enumerate(self._buttons):
            self._row.insertWidget(at, button)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Qt: the buttons name their keys where there is room."""
        super().resizeEvent(event)
        longer = [f"{action.text()}  {action.property('key')}" for action in self._actions]
        metrics = self.fontMetrics()
        wanted = sum(metrics.horizontalAdvance(text) + _BUTTON_ROOM for text in longer)
        fits = wanted <= self.width() - 32
        for button, action, text in zip(self._buttons, self._actions, longer, strict=True):
            button.setText(text if fits else action.text())
        least = sum(metrics.horizontalAdvance(action.text()) + _BUTTON_ROOM for action in self._actions)
        self._squeeze(least > self.width() - 32)

    def _squeeze(self, tight: bool) -> None:
        """Leave less room beside the words of the buttons: some languages have long ones."""
        for button in self._buttons:
            if bool(button.property("tight")) != tight:
                button.setProperty("tight", tight)
                button.style().unpolish(button)
                button.style().polish(button)

    def show_nothing(self) -> None:
        """Nothing is selected."""
        for widget in (self._title, self._value, self._why, self._where, self._history, self._chip):
            widget.setVisible(False)
        self._hint.setVisible(True)

    def show_fact(self, stored: StoredFact, scale: int, decision: DecisionRow | None) -> None:
        """Show a fact and the last decision on it.

        Args:
            stored: The fact with its id.
            scale: Of the sheet, a power of ten: 1,000,000 writes amounts in millions.
            decision: The last one; None where the user has decided nothing.
        """
        fact = stored.fact
        period = f" · {head(fact.period, [fact.column]).spoken()}" if fact.period else ""
        self._show(
            concept_name(fact.concept) + period,
            figure_format.full(fact.value, figure_format.unit_of(fact), scale),
            fact.state,
        )
        self._why.setText("\n".join(map(say, fact.reasons)) or messages.STATE_SENTENCES[fact.state]())
        self._where.setText(_where_html(fact, self._theme.colours.accent))
        self._history.setText(_decided(decision, scale) if decision else "")
        self._history.setVisible(bool(decision))

    def show_measure(self, measure: Measure, analysis: StoredAnalysis, scale: int) -> None:
        """Show a computed value with links to its operands.

        Args:
            measure: The computed value.
            analysis: Of the document; the measure's operands are indices of its facts.
            scale: Of the sheet, a power of ten: 1,000,000 writes amounts in millions.
        """
        when = (head_of_sum(measure.period, measure.stretch) if measure.stretch else head(measure.period)).spoken()
        value = figure_format.measure_full(measure, scale)
        stale = is_stale(measure.operands, analysis.facts)
        self._measure = measure
        self._show(f"{say(measure.short_name)} · {when}", value, State.REVIEW if stale else measure.state)
        self._why.setText(messages.MEASURE_STALE() if stale else messages.measure_sentence(measure.state))
        accent = self._theme.colours.accent
        here = [analysis.facts[index].fact for index in measure.operands]
        concepts = Counter([*(fact.concept for fact in here), *(one.concept for one in measure.elsewhere)])
        twice = {concept for concept, count in concepts.items() if count > 1}  # their periods tell them apart
        links = [
            _operand(f"{index}", _words(fact, scale, twice), accent)
            for index, fact in zip(measure.operands, here, strict=True)
        ]
        links += [
            _operand(
                f"elsewhere:{n}",
                f"{_words(one, scale, twice)} ({one.name}, {messages.page_mark([one.evidence.span.page])})",
                accent,
            )
            for n, one in enumerate(measure.elsewhere)
        ]
        self._where.setText(escape(messages.computed_from(["\0"])).replace("\0", ", ".join(links)))
        note = say(measure.note) if measure.note else ""
        self._history.setText("\n".join(text for text in (messages.formula(measure.formula), note) if text))
        self._history.setVisible(bool(measure.formula))

    def _follow(self, name: str) -> None:
        kind, _, number = name.rpartition(":")
        if not kind:
            self.fact_followed.emit(int(number))
        elif self._measure is not None:
            self.elsewhere_followed.emit(self._measure.elsewhere[int(number)])

    def _show(self, title: str, value: str, state: State) -> None:
        self._hint.setVisible(False)
        for widget in (self._title, self._value, self._why, self._where, self._chip):
            widget.setVisible(True)
        self._title.setText(title)
        self._value.setText(value)
        self._chip.show_state(state)

    def _build(self) -> None:
        inner = QWidget()
        set_surface(inner, "panel")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 6)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        for widget in (self._value, self._why, self._where, self._history, self._hint):
            column.addWidget(widget)
        column.addStretch(1)
        outer = bare_column(self)
        outer.addWidget(_scrolling(inner), 1)
        outer.addLayout(self._row)


def _scrolling(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidget(inner)
    return area


def _button_row() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(16, 4, 16, 12)
    row.setSpacing(6)
    row.addStretch(1)
    return row


def _button(action: QAction) -> QPushButton:
    button = QPushButton(action.text())
    button.setToolTip(action.toolTip())
    button.setAccessibleName(action.text())
    button.setEnabled(action.isEnabled())
    button.clicked.connect(action.trigger)
    action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
    return button


def _where_html(fact: Fact, accent: str) -> str:
    line = messages.place_line(fact.evidence.span.page, fact.label, fact.column, fact.scale)
    link = f'<a href="-1" style="color:{accent}; text-decoration:none">{escape(line)}</a>'
    return f"{link}<br>{escape(messages.printed(fact.evidence.quote))}"


def _words(one: Fact | Elsewhere, scale: int, twice: Collection[str]) -> str:
    """An operand: its name, its period where another operand has the same name, its value."""
    unit = figure_format.unit_of(one) if isinstance(one, Fact) else one.unit
    when = f" {head(one.period, [one.column]).name}" if one.concept in twice and one.period is not None else ""
    return f"{concept_name(one.concept)}{when} {figure_format.full(one.value, unit, scale)}"


def _operand(name: str, words: str, accent: str) -> str:
    return f'<a href="{name}" style="color:{accent}; text-decoration:none">{escape(words)}</a>'


def _decided(decision: DecisionRow, scale: int) -> str:
    at = datetime.fromisoformat(decision.at).astimezone()
    old = decision.old
    before = figure_format.full(old.value, figure_format.unit_of(old), scale)
    changed = before if old.value != decision.new.value else state_words.within(old.state)
    return messages.decided(decision.action.value, f"{dates.short_day(at.date())} {at:%H:%M}", changed)
