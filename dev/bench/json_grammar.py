"""A grammar for JSON as the binding of llama.cpp uses it: tested against the whole vocabulary before each token."""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np

from muniment.llm.engine.llama import Engine, Scores


class JsonGrammar:
    """What a program pays that has a model write JSON and nothing else."""

    def __init__(self, engine: Engine) -> None:
        """Make the grammar.

        Raises:
            RuntimeError: The binding's own grammar is not understood.
        """
        import llama_cpp
        from llama_cpp.llama_grammar import JSON_GBNF

        self._api: Any = llama_cpp
        vocabulary = engine._vocabulary  # noqa: SLF001 - a grammar is made for it
        self._sampler = llama_cpp.llama_sampler_init_grammar(vocabulary, JSON_GBNF.encode(), b"root")
        if not self._sampler:
            raise RuntimeError("The binding's grammar for JSON is not understood.")
        kinds = [("id", np.intc), ("logit", np.single), ("p", np.single)]
        self._candidates = np.recarray((engine.vocabulary,), dtype=np.dtype(kinds, align=True))
        data = self._candidates.ctypes.data_as(llama_cpp.llama_token_data_p)
        self._array = llama_cpp.llama_token_data_array(data=data, size=engine.vocabulary, selected=-1, sorted=False)

    def take(self, scores: Scores, token: int) -> None:
        """Test all candidates, then take one.

        Args:
            scores: Of the next token.
            token: Which is taken; it must be allowed.
        """
        self._candidates.id[:] = np.arange(len(scores))
        self._candidates.logit[:] = scores
        self._api.llama_sampler_apply(self._sampler, ctypes.byref(self._array))
        self._candidates.logit.argmax()
        self._api.llama_sampler_accept(self._sampler, token)

    def close(self) -> None:
        """Give its memory back."""
        self._api.llama_sampler_free(self._sampler)
