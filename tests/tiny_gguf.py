"""Tiny models with random weights, of every family, written at test time: own byte vocabulary, own chat templates.

A model takes 0.4 MB and some milliseconds. Its answers are nonsense, but always the same; all that is tested is how it is run.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import gguf
import numpy as np

WIDTH, LAYERS, HEADS, SHARED_HEADS, INNER = 64, 2, 4, 2, 128
CONTEXT = 4096

# In the style of each family, of our own writing.
CHATML = """\
{%- for message in messages -%}
<|im_start|>{{ message.role }}
{{ message.content }}<|im_end|>
{% endfor -%}
{%- if add_generation_prompt %}<|im_start|>assistant
{% endif -%}"""

CHATML_WITH_DATE = """\
{%- if messages[0].role != 'system' %}<|im_start|>system
Today is {{ strftime_now('%d %B %Y') }}.<|im_end|>
{% endif -%}
""" + CHATML.replace(
    "<|im_start|>assistant\n",
    "<|im_start|>assistant\n{% if enable_thinking is defined and not enable_thinking %}<think>\n\n</think>\n\n{% endif %}",
)

LLAMA3 = """\
{{- bos_token -}}
<|start_header_id|>system<|end_header_id|>

Today Date: {{ date_string }}
{% for message in messages -%}
{% if message.role == 'system' -%}
{{ message.content | trim }}<|eot_id|>
{%- else -%}
{% if loop.first %}<|eot_id|>{% endif %}<|start_header_id|>{{ message.role }}<|end_header_id|>

{{ message.content | trim }}<|eot_id|>
{%- endif -%}
{%- endfor -%}
{%- if add_generation_prompt %}<|start_header_id|>assistant<|end_header_id|>

{% endif -%}"""

MISTRAL = """\
{{- bos_token -}}
{%- for message in messages -%}
{%- if (message.role == 'user') != (loop.index0 is even) -%}
{{- raise_exception('roles must take turns') -}}
{%- endif -%}
{%- if message.role == 'user' -%}[INST] {{ message.content }} [/INST]
{%- else -%}{{ ' ' ~ message.content }}{{ eos_token }}{%- endif -%}
{%- endfor -%}"""

PHI = """\
{%- for message in messages -%}
<|{{ message.role }}|>
{{ message.content }}<|end|>
{% endfor -%}
{{- '<|assistant|>\n' if add_generation_prompt else eos_token -}}"""

GEMMA = """\
{{- bos_token -}}
{%- if messages[0].role == 'system' -%}{{- raise_exception('no system role') -}}{%- endif -%}
{%- for message in messages -%}
<start_of_turn>{{ 'model' if message.role == 'assistant' else message.role }}
{{ message.content | trim }}<end_of_turn>
{% endfor -%}
{%- if add_generation_prompt %}<start_of_turn>model
{% endif -%}"""

GRANITE = """\
{%- for message in messages -%}
<|start_of_role|>{{ message.role }}<|end_of_role|>{{ message.content }}<|end_of_text|>
{% endfor -%}
{%- if add_generation_prompt %}<|start_of_role|>assistant<|end_of_role|>{% endif -%}"""

SMOLLM3 = """\
{%- set thinking = enable_thinking | default(true) -%}
<|im_start|>system
Reasoning: {{ '/think' if thinking else '/no_think' }}
{% if messages[0].role == 'system' %}{{ messages[0].content }}
{% endif %}<|im_end|>
{% for message in messages if message.role != 'system' -%}
{%- if message.role == 'assistant' -%}
{% generation %}<|im_start|>assistant
{{ message.content }}<|im_end|>
{% endgeneration %}
{%- else -%}
<|im_start|>{{ message.role }}
{{ message.content }}<|im_end|>
{% endif -%}
{%- endfor -%}
{%- if add_generation_prompt %}<|im_start|>assistant
{% endif -%}"""


@dataclass(frozen=True, slots=True)
class Family:
    """What differs between families.

    Attributes:
        architecture: As llama.cpp names it.
        template: None for a model without one.
        markers: Tokens of the chat.
        turn: The marker that begins a turn in a rendered prompt.
        end: The token that ends an answer.
        start: The token that starts every text, if there is one.
        bytewise: Vocabulary in the style of SentencePiece with byte fallback, instead of byte pairs.
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
    bytewise: bool = False
    splitter: str = "default"
    is_tied: bool = False
    added: tuple[str, ...] = ()


