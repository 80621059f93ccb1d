"""What a worker says of a model that cannot be used becomes an error that names the model."""

from __future__ import annotations

from muniment.errors import UserError

_ALSO_OF_OTHERS = frozenset({"memory", "timeout", "bug", "worker-died"})
"""Codes that workers say of documents and questions too; of a model they have words of their own."""

_OF_MODELS = frozenset({
    "no-model", "no-llama", "not-a-gguf", "damaged-model", "unsupported-model", "too-long", "no-template", "model-not-found",
    "model-unreadable", "embedding-model", "not-embedding", "other-model", "not-allowed", "not-earned", "crashed-model",
    "no-avx2", "adapter-alone", "adapter-base", "damaged-adapter", "not-an-adapter", "no-base", "no-convert",
})  # fmt: skip


def model_error(code: str, name: str) -> UserError:
    """Why a model could not be used.

    Args:
        code: Of the worker; an unknown one is a fault of ours.
        name: File name of the model.
    """
    if code in _OF_MODELS:
        return UserError(code, name=name)
    return UserError(f"model-{code}" if code in _ALSO_OF_OTHERS else "model-bug", name=name)
