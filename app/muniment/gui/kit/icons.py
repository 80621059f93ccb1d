"""The program's own icons, drawn in the colour that is asked for."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from muniment import paths

_SIZES = (16, 20, 32, 48)


@lru_cache(maxsize=128)
def icon(name: str, colour: str = "#000000") -> QIcon:
    """The icon ``resources/icons/NAME.svg`` with its black strokes in ``colour``."""
    drawing = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("#000000", colour).encode()))
    made = QIcon()
    for side in _SIZES:
        made.addPixmap(_painted(renderer, side))
    return made


def picture(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    """The icon as a picture of ``side`` logical pixels, sharp at the screen's ratio.

    Args:
        name: Of the icon's file, without its ending.
        colour: As Qt names colours ("#1f6feb").
        side: Width and height.
        ratio: Device pixels a logical pixel.
    """
    drawn = icon(name, colour).pixmap(QSize(side, side), ratio)
    drawn.setDevicePixelRatio(ratio)
    return drawn


def _painted(renderer: QSvgRenderer, side: int) -> QPixmap:
    canvas = QPixmap(side * 2, side * 2)  # twice, for dense screens
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    renderer.render(painter, QRectF(0, 0, side * 2, side * 2))
    painter.end()
    canvas.setDevicePixelRatio(2.0)
    return canvas
