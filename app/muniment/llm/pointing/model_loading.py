"""Loading a model: its header first, then as much of it on the graphics processor as works.

Must never give llama.cpp a file whose header was not checked.
"""

from __future__ import annotations

import re
from pathlib import Path

from muniment.errors import UserError
from muniment.llm.engine import machine
from muniment.llm.engine.layer_placement import LayerPlacement, place
from muniment.llm.engine.llama import Engine, EngineOptions, Progress
from muniment.llm.files import model_header
from muniment.llm.files.chat_template import Template
from muniment.llm.files.lora_adapter import Adapter
from muniment.llm.files.lora_adapter import read as read_adapter
from muniment.llm.files.model_header import Header
from muniment.llm.pointing.loaded_model import Model
from muniment.message import Message, message, printable

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

# Of a file's name: base, size, fine-tune, version, encoding (ggml, docs/gguf.md, "GGUF Naming Convention").
_ENCODING = re.compile(r"[-._](?:ud-)?(?:i?q\d\w*|tq\d\w*|b?f16|f32|fp16|mxfp4\w*)(?:-\d{5}-of-\d{5})?$", re.IGNORECASE)
_SIZE = re.compile(r"(?:^|[-_ ])(?:\d+x)?\d+(?:\.\d+)?[mbt](?:$|[-_ ])", re.IGNORECASE)


def load(
    path: Path,
    *,
    adapter: Path | None = None,
    threads: int | None = None,
    gpu_layers: int | None = None,
    context: int = CONTEXT,
    on_progress: Progress | None = None,
) -> Model:
    """Load a model.

    Args:
        path: A GGUF file.
        adapter: Another one, of changes to this model; None for none.
        threads: Of the processor; None for one on each physical core.
        gpu_layers: Layers for the graphics processor; None for as many as its memory holds. Halved until it works.
        context: Tokens to be read at once; fewer where the model or the memory allows only fewer.
        on_progress: Told the share that is loaded, from 0 to 1. What it raises ends the loading and is raised here.

    Raises:
        UserError: ``model-not-found``, ``model-unreadable``, ``not-a-gguf``, ``damaged-model``, ``unsupported-model``,
            ``embedding-model``, ``no-template``, ``memory``, ``no-llama``, ``no-avx2``; for an adapter ``not-an-adapter``,
            ``damaged-adapter``, ``adapter-base``.
    """
    found, part = look(path, adapter)
    if found.is_embedding:
        raise UserError("embedding-model", name=path.name)
    held = _context(found, context, path.name)
    where = place(found, held, gpu_layers)
    options = EngineOptions(held, sequences_for(found), threads or machine.physical_cores(), where.layers, adapter)
    engine = Engine(path, options, on_progress)
    return Model(
        engine,
        _template(engine, found),
        id=id_of(path, found, part),
        name=name_of(path, found, part),
        description=_description(found, engine, where),
    )


def _template(engine: Engine, found: Header) -> Template:
    """The chat template of a model; the engine is given back where it cannot be used."""
    try:
        first, last = engine.names
        return Template(found.template, first=first, last=last)
    except BaseException:
        engine.close()
        raise


def look(path: Path, adapter: Path | None = None) -> tuple[Header, Adapter | None]:
    """What the headers of a model and of its adapter say, once they fit together.

    Args:
        path: Of the model.
        adapter: Path of its adapter; None for none.

    Raises:
        UserError: As ``load``.
    """
    part = read_adapter(adapter) if adapter is not None else None
    return model_header.read(path, part), part


def id_of(path: Path, found: Header, part: Adapter | None = None) -> str:
    """Tells models and their versions apart: the file's name and a part of the hash of its header.

    With an adapter that one's name and a part of the hash of its whole file follow.

    Args:
        path: Of the model.
        found: Its header.
        part: Its adapter; None for none.
    """
    model = f"{path.stem}@{found.digest[:12]}"
    return f"{model}+{part.file}@{part.digest[:12]}" if part is not None else model


def name_of(path: Path, found: Header, part: Adapter | None = None) -> str:
    """A model's name for people, with that of its adapter.

    Args:
        path: Of the model.
        found: Its header.
        part: Its adapter; None for none.
    """
    name = readable_name(path.stem, found.name)
    return f"{name} with {readable_name(part.file, part.name)}" if part is not None else name


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
    """Bytes that a model takes with so many tokens of context.

    Args:
        found: The model's header.
        context: Tokens that all sequences together hold.
    """
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
        raise UserError("memory", name=name, needed=memory_for(found, LEAST_CONTEXT), free=free)
    return min(wanted, possible)


def _description(found: Header, engine: Engine, where: LayerPlacement) -> Message:
    return message(
        "model-runs" if found.is_fast else "model-runs-slowly",
        placed=where.after(engine.gpu_layers).said,
        threads=message("threads", n=engine.threads),
        tokens=engine.context,
        format=printable(found.quantisation),
    )
