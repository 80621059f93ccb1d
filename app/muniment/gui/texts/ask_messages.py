"""The texts of asking about documents; all others are in ``messages``."""

from __future__ import annotations

from muniment.texts.text import Text

TITLE = Text("Ask")
NAME = Text("Question")
HINT = Text("Ask about company, year and figure")
BUTTON = Text("Ask")
STOP = Text("Stop")
CLOSE = Text("Close (Esc)")
WHERE_NAME = Text("Which documents are asked")
WHERE = (Text("All documents"), Text("This document"))
ANSWER_NAME = Text("Answer")
EMPTY_TITLE = Text("Ask about your documents")
EMPTY = Text(
    "“Did the gross margin improve in FY2023?” is computed from figures, each a link to its place. "
    "Other questions are answered with sentences of the documents. Name the company and the year."
)
NOTHING_TITLE = Text("No documents to ask about")
NOTHING = Text("Add a document first; it can be asked about as soon as it is read.")
BUSY = Text("Looking…")
ABSENT = Text("Not in these documents")
ABSENT_TEXT = Text("Ask in other words, name the company and the year, or search with Ctrl+F.")
CITED = Text("No figure answers this. In the documents’ own words:")
FROM = Text("From these figures")
VALUES = Text("Computed")
