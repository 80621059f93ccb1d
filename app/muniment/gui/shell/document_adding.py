"""Files on their way into the vault: chosen, dropped or given; models among them go another way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from muniment.gui.frame.command import BarSide, Button, Command, Group, Help, Menu
from muniment.gui.kit import file_dialogs
from muniment.gui.kit.message_bar import MessageBar
from muniment.gui.shell.event_display import Work
from muniment.gui.shell.file_dropping import sorted_out
from muniment.gui.texts import messages
from muniment.texts.text import Text
from muniment.vault.store import Vault


class DocumentAdding:
    """Adds files."""

    def __init__(
        self,
        window: QWidget,
        vault: Vault,
        work: Work,
        take_models: Callable[[Sequence[Path]], object],
        strip: MessageBar,
    ) -> None:
        """Know where files go.

        Args:
            window: Over which the dialog opens.
            vault: Remembers the folder.
            work: Takes documents.
            take_models: Takes models.
            strip: Says what cannot be taken.
        """
        self._window, self._vault, self._work = window, vault, work
        self._take_models, self._strip = take_models, strip

    def commands(self) -> Sequence[Command]:
        """Add."""
        tip = Text("Add documents (Ctrl+O), or drop them anywhere on the window")
        return (
            Command(
                "add", Text("Add documents…"), self.choose, ("Ctrl+O",), menu=Menu.DOCUMENTS,
                button=Button(Text("Add documents"), tip, "add", BarSide.LEFT, is_primary=True),
                help=Help(Group.DOCUMENTS, Text("add documents")),
            ),
        )  # fmt: skip

    def add(self, paths: Sequence[Path]) -> None:
        """Add files to the vault."""
        documents, models = sorted_out(paths)
        self._take_models(models)
        if documents:
            self._work.add(documents)
        elif not models:
            self._strip.tell(messages.DROP_NOTHING())

    def choose(self) -> None:
        """Let the user choose files to add."""
        paths, folder = file_dialogs.ask_files(self._window, str(self._vault.get("gui.folder", "")))
        if paths:
            self._vault.set("gui.folder", folder)
            self.add(paths)
