"""A model of meanings under llama.cpp: texts in, one vector each; it writes nothing and holds nothing.

Must never keep what it was given.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from muniment.errors import UserError
from muniment.llm.engine.llama import Cancel, Engine, EngineOptions, never

BATCH = 512
"""Tokens at once: every text of a batch pays for the attention over all; 282, 564, 4,096 gave 3,070, 2,870, 1,280 a second."""
TEXTS = 64
"""Texts at once."""

Vectors = npt.NDArray[np.float32]


class Encoder(Engine):
    """A loaded model of meanings.

    Attributes:
        width: Numbers of a vector.
    """

    def __init__(self, path: Path, *, context: int, threads: int) -> None:
        """Load a model whose header has been checked.

        Args:
            path: Of the model.
            context: Tokens that it was trained to read at once.
            threads: Of the processor.

        Raises:
            UserError: As ``Engine``.
        """
        super().__init__(path, EngineOptions(BATCH, TEXTS, threads, 0))
        self._name = path.name
        self.width = int(self._api.llama_model_n_embd_out(self._model))
        self._longest = min(context, BATCH)

    def vectors(self, texts: Sequence[str], *, cancelled: Cancel = never) -> Vectors:
        """The meaning of each text, of length 1; 0 for one without tokens.

        Args:
            texts: What is longer than the model reads at once is cut.
            cancelled: Asked often.

        Returns:
            A row for each text.

        Raises:
            Cancelled: ``cancelled`` said so.
            UserError: ``unsupported-model``, ``damaged-model``: it computes nothing, or no numbers.
        """
        found = np.zeros((len(texts), self.width), np.float32)
        self._cancelled = cancelled
        try:
            for group in _groups([self._whole(text) for text in texts]):
                self._check()
                for number, vector in self._encode(group):
                    found[number] = vector
        finally:
            self._cancelled = never
        if not np.isfinite(found).all():
            raise UserError("damaged-model", name=self._name, why="its weights give no numbers")
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        np.divide(found, lengths, out=found, where=lengths > 0)
        return found

    def _whole(self, text: str) -> list[int]:
        """A text with what its model puts around each, cut to what that reads; never a control token out of the text."""
        data = text.encode("utf-8", "replace")
        room = len(data) + 8
        buffer = (self._api.llama_token * room)()
        count = self._api.llama_tokenize(self._vocabulary, data, len(data), buffer, room, True, False)
        tokens = list(buffer[: max(count, 0)])
        return tokens if len(tokens) <= self._longest else [*tokens[: self._longest - 1], tokens[-1]]

    def _encode(self, group: Sequence[tuple[int, Sequence[int]]]) -> Iterator[tuple[int, Vectors]]:
        self.clear(wipe=False)
        batch, at = self._batch, 0
        for sequence, (_, tokens) in enumerate(group):
            for position, token in enumerate(tokens):
                batch.token[at], batch.pos[at], batch.logits[at] = token, position, True
                batch.n_seq_id[at], batch.seq_id[at][0] = 1, sequence
                at += 1
        batch.n_tokens = at
        result = self._api.llama_decode(self._context, batch)
        self._raise_stop()
        if result != 0:
            raise UserError("unsupported-model", name=self._name, why="it could not be computed with")
        for sequence, (number, _) in enumerate(group):
            pointer = self._api.llama_get_embeddings_seq(self._context, sequence)
            if not pointer:
                raise UserError("unsupported-model", name=self._name, why="it gives no meaning of a text")
            yield (
                number,
                np.ctypeslib.as_array(ctypes.cast(pointer, ctypes.POINTER(ctypes.c_float)), (self.width,)).copy(),
            )

    def _context_params(self, options: EngineOptions) -> Any:
        params = super()._context_params(options)
        params.n_batch = params.n_ubatch = BATCH  # such models read a text at once or not at all
        params.n_outputs_max = BATCH  # a vector is made of what comes out for all tokens
        params.embeddings = True
        params.pooling_type = self._api.LLAMA_POOLING_TYPE_UNSPECIFIED  # as the file says
        return params


def _groups(texts: Sequence[Sequence[int]]) -> Iterator[list[tuple[int, Sequence[int]]]]:
    """Numbers and tokens of texts, as many at once as fit; those without tokens are in none."""
    group: list[tuple[int, Sequence[int]]] = []
    size = 0
    for number, tokens in enumerate(texts):
        if group and (size + len(tokens) > BATCH or len(group) == TEXTS):
            yield group
            group, size = [], 0
        if tokens:
            group.append((number, tokens))
            size += len(tokens)
    if group:
        yield group
