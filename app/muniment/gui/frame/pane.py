"""A pane: a part of the window with a place, a key, commands and settings of its own. How to add one: docs/extend.md.

Must never know another pane: what panes do together goes through ``Surroundings``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from muniment.document.facts.fact import Elsewhere
from muniment.document.pages.evidence import Span
from muniment.gui.frame.command import Button, Command, Group, Menu
from muniment.gui.frame.commands import Commands
from muniment.gui.kit.theme import Theme
from muniment.gui.session.event_bridge import Bridge
from muniment.pipeline.pipeline import Pipeline
from muniment.texts.text import Text
from muniment.vault.database.records import DocumentRow
from muniment.vault.store import Vault


class Seat(Enum):
    """Where a pane sits. Panes of one seat lie behind each other; the one that is listed first is in front at first.

    A tab stands beside Facts, Summary and Checks.
    """

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"
    TAB = "tab"


@dataclass(frozen=True, slots=True)
class PaneInfo:
    """What is known of a pane before it is made.

    Attributes:
        id: Names the pane, and the command that brings it in front; unique.
        title: What the pane is called.
        seat: Where it sits.
        key: Brings it in front ("Ctrl+4"); empty without one.
        least_width: In pixels; 0 where another pane of the seat says it.
        opens: The text of the command that brings it in front; None for the title.
        help: What the list of shortcuts says of the key; None for the title.
        group: Where the list of shortcuts has it. In the group of the window all panes share one line.
        menu: Where the command stands in the menu; None for nowhere.
        button: The button of the command in the bar at the top; None for none.
        settings: Names of the vault's settings that the pane keeps; no other pane uses them.
    """

    id: str
    title: Text
    seat: Seat
    key: str = ""
    least_width: int = 0
    opens: Text | None = None
    help: Text | None = None
    group: Group = Group.WINDOW
    menu: Menu | None = None
    button: Button | None = None
    settings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parts:
    """What a pane is made with.

    Attributes:
        vault: The open vault; read it when something changed, and keep nothing of it.
        pipeline: Does what takes time with documents.
        bridge: Says what the pipeline did.
        theme: Colours.
    """

    vault: Vault
    pipeline: Pipeline
    bridge: Bridge
    theme: Theme


class Guide(Protocol):
    """Leads the user to a document, or to a place in one: its page comes up and the place is lit."""

    @property
    def document(self) -> DocumentRow | None:
        """What is shown."""
        ...

    def open(self, document_id: int) -> None:
        """Show a document where the user left it."""
        ...

    def light(self, spans: Iterable[Span]) -> None:
        """Light places of the document that is shown, and go to the first."""
        ...

    def show_figure(self, one: Elsewhere) -> None:
        """Show a figure of any document at its place."""
        ...

    def show_sentence(self, document_id: int, span: Span) -> None:
        """Show a place of a document."""
        ...


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a pane may use of the window once the window is built.

    Attributes:
        commands: All commands, for context menus and buttons of the pane.
        guide: Leads the user to documents and places.
        go_to: Brings a pane in front, by its id.
        tell: Says something that is good to know.
        warn: Says what went wrong.
    """

    commands: Commands
    guide: Guide
    go_to: Callable[[str], object]
    tell: Callable[[str], object]
    warn: Callable[[str], object]


class Pane(Protocol):
    """A pane, as the window sees it."""

    @property
    def info(self) -> PaneInfo:
        """What is known of it before it is made."""
        ...

    @property
    def widget(self) -> QWidget:
        """What is seen of it."""
        ...

    def commands(self) -> Sequence[Command]:
        """What the user can do in it, besides coming to it."""
        ...

    def attach(self, surroundings: Surroundings) -> None:
        """Connect with the window, which is built now."""
        ...

    def show_document(self, document: DocumentRow | None) -> None:
        """Another document came up; None where there is none."""
        ...

    def focus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Take the keyboard: the pane came in front."""
        ...

    def put_behind(self) -> None:
        """Another pane came in front."""
        ...

    def place(self) -> Mapping[str, object]:
        """Where the user is in it, to be found again at the next opening; as JSON has it."""
        ...

    def restore(self, place: Mapping[str, object]) -> None:
        """Go where ``place`` said. It may come from another version: what makes no sense is left out."""
        ...


class PaneDefaults:
    """What a pane does unless it says otherwise. A plain class, so that it mixes with widgets of Qt."""

    info: ClassVar[PaneInfo]

    @property
    def widget(self) -> QWidget:
        """What is seen of it: itself, where it is a widget."""
        if not isinstance(self, QWidget):
            raise NotImplementedError  # a pane that is no widget says what is seen of it
        return self

    def commands(self) -> Sequence[Command]:
        """None."""
        return ()

    def attach(self, surroundings: Surroundings) -> None:
        """Connect nothing."""

    def show_document(self, document: DocumentRow | None) -> None:
        """Show the same for all documents.

        Args:
            document: Not looked at.
        """

    def focus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the keyboard to the widget."""
        self.widget.setFocus(reason)

    def put_behind(self) -> None:
        """Go on."""

    def place(self) -> Mapping[str, object]:
        """Nowhere in particular."""
        return {}

    def restore(self, place: Mapping[str, object]) -> None:
        """Stay.

        Args:
            place: Not looked at.
        """
