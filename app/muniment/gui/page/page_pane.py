"""The middle pane: whose pages these are, which one, how large; and the pages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QToolButton, QWidget

from muniment.gui.frame.command import Command, Group, Help, Menu
from muniment.gui.frame.pane import PaneDefaults, PaneInfo, Parts, Seat, Surroundings
from muniment.gui.kit import icons, plain_text
from muniment.gui.kit.elided_label import ElidedLabel
from muniment.gui.kit.pane_parts import bare_column, head, set_surface
from muniment.gui.kit.theme import sized
from muniment.gui.page.image_requests import ImageRequests
from muniment.gui.page.page_cache import PageCache
from muniment.gui.page.page_texts import PageTexts
from muniment.gui.page.page_view import ACTUAL_SIZE, PageView
from muniment.gui.page.welcome import Welcome
from muniment.gui.texts import messages
from muniment.texts.text import Text

_ZOOM = Help(Group.PAGE, Text("zoom (also Ctrl and the wheel)"))
_SIZE = Help(Group.PAGE, Text("actual size, fit the width"))
_TURN = Help(Group.PAGE, Text("turn over"))
_NUMBER = Text("go to a page by its number")


class PagePane(QWidget, PaneDefaults):
    """The pane.

    Attributes:
        texts: The text and geometry of pages.
        requests: Which page images are asked for.
        view: The pages.
        welcome: Instead of them while the vault is empty.
    """

    info = PaneInfo(
        "page",
        Text("Page"),
        Seat.MIDDLE,
        key="Ctrl+2",
        least_width=380,
        opens=Text("Go to the page"),
        help=Text("page"),
    )

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        set_surface(self, "panel")
        theme, cache = parts.theme, PageCache()
        self.texts = PageTexts(parts.vault, self.font())
        self.requests = ImageRequests(parts.pipeline.render, cache)
        view = PageView(self.requests, cache, self.texts, theme)
        self.view, self._theme = view, theme
        self._name = ElidedLabel()
        self._name.setFont(sized(self.font(), 13, self.font().Weight.DemiBold))
        self.welcome = Welcome(theme)
        self.field = _page_field()
        self._before, self._after = plain_text.label(messages.PAGE_WORD(), "mute"), plain_text.label("", "mute")
        self._percent = plain_text.label("", "mute")
        self._percent.setMinimumWidth(40)
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._buttons: dict[str, QToolButton] = {}
        self._hint, self._hint_words = _hint_bar()
        self._bar = self._make_bar()
        self._column = bare_column(self)
        self._column.addWidget(head(self._name, self._bar))
        self._column.addWidget(self._hint)
        self._stack = QStackedWidget()
        self._stack.addWidget(view)
        self._stack.addWidget(self.welcome)
        self._column.addWidget(self._stack, 1)
        view.page_changed.connect(self._show_page)
        view.zoom_changed.connect(lambda zoom: self._percent.setText(messages.zoomed(zoom / ACTUAL_SIZE)))
        self.field.returnPressed.connect(self._go)
        theme.changed.connect(self._draw)
        self._draw()
        self._show_page(0, 0)

    def _make_bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        for widget in (self._before, self.field, self._after):
            row.addWidget(widget)
        row.addSpacing(8)
        for name, spoken in (
            ("zoom-out", messages.ZOOM_OUT_NAME()),
            ("zoom-in", messages.ZOOM_IN_NAME()),
            ("fit", messages.ZOOM_FIT_NAME()),
        ):
            row.addWidget(self._button(name, spoken))
            if name == "zoom-out":
                row.addWidget(self._percent)
        return bar

    def commands(self) -> Sequence[Command]:
        """Zoom, turn over, and go to a page."""
        view, here = self.view, (self.info.id,)
        return (
            Command("zoom_in", Text("Zoom in"), lambda: view.zoom_by(1), ("Ctrl++", "Ctrl+="), menu=Menu.VIEW, help=_ZOOM),
            Command("zoom_out", Text("Zoom out"), lambda: view.zoom_by(-1), ("Ctrl+-",), menu=Menu.VIEW, help=_ZOOM),
            Command(
                "zoom_reset", Text("Actual size"), lambda: view.set_zoom(ACTUAL_SIZE), ("Ctrl+0",),
                menu=Menu.VIEW, help=_SIZE,
            ),
            Command("zoom_fit", Text("Fit width"), view.fit_width, ("Ctrl+9",), menu=Menu.VIEW, help=_SIZE),
            Command("page_up", _TURN.words, lambda: view.turn_over(-1), shown_key="PgUp", panes=here, help=_TURN),
            Command("page_down", _TURN.words, lambda: view.turn_over(1), shown_key="PgDown", panes=here, help=_TURN),
            Command("page_number", _NUMBER, self._ask_number, ("Ctrl+G",), help=Help(Group.PAGE, _NUMBER)),
        )  # fmt: skip

    def attach(self, surroundings: Surroundings) -> None:
        """Let the buttons do what the keys do."""
        for name, command in (("zoom-out", "zoom_out"), ("zoom-in", "zoom_in"), ("fit", "zoom_fit")):
            action = surroundings.commands[command]
            self._buttons[name].clicked.connect(action.trigger)
            self._buttons[name].setToolTip(action.toolTip())

    def focus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the keyboard to the pages."""
        self.view.setFocus(reason)

    def invite(self, *, yes: bool) -> None:
        """Show the invitation to add a document, or the pages."""
        self._stack.setCurrentWidget(self.welcome if yes else self.view)

    def show_name(self, name: str) -> None:
        """Show whose pages these are."""
        self._name.set_text(name)

    def show_hint(self, sentence: str) -> None:
        """Show a sentence over the pages, which stay where they are; none if it is empty."""
        before = self.view.mapToGlobal(QPoint()).y()
        self._hint_words.setText(sentence)
        self._hint.setVisible(bool(sentence))
        self._column.activate()
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.value() + self.view.mapToGlobal(QPoint()).y() - before)

    def hint(self) -> str:
        """The sentence over the pages."""
        return self._hint_words.text() if not self._hint.isHidden() else ""

    def page_label(self) -> str:
        """Which page, in words."""
        return messages.page_of(self.view.page, self.view.pages) if self.view.pages else ""

    def _show_page(self, page: int, pages: int) -> None:
        self._bar.setVisible(pages > 0)
        if not self.field.hasFocus() or not self.field.isModified():
            self.field.setText(f"{page}" if page else "")
        self._after.setText(messages.of_pages(pages))

    def _ask_number(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    def _go(self) -> None:
        text = self.field.text().strip().replace(",", "")
        if text.isdecimal() and 1 <= int(text) <= self.view.pages:
            self.view.go_to_page(int(text))
            self.view.setFocus()
        else:
            self.field.setText(str(self.view.page))
            self.field.selectAll()
        self.field.setModified(False)

    def _button(self, name: str, spoken: str) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(spoken)
        button.setToolTip(spoken)
        button.setIconSize(QSize(16, 16))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._buttons[name] = button
        return button

    def _draw(self) -> None:
        for name, button in self._buttons.items():
            button.setIcon(icons.icon(name, self._theme.colours.mute))


def _page_field() -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(messages.PAGE_FIELD_NAME())
    field.setAlignment(Qt.AlignmentFlag.AlignRight)
    field.setFixedSize(46, 26)
    field.setProperty("small", "true")
    return field


def _hint_bar() -> tuple[QFrame, QLabel]:
    bar = QFrame()
    bar.setProperty("strip", "info")
    row = QHBoxLayout(bar)
    row.setContentsMargins(12, 7, 12, 7)
    words = plain_text.label()
    words.setWordWrap(True)
    row.addWidget(words)
    bar.hide()
    return bar, words
