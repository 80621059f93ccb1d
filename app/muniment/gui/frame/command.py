"""A command: something that the user can do, named in one place with its text, its keys and where it stands.

Must never know a part of the window: the part that does the thing makes the command.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from muniment.texts.text import Text


class Menu(Enum):
    """The sections of the window's menu, from top to bottom; within one, commands stand as they were registered."""

    DOCUMENTS = "documents"
    DECISIONS = "decisions"
    COPY = "copy"
    VIEW = "view"
    VAULT = "vault"
    PROGRAM = "program"
    LEAVE = "leave"


class BarSide(Enum):
    """Where a button stands in the bar at the top: left of the search, right beside it, or at the right end."""

    LEFT = "left"
    SEARCH = "search"
    RIGHT = "right"


class Group(Enum):
    """The groups of the list of shortcuts, in its order."""

    FACTS = "facts"
    PAGE = "page"
    DOCUMENTS = "documents"
    WINDOW = "window"


GROUP_NAMES: Mapping[Group, Text] = {
    Group.FACTS: Text("Facts"),
    Group.PAGE: Text("Page"),
    Group.DOCUMENTS: Text("Documents"),
    Group.WINDOW: Text("Window"),
}


@dataclass(frozen=True, slots=True)
class Help:
    """What the list of shortcuts says of a command.

    Attributes:
        group: Where it is listed.
        words: What the key does. Commands that share one ``Text`` share a line, with a key each.
        line: Commands with the same name here share a line although their words differ; empty for a line of its own.
    """

    group: Group
    words: Text
    line: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """How a command looks in the bar at the top.

    Attributes:
        words: On the button.
        tip: Its tooltip.
        icon: Name of a picture in the resources.
        side: Where it stands.
        is_primary: Whether it is painted as the main thing to do.
    """

    words: Text
    tip: Text
    icon: str
    side: BarSide = BarSide.RIGHT
    is_primary: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """What the user can do.

    Attributes:
        id: Names the command; unique in a window.
        text: In menus and tooltips.
        run: Does it.
        keys: As Qt writes them ("Ctrl+O"). The first one is shown, the others work too.
        shown_key: A key that a view takes by itself, shown although it is not a shortcut of the program ("Return").
        panes: Ids of the panes in which the keys work; empty for the whole window. Keys that letters and Enter would
            take from text fields are bound to panes.
        menu: Its section of the menu; None for none.
        button: Its button in the bar at the top; None for none.
        help: What the list of shortcuts says; None leaves it out.
        enabled: Whether it would do something now; None for always.
    """

    id: str
    text: Text
    run: Callable[[], object]
    keys: tuple[str, ...] = ()
    shown_key: str = ""
    panes: tuple[str, ...] = ()
    menu: Menu | None = None
    button: Button | None = None
    help: Help | None = None
    enabled: Callable[[], bool] | None = None

    @property
    def key(self) -> str:
        """The key that is shown, as Qt writes it; empty without one."""
        return self.shown_key or (self.keys[0] if self.keys else "")
