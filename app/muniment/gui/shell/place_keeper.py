"""Where the user was: kept in the vault, since it names documents, and found again at the next opening."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from muniment.errors import UserError
from muniment.gui.facts.figure_format import CopyMode
from muniment.gui.kit.theme import Scheme
from muniment.gui.page.page_view import ViewPlace
from muniment.vault.store import Vault

if TYPE_CHECKING:
    from muniment.gui.shell.main_window import MainWindow

_PLACE, _COPY, _SCHEME = "gui.place", "gui.copy", "gui.scheme"


class PlaceKeeper:
    """Saves and restores the place, the widths of the panes, and the user's choices."""

    def __init__(self, vault: Vault, window: MainWindow) -> None:
        self._vault, self._window = vault, window
        self._last: dict[str, Any] = {}

    def save(self) -> None:
        """Keep where the user is; a full or vanished disk is no reason to stop here."""
        window = self._window
        place = {
            **window.desk.place(),
            "tab": window.facts.tabs.currentIndex(),
            "widths": window.saved_widths(),
            "size": [window.width(), window.height()],
        }
        if place != self._last:
            with suppress(UserError):
                self._vault.set(_PLACE, place)
                self._last = place

    def restore(self) -> None:
        """Go where the user was; what is not there any more is left out."""
        window, place = self._window, self._vault.get(_PLACE) or {}
        if not isinstance(place, dict):
            place = {}
        window.copy_mode = _one_of(CopyMode, self._vault.get(_COPY), CopyMode.PRINTED)
        window.choose_scheme(_one_of(Scheme, self._vault.get(_SCHEME), Scheme.SYSTEM))
        if _is_size(place.get("size")):
            window.resize(*place["size"])
        if isinstance(place.get("widths"), str):
            window.restore_widths(place["widths"])
        if place.get("tab") in (0, 1, 2):
            window.facts.tabs.setCurrentIndex(place["tab"])
        self._restore_document(place)

    def _restore_document(self, place: dict[str, Any]) -> None:
        window, model = self._window, self._window.library.model
        known = model.entry_of(place["document"]) if isinstance(place.get("document"), int) else None
        if known is None:
            if model.rowCount():
                window.library.choose(model.entry(0).document.id)
            return
        window.library.choose(known.document.id)
        if isinstance(place.get("fact"), int):
            window.desk.select_fact(place["fact"])
        with suppress(KeyError, TypeError, ValueError):
            at = ViewPlace(int(place["page"]), float(place["part"]), float(place["zoom"]))
            window.desk.go_back_to(at)


def _one_of(kind: Any, value: object, otherwise: Any) -> Any:
    return kind(value) if value in [member.value for member in kind] else otherwise


def _is_size(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(n, int) and 200 < n < 20_000 for n in value)
