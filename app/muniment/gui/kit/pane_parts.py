"""What the panes have in common."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

WIDTHS = (0.16, 0.46, 0.38)  # of library, page and facts at first, as shares of the window's
_SHARE = 0.9  # of the screen that the window takes at first
_LEAST, _MOST = QSize(1000, 680), QSize(1680, 1040)  # pixels
HEAD_HEIGHT = 38  # pixels; the heads of the three panes are one line


def panel(surface: str = "panel") -> tuple[QWidget, QVBoxLayout]:
    """A widget on a surface of the style sheet, and its column without margins.

    Args:
        surface: "ground", "panel", "bar" or "foot".
    """
    widget = QWidget()
    set_surface(widget, surface)
    return widget, bare_column(widget)


def first_size(screen: QSize) -> QSize:
    """Of the window before the user has given it one."""
    return (screen * _SHARE).expandedTo(_LEAST).boundedTo(_MOST)


def set_surface(widget: QWidget, surface: str) -> None:
    """Let the style sheet paint the ground of a widget, also of a class of our own.

    Args:
        widget: Any.
        surface: "ground", "panel", "bar" or "foot".
    """
    widget.setProperty("surface", surface)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def bare_column(widget: QWidget) -> QVBoxLayout:
    """A column without margins."""
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def head(*widgets: QWidget, margins: tuple[int, int] = (16, 8)) -> QWidget:
    """The line over a pane; the first widget takes the room.

    Args:
        widgets: From left to right.
        margins: Left and right, in pixels.
    """
    line = QWidget()
    set_surface(line, "bar")
    line.setFixedHeight(HEAD_HEIGHT)
    row = QHBoxLayout(line)
    row.setContentsMargins(margins[0], 0, margins[1], 0)
    row.setSpacing(4)
    for number, widget in enumerate(widgets):
        row.addWidget(widget, 1 if number == 0 else 0)
    return line
