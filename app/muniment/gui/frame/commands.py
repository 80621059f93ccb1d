"""The commands of a window as Qt's actions, so that menus, buttons and keys do the same and are disabled together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from muniment.gui.frame.command import Command, Menu
from muniment.gui.frame.key_names import key_name


class Commands:
    """The actions of a window.

    Attributes:
        all: The commands in the order in which they were registered.
    """

    def __init__(self, window: QWidget, commands: Iterable[Command]) -> None:
        """Make the actions. Those for the whole window work at once, the others from ``put_into`` on.

        Args:
            window: Owns the actions.
            commands: Their order is the order within a section of the menu, and in the list of shortcuts.

        Raises:
            ValueError: Two commands have one id.
        """
        self.all = tuple(commands)
        self._actions: dict[str, QAction] = {}
        for command in self.all:
            if command.id in self._actions:
                raise ValueError(f"two commands are named {command.id}")
            action = self._actions[command.id] = _action(command, window)
            if not command.panes:
                window.addAction(action)
        self.refresh()

    def __getitem__(self, command_id: str) -> QAction:
        """The action of a command."""
        return self._actions[command_id]

    def of(self, *command_ids: str) -> list[QAction]:
        """The actions of several commands, in this order."""
        return [self._actions[command_id] for command_id in command_ids]

    def in_menu(self, section: Menu) -> list[QAction]:
        """What stands in a section of the menu."""
        return [self._actions[command.id] for command in self.all if command.menu is section]

    def put_into(self, panes: Mapping[str, QWidget]) -> None:
        """Let panes have the keys that work in them alone; a pane that is not there has none."""
        for command in self.all:
            for pane in command.panes:
                if pane in panes:
                    panes[pane].addAction(self._actions[command.id])

    def refresh(self) -> None:
        """Ask each command anew whether it would do something."""
        for command in self.all:
            if command.enabled is not None:
                self._actions[command.id].setEnabled(command.enabled())


def _action(command: Command, window: QWidget) -> QAction:
    words = command.text()
    action = QAction(words, window)
    action.setShortcuts([QKeySequence(key) for key in command.keys])
    shown = _shown(command)
    action.setProperty("key", shown)
    action.setShortcutVisibleInContextMenu(True)
    action.setToolTip(f"{words.rstrip('…')} ({shown})" if shown else words)
    if command.panes:
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda _=False: command.run())
    return action


def _shown(command: Command) -> str:
    """The key as menus show it: in the way of the desktop, where it is a shortcut."""
    if command.shown_key or not command.keys:
        return key_name(command.shown_key)
    return QKeySequence(command.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
