"""Layers that keep a state instead of all that they have read, as half of the layers of Qwen 3.5 and Granite 4 H do.

Must never let pass numbers on which llama.cpp is known to abort. A state cannot be cut back to an earlier token; it can be
copied, and that is all that the engine does.
"""

from __future__ import annotations

from muniment.llm.files.gguf import BadGguf, Gguf

NEEDED = ("ssm.conv_kernel", "ssm.inner_size", "ssm.state_size", "ssm.time_step_rank", "ssm.group_count")
"""Numbers of such layers in the architectures that are checked here."""


def layers_with_state(file: Gguf) -> frozenset[int]:
    """The layers that keep one, by what they consist of."""
    parts = [tensor.name.split(".") for tensor in file.tensors if tensor.name.endswith("ssm_conv1d.weight")]
    return frozenset(int(part[1]) for part in parts if part[0] == "blk" and len(part) > 2 and part[1].isdecimal())


def check(file: Gguf, architecture: str) -> None:
    """Refuse numbers of such layers that contradict each other.

    Args:
        file: The model's header.
        architecture: As the header names it; the keys begin with it.

    Raises:
        BadGguf: They do.
    """
    if architecture not in {"qwen35", "granitehybrid"}:
        return
    if any(f"{architecture}.{key}" not in file.values for key in NEEDED):
        raise BadGguf("a number of its layers with a state is missing")
    _, inner, state, steps, groups = (file.whole(f"{architecture}.{key}") for key in NEEDED)
    if architecture == "qwen35":
        fits = inner == steps * state and steps % groups == 0
    else:  # llama.cpp asserts the first
        fits = inner == 2 * file.whole(f"{architecture}.embedding_length") and inner % steps == 0 == inner % groups
    if not fits:
        raise BadGguf("the numbers of its layers with a state do not fit each other")


def bytes_of_states(file: Gguf, architecture: str) -> int:
    """Memory for the states of one sequence, in bytes: the last columns of the convolution, and the state, in 32 bits.

    Args:
        file: The model's header.
        architecture: As the header names it; the keys begin with it.
    """
    layers = len(layers_with_state(file))
    kernel, inner, state, _, groups = (file.whole(f"{architecture}.{key}") for key in NEEDED)
    return 4 * layers * (max(kernel - 1, 0) * (inner + 2 * groups * state) + state * inner)
