"""A text of our own with links of our own.

Must never open anything: no file, no address. Whatever a document says is escaped before it gets here.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QUrl, Signal
from PySide6.QtWidgets import QTextBrowser, QWidget


class LinkedText(QTextBrowser):
    """The text.

    Attributes:
        followed: The name of a link that was clicked, or reached by Tab and entered.
    """

    followed = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(16)
        self.anchorClicked.connect(self._follow)

    def loadResource(self, _kind: int, _url: QUrl | str) -> QByteArray:  # noqa: N802
        """Qt: nothing is ever loaded; empty bytes, since Qt would read the file itself if this returned nothing."""
        return QByteArray()

    def _follow(self, url: QUrl) -> None:
        self.followed.emit(url.toString())