_CHAT = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
_LLAMA3 = ("<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>")
_PHI = ("<|endoftext|>", "<|user|>", "<|assistant|>", "<|system|>", "<|end|>")
_TURN = ("<start_of_turn>", "<end_of_turn>")
_GRANITE = ("<|end_of_text|>", "<|start_of_role|>", "<|end_of_role|>")

FAMILIES: dict[str, Family] = {
    "llama": Family("llama", LLAMA3, _LLAMA3, _LLAMA3[2], _LLAMA3[4], _LLAMA3[0], splitter="llama-bpe"),
    "mistral": Family("llama", MISTRAL, ("[INST]", "[/INST]"), "[INST]", "</s>", "<s>", bytewise=True),
    "phi3": Family("phi3", PHI, _PHI, "<|user|>", "<|end|>", "<s>", bytewise=True),
    "qwen2": Family("qwen2", CHATML, _CHAT, "<|im_start|>", "<|im_end|>", splitter="qwen2"),
    "qwen3": Family(
        "qwen3",
        CHATML_WITH_DATE,
        _CHAT,
        "<|im_start|>",
        "<|im_end|>",
        splitter="qwen2",
        added=("<think>", "</think>"),
    ),
    "gemma2": Family("gemma2", GEMMA, _TURN, _TURN[0], _TURN[1], "<s>", bytewise=True, is_tied=True),
    "gemma3": Family("gemma3", GEMMA, _TURN, _TURN[0], _TURN[1], "<s>", bytewise=True, is_tied=True),
    "granite": Family("granite", GRANITE, _GRANITE, _GRANITE[1], _GRANITE[0], splitter="refact"),
    "smollm3": Family("smollm3", SMOLLM3, _CHAT, "<|im_start|>", "<|im_end|>", splitter="llama-bpe"),
}


def build(path: Path, family: Family, *, seed: int = 0, context: int = CONTEXT) -> Path:
    """Write a model.

    Args:
        path: Where to; overwritten.
        family: One of ``FAMILIES``.
        seed: Of its weights.
        context: Tokens that it says it was trained for.
    """
    writer = gguf.GGUFWriter(path, family.architecture)
    _describe(writer, family.architecture, context)
    vocabulary = _vocabulary(writer, family)
    if family.template is not None:
        writer.add_chat_template(family.template)
    random = np.random.default_rng(seed)
    for name, shape in _tensors(family, vocabulary).items():
        is_norm = name.endswith("norm.weight")
        weights = np.ones(shape) if is_norm else random.standard_normal(shape) * 0.3
        writer.add_tensor(name, weights.astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _describe(writer: gguf.GGUFWriter, architecture: str, context: int) -> None:
    width = WIDTH // HEADS
    writer.add_name("tiny " + architecture)
    writer.add_context_length(context)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(SHARED_HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(width)
    writer.add_file_type(0)
    if architecture in {"qwen3", "gemma2", "gemma3"}:
        writer.add_key_length(width)
        writer.add_value_length(width)
    if architecture in {"gemma2", "gemma3", "phi3"}:
        writer.add_sliding_window(512)
    if architecture == "granite":
        writer.add_embedding_scale(12.0)
        writer.add_residual_scale(0.22)
        writer.add_attention_scale(0.0156)
        writer.add_logit_scale(8.0)


def _vocabulary(writer: gguf.GGUFWriter, family: Family) -> int:
    names, kinds = _bytewise() if family.bytewise else _byte_pairs()
    names += family.markers
    kinds += [gguf.TokenType.CONTROL] * len(family.markers)
    names += family.added
    kinds += [gguf.TokenType.USER_DEFINED] * len(family.added)
    if family.bytewise:
        writer.add_tokenizer_model("llama")
        writer.add_tokenizer_pre("default")
        writer.add_token_scores([-float(i) if kind == gguf.TokenType.NORMAL else 0.0 for i, kind in enumerate(kinds)])
    else:
        writer.add_tokenizer_model("gpt2")
        writer.add_tokenizer_pre(family.splitter)
        writer.add_token_merges(["\u0120 t", "h e", "i n"])
    writer.add_token_list(names)
    writer.add_token_types(kinds)
    writer.add_vocab_size(len(names))
    writer.add_eos_token_id(names.index(family.end))
    if family.start:
        writer.add_bos_token_id(names.index(family.start))
    writer.add_add_bos_token(family.start is not None)
    return len(names)


def _bytewise() -> tuple[list[str], list[gguf.TokenType]]:
    names = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256)), "\u2581", *map(chr, range(33, 127))]
    kinds = [gguf.TokenType.UNKNOWN] + [gguf.TokenType.CONTROL] * 2 + [gguf.TokenType.BYTE] * 256
    return names, kinds + [gguf.TokenType.NORMAL] * 95


