"""What went wrong, as messages: a code of a worker becomes one that says of what it is told.

The same short code may come of a document, of a model or of a question; each of these has words of its own. Must never
hold words: those stand in ``texts``.
"""

from __future__ import annotations

from muniment.message import Argument, Message, message

OF_DOCUMENTS = frozenset({
    "empty", "encrypted", "damaged", "truncated", "unsupported", "misnamed", "no-pages", "too-large", "memory", "distrust", "claim", "bug",
})  # fmt: skip
"""Codes of workers and of the pipeline that say why a document could not be read."""
OF_MODELS = frozenset({
    "no-model", "no-llama", "not-a-gguf", "damaged-model", "unsupported-model", "too-long", "no-template", "model-not-found", "model-unreadable", "memory", "embedding-model", "not-embedding", "other-model", "not-allowed", "not-earned", "crashed-model", "model-exists", "no-avx2", "adapter-alone", "adapter-base", "adapter-several", "damaged-adapter", "not-an-adapter", "no-base", "licence", "no-convert", "worker-died", "timeout", "bug",
})  # fmt: skip
"""Codes that say why a model could not be used."""
_SHARED = frozenset({"memory", "worker-died", "timeout", "bug"})
"""Codes of models that others have too."""
OF_QUESTIONS = frozenset({
    "timeout", "worker-died", "distrust", "bug",
})  # fmt: skip
"""Codes that say why a question has no answer."""

OF_INSTALLATION = message("model-of-installation")
"""Stands for the name of the starter model's file."""
YOU_CHOSE = message("model-you-chose")
"""Stands for the name of a model's file where none is known."""


def of_document(code: str, name: str) -> Message:
    """Why a document could not be read.

    Args:
        code: Of the worker or of the pipeline; an unknown one reads as a fault.
        name: File name of the document.
    """
    return message(f"document-{code if code in OF_DOCUMENTS else 'bug'}", name=name)


def not_added(name: str) -> Message:
    """Why a file was not taken in, where nothing else says it.

    Args:
        name: Of the file.
    """
    return message("document-not-added", name=name)


def of_derivation(name: str) -> Message:
    """Why checks and measures do not follow a decision.

    Args:
        name: File name of the document.
    """
    return message("document-not-derived", name=name)


def of_model(code: str, name: Argument) -> Message:
    """Why a model could not be used.

    Args:
        code: Of the worker; an unknown one reads as a fault.
        name: File name of the model, or one of the messages above.
    """
    code = code if code in OF_MODELS else "bug"
    return message(f"model-{code}" if code in _SHARED else code, name=name)


def of_question(code: str) -> Message:
    """Why a question has no answer.

    Args:
        code: Of the worker; an unknown one reads as a fault.
    """
    return message(f"question-{code if code in OF_QUESTIONS else 'bug'}")


class Ended(Exception):  # noqa: N818 - it is how the work ended
    """A job cannot go on.

    Attributes:
        code: Short stable name.
        message: Where the code alone does not say it; else None.
        worker_died: A worker is gone; the rule of two attempts decides.
    """

    def __init__(self, code: str, message: Message | None = None, *, worker_died: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.worker_died = worker_died
