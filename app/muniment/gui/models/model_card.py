"""What is known of one model, and what can be done with it; the right side of the sheet of models."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from muniment.gui.kit import plain_text
from muniment.gui.kit.pane_parts import bare_column, set_surface
from muniment.gui.models.exam_table import ExamTable
from muniment.gui.texts import model_messages
from muniment.pipeline.models.model_listing import Listed, Standing
from muniment.texts.say import say


class ModelCard(QWidget):
    """The card.

    Attributes:
        exam_asked: Sit the exam; whether other items are to be asked than the last time.
        stop_asked: Stop the exam.
        use_asked: Use the model as "fast", "strong" or "embed"; or stop using it, where the second is so.
        remove_asked: Remove it.
    """

    exam_asked = Signal(bool)
    stop_asked = Signal()
    use_asked = Signal(str, bool)
    remove_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_surface(self, "panel")
        self._model: Listed | None = None
        self._title, self._state = plain_text.label("", "title"), plain_text.label("", "strong")
        self._note, self._under = plain_text.label("", "mute"), plain_text.label(model_messages.EXAM_NOTE(), "mute")
        self._fields = QGridLayout()
        self.table = ExamTable()
        self._progress, self._item = QProgressBar(), plain_text.label("", "mute")
        self.exam, self.stop = QPushButton(), QPushButton(model_messages.STOP())
        self.use, self.strong = QPushButton(), QPushButton()
        self.remove = QPushButton(model_messages.REMOVE())
        self._build()
        self.exam.clicked.connect(lambda: self.exam_asked.emit(self._is_over))
        self.stop.clicked.connect(self.stop_asked)
        self.use.clicked.connect(lambda: self.use_asked.emit(self._role, self._is(self._role)))
        self.strong.clicked.connect(lambda: self.use_asked.emit("strong", self._is("strong")))
        self.remove.clicked.connect(self.remove_asked)
        self.show_exam(None)

    def show_model(self, model: Listed | None) -> None:
        """Show a model; None for none."""
        self._model = model
        self._title.setText(model.name if model else model_messages.EMPTY_TITLE())
        self._state.setText(model_messages.state(model) if model else "")
        self._note.setText(_note(model) if model else "")
        self._note.setVisible(bool(self._note.text()))
        self._show_fields(model_messages.fields(model) if model else [])
        scores = model.table.scores if model and model.table else ()
        self.table.show_scores(scores)
        self._under.setVisible(bool(scores))
        self._show_buttons(model)

    def show_exam(self, done: tuple[int, int] | None) -> None:
        """Show how far the exam of this model is; None where none is under way.

        Args:
            done: Items that are answered, and how many there may be (0 while that is not known).
        """
        for widget in (self._progress, self._item, self.stop):
            widget.setVisible(done is not None)
        self.exam.setVisible(done is None)
        if done is not None:
            self._progress.setRange(0, done[1])
            self._progress.setValue(done[0])
            self._item.setText(model_messages.exam_item(*done) if done[1] else "")

    def words(self) -> str:
        """What is in sight, for tests and for being spoken."""
        shown = [self._title, self._state, self._note, *self._labels()]
        return "\n".join(label.text() for label in shown if label.text())

    @property
    def _is_over(self) -> bool:
        return bool(self._model and self._model.table and self._model.table.scores)

    @property
    def _role(self) -> str:
        """As what the model is used that is not the strong one."""
        about = self._model.about if self._model else None
        return "embed" if about is not None and about.is_embedding else "fast"

    def _is(self, role: str) -> bool:
        return bool(self._model and role in self._model.roles)

    def _build(self) -> None:
        inside = QWidget()
        set_surface(inside, "panel")
        column = QVBoxLayout(inside)
        column.setContentsMargins(22, 18, 22, 12)
        column.setSpacing(8)
        self._fields.setHorizontalSpacing(18)
        self._fields.setVerticalSpacing(5)
        self._fields.setColumnStretch(1, 1)
        for label in (self._state, self._note, self._under):
            label.setWordWrap(True)
        for widget in (self._title, self._state, self._note):
            column.addWidget(widget)
        column.addSpacing(4)
        column.addLayout(self._fields)
        column.addSpacing(8)
        column.addWidget(self.table)
        column.addWidget(self._under)
        column.addStretch(1)
        area = QScrollArea()
        area.setProperty("surface", "panel")
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = bare_column(self)
        whole.addWidget(area, 1)
        whole.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot = QWidget()
        set_surface(foot, "foot")
        rows = QVBoxLayout(foot)
        rows.setContentsMargins(22, 10, 22, 12)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(model_messages.PROGRESS_NAME())
        self.stop.setAccessibleName(model_messages.STOP_NAME())
        under = QHBoxLayout()
        under.setSpacing(10)
        for widget in (self._progress, self._item, self.stop):
            under.addWidget(widget, 1 if widget is self._progress else 0)
        rows.addLayout(under)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.exam, self.use, self.strong):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        self.remove.setAutoDefault(False)
        row.addWidget(self.remove)
        rows.addLayout(row)
        return foot

    def _show_fields(self, fields: list[tuple[str, str]]) -> None:
        for label in self._labels():
            self._fields.removeWidget(label)
            label.hide()
            label.deleteLater()
        for number, (name, value) in enumerate(fields):
            words = plain_text.label(value)
            words.setWordWrap(True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._fields.addWidget(plain_text.label(name, "mute"), number, 0, Qt.AlignmentFlag.AlignTop)
            self._fields.addWidget(words, number, 1)

    def _labels(self) -> list[QLabel]:
        items = [self._fields.itemAt(index) for index in range(self._fields.count())]
        found = [item.widget() for item in items if item is not None]
        return [label for label in found if isinstance(label, QLabel)]

    def _show_buttons(self, model: Listed | None) -> None:
        is_here = model is not None and model.about is not None
        begun = model is not None and model.standing is Standing.BEGUN
        self.exam.setText(
            model_messages.EXAM_AGAIN()
            if self._is_over
            else model_messages.EXAM_ON()
            if begun
            else model_messages.EXAM()
        )
        own = model is not None and model.path is not None and not model.comes_along
        for_search, is_used = self._role == "embed", self._is(self._role)
        self.use.setText(model_messages.STOP_USING() if own and is_used else model_messages.USE())
        self.strong.setText(model_messages.STOP_USING() if self._is("strong") else model_messages.USE_STRONG())
        self.exam.setEnabled(is_here and not for_search)
        self.use.setEnabled(is_here and (own or not is_used))
        self.strong.setEnabled(is_here and own and not for_search)
        self.remove.setEnabled(own)


def _note(model: Listed) -> str:
    if model.problem is not None:
        return say(model.problem)
    if model.standing is Standing.ABSENT:
        return f"{model_messages.suits(model)} {model_messages.ABSENT()}".strip()
    return model_messages.suits(model)
