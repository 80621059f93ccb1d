"""What the panes have in common."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

HEAD_HEIGHT = 38  # pixels; the heads of the three panes are one line


def panel(surface: str = "panel") -> tuple[QWidget, QVBoxLayout]:
    """A widget on a surface of the style sheet, and its column without margins."""
    widget = QWidget()
    widget.setProperty("surface", surface)
    return widget, bare_column(widget)


def bare_column(widget: QWidget) -> QVBoxLayout:
    """A column without margins."""
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def head(*widgets: QWidget, surface: str = "bar") -> QWidget:
    """The line over a pane; the first widget takes the room."""
    line = QWidget()
    line.setProperty("surface", surface)
    line.setFixedHeight(HEAD_HEIGHT)
    row = QHBoxLayout(line)
    row.setContentsMargins(16, 0, 8, 0)
    row.setSpacing(4)
    for number, widget in enumerate(widgets):
        row.addWidget(widget, 1 if number == 0 else 0)
    return line
