"""The keys and what they do, as F1 shows them."""

from __future__ import annotations

from muniment.texts.text import Text

TITLE = Text("Keyboard shortcuts")
KEYS: tuple[tuple[Text, tuple[tuple[str, Text], ...]], ...] = (
    (
        Text("Facts"),
        (
            ("Enter", Text("accept the selected figure")),
            ("F2", Text("correct it: point at another figure on the page")),
            ("R", Text("reject it")),
            ("Ctrl+Z", Text("undo the last decision on this document")),
            ("J  K", Text("next, previous figure")),
            ("Ctrl+C", Text("copy the selected cells as numbers")),
            ("Ctrl+Shift+C", Text("copy them with document, page, quote and state")),
        ),
    ),
    (
        Text("Page"),
        (
            ("Ctrl++  Ctrl+−", Text("zoom (also Ctrl and the wheel)")),
            ("Ctrl+0  Ctrl+9", Text("actual size, fit the width")),
            ("Page Up  Page Down", Text("turn over")),
            ("Ctrl+G", Text("go to a page by its number")),
        ),
    ),
    (
        Text("Documents"),
        (
            ("Ctrl+O", Text("add documents")),
            ("Ctrl+F", Text("search all documents")),
            ("Ctrl+K", Text("ask about the documents")),
            ("Delete", Text("remove the document")),
            ("F5", Text("in the library: read it again")),
            ("Ctrl+E", Text("export the facts")),
            ("Esc", Text("in the library: cancel reading, leave the search")),
        ),
    ),
    (
        Text("Window"),
        (
            ("Ctrl+1  2  3", Text("library, page, facts")),
            ("Ctrl+Tab", Text("facts, summary, checks")),
            ("Ctrl+L", Text("lock the vault")),
            ("F10", Text("menu")),
            ("F1  ?", Text("these keys")),
        ),
    ),
)

_NAMES = (
    ("Ctrl", Text("Ctrl")),
    ("Shift", Text("Shift")),
    ("Enter", Text("Enter", context="key")),
    ("Delete", Text("Delete", context="key")),
    ("Page Up", Text("Page Up", context="key")),
    ("Page Down", Text("Page Down", context="key")),
)


def key(keys: str) -> str:
    """Keys as they are called on the keyboards of the language: Ctrl+O, Strg+O."""
    for name, text in _NAMES:
        keys = keys.replace(name, text())
    return keys
