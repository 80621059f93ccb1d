"""How a page looks: paper, image, text of our own, or a sentence where there is no page."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen

from muniment.gui.flow.flow_page import LaidOutPage
from muniment.gui.kit.theme import Colours, sized
from muniment.gui.texts import messages

_PAPER = "#ffffff"  # pages stay white in the dark scheme: they are shown as they are
_ON_PAPER = "#6b7689"


def paint_sentence(painter: QPainter, room: QRect, font: QFont, words: tuple[str, str], colours: Colours) -> None:
    """Paint a title and a sentence instead of pages."""
    title, text = words
    box = room.adjusted(60, round(room.height() * 0.38), -60, 0)
    center = int(Qt.AlignmentFlag.AlignHCenter) | int(Qt.TextFlag.TextWordWrap)
    painter.setFont(sized(font, 13, QFont.Weight.DemiBold))
    painter.setPen(QColor(colours.text))
    painter.drawText(box, center, title)
    painter.setFont(font)
    painter.setPen(QColor(colours.mute))
    painter.drawText(box.adjusted(0, 26 if title else 0, 0, 0), center, text)


def paint_paper(painter: QPainter, rect: QRectF, colours: Colours) -> None:
    """Paint an empty page with its edge."""
    painter.setPen(QPen(QColor(colours.line), 1))
    painter.setBrush(QColor(_PAPER))
    painter.drawRoundedRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5), 2, 2)


def paint_image(painter: QPainter, rect: QRectF, image: QImage | None, number: int, ratio: float) -> None:
    """Paint a page's image, pixel by pixel where it fits; its number while there is none.

    Args:
        painter: Of the viewport.
        rect: Of the page, in logical pixels.
        image: At any scale.
        number: Of the page.
        ratio: Device pixels a logical pixel.
    """
    if image is None:
        painter.setPen(QColor(_ON_PAPER))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), messages.page_waiting(number))
        return
    if abs(image.width() - rect.width() * ratio) < 2:
        rect = QRectF(rect.topLeft(), QPointF(rect.x() + image.width() / ratio, rect.y() + image.height() / ratio))
    else:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(rect, image)


def paint_flow(painter: QPainter, corner: QPointF, page: LaidOutPage, zoom: float) -> None:
    """Paint a page of a document without pages.

    Args:
        painter: Left as it was.
        corner: Top left one of the page, in pixels.
        page: Laid out already.
        zoom: Pixels a point.
    """
    painter.save()
    painter.translate(corner)
    painter.scale(zoom, zoom)
    page.paint(painter)
    painter.restore()
