"""Damaged copies of a model: cut off, absurd counts, impossible numbers, bytes changed at random."""

from __future__ import annotations

import random
import re
import struct
from collections.abc import Iterator


def damaged(whole: bytes, *, seeds: int) -> Iterator[tuple[str, bytes]]:
    """Copies with their names.

    Args:
        whole: A tiny model of the architecture ``llama``.
        seeds: How many of each random kind.
    """
    yield from _cut(whole)
    yield from _counts(whole)
    yield from _numbers(whole)
    tensors = whole.index(b"token_embd.weight") - 8
    for seed in range(seeds):
        yield f"metadata {seed}", _changed(whole, seed, 24, 2500, 20)
        yield f"one byte of metadata {seed}", _changed(whole, seed, 24, tensors, 1)
        yield f"tensors {seed}", _changed(whole, seed, tensors, tensors + 1200, 10)
        yield f"one byte of tensors {seed}", _changed(whole, seed, tensors, tensors + 1200, 1)


def every_number(whole: bytes, architecture: str) -> Iterator[tuple[str, bytes]]:
    """Copies in which one number, switch or type of the metadata is another one."""
    whole_numbers = (0, 1, 2, 3, 5, 8, 16, 63, 64, 128, 1000, 100_000, 2**31 - 1, 2**31, 2**32 - 1)
    fractions = (0.0, -0.0, -1.0, 1e-30, 1e30, -1e30, 1.0, float("nan"), float("inf"))
    choices: dict[int, tuple[str, tuple[float, ...]]] = {
        4: ("I", whole_numbers),
        5: ("I", whole_numbers),
        6: ("f", fractions),
        7: ("B", (0, 1, 2, 255)),
    }
    for found in re.finditer(rb"(?:%s|tokenizer|general)\.[a-z_.]+" % architecture.encode(), whole):
        name, at = found.group().decode(), found.end()
        code, values = choices.get(struct.unpack_from("<I", whole, at)[0], ("I", ()))
        for value in values:
            changed = struct.pack("<" + code, value)
            yield f"{name} {value}", whole[: at + 4] + changed + whole[at + 4 + len(changed) :]
        for kind in range(14):
            yield f"{name} of type {kind}", whole[:at] + struct.pack("<I", kind) + whole[at + 4 :]


def with_number(whole: bytes, key: str, code: str, value: float) -> bytes:
    """A copy with another number under a key; ``code`` as in ``struct``."""
    at = whole.index(key.encode()) + len(key) + 4
    return whole[:at] + struct.pack("<" + code, value) + whole[at + struct.calcsize(code) :]


def _cut(whole: bytes) -> Iterator[tuple[str, bytes]]:
    yield "magic only", whole[:4]
    for size in (1, 3, 8, 23, 24, 100, 1024, len(whole) // 2, len(whole) - 1024, len(whole) - 1):
        yield f"first {size} bytes", whole[:size]


def _counts(whole: bytes) -> Iterator[tuple[str, bytes]]:
    for version in (0, 1, 4, 99, 1 << 24, 3 << 24):
        yield f"version {version}", whole[:4] + struct.pack("<I", version) + whole[8:]
    for count in (0, 1, 1 << 31, 1 << 40, 1 << 63, (1 << 64) - 1):
        yield f"{count} tensors", whole[:8] + struct.pack("<Q", count) + whole[16:]
        yield f"{count} values", whole[:16] + struct.pack("<Q", count) + whole[24:]
    at = whole.index(b"tokenizer.ggml.tokens") + len("tokenizer.ggml.tokens") + 8
    for count in (0, 1, 1 << 33, (1 << 64) - 1):
        yield f"{count} tokens", whole[:at] + struct.pack("<Q", count) + whole[at + 8 :]


def _numbers(whole: bytes) -> Iterator[tuple[str, bytes]]:
    keys = (
        "block_count",
        "context_length",
        "embedding_length",
        "feed_forward_length",
        "attention.head_count",
        "attention.head_count_kv",
        "rope.dimension_count",
        "vocab_size",
    )
    for key in keys:
        for value in (0, 1, 3, 7, 29, 65, 4097, 10**6, 10**9, 2**31, 2**32 - 1):
            yield f"{key} {value}", with_number(whole, "llama." + key, "I", value)
    for epsilon in (-1.0, 0.0, 1e30, float("nan"), float("inf")):
        yield f"epsilon {epsilon}", with_number(whole, "llama.attention.layer_norm_rms_epsilon", "f", epsilon)
    for token in (0, 10**6, 2**32 - 1):
        yield f"last token {token}", with_number(whole, "tokenizer.ggml.eos_token_id", "I", token)
    name = whole.index(b"general.architecture") + len("general.architecture") + 12
    yield "unknown architecture", whole.replace(b"llama.", b"xxxxx.")[:name] + b"xxxxx" + whole[name + 5 :]
    yield "another architecture", whole[:name] + b"bloom" + whole[name + 5 :].replace(b"llama.", b"bloom.")


def _changed(whole: bytes, seed: int, start: int, end: int, count: int) -> bytes:
    chance = random.Random(seed)
    data = bytearray(whole)
    for _ in range(count):
        data[chance.randrange(start, end)] = chance.randrange(256)
    return bytes(data)
