"""The sheet of models: on the left all of them, on the right the chosen one with its exam."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from muniment.gui.kit import plain_text
from muniment.gui.kit.pane_parts import bare_column, panel
from muniment.gui.models.model_card import ModelCard
from muniment.gui.texts import model_messages
from muniment.pipeline.models.model_listing import Listed

_SIZE = QSize(960, 620)  # pixels
_LEFT = 270


class ModelsSheet(QDialog):
    """The sheet; stays open beside the window.

    Attributes:
        import_asked: The user wants to choose a file to import.
        chosen: Another model is chosen.
        card: The right side.
    """

    import_asked = Signal()
    chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(model_messages.TITLE())
        self._models: Sequence[Listed] = ()
        self.list = QListWidget()
        self.list.setProperty("roomy", "true")
        self.list.setAccessibleName(model_messages.LIST_NAME())
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.import_button = QPushButton(model_messages.IMPORT())
        self.import_button.setToolTip(model_messages.IMPORT_TIP())
        self.import_button.setAutoDefault(False)
        self.card = ModelCard()
        self._said = plain_text.label("", "strong")
        self._build()
        self.list.currentRowChanged.connect(self._turn)
        self.import_button.clicked.connect(self.import_asked)
        self.show_busy()

    @property
    def models(self) -> Sequence[Listed]:
        """All that are shown."""
        return self._models

    @property
    def model(self) -> Listed | None:
        """The chosen one."""
        row = self.list.currentRow()
        return self._models[row] if 0 <= row < len(self._models) else None

    def show_busy(self) -> None:
        """Say that the models are being looked at."""
        self._models = ()
        self.say("")
        self.list.clear()
        self.list.addItem(model_messages.LOADING())
        self.card.show_model(None)

    def show_models(self, models: Sequence[Listed], *, choose: str = "") -> None:
        """Show these.

        Args:
            models: All.
            choose: File name of the one that is to be chosen; empty for the one that was.
        """
        before = self.model
        wanted = choose or (before.path.name if before and before.path else before.name if before else "")
        with QSignalBlocker(self.list):
            self.list.clear()
            self._models = models
            for one in models:
                item = QListWidgetItem(f"{one.name}\n{model_messages.state(one)}")
                item.setToolTip(plain_text.tip(one.path.name if one.path else ""))
                self.list.addItem(item)
            names = [one.path.name if one.path else one.name for one in models]
            self.list.setCurrentRow(names.index(wanted) if wanted in names else 0)
        self._turn()

    def say(self, sentence: str, *, is_bad: bool = False) -> None:
        """Say what came of something; it stays until the next sentence, or until the sheet is opened anew."""
        self._said.setProperty("role", "bad" if is_bad else "strong")
        self._said.style().polish(self._said)
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))

    def said(self) -> str:
        """What it said last."""
        return self._said.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Qt: Enter presses the button that has the keyboard, and nothing else."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _turn(self) -> None:
        self.card.show_model(self.model)
        self.chosen.emit()

    def _build(self) -> None:
        self.resize(_SIZE)
        lead = plain_text.label(model_messages.LEAD(), "mute")
        lead.setWordWrap(True)
        top, over = panel("bar")
        over.setContentsMargins(22, 14, 22, 12)
        over.setSpacing(4)
        self._said.setWordWrap(True)
        self._said.hide()
        for label in (lead, self._said):
            over.addWidget(label)
        left, side = panel()
        left.setFixedWidth(_LEFT)
        side.addWidget(self.list, 1)
        below = QVBoxLayout()
        below.setContentsMargins(12, 10, 12, 12)
        below.addWidget(self.import_button)
        side.addLayout(below)
        column = bare_column(self)
        column.addWidget(top)
        row = QHBoxLayout()
        row.setSpacing(1)
        row.addWidget(left)
        row.addWidget(self.card, 1)
        column.addLayout(row, 1)
