"""What the window's tests share: dropping, selecting, and where the light is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from muniment.gui.shell.main_window import MainWindow


def drop(target: QWidget, *paths: Path) -> bool:
    """Drop files on a widget; whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    spot, action = QPointF(target.rect().center()), Qt.DropAction.CopyAction
    button, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(spot.toPoint(), action, data, button, keys)
    QApplication.sendEvent(target, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(target, QDragMoveEvent(spot.toPoint(), action, data, button, keys))
    dropped = QDropEvent(spot, action, data, button, keys)
    QApplication.sendEvent(target, dropped)
    return dropped.isAccepted()


def click(widget: QWidget, spot: QPoint | None = None) -> None:
    """Click with the left button, in the middle if nowhere else."""
    place = spot if spot is not None else widget.rect().center()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def concept_index(window: MainWindow, label: str, column: int = 1) -> QModelIndex:
    """The cell of a row by its label."""
    model = window.facts.model
    row = next(row for row in range(model.rowCount()) if model.row_at(row).label == label and model.row_at(row).cells)
    return model.index(row, column)


def select(window: MainWindow, label: str, column: int = 1) -> int:
    """Select a fact, as a click would; its id."""
    index = concept_index(window, label, column)
    window.facts.view.setCurrentIndex(index)
    window.facts.view.setFocus()
    cell = window.facts.model.cell(index)
    assert cell is not None
    assert cell.fact_id is not None
    return cell.fact_id


def mark_rect(window: MainWindow) -> QRectF:
    """Where the selected fact is lit, in the viewport."""
    cell, analysis = window.facts.view.cell(), window.facts.analysis
    assert cell is not None
    assert analysis is not None
    return window.pages.view.rect_of(analysis.facts[cell.facts[0]].fact.evidence.span)
