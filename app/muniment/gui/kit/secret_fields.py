"""Fields for secrets, and what is said of them while they are typed."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QLineEdit

from muniment.gui.texts import vault_messages
from muniment.vault.keys.passphrase_strength import strength, years


def secret_field(name: str) -> QLineEdit:
    """A field whose letters are not shown.

    Args:
        name: Spoken, and shown while it is empty.
    """
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setPlaceholderText(name)
    field.setAccessibleName(name)
    field.setMinimumHeight(34)
    return field


def strength_words(passphrase: str) -> str:
    """What to say of a new passphrase; nothing of an empty one."""
    return vault_messages.passphrase_strength(strength(passphrase), years(passphrase)) if passphrase else ""


def fixed_font(pixels: int) -> QFont:
    """The system's font with letters of one width, for codes that are compared sign by sign.

    Args:
        pixels: Height of the letters, in logical pixels.
    """
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(pixels)
    return font
