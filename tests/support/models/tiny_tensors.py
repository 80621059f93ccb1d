"""What the tiny models of each architecture consist of: their numbers in the header, and the shapes of their tensors."""

from __future__ import annotations

import gguf

WIDTH, LAYERS, HEADS, SHARED_HEADS, INNER = 64, 2, 4, 2, 128
HEAD = WIDTH // HEADS
SHARED = SHARED_HEADS * HEAD
CONTEXT = 4096

Shapes = dict[str, tuple[int, ...]]

# Of layers that keep a state instead of what they read: columns of a step, its heads, their groups.
CONV, STATE, GROUPS, STEPS = 4, 16, 2, 4
WIDE = 2 * WIDTH  # Mamba-2 of Granite computes in twice the width, which llama.cpp asserts
PER_LAYER, EXPERTS, SHARED_EXPERT = 8, 4, 32


def describe(writer: gguf.GGUFWriter, architecture: str, context: int) -> None:
    """Write the numbers of the header."""
    writer.add_context_length(context)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv([0, SHARED_HEADS] if architecture == "granitehybrid" else SHARED_HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_file_type(0)
    if architecture in {"qwen3", "qwen35", "gemma2", "gemma3", "gemma4", "mistral3"}:
        writer.add_key_length(HEAD)
        writer.add_value_length(HEAD)
    if architecture in {"gemma2", "gemma3", "gemma4", "phi3"}:
        writer.add_sliding_window(512)
    _describe_more(writer, architecture, context)


def _describe_more(writer: gguf.GGUFWriter, architecture: str, context: int) -> None:
    turned = {"phi3": HEAD * 3 // 4, "qwen35": HEAD // 2}.get(architecture, HEAD)
    writer.add_rope_dimension_count(turned)
    if architecture.startswith("granite"):
        writer.add_embedding_scale(12.0)
        writer.add_residual_scale(0.22)
        writer.add_attention_scale(0.0156)
        writer.add_logit_scale(8.0)
    if architecture == "mistral3":
        writer.add_rope_scaling_type(gguf.RopeScalingType.YARN)
        writer.add_rope_scaling_factor(4.0)
        writer.add_rope_scaling_orig_ctx_len(context // 4)
        writer.add_attn_temperature_scale(0.1)
    if architecture == "gemma4":
        writer.add_sliding_window_pattern([True, False])
        writer.add_shared_kv_layers(0)
        writer.add_embedding_length_per_layer_input(PER_LAYER)
        writer.add_key_length_swa(HEAD)
        writer.add_value_length_swa(HEAD)
        writer.add_rope_dimension_count_swa(HEAD)
        writer.add_final_logit_softcapping(30.0)
    if architecture == "qwen35":
        writer.add_rope_dimension_sections([2, 1, 1, 0])
        writer.add_uint32("qwen35.full_attention_interval", 2)
        _describe_states(writer, inner=STEPS * STATE)
    if architecture == "granitehybrid":
        writer.add_expert_count(EXPERTS)
        writer.add_expert_used_count(2)
        writer.add_expert_shared_feed_forward_length(SHARED_EXPERT)
        _describe_states(writer, inner=WIDE)


def _describe_states(writer: gguf.GGUFWriter, inner: int) -> None:
    writer.add_ssm_conv_kernel(CONV)
    writer.add_ssm_inner_size(inner)
    writer.add_ssm_state_size(STATE)
    writer.add_ssm_time_step_rank(STEPS)
    writer.add_ssm_group_count(GROUPS)


def tensors(architecture: str, vocabulary: int, *, is_tied: bool) -> Shapes:
    """Shapes by name, as numpy has them: the contiguous dimension last."""
    shapes: Shapes = {"token_embd.weight": (vocabulary, WIDTH), "output_norm.weight": (WIDTH,)}
    if not is_tied:
        shapes["output.weight"] = (vocabulary, WIDTH)
    if architecture == "gemma4":
        shapes["rope_freqs.weight"] = (HEAD // 2,)
        shapes["per_layer_token_embd.weight"] = (vocabulary, PER_LAYER * LAYERS)
        shapes["per_layer_model_proj.weight"] = (PER_LAYER * LAYERS, WIDTH)
        shapes["per_layer_proj_norm.weight"] = (PER_LAYER,)
    for layer in range(LAYERS):
        shapes |= {f"blk.{layer}.{name}": shape for name, shape in _layer(architecture, layer).items()}
    return shapes


def _layer(architecture: str, layer: int) -> Shapes:
    if architecture == "granitehybrid":
        mixer = _mamba() if layer == 0 else _attention(architecture)
        return mixer | _experts()
    if architecture == "qwen35":
        mixer = _delta_net() if layer == 0 else _attention(architecture)
        return mixer | {"post_attention_norm.weight": (WIDTH,)} | _feed_forward(architecture)
    return _attention(architecture) | {"ffn_norm.weight": (WIDTH,)} | _feed_forward(architecture)


def _attention(architecture: str) -> Shapes:
    shapes: Shapes = {"attn_norm.weight": (WIDTH,), "attn_output.weight": (WIDTH, WIDTH)}
    if architecture == "phi3":
        return shapes | {"attn_qkv.weight": (WIDTH + 2 * SHARED, WIDTH)}
    rows = {"q": 2 * WIDTH if architecture == "qwen35" else WIDTH, "k": SHARED, "v": SHARED}
    shapes |= {f"attn_{name}.weight": (count, WIDTH) for name, count in rows.items()}
    if architecture == "qwen2":
        shapes |= {f"attn_{name}.bias": (count,) for name, count in rows.items()}
    if architecture in {"qwen3", "qwen35", "gemma3", "gemma4"}:
        shapes |= {"attn_q_norm.weight": (HEAD,), "attn_k_norm.weight": (HEAD,)}
    if architecture in {"gemma2", "gemma3", "gemma4"}:
        shapes |= {"post_attention_norm.weight": (WIDTH,), "post_ffw_norm.weight": (WIDTH,)}
    if architecture == "gemma4":
        shapes |= {
            "inp_gate.weight": (PER_LAYER, WIDTH),
            "proj.weight": (WIDTH, PER_LAYER),
            "post_norm.weight": (WIDTH,),
        }
    return shapes


def _feed_forward(architecture: str) -> Shapes:
    if architecture == "phi3":
        return {"ffn_up.weight": (2 * INNER, WIDTH), "ffn_down.weight": (WIDTH, INNER)}
    return {"ffn_up.weight": (INNER, WIDTH), "ffn_gate.weight": (INNER, WIDTH), "ffn_down.weight": (WIDTH, INNER)}


def _experts() -> Shapes:
    shapes: Shapes = {"ffn_norm.weight": (WIDTH,), "ffn_gate_inp.weight": (EXPERTS, WIDTH)}
    for name, inner in (("exps", INNER), ("shexp", SHARED_EXPERT)):
        many = (EXPERTS,) if name == "exps" else ()
        shapes |= {f"ffn_{way}_{name}.weight": (*many, inner, WIDTH) for way in ("gate", "up")}
        shapes[f"ffn_down_{name}.weight"] = (*many, WIDTH, inner)
    return shapes


def _mamba() -> Shapes:
    both = WIDE + 2 * GROUPS * STATE
    return {
        "attn_norm.weight": (WIDTH,),
        "ssm_in.weight": (WIDE + both + STEPS, WIDTH),
        "ssm_conv1d.weight": (both, CONV),
        "ssm_conv1d.bias": (both,),
        "ssm_dt.bias": (STEPS,),
        "ssm_a": (STEPS, 1),
        "ssm_d": (STEPS, 1),
        "ssm_norm.weight": (GROUPS, WIDE // GROUPS),
        "ssm_out.weight": (WIDTH, WIDE),
    }


def _delta_net() -> Shapes:
    values = STEPS * STATE
    every = 2 * GROUPS * STATE + values
    return {
        "attn_norm.weight": (WIDTH,),
        "attn_qkv.weight": (every, WIDTH),
        "attn_gate.weight": (values, WIDTH),
        "ssm_conv1d.weight": (every, CONV),
        "ssm_dt.bias": (STEPS,),
        "ssm_a": (STEPS,),
        "ssm_beta.weight": (STEPS, WIDTH),
        "ssm_alpha.weight": (STEPS, WIDTH),
        "ssm_norm.weight": (STATE,),
        "ssm_out.weight": (WIDTH, values),
    }
