"""The status bar: which vault, which model, whether the network is shut, and what is being read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from muniment.gui.kit import plain_text
from muniment.gui.kit.elided_label import ElidedLabel
from muniment.gui.kit.pane_parts import set_surface
from muniment.gui.library.library_model import LibraryEntry
from muniment.gui.shell.network_mark import NetworkMark, Processes
from muniment.gui.texts import messages


class StatusBar(QWidget):
    """The bar.

    Attributes:
        cancel_asked: The user wants what is being read cancelled; its id.
        network: Whether the network is shut.

    Args:
        vault: Its name.
        processes: Whose network was tried.
    """

    cancel_asked = Signal(int)

    def __init__(self, vault: str, processes: Processes) -> None:
        super().__init__()
        set_surface(self, "foot")
        self.setFixedHeight(40)
        self._vault, self._model = plain_text.label(messages.status_vault(vault), "mute"), plain_text.label("", "mute")
        self.network = NetworkMark(processes)
        self._rules = plain_text.label("", "mute")
        self._reading = ElidedLabel(side=Qt.AlignmentFlag.AlignRight)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(150)
        self._bar.setAccessibleName(messages.STATUS_PROGRESS_NAME())
        self.cancel = QPushButton(messages.CANCEL())
        self.cancel.setAccessibleName(messages.STATUS_CANCEL_NAME())
        self._document_id = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 10, 0)
        row.setSpacing(10)
        row.addWidget(self._vault)
        row.addWidget(self._model)
        row.addWidget(self.network)
        row.addWidget(self._rules)
        row.addStretch(1)
        row.addWidget(self._reading, 100)
        row.addWidget(self._bar)
        row.addWidget(self.cancel)
        self.cancel.clicked.connect(lambda: self.cancel_asked.emit(self._document_id))
        self.show_reading(None)

    def show_model(self, text: str, tip: str = "") -> None:
        """Say which model there is.

        Args:
            text: Its name as a sentence; empty for no model.
            tip: What more there is to say of it; plain text.
        """
        self._model.setText(f"·   {text}" if text else "")
        self._model.setToolTip(plain_text.tip(tip))

    def show_rules(self, sentences: Sequence[str], *, is_escrowed: bool) -> None:
        """Say for as long as the window is open what others have set: a firm's key, and the policy of the machine."""
        mark = messages.STATUS_ESCROW() if is_escrowed else messages.STATUS_POLICY() if sentences else ""
        self._rules.setText(f"·   {mark}" if mark else "")
        self._rules.setToolTip(plain_text.tip(" ".join(sentences)))

    def rules(self) -> tuple[str, str]:
        """What others have set, as shown, and its details."""
        return self._rules.text(), self._rules.toolTip()

    def show_reading(self, entry: LibraryEntry | None) -> None:
        """Say what is being read; nothing if that is None."""
        for widget in (self._reading, self._bar, self.cancel):
            widget.setVisible(entry is not None)
        if entry is None:
            return
        self._document_id = entry.document.id
        self._reading.set_text(messages.status_reading(entry.document.name, entry.page, entry.of))
        self._bar.setRange(0, entry.of or 0)
        self._bar.setValue(entry.page)
        self._bar.setVisible(bool(entry.of))

    def reading(self) -> str:
        """What is being read, in words; empty if nothing is."""
        return self._reading.text() if not self._reading.isHidden() else ""
