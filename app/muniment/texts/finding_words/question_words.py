"""Words about questions: why one has no answer."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.texts.text import Text

QUESTIONS: Mapping[str, Text] = {
    "question-timeout": Text(
        "The question was not answered in time, because a document is being analysed. Ask again when it is done."
    ),
    "question-worker-died": Text(
        "The question could not be answered: the worker ended. Ask again; if it happens again, please report it."
    ),
    "question-distrust": Text("What was answered contradicts the documents and is not shown. Please report this."),
    "question-bug": Text("The question met a fault in Muniment. Ask in other words, and please report this."),
}
"""The codes are made by ``pipeline/failures``."""