def _byte_pairs() -> tuple[list[str], list[gguf.TokenType]]:
    # the letters that byte-pair vocabularies write for bytes: printable ones stand for themselves
    shown = [*range(33, 127), *range(161, 173), *range(174, 256)]
    hidden = [byte for byte in range(256) if byte not in shown]
    letters = {byte: chr(byte) for byte in shown} | {byte: chr(256 + i) for i, byte in enumerate(hidden)}
    names = [letters[byte] for byte in range(256)] + ["\u0120t", "he", "in"]
    return names, [gguf.TokenType.NORMAL] * len(names)


def _tensors(family: Family, vocabulary: int) -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {"token_embd.weight": (vocabulary, WIDTH), "output_norm.weight": (WIDTH,)}
    if not family.is_tied:
        shapes["output.weight"] = (vocabulary, WIDTH)
    for layer in range(LAYERS):
        shapes |= {f"blk.{layer}.{name}": shape for name, shape in _layer(family.architecture).items()}
    return shapes


def _layer(architecture: str) -> dict[str, tuple[int, ...]]:
    width, shared = WIDTH // HEADS, SHARED_HEADS * WIDTH // HEADS
    shapes: dict[str, tuple[int, ...]] = {
        "attn_norm.weight": (WIDTH,),
        "ffn_norm.weight": (WIDTH,),
        "attn_output.weight": (WIDTH, WIDTH),
        "ffn_down.weight": (WIDTH, INNER),
    }
    if architecture == "phi3":
        return shapes | {"attn_qkv.weight": (WIDTH + 2 * shared, WIDTH), "ffn_up.weight": (2 * INNER, WIDTH)}
    rows = {"q": WIDTH, "k": shared, "v": shared}
    shapes |= {f"attn_{name}.weight": (count, WIDTH) for name, count in rows.items()}
    shapes |= {"ffn_up.weight": (INNER, WIDTH), "ffn_gate.weight": (INNER, WIDTH)}
    if architecture == "qwen2":
        shapes |= {f"attn_{name}.bias": (count,) for name, count in rows.items()}
    if architecture in {"qwen3", "gemma3"}:
        shapes |= {"attn_q_norm.weight": (width,), "attn_k_norm.weight": (width,)}
    if architecture in {"gemma2", "gemma3"}:
        shapes |= {"post_attention_norm.weight": (WIDTH,), "post_ffw_norm.weight": (WIDTH,)}
    return shapes
