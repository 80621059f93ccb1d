"""A text of our own with links of our own.

Must never open anything: no file, no address; nor let anything be copied that the policy of the machine keeps. Whatever a document says is escaped before it gets here.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData, QUrl, Signal
from PySide6.QtWidgets import QTextBrowser, QWidget

from muniment.gui.kit import clipboard
from muniment.gui.sheet import copy_figures


class LinkedText(QTextBrowser):
    """The text.

    Attributes:
        followed: The name of a link that was clicked, or reached by Tab and entered.

    Args:
        name: For screen readers.
        parent: None where a layout gives it one.
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

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        """Qt: what is copied, dragged away or selected for the middle button; where the policy keeps it, it says so instead."""
        refused = copy_figures.refused(with_source=True)  # prose is the documents' own, and its links are their places
        data = super().createMimeDataFromSelection()
        if refused:
            data.text()  # see clipboard.mark: else Qt puts the selection in again
            data.clear()  # Qt's own and filled anew: one made here is Python's, and ended the program with a crash
            data.setText(refused)
            return data
        return clipboard.mark(data)

    def _follow(self, url: QUrl) -> None:
        self.followed.emit(url.toString())
