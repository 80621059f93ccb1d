"""What takes time with models, on threads of its own: looking at files, importing, exams.

Must never touch a widget from a thread, nor outlive the window.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from muniment.document.usage.exam_marks import ExamResults
from muniment.gui.kit.background import Background
from muniment.pipeline.models import model_import, model_listing, model_worker
from muniment.pipeline.models.model_store import ModelStore
from muniment.worker.protocol.exchanged_values import Inspected


class ModelTasks(QObject):
    """Begins them, and tells on the thread of the window.

    Attributes:
        listed: All models, as ``model_list.models`` gives them.
        inspected: A file that may be imported, and what its header says: an adapter says it with each model that it fits.
        imported: The model in the folder.
        refused: Something could not be done; a sentence.
        marked: Items of the exam that are done, and how many there may be.
        examined: The exam's table; None where it was stopped.
        exam_failed: Why the exam could not be held.
    """

    listed = Signal(object)
    inspected = Signal(object, object)
    imported = Signal(object)
    refused = Signal(str)
    marked = Signal(int, int)
    examined = Signal(object)
    exam_failed = Signal(str)

    def __init__(self, shelf: ModelStore) -> None:
        super().__init__()
        self._shelf, self._seen = shelf, model_listing.Seen()
        self._work, self._exams = Background(self, threads=1), Background(self, threads=1)
        self._is_stopped = self._is_closing = False
        self.examinee: Path | None = None

    def look(self) -> None:
        """Look at all models."""
        self._work.begin(partial(model_listing.models, self._shelf, self._seen), self.listed.emit, self.refused.emit)

    def inspect(self, path: Path) -> None:
        """Look at a file that is to be imported."""
        told = partial(self.inspected.emit, path)
        self._work.begin(partial(model_import.ways, self._shelf, path), told, self.refused.emit)

    def bring(self, path: Path, about: Inspected, to: str) -> None:
        """Import a file whose licence was accepted.

        Args:
            path: The file.
            about: What its header says.
            to: One of ``FORMATS`` to write it in; empty to take it as it is.
        """
        work = partial(model_import.bring, self._shelf, path, about, to=to, stopped=lambda: self._is_closing)
        self._work.begin(work, self.imported.emit, self.refused.emit)

    def examine(self, path: Path, *, anew: bool) -> None:
        """Let a model sit its exam, or go on with it.

        Args:
            path: Of a model in the folder.
            anew: Ask other items from the start; else an exam that was stopped goes on.
        """
        self._is_stopped, self.examinee = False, path
        work = partial(
            model_worker.examine, self._shelf, path, on_mark=self.marked.emit, anew=anew, stopped=lambda: self._is_stopped
        )  # fmt: skip
        self._exams.begin(work, self._over, self._exam_failed)

    def stop_exam(self) -> None:
        """Give the exam up; what is known is kept."""
        self._is_stopped = True

    def close(self) -> None:
        """End what is under way, at once: the vault waits to be closed. Nothing stays of an import that is not over."""
        self._is_closing = True
        self.stop_exam()
        self._exams.wait()
        self._work.wait()

    def _over(self, table: ExamResults) -> None:
        self.examinee = None
        self.examined.emit(table)

    def _exam_failed(self, sentence: str) -> None:
        self.examinee = None
        if sentence:
            self.exam_failed.emit(sentence)
        else:
            self.examined.emit(None)
