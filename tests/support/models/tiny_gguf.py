"""Tiny models with random weights, of every family, written at test time: own byte vocabulary, own chat templates.

A model takes 0.4 MB and some milliseconds. Its answers are nonsense, but always the same; all that is tested is how it is run.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import gguf
import numpy as np
import numpy.typing as npt

from support.models import tiny_templates as templates
from support.models.tiny_tensors import CONTEXT, describe, tensors


@dataclass(frozen=True, slots=True)
class Family:
    """What differs between families.

    Attributes:
        architecture: As llama.cpp names it.
        template: None for a model without one.
        markers: Control tokens of the chat.
        turn: What begins a turn in a rendered prompt: a marker, or plain text in some old families.
        end: The token that ends an answer.
        start: The token that starts every text, if there is one.
        style: Of the vocabulary: "spm" with byte fallback, "bpe", or "gemma4": byte pairs of plain letters.
        splitter: How byte-pair vocabularies are cut into words before.
        is_tied: The last matrix is the first one.
        added: Tokens that are not marked as control tokens, though they mean something.
    """

    architecture: str
    template: str | None
    markers: tuple[str, ...]
    turn: str
    end: str
    start: str | None = None
    style: str = "bpe"
    splitter: str = "default"
    is_tied: bool = False
    added: tuple[str, ...] = ()


_CHAT = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
_LLAMA3 = ("<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>")
_PHI = ("<|endoftext|>", "<|user|>", "<|assistant|>", "<|system|>", "<|end|>")
_TURN = ("<bos>", "<eos>", "<start_of_turn>", "<end_of_turn>")
_TURN4 = ("<bos>", "<eos>", "<|turn>", "<turn|>", "<|channel>", "<channel|>", "<|think|>")
_GRANITE = ("<|end_of_text|>", "<|start_of_role|>", "<|end_of_role|>")
_MISTRAL3 = ("<s>", "</s>", "[INST]", "[/INST]", "[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]", "[THINK]", "[/THINK]")
_THINK = ("<think>", "</think>")

_START, _END = "<|im_start|>", "<|im_end|>"

FAMILIES: dict[str, Family] = {
    "llama2": Family("llama", templates.LLAMA2, (), "[INST]", "</s>", "<s>", "spm"),
    "llama": Family("llama", templates.LLAMA3, _LLAMA3, _LLAMA3[2], _LLAMA3[4], _LLAMA3[0], splitter="llama-bpe"),
    "mistral": Family("llama", templates.MISTRAL, ("[INST]", "[/INST]"), "[INST]", "</s>", "<s>", "spm"),
    "smollm": Family("llama", templates.CHATML, _CHAT, _START, _END, splitter="smollm", is_tied=True),
    "phi3": Family("phi3", templates.PHI3, _PHI, "<|user|>", "<|end|>", "<s>", "spm"),
    "phi4": Family("phi3", templates.PHI4, _PHI, "<|user|>", "<|end|>", splitter="gpt-4o", is_tied=True),
    "qwen2": Family("qwen2", templates.QWEN2, _CHAT, _START, _END, splitter="qwen2"),
    "qwen3": Family("qwen3", templates.QWEN3, _CHAT, _START, _END, splitter="qwen2", added=_THINK),
    "qwen35": Family("qwen35", templates.QWEN35, _CHAT, _START, _END, splitter="qwen35", is_tied=True, added=_THINK),
    "gemma2": Family("gemma2", templates.GEMMA2, _TURN, _TURN[2], _TURN[3], "<bos>", "spm", is_tied=True),
    "gemma3": Family("gemma3", templates.GEMMA3, _TURN, _TURN[2], _TURN[3], "<bos>", "spm", is_tied=True),
    "gemma4": Family("gemma4", templates.GEMMA4, _TURN4, _TURN4[2], _TURN4[3], "<bos>", "gemma4", is_tied=True),
    "granite": Family("granite", templates.GRANITE, _GRANITE, _GRANITE[1], _GRANITE[0], splitter="refact"),
    "granitehybrid": Family(
        "granitehybrid", templates.GRANITE, _GRANITE, _GRANITE[1], _GRANITE[0], splitter="dbrx", is_tied=True
    ),
    "smollm3": Family(
        "smollm3", templates.SMOLLM3, _CHAT, _START, _END, splitter="llama-bpe", is_tied=True, added=_THINK
    ),
    "ministral": Family("mistral3", templates.MINISTRAL, _MISTRAL3, "[INST]", "</s>", "<s>", splitter="tekken"),
}

# Words that are one token each, so that the texts of the tests have a third of the tokens that they have letters.
_SAID = """ the net sales rose by income was billion fiscal year ends in september company reads its own report once more
which sentence tells profit you read financial documents and answer with what stands them word for another page field"""
WORDS = _SAID.split()

HYBRIDS = ("granitehybrid", "qwen35")
"""With layers that keep a state instead of what they read, so that nothing can be cut off."""


def build(path: Path, family: Family, *, seed: int = 0, context: int = CONTEXT) -> Path:
    """Write a model.

    Args:
        path: Where to; overwritten.
        family: One of ``FAMILIES``.
        seed: Of its weights.
        context: Tokens that it says it was trained for.
    """
    writer = gguf.GGUFWriter(path, family.architecture)
    # llama.cpp treats the tokens of a model with "phi3" in its name in another way
    writer.add_name("tiny " + next((name for name, one in FAMILIES.items() if one is family), family.architecture))
    describe(writer, family.architecture, context)
    vocabulary = _vocabulary(writer, family)
    if family.template is not None:
        writer.add_chat_template(family.template)
    random = np.random.default_rng(seed)
    for name, shape in tensors(family.architecture, vocabulary, is_tied=family.is_tied).items():
        writer.add_tensor(name, _weights(random, name, shape))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _weights(random: np.random.Generator, name: str, shape: tuple[int, ...]) -> npt.NDArray[np.float32]:
    if name.endswith("norm.weight") or name == "rope_freqs.weight":
        return np.ones(shape, np.float32)
    weights = (random.standard_normal(shape) * 0.3).astype(np.float32)
    return -np.abs(weights) if name.endswith("ssm_a") else weights  # a state fades; it never grows


def _vocabulary(writer: gguf.GGUFWriter, family: Family) -> int:
    names, kinds = _byte_pairs() if family.style == "bpe" else _bytewise()
    names += family.markers
    kinds += [gguf.TokenType.CONTROL] * len(family.markers)
    names += family.added
    kinds += [gguf.TokenType.USER_DEFINED] * len(family.added)
    if family.style == "spm":
        writer.add_tokenizer_model("llama")
        writer.add_tokenizer_pre("default")
        writer.add_token_scores([-float(i) if kind == gguf.TokenType.NORMAL else 0.0 for i, kind in enumerate(kinds)])
    elif family.style == "bpe":
        writer.add_tokenizer_model("gpt2")
        writer.add_tokenizer_pre(family.splitter)
        writer.add_token_merges([f"{left} {right}" for left, right in _joined("\u0120")])
    else:
        writer.add_tokenizer_model("gemma4")
        writer.add_token_merges([f"{left} {right}" for left, right in _joined("\u2581")])
    writer.add_token_list(names)
    writer.add_token_types(kinds)
    writer.add_vocab_size(len(names))
    writer.add_eos_token_id(names.index(family.end))
    if family.start:
        writer.add_bos_token_id(names.index(family.start))
    writer.add_add_bos_token(family.start is not None)
    if family.architecture.startswith("gemma"):
        writer.add_add_space_prefix(False)
    return len(names)


def _bytewise() -> tuple[list[str], list[gguf.TokenType]]:
    names = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256)), "\u2581", *map(chr, range(33, 127))]
    kinds = [gguf.TokenType.UNKNOWN] + [gguf.TokenType.CONTROL] * 2 + [gguf.TokenType.BYTE] * 256
    names += [left + right for left, right in _joined("\u2581")]
    return names, kinds + [gguf.TokenType.NORMAL] * (len(names) - len(kinds))


def _byte_pairs() -> tuple[list[str], list[gguf.TokenType]]:
    # the letters that byte-pair vocabularies write for bytes: printable ones stand for themselves
    shown = [*range(33, 127), *range(161, 173), *range(174, 256)]
    hidden = [byte for byte in range(256) if byte not in shown]
    letters = {byte: chr(byte) for byte in shown} | {byte: chr(256 + i) for i, byte in enumerate(hidden)}
    names = [letters[byte] for byte in range(256)] + [left + right for left, right in _joined("\u0120")]
    return names, [gguf.TokenType.NORMAL] * len(names)


def _joined(space: str) -> list[tuple[str, str]]:
    """Pairs of tokens that become one, the first ones first: two that stand in no word alone, then words from their start."""
    pairs = [("h", "e"), ("i", "n")]
    for word in WORDS:
        rest = [space, *word]
        for pair in pairs:
            rest = _with(rest, pair)
        while len(rest) > 1:
            pairs.append((rest[0], rest[1]))
            rest = _with(rest, pairs[-1])
    return pairs


def _with(parts: list[str], pair: tuple[str, str]) -> list[str]:
    """The parts with each such pair joined."""
    found: list[str] = []
    for part in parts:
        if found and (found[-1], part) == pair:
            found[-1] += part
        else:
            found.append(part)
    return found
