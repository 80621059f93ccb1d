"""Tiny LoRA adapters with random numbers for the tiny models, written at test time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import gguf
import numpy as np

RANK = 4

WEIGHTS = ("blk.0.attn_q.weight", "blk.1.ffn_down.weight", "token_embd.weight")


def build(
    path: Path,
    base: Path,
    *,
    seed: int = 0,
    strength: float = 0.5,
    weights: tuple[str, ...] = WEIGHTS,
    architecture: str | None = None,
    changed: Mapping[str, object] | None = None,
) -> Path:
    """Write an adapter.

    Args:
        path: Where to; overwritten.
        base: The model that it belongs to.
        seed: Of its numbers.
        strength: Spread of its numbers; 0 changes nothing.
        weights: Of the model, that it changes.
        architecture: That it says; None for that of the model.
        changed: Values of the header that are another, or None to be left out.
    """
    reader = gguf.GGUFReader(base)
    name = reader.fields["general.architecture"].contents()
    writer = gguf.GGUFWriter(path, architecture or name)
    values: dict[str, object] = {"general.type": "adapter", "general.name": "tiny adapter", "adapter.type": "lora"}
    values |= {"adapter.lora.alpha": 8.0, **(changed or {})}
    for key, value in values.items():
        if isinstance(value, str):
            writer.add_string(key, value)
        elif isinstance(value, float):
            writer.add_float32(key, value)
        elif isinstance(value, int):
            writer.add_uint32(key, value)
    random = np.random.default_rng(seed)
    shapes = {tensor.name: tuple(int(n) for n in tensor.shape[::-1]) for tensor in reader.tensors}
    for weight in weights:
        rows, columns = shapes.get(weight, (64, 64))
        pair = {"lora_a": (RANK, columns), "lora_b": (rows, RANK)}
        if weight == "token_embd.weight":  # looked up by row
            pair = {"lora_a": (rows, RANK), "lora_b": (columns, RANK)}
        for part, shape in pair.items():
            writer.add_tensor(f"{weight}.{part}", (random.standard_normal(shape) * strength).astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
