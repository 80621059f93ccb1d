"""An open vault and the pipeline that works on it, for as long as the window shows them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from muniment.gui.session.event_bridge import Bridge
from muniment.gui.session.maintenance import Chores
from muniment.pipeline.pipeline import Pipeline, PipelineOptions
from muniment.vault.store import Vault


class VaultSession(QObject):
    """Owns both; close it before the program ends.

    Attributes:
        vault: The connection of Qt's thread: small reads, and the user's decisions.
        bridge: The pipeline's events as signals.
        pipeline: Works on a thread and a connection of its own.
        options: Of the pipeline.
        chores: Backups and checks.
        closing: The vault is about to be closed.
    """

    closing = Signal()

    def __init__(self, vault: Vault, options: PipelineOptions) -> None:
        super().__init__()
        self.vault = vault
        self.options = options
        self.bridge = Bridge(self)
        self.pipeline = Pipeline(vault.second_connection, options=options, on_event=self.bridge.take)
        self.chores = Chores(vault)
        self._is_started = False

    def start(self) -> None:
        """Begin to work; what was left from the last time goes on."""
        if not self._is_started:
            self._is_started = True
            self.pipeline.start()
            self.chores.start()

    def close(self) -> None:
        """Stop soon and lock the vault; nothing is lost."""
        self.closing.emit()
        self.bridge.fall_silent()
        self.chores.stop()
        if self._is_started:
            self.pipeline.stop()
        self.vault.close()
