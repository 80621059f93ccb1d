"""The names of keys, as keyboards have them in the language of the user."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.texts.text import Text

_NAMES: Mapping[str, Text] = {
    "Ctrl": Text("Ctrl", context="key"),
    "Shift": Text("Shift", context="key"),
    "Alt": Text("Alt", context="key"),
    "Esc": Text("Esc", context="key"),
    "Return": Text("Enter", context="key"),
    "Del": Text("Delete", context="key"),
    "PgUp": Text("Page Up", context="key"),
    "PgDown": Text("Page Down", context="key"),
}
"""By the names that Qt gives them in code."""
_SIGNS: Mapping[str, str] = {"-": "\N{MINUS SIGN}"}
"""Keys whose letter reads badly beside a plus sign."""


def key_name(key: str) -> str:
    """A key with its modifiers, in words.

    Args:
        key: As Qt writes it in code ("Ctrl+Shift+C", "Ctrl++"); empty for none.
    """
    modifiers, last = split_key(key)
    return "".join(f"{_name(one)}+" for one in modifiers) + _SIGNS.get(last, _name(last))


def split_key(key: str) -> tuple[list[str], str]:
    """The modifiers of a key, and what is left of it.

    Args:
        key: As Qt writes it ("Ctrl++").
    """
    *modifiers, last = key[:-1].split("+")  # the last letter may be a plus sign itself
    return modifiers, last + key[-1:]


def _name(part: str) -> str:
    name = _NAMES.get(part)
    return name() if name is not None else part
