"""What is wrong with what was typed into the window's dialogs."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.texts.text import Text

WINDOW: Mapping[str, Text] = {
    "no-code-typed": Text("Type the recovery code."),
    "no-passphrase-typed": Text("Type a passphrase."),
    "differ": Text("The two passphrases differ."),
    "passphrase-too": Text("Type a new passphrase too: the one from before is needed otherwise."),
}
"""The words of each code."""
