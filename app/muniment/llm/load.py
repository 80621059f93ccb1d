"""Loading a model: its header first, then as much of it on the graphics processor as works.

Must never give llama.cpp a file whose header was not checked.
"""

from __future__ import annotations

import re
from pathlib import Path

from muniment.errors import UserError
from muniment.llm import header, llama, machine
from muniment.llm.header import Header
from muniment.llm.llama import Engine, Options, Progress
from muniment.llm.model import Model
from muniment.llm.template import Template

CONTEXT = 4096
"""Tokens; a page, a table or some sentences at a time, so that models made for 4,096 serve."""
LEAST_CONTEXT = 1024
"""Tokens; below it the candidates for a summary do not fit."""
SEQUENCES = 32
"""The text, the question on it, and options at once."""
LEAST_SEQUENCES = 4
"""The text, the question and two options; where each sequence has a state of its own, 50 MB in models of 4 GB."""
SHARE = 0.8
"""Of the free memory that a model may take; beyond it the machine swaps and everything stops."""
GPU_SHARE = 0.9
"""Of the free memory of the graphics processor; the rest is for what is computed."""

# Of a file's name: base, size, fine-tune, version, encoding (ggml, docs/gguf.md, "GGUF Naming Convention").
_ENCODING = re.compile(r"[-._](?:ud-)?(?:i?q\d\w*|tq\d\w*|b?f16|f32|fp16|mxfp4\w*)(?:-\d{5}-of-\d{5})?$", re.IGNORECASE)
_SIZE = re.compile(r"(?:^|[-_ ])(?:\d+x)?\d+(?:\.\d+)?[mbt](?:$|[-_ ])", re.IGNORECASE)


def load(
    path: Path,
    *,
    threads: int | None = None,
    gpu_layers: int | None = None,
    context: int = CONTEXT,
    on_progress: Progress | None = None,
) -> Model:
    """Load a model.

    Args:
        path: A GGUF file.
        threads: Of the processor; None for one on each physical core.
        gpu_layers: Layers for the graphics processor; None for as many as its memory holds. Halved until it works.
        context: Tokens to be read at once; fewer where the model or the memory allows only fewer.
        on_progress: Told the share that is loaded, from 0 to 1. What it raises ends the loading and is raised here.

    Raises:
        UserError: ``model-not-found``, ``model-unreadable``, ``not-a-gguf``, ``damaged-model``, ``unsupported-model``,
            ``embedding-model``, ``no-template``, ``memory``, ``no-llama``.
    """
    found = header.read(path)
    if found.is_embedding:
        sentence = f"The model {path.name} compares meanings; it does not write. It is used for the search."
        raise UserError(sentence, code="embedding-model")
    options = Options(
        context=_context(found, context, path.name),
        sequences=sequences_for(found),
        threads=threads or machine.physical_cores(),
        gpu_layers=_gpu_layers(found, gpu_layers),
    )
    engine = Engine(path, options, on_progress)
    try:
        first, last = engine.names
        template = Template(found.template, first=first, last=last)
    except BaseException:
        engine.close()
        raise
    return Model(
        engine,
        template,
        id=id_of(path, found),
        name=readable_name(path.stem, found.name),
        description=_description(found, engine, options),
    )


def id_of(path: Path, found: Header) -> str:
    """Tells models and their versions apart: the file's name and a part of the hash of its header."""
    return f"{path.stem}@{found.digest[:12]}"


def readable_name(stem: str, written: str) -> str:
    """A model's name for people: of the file, where it is named by the convention, else as its maker wrote it into the file.

    What is written inside is often the name of a training run.

    Args:
        stem: Of the file: ``SmolLM2-135M-Instruct.Q4_1``.
        written: ``general.name`` of the header; empty if it is not said.
    """
    plain = _ENCODING.sub("", stem)
    if _SIZE.search(plain):
        return re.sub(r"[-_ ]+", " ", plain).strip()
    return written or stem


def sequences_for(found: Header) -> int:
    """As many sequences as wanted, unless their states would take more than a quarter of what the weights take."""
    if not found.state_bytes:
        return SEQUENCES
    return max(LEAST_SEQUENCES, min(SEQUENCES, found.size // 4 // found.state_bytes))


def memory_for(found: Header, context: int) -> int:
    """Bytes that a model takes with so many tokens of context."""
    return found.size + sequences_for(found) * found.state_bytes + context * found.cache_bytes


def _context(found: Header, wanted: int, name: str) -> int:
    """As many tokens as wanted, the model knows and memory allows."""
    wanted = min(wanted, found.context)
    free = machine.free_memory()
    if free is None:
        return wanted
    room = int(free * SHARE) - memory_for(found, 0)
    possible = room // max(found.cache_bytes, 1)
    if possible < min(wanted, LEAST_CONTEXT):
        sentence = (
            f"The model {name} needs about {memory_for(found, LEAST_CONTEXT) / 1e9:.1f} GB of memory, "
            f"and {free / 1e9:.1f} GB are free. Close other programs or choose a smaller model."
        )
        raise UserError(sentence, code="memory")
    return min(wanted, possible)


def _gpu_layers(found: Header, wanted: int | None) -> int:
    """As many layers as the memory of the largest graphics processor holds; one more stands for the last matrix."""
    if not llama.has_gpu_support():
        return 0
    if wanted is not None:
        return min(wanted, found.layers + 1)
    free = max((device.free for device in llama.devices()), default=0)
    return min(found.layers + 1, int(free * GPU_SHARE) // max(found.size // found.layers, 1))


def _description(found: Header, engine: Engine, options: Options) -> str:
    threads = f"{options.threads} thread" + ("s" if options.threads != 1 else "")
    if engine.gpu_layers:
        device = next((device.name for device in llama.devices()), "the graphics processor")
        where = f"{engine.gpu_layers} of {found.layers + 1} layers on {device}, the others on the processor, {threads}"
    elif options.gpu_layers:
        where = f"on the processor, {threads}, since the graphics processor did not take the model"
    elif llama.has_gpu_support():
        where = f"on the processor, {threads}, since no graphics processor with enough memory is free"
    else:
        where = f"on the processor, {threads}, since this build of llama.cpp knows no graphics processor"
    pace = "" if found.is_fast else f"; {found.quantisation} is a slow format, Q4_0, Q4_K_M or Q8_0 are faster"
    return f"{where}; reads {engine.context:,} tokens at once{pace}"
