"""Whether a model file can be given to llama.cpp, which ends the process on some that it should refuse.

Must never let pass what is known to abort llama.cpp: no layers, too many, heads that do not divide, arrays shorter than
the vocabulary. The process boundary holds what is not known.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from muniment.errors import UserError
from muniment.llm.files import gguf, kept_states
from muniment.llm.files.gguf import Array, BadGguf, Gguf, GgufType, NotGguf
from muniment.llm.files.lora_adapter import Adapter, check_fits, is_adapter

FAST = frozenset({"Q4_0", "IQ4_NL", "Q2_K", "Q4_K", "Q5_K", "Q6_K", "Q8_0", "MXFP4"})
"""Formats for which llama.cpp has repacked kernels on processors; Q4_1 took 3.2 times as long as Q4_0 on prompts."""

MAX_LAYERS = 512
"""``LLAMA_MAX_LAYERS``: above it llama.cpp aborts. The largest models have some 130."""

# Bounds of the whole numbers in the metadata, after the name of the architecture. Wide: they keep out what
# overflows or divides by zero, not what is merely unusual. Zero is allowed where it means "none".
_BOUNDS: dict[str, tuple[int, int]] = {
    "block_count": (1, MAX_LAYERS),
    "context_length": (1, 2**28),
    "embedding_length": (1, 2**20),
    "feed_forward_length": (0, 2**22),
    "attention.head_count": (0, 2**14),
    "attention.head_count_kv": (0, 2**14),
    "attention.key_length": (1, 2**16),
    "attention.value_length": (1, 2**16),
    "attention.key_length_swa": (1, 2**16),
    "attention.value_length_swa": (1, 2**16),
    "attention.sliding_window": (0, 2**28),
    "rope.dimension_count": (2, 2**16),  # with 0 llama.cpp never ends
    "rope.dimension_count_swa": (2, 2**16),
    "full_attention_interval": (1, MAX_LAYERS),
    "embedding_length_per_layer_input": (0, 2**16),
    "ssm.conv_kernel": (1, 2**8),
    "ssm.inner_size": (1, 2**20),
    "ssm.state_size": (1, 2**16),
    "ssm.time_step_rank": (1, 2**16),
    "ssm.group_count": (1, 2**16),
    "vocab_size": (1, 2**24),
    "expert_count": (0, 2**12),
    "expert_used_count": (0, 2**12),
}
_TURNED_WHOLE = frozenset({"granite", "mistral3", "qwen2", "qwen3", "smollm3"})
"""Architectures in which llama.cpp asserts that positions turn the whole width of a head."""

_UNSAFE_TOKENIZERS = frozenset({"plamo2"})
"""Of which llama.cpp writes outside its memory on a crafted vocabulary (ggml-org/llama.cpp#27226; mended in August 2026)."""

_EMBEDDING = frozenset(
    {
        "bert",
        "gemma-embedding",
        "jina-bert-v2",
        "jina-bert-v3",
        "modern-bert",
        "neo-bert",
        "nomic-bert",
        "nomic-bert-moe",
    }
)
"""Architectures that only compare meanings; others may have been turned into such a model, and then say how they pool."""

_POOLING = frozenset({0, 1, 2, 3})
"""``LLAMA_POOLING_TYPE_*``: none said, mean, first token, last token."""
_BERT_ENDS = {"bos": 101, "seperator": 102}
"""What llama.cpp takes where a file of BERT does not say them (``llama_vocab::impl::load``)."""

_NEEDED = ("block_count", "context_length", "embedding_length")


class _Unusable(Exception):  # noqa: N818 - it is what the file is
    """A sound file that cannot be used: a code, and for the log why."""


@dataclass(frozen=True, slots=True)
class Header:
    """What matters of a model before it is loaded.

    Attributes:
        architecture: As llama.cpp names it, such as ``qwen2``.
        name: What its maker calls it; empty if it is not said.
        quantisation: The tensor type that most of its bytes have, such as ``Q4_K``.
        template: The chat template, in Jinja; may be empty for a model of meanings.
        context: Tokens that it was trained to read at once.
        layers: How many.
        cache_bytes: Of memory for each token of context, keys and values in 16 bits.
        state_bytes: Of memory for each sequence, in layers that keep a state instead; mostly 0.
        size: Bytes of the file.
        digest: SHA-256 of the file up to its weights; tells versions of a model apart without reading gigabytes.
        licence: As its maker wrote it into the file; empty if it is not said.
        licence_link: Where its text stands, as its maker wrote it; empty if it is not said.
        is_embedding: It was made to compare meanings, not to write.
    """

    architecture: str
    name: str
    quantisation: str
    template: str
    context: int
    layers: int
    cache_bytes: int
    size: int
    digest: str
    licence: str = ""
    licence_link: str = ""
    state_bytes: int = 0
    is_embedding: bool = False

    @property
    def is_fast(self) -> bool:
        """Whether llama.cpp has its fast kernels for this format."""
        return self.quantisation in FAST


def read(path: Path, part: Adapter | None = None) -> Header:
    """Read and check the header of a model file.

    Args:
        path: Of the file.
        part: An adapter that is to change this model.

    Raises:
        UserError: ``model-not-found``, ``model-unreadable``, ``not-a-gguf``, ``damaged-model``, ``unsupported-model``,
            ``no-template``, ``adapter-alone``, ``adapter-base``.
    """
    try:
        if path.exists() and not path.is_file():  # a pipe would block
            raise IsADirectoryError
        with path.open("rb") as stream:
            file = gguf.read(stream, path.stat().st_size)
        if part is not None:
            check_fits(part, file)
        return _header(file)
    except _Unusable as error:
        code, why = error.args
        raise UserError(code, name=path.name, why=why) from None
    except NotGguf:
        raise UserError("not-a-gguf", name=path.name) from None
    except BadGguf as error:
        raise UserError("damaged-model", name=path.name, why=str(error)) from None
    except FileNotFoundError:
        raise UserError("model-not-found", name=path.name) from None
    except OSError:
        raise UserError("model-unreadable", name=path.name) from None


def _header(file: Gguf) -> Header:
    architecture = file.text("general.architecture")
    if not architecture:
        raise BadGguf("it does not say what it is")
    _check_usable(file, architecture)
    _check_numbers(file, architecture)
    _check_vocabulary(file)
    layers = file.whole(f"{architecture}.block_count")
    return Header(
        architecture=architecture,
        name=file.text("general.name"),
        quantisation=_quantisation(file),
        template=_template(file, needed=not (is_embedding := _is_embedding(file, architecture))),
        context=file.whole(f"{architecture}.context_length"),
        layers=layers,
        cache_bytes=_cache_bytes(file, architecture, layers),
        size=file.size,
        digest=file.digest,
        licence=file.text("general.license"),
        licence_link=file.text("general.license.link"),
        state_bytes=kept_states.bytes_of_states(file, architecture),
        is_embedding=is_embedding,
    )


def _is_embedding(file: Gguf, architecture: str) -> bool:
    """By the architecture, or by how it pools the tokens of a text (``{arch}.pooling_type``, 0 for not at all)."""
    pooling = file.values.get(f"{architecture}.pooling_type", 0)
    if architecture not in _EMBEDDING and pooling == 0:
        return False
    if pooling not in _POOLING:  # llama.cpp aborts on others, and 4 ranks texts instead
        raise _Unusable("unsupported-model", "it does not give the meaning of a text. Choose an embedding model.")
    _check_ends(file)
    return True


def _check_ends(file: Gguf) -> None:
    """The tokens that are put around each text; llama.cpp aborts where one is wanted that is not in the vocabulary."""
    tokens, kind = file.values[gguf.VOCABULARY], file.text("tokenizer.ggml.model")
    count = tokens.count if isinstance(tokens, Array) else 0
    known = _BERT_ENDS if kind == "bert" else {}
    for end, switch in (
        ("bos", "add_bos_token"),
        ("eos", "add_eos_token"),
        ("seperator", "add_sep_token"),
    ):  # as it is spelt
        token = file.values.get(f"tokenizer.ggml.{end}_token_id", known.get(end))
        if token is None and file.values.get(f"tokenizer.ggml.{switch}"):
            raise BadGguf("a token that it puts around texts is missing")
        if token is not None and (type(token) is not int or not 0 <= token < count):
            raise BadGguf("a token that it puts around texts is not in its vocabulary")


def _check_usable(file: Gguf, architecture: str) -> None:
    kind = file.text("general.type") or "model"
    if is_adapter(file):
        raise _Unusable("adapter-alone", "it is an adapter for another model. Import it with that model's name.")
    if kind != "model":
        raise _Unusable("unsupported-model", "it is a part for another model. Choose that model's own file.")
    if file.whole("split.count", 1) > 1:
        raise _Unusable("unsupported-model", "it is one part of several. Choose a model in one file.")
    if f"{architecture}.attention.head_count" not in file.values:
        raise _Unusable("unsupported-model", "it is of a kind without attention. Choose another model.")
    if file.text("tokenizer.ggml.model") in _UNSAFE_TOKENIZERS:
        raise _Unusable("unsupported-model", "its words are cut in a way that is not safe. Choose another model.")
    if not file.tensors:
        raise BadGguf("it has no weights")


def _template(file: Gguf, *, needed: bool) -> str:
    template = file.text("tokenizer.chat_template")
    if needed and not template.strip():
        raise _Unusable("no-template", "it has no chat template. Choose an instruction-tuned model.")
    return template


def _check_numbers(file: Gguf, architecture: str) -> None:
    prefix = architecture + "."
    for key in _NEEDED:
        if prefix + key not in file.values:
            raise BadGguf(f"{key} is missing")
    for key, value in file.values.items():
        if key.startswith(prefix):
            short = key.removeprefix(prefix)
            for number in value.values if isinstance(value, Array) else (value,):
                _check_number(short, number)
    _check_heads(file, prefix)
    _check_shares(file, prefix)
    kept_states.check(file, architecture)


def _check_number(key: str, number: object) -> None:
    if isinstance(number, float):
        if not math.isfinite(number):
            raise BadGguf("a number is not finite")
        if key.endswith("epsilon") and not 0 <= number < 1:  # llama.cpp asserts that it is not negative
            raise BadGguf(f"{key} is impossible")
        if key.endswith("freq_base") and number <= 0:
            raise BadGguf(f"{key} is impossible")
    if key in _BOUNDS:
        low, high = _BOUNDS[key]
        if type(number) is not int or not low <= number <= high:
            raise BadGguf(f"{key} is impossible")


def _check_heads(file: Gguf, prefix: str) -> None:
    layers = file.whole(prefix + "block_count")
    heads = _by_layer(file, prefix + "attention.head_count", layers)
    shared = _by_layer(file, prefix + "attention.head_count_kv", layers, heads)
    if not any(heads) or any(kv and head % kv for head, kv in zip(heads, shared, strict=True)):
        raise BadGguf("its attention heads do not divide")
    width = file.whole(prefix + "attention.key_length", file.whole(prefix + "embedding_length") // max(heads))
    turned = file.whole(prefix + "rope.dimension_count", width)
    is_part = prefix.removesuffix(".") in _TURNED_WHOLE and turned != width
    narrow = file.whole(prefix + "attention.key_length_swa", width)  # of layers that look back a little only
    turned_narrow = file.whole(prefix + "rope.dimension_count_swa", 2)
    if width < 1 or turned > width or turned_narrow > narrow or turned % 2 or turned_narrow % 2 or is_part:
        raise BadGguf("its attention heads have an impossible width")


def _check_shares(file: Gguf, prefix: str) -> None:
    layers = file.whole(prefix + "block_count")
    if layers - file.whole(prefix + "attention.shared_kv_layers") < min(layers, 2):
        raise BadGguf("too many layers share what they keep")
    used, experts = file.whole(prefix + "expert_used_count"), file.whole(prefix + "expert_count")
    if used > experts or (experts and not used):
        raise BadGguf("it uses more experts than it has, or none of them")


def _check_vocabulary(file: Gguf) -> None:
    tokens = file.values.get(gguf.VOCABULARY)
    if not isinstance(tokens, Array) or tokens.kind is not GgufType.TEXT or tokens.count == 0:
        raise BadGguf("it has no vocabulary")
    if tokens.repeats:
        raise BadGguf("two tokens of its vocabulary are the same")
    # llama.cpp reads these beside the tokens without looking at their length or type
    for key, kinds in (("scores", {GgufType.F32}), ("token_type", {GgufType.I32, GgufType.U32})):
        beside = file.values.get(f"tokenizer.ggml.{key}")
        if beside is None:
            continue
        if not isinstance(beside, Array) or beside.count != tokens.count or beside.kind not in kinds:
            raise BadGguf("its vocabulary has parts of different lengths")
    for tensor in file.tensors:
        if tensor.name == "token_embd.weight" and tensor.shape[-1] != tokens.count:
            raise BadGguf("its vocabulary does not fit its weights")


def _cache_bytes(file: Gguf, architecture: str, layers: int) -> int:
    prefix = architecture + ".attention."
    heads = _by_layer(file, prefix + "head_count", layers)
    shared = _by_layer(file, prefix + "head_count_kv", layers, heads)
    width = file.whole(f"{architecture}.embedding_length") // max(heads)
    both = file.whole(prefix + "key_length", width) + file.whole(prefix + "value_length", width)
    without = kept_states.layers_with_state(file)
    return 2 * both * sum(count for layer, count in enumerate(shared) if layer not in without)  # 2 bytes a number


def _by_layer(file: Gguf, key: str, layers: int, default: tuple[int, ...] = ()) -> tuple[int, ...]:
    value = file.values.get(key)
    if isinstance(value, Array):
        if len(value.values) < layers:
            raise BadGguf("a list is shorter than its layers")
        return tuple(int(number) for number in value.values[:layers])
    return (value,) * layers if type(value) is int else default


def _quantisation(file: Gguf) -> str:
    sizes: Counter[str] = Counter()
    for tensor in file.tensors:
        if tensor.name != "token_embd.weight":  # often kept in a finer format; half the bytes of a small model
            sizes[gguf.BLOCKS[tensor.type][0]] += tensor.size
    return sizes.most_common(1)[0][0] if sizes else gguf.BLOCKS[file.tensors[0].type][0]
