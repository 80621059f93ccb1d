"""The table of a model's exam, as a grid of words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from muniment.document.usage.exam_marks import Score
from muniment.gui.kit import plain_text
from muniment.gui.texts import model_messages


class ExamTable(QWidget):
    """A row for each task."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[list[QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)

    def show_scores(self, scores: Sequence[Score]) -> None:
        """Show these in the place of those before."""
        for label in (label for row in self._rows for label in row):
            self._grid.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._rows = []
        if scores:
            self._add(0, [text() for text in model_messages.EXAM_HEADS], "mute")
        for number, score in enumerate(scores, 1):
            self._add(number, model_messages.score(score), "strong" if score.earned else "")
        self.setVisible(bool(scores))

    def rows(self) -> list[list[str]]:
        """The words in sight."""
        return [[label.text() for label in row] for row in self._rows]

    def _add(self, row: int, words: Sequence[str], role: str) -> None:
        self._rows.append([])
        for column, text in enumerate(words):
            label = plain_text.label(text, role)
            if column in (1, 2, 3):
                label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(label, row, column)
            self._rows[-1].append(label)
