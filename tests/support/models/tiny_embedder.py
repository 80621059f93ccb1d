"""A tiny model of meanings with random weights, of the family of BERT, written at test time; its vocabulary is letters."""

from __future__ import annotations

from pathlib import Path

import gguf
import numpy as np

WIDTH, LAYERS, HEADS, INNER, CONTEXT = 32, 1, 4, 64, 512
_SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
_PARTS = {
    "attn_q": (WIDTH, WIDTH),
    "attn_k": (WIDTH, WIDTH),
    "attn_v": (WIDTH, WIDTH),
    "attn_output": (WIDTH, WIDTH),
    "ffn_up": (INNER, WIDTH),
    "ffn_down": (WIDTH, INNER),
}


def build(path: Path, *, seed: int = 0, pooling: gguf.PoolingType | None = gguf.PoolingType.MEAN) -> Path:
    """Write a model.

    Args:
        path: Where to; overwritten.
        seed: Of its weights.
        pooling: How a text becomes one vector; None to say nothing of it.
    """
    writer = gguf.GGUFWriter(path, "bert")
    writer.add_name("tiny bert")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_feed_forward_length(INNER)
    writer.add_block_count(LAYERS)
    writer.add_head_count(HEADS)
    writer.add_layer_norm_eps(1e-12)
    writer.add_causal_attention(False)
    if pooling is not None:
        writer.add_pooling_type(pooling)
    writer.add_file_type(0)
    tokens = _vocabulary(writer)
    random = np.random.default_rng(seed)
    for name, shape in _tensors(tokens).items():
        scale = 1.0 if name == "token_embd.weight" else 0.1
        weights = random.standard_normal(shape) * scale + (1.0 if name.endswith("norm.weight") else 0.0)
        writer.add_tensor(name, weights.astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _vocabulary(writer: gguf.GGUFWriter) -> int:
    letters = "abcdefghijklmnopqrstuvwxyz0123456789.,%$()-"
    names = [*_SPECIAL, *("\u2581" + letter for letter in letters), *letters]
    writer.add_tokenizer_model("bert")
    writer.add_tokenizer_pre("default")
    writer.add_token_type_count(2)
    writer.add_token_list(names)
    writer.add_token_types([3] * len(_SPECIAL) + [1] * (len(names) - len(_SPECIAL)))
    writer.add_token_scores([-1000.0] * len(names))
    writer.add_bos_token_id(2)
    writer.add_eos_token_id(3)
    writer.add_unk_token_id(1)
    writer.add_sep_token_id(3)
    writer.add_pad_token_id(0)
    writer.add_mask_token_id(4)
    return len(names)


def _tensors(tokens: int) -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {
        "token_embd.weight": (tokens, WIDTH),
        "position_embd.weight": (CONTEXT, WIDTH),
        "token_types.weight": (2, WIDTH),
        "token_embd_norm.weight": (WIDTH,),
        "token_embd_norm.bias": (WIDTH,),
    }
    for layer in range(LAYERS):
        block = f"blk.{layer}"
        for name, shape in _PARTS.items():
            shapes[f"{block}.{name}.weight"] = shape
            shapes[f"{block}.{name}.bias"] = shape[:1]
        for norm in ("attn_output_norm", "layer_output_norm"):
            shapes |= {f"{block}.{norm}.weight": (WIDTH,), f"{block}.{norm}.bias": (WIDTH,)}
    return shapes
