"""The meaning of texts as vectors, by a model that was made for it: near ones mean alike.

Must never be used to write, nor take a model that was made to write for one that was made for this.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from muniment.errors import UserError
from muniment.llm.engine import machine
from muniment.llm.engine.encoder import Encoder, Vectors
from muniment.llm.engine.llama import Cancel, never
from muniment.llm.files import model_header


class Side(StrEnum):
    """What a text is for; some models want to be told."""

    QUESTION = "question"
    PASSAGE = "passage"


# What the makers put before a text, by architecture (the cards of the models).
_BEFORE = {
    "nomic-bert": {Side.QUESTION: "search_query: ", Side.PASSAGE: "search_document: "},
    "nomic-bert-moe": {Side.QUESTION: "search_query: ", Side.PASSAGE: "search_document: "},
    "gemma-embedding": {Side.QUESTION: "task: search result | query: ", Side.PASSAGE: "title: none | text: "},
    "qwen3": {
        Side.QUESTION: "Instruct: Given a web search query, retrieve relevant passages that answer the query\nQuery:"
    },
}


class Embedder:
    """A model of meanings in memory. Not safe for several threads.

    Attributes:
        sha256: Of its file; vectors of another file are not comparable.
        width: Numbers of a vector.
    """

    def __init__(self, path: Path, *, threads: int | None = None) -> None:
        """Load a model.

        Args:
            path: A GGUF file.
            threads: Of the processor; None for one on each physical core.

        Raises:
            UserError: As ``load.load``; ``not-embedding`` for a model that was made to write.
        """
        found = model_header.read(path)
        if not found.is_embedding:
            raise UserError("not-embedding", name=path.name)
        free = machine.free_memory()
        if free is not None and found.size > free * 0.8:
            raise UserError("memory", name=path.name)
        with path.open("rb") as stream:
            self.sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        self._before = _BEFORE.get(found.architecture, {})
        self._encoder = Encoder(path, context=found.context, threads=threads or machine.physical_cores())
        self.width = self._encoder.width

    def vectors(self, texts: Sequence[str], side: Side, *, cancelled: Cancel = never) -> Vectors:
        """The meaning of each text, of length 1.

        Args:
            texts: Of documents, or ours.
            side: What they are for.
            cancelled: Asked often.

        Raises:
            Cancelled: ``cancelled`` said so.
            UserError: The model cannot compute.
        """
        before = self._before.get(side, "")
        return self._encoder.vectors([before + text for text in texts], cancelled=cancelled)

    def close(self) -> None:
        """Give its memory back; nothing else may be called afterwards."""
        self._encoder.close()
