"""What the user can do, by name: texts and keys in one place, what they do is connected by the window."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from muniment.gui.texts import messages, shortcut_messages

# Keys that letters and Enter would take from text fields are bound to panes, see WITHIN_PANES.
KEYS: dict[str, tuple[str, ...]] = {
    "add": ("Ctrl+O",),
    "search": ("Ctrl+F",),
    "ask": ("Ctrl+K",),
    "remove": ("Del",),
    "retry": ("F5",),
    "cancel": ("Esc",),
    "accept": (),  # Enter, in the table only: on a button it must press the button
    "point": ("F2",),
    "reject": ("R",),
    "undo": ("Ctrl+Z",),
    "next": ("J",),
    "previous": ("K",),
    "copy": ("Ctrl+C",),
    "copy_source": ("Ctrl+Shift+C",),
    "zoom_in": ("Ctrl++", "Ctrl+="),
    "zoom_out": ("Ctrl+-",),
    "zoom_reset": ("Ctrl+0",),
    "zoom_fit": ("Ctrl+9",),
    "page_number": ("Ctrl+G",),
    "library": ("Ctrl+1",),
    "page": ("Ctrl+2",),
    "facts": ("Ctrl+3",),
    "next_tab": ("Ctrl+Tab",),
    "menu": ("F10",),
    "keys": ("F1",),
    "keys_letter": ("?",),
    "export": ("Ctrl+E",),
    "passphrase": (),
    "slots": (),
    "renew": (),
    "back_up": (),
    "verify": (),
    "models": (),
    "ledger": (),
    "lock": ("Ctrl+L",),
    "quit": ("Ctrl+Q",),
}
WITHIN_PANES = {
    "remove": ("library",),
    "retry": ("library",),
    "cancel": ("library",),
    "accept": ("facts",),
    "point": ("facts", "page"),
    "reject": ("facts", "page"),
    "undo": ("facts", "page", "library"),
    "next": ("facts", "page", "library"),
    "previous": ("facts", "page", "library"),
    "copy": ("facts",),
    "copy_source": ("facts",),
    "keys_letter": ("facts", "page", "library"),
}
_SHOWN_KEYS = {"accept": "Enter"}


@dataclass(frozen=True, slots=True)
class Actions:
    """The actions by name."""

    by_name: dict[str, QAction]

    def __getitem__(self, name: str) -> QAction:
        """The action of a name."""
        return self.by_name[name]

    def of(self, *names: str) -> list[QAction]:
        """Several, in order."""
        return [self.by_name[name] for name in names]


def make_actions(window: QWidget) -> Actions:
    """All actions; those for the whole window work at once, the others once they are put into their panes."""
    made = {}
    for name, keys in KEYS.items():
        text = messages.ACTIONS[name]() if name in messages.ACTIONS else name
        action = QAction(text, window)
        action.setShortcuts([QKeySequence(key) for key in keys])
        shown = shortcut_messages.key(_SHOWN_KEYS.get(name, "")) or (
            QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
        )
        action.setProperty("key", shown)
        action.setShortcutVisibleInContextMenu(True)
        action.setToolTip(f"{text.rstrip('…')} ({shown})" if shown else text)
        if name in WITHIN_PANES:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        else:
            window.addAction(action)
        made[name] = action
    return Actions(made)


def put_into_panes(actions: Actions, panes: dict[str, QWidget]) -> None:
    """Let the panes have the keys that belong to them."""
    for name, places in WITHIN_PANES.items():
        for place in places:
            panes[place].addAction(actions[name])
