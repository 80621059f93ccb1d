"""The keys and what they do, as F1 shows them."""

from __future__ import annotations

TITLE = "Keyboard shortcuts"
KEYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Facts",
        (
            ("Enter", "accept the selected figure"),
            ("F2", "correct it: point at another figure on the page"),
            ("R", "reject it"),
            ("Ctrl+Z", "undo the last decision on this document"),
            ("J  K", "next, previous figure"),
            ("Ctrl+C", "copy the selected cells as numbers"),
            ("Ctrl+Shift+C", "copy them with document, page, quote and state"),
        ),
    ),
    (
        "Page",
        (
            ("Ctrl++  Ctrl+−", "zoom (also Ctrl and the wheel)"),
            ("Ctrl+0  Ctrl+9", "actual size, fit the width"),
            ("Page Up  Page Down", "turn over"),
            ("Ctrl+G", "go to a page by its number"),
        ),
    ),
    (
        "Documents",
        (
            ("Ctrl+O", "add documents"),
            ("Ctrl+F", "search all documents"),
            ("Ctrl+K", "ask about the documents"),
            ("Delete", "remove the document"),
            ("F5", "in the library: read it again"),
            ("Ctrl+E", "export the facts"),
            ("Esc", "in the library: cancel reading, leave the search"),
        ),
    ),
    (
        "Window",
        (
            ("Ctrl+1  2  3", "library, page, facts"),
            ("Ctrl+Tab", "facts, summary, checks"),
            ("Ctrl+L", "lock the vault"),
            ("F10", "menu"),
            ("F1  ?", "these keys"),
        ),
    ),
)
