"""Files dropped anywhere on the window: documents into the vault, models into the folder of models.

Must never treat a model as a document: its gigabytes would be read into memory, and refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from muniment.gui.kit.file_dialogs import is_model
from muniment.gui.shell.drop_overlay import DropOverlay, dropped_paths

Take = Callable[[Sequence[Path]], object]


def sorted_out(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """Documents, and models."""
    models = [path for path in paths if is_model(path)]
    return [path for path in paths if path not in models], models


class Dropping(QObject):
    """Watches a window for what is dragged over it."""

    def __init__(self, window: QWidget, overlay: DropOverlay, take: Take) -> None:
        super().__init__(window)
        self._overlay, self._take = overlay, take
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Qt: something is dragged in, along, out, or let go."""
        if isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop:
            self._overlay.hide()
            self._take(dropped_paths(event.mimeData()))
            event.acceptProposedAction()
            return True
        if isinstance(event, QDragEnterEvent | QDragMoveEvent) and event.mimeData().hasUrls():
            event.acceptProposedAction()
            if isinstance(event, QDragEnterEvent):
                documents, models = sorted_out(dropped_paths(event.mimeData()))
                self._overlay.cover(documents=bool(documents), models=bool(models))
            return True
        if event.type() is QEvent.Type.DragLeave:
            self._overlay.hide()
        return False
