"""The texts of asking about documents; all others are in ``messages``."""

from __future__ import annotations

TITLE = "Ask"
TIP = "Ask about the documents (Ctrl+K)"
NAME = "Question"
HINT = "Ask about company, year and figure"
BUTTON = "Ask"
STOP = "Stop"
CLOSE = "Close (Esc)"
WHERE_NAME = "Which documents are asked"
WHERE = ("All documents", "This document")
ANSWER_NAME = "Answer"
EMPTY_TITLE = "Ask about your documents"
EMPTY = (
    "“Did the gross margin improve in FY2023?” is computed from figures, each a link to its place. "
    "Other questions are answered with sentences of the documents. Name the company and the year."
)
NOTHING_TITLE = "No documents to ask about"
NOTHING = "Add a document first; it can be asked about as soon as it is read."
BUSY = "Looking…"
ABSENT = "Not in these documents"
ABSENT_TEXT = "Ask in other words, name the company and the year, or search with Ctrl+F."
CITED = "No figure answers this. In the documents’ own words:"
FROM = "From these figures"
VALUES = "Computed"
