"""Where the user was: kept in the vault, since it names documents, and found again at the next opening."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from PySide6.QtWidgets import QWidget

from muniment.errors import UserError
from muniment.gui.facts.document_controller import DocumentController
from muniment.gui.library.library_pane import LibraryPane
from muniment.gui.page.page_view import ViewPlace
from muniment.gui.shell.pane_area import PaneArea
from muniment.vault.store import Vault

_PLACE = "gui.place"


class PlaceKeeper:
    """Saves and restores the document, the place in it, the places in the panes, and sizes."""

    def __init__(
        self, vault: Vault, window: QWidget, panes: PaneArea, library: LibraryPane, desk: DocumentController
    ) -> None:
        self._vault, self._window, self._panes, self._library, self._desk = vault, window, panes, library, desk
        self._last: dict[str, object] = {}

    def save(self) -> None:
        """Keep where the user is; a full or vanished disk is no reason to stop here."""
        place = {
            **self._desk.place(),
            "panes": self._panes.places(),
            "widths": self._panes.widths(),
            "size": [self._window.width(), self._window.height()],
        }
        if place != self._last:
            with suppress(UserError):
                self._vault.set(_PLACE, place)
                self._last = place

    def restore(self) -> None:
        """Go where the user was; what is not there any more is left out."""
        place = self._vault.get(_PLACE) or {}
        if not isinstance(place, dict):
            place = {}
        if _is_size(place.get("size")):
            self._window.resize(*place["size"])
        if isinstance(place.get("widths"), str):
            self._panes.restore_widths(place["widths"])
        panes = place.get("panes", {"facts": {"tab": place.get("tab")}})  # versions before had one pane with a place
        self._panes.restore_places(panes if isinstance(panes, dict) else {})
        self._restore_document(place)

    def _restore_document(self, place: dict[str, Any]) -> None:
        model = self._library.model
        known = model.entry_of(place["document"]) if isinstance(place.get("document"), int) else None
        if known is None:
            if model.rowCount():
                self._library.choose(model.entry(0).document.id)
            return
        self._library.choose(known.document.id)
        if isinstance(place.get("fact"), int):
            self._desk.select_fact(place["fact"])
        with suppress(KeyError, TypeError, ValueError):
            at = ViewPlace(int(place["page"]), float(place["part"]), float(place["zoom"]))
            self._desk.go_back_to(at)


def _is_size(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(n, int) and 200 < n < 20_000 for n in value)
