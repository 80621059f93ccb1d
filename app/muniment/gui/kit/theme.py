"""Colours, font and style sheet, light and dark.

Must never rely on colour alone: a state also has a shape and a word. Text reaches a contrast of 4.5 to 1 on its ground
(WCAG 2.2, 1.4.3); edges that carry meaning reach 3 to 1 (1.4.11).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from muniment import paths
from muniment.gui.kit.style_sheet import style_sheet

FONT_FILES = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf")
FONT_FAMILY = "Inter"
FONT_PIXELS = 13


class Scheme(StrEnum):
    """What the user chose; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one scheme, as ``#rrggbb``.

    Attributes:
        ground: Behind pages and cards.
        panel: Of lists, tables and bars.
        line: Between panels; decoration only.
        edge: Of controls.
        text: Of most words.
        mute: Of less important words.
        accent: Of links, focus rings and bars.
        fill: Of the primary button.
        on_fill: Of words on it.
        select: Behind the selected row.
        hover: Behind what the pointer is over.
        good: Of what was checked or accepted.
        warn: Of what needs review.
        bad: Of failures.
        mark: Every fact on a page.
        mark_strong: The selected fact on a page.
        mark_edge: Its outline.
        match: Every place of the search on a page.
        found: The chosen place of the search, or of a citation, on a page.
        found_edge: Its outline.
    """

    ground: str
    panel: str
    line: str
    edge: str
    text: str
    mute: str
    accent: str
    fill: str
    on_fill: str
    select: str
    hover: str
    good: str
    warn: str
    bad: str
    mark: str = "#fff0c2"
    mark_strong: str = "#ffd766"
    mark_edge: str = "#b07a00"
    match: str = "#dce7ff"
    found: str = "#b7cfff"
    found_edge: str = "#1f5eff"


LIGHT = Colours(
    ground="#f4f5f8",
    panel="#ffffff",
    line="#e3e6eb",
    edge="#c9ced8",
    text="#1b2330",
    mute="#5f6b80",
    accent="#1f5eff",
    fill="#1f5eff",
    on_fill="#ffffff",
    select="#e8efff",
    hover="#f2f5fb",
    good="#16794b",
    warn="#a15c00",
    bad="#b3261e",
)
DARK = Colours(
    ground="#14171c",
    panel="#1b1f26",
    line="#2b313b",
    edge="#424a58",
    text="#e6e9ef",
    mute="#98a4b7",
    accent="#7ea4ff",
    fill="#3b6be0",
    on_fill="#ffffff",
    select="#24365f",
    hover="#232934",
    good="#55c391",
    warn="#e0a64a",
    bad="#ff8a80",
)


class Theme(QObject):
    """The scheme in use; follows the desktop until the user chooses.

    Attributes:
        changed: The colours are others now; icons and own painting must follow.
        scheme: What the user chose.
        colours: Those in use.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self.scheme = Scheme.SYSTEM
        self.colours = LIGHT
        application.setStyle("Fusion")
        application.setFont(load_font())
        application.styleHints().colorSchemeChanged.connect(self._follow)
        self.choose(Scheme.SYSTEM)

    def choose(self, scheme: Scheme) -> None:
        """Use a scheme from now on."""
        self.scheme = scheme
        self._follow()

    def _follow(self) -> None:
        dark = self.scheme is Scheme.DARK or (self.scheme is Scheme.SYSTEM and system_is_dark())
        self.colours = DARK if dark else LIGHT
        self._application.setPalette(palette(self.colours))
        self._application.setStyleSheet(style_sheet(as_mapping(self.colours)))
        self.changed.emit()


def system_is_dark() -> bool:
    """Whether the desktop asks for a dark scheme; no where it does not say."""
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def load_font() -> QFont:
    """The program's own font, with figures of equal width; the system's font where the files are missing."""
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(paths.resources() / "fonts" / name))
    font = QFont(FONT_FAMILY) if FONT_FAMILY in QFontDatabase.families() else QFont()
    font.setPixelSize(FONT_PIXELS)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def sized(font: QFont, pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The same font, in another size and weight.

    Args:
        font: Stays as it is.
        pixels: Height of the letters, in logical pixels.
        weight: Of the strokes.
    """
    other = QFont(font)
    other.setPixelSize(pixels)
    other.setWeight(weight)
    return other


def as_mapping(colours: Colours) -> dict[str, str]:
    """The colours by name, for the style sheet."""
    return {f.name: getattr(colours, f.name) for f in fields(colours)}


def palette(colours: Colours) -> QPalette:
    """The palette that Fusion paints with."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.ground,
        QPalette.ColorRole.Base: colours.panel,
        QPalette.ColorRole.AlternateBase: colours.ground,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Button: colours.panel,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.Highlight: colours.select,
        QPalette.ColorRole.HighlightedText: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.mute,
        QPalette.ColorRole.Mid: colours.line,
        QPalette.ColorRole.ToolTipBase: colours.panel,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.LinkVisited: colours.accent,
        QPalette.ColorRole.Accent: colours.accent,
    }
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.mute))
    return made
