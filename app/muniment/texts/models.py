"""Words about models: why one could not be used, and what one does."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.message import Message
from muniment.texts.text import Text

MODELS: Mapping[str, Text] = {
    "no-model": Text("No model is installed. Everything but the model's choice of summary sentences works."),
    "no-llama": Text(
        "This installation has no model engine (llama.cpp). Everything but the model works; run dev.py setup to build it."
    ),
    "not-a-gguf": Text(
        "{name} is no model: it is not in the GGUF format. Choose another file, or go on without a model."
    ),
    "damaged-model": Text("The model {name} is damaged. Download it again; its SHA-256 tells whether it came whole."),
    "unsupported-model": Text(
        "The model {name} is of a kind that this version cannot run. Choose another one, or update Muniment."
    ),
    "too-long": Text("The model {name} reads too little text at once. Choose one with a longer context."),
    "no-template": Text(
        "The model {name} has no chat template, so it cannot be asked. Choose an instruction-tuned model."
    ),
    "model-not-found": Text("There is no model file {name}. Check the path."),
    "model-unreadable": Text(
        "The model {name} cannot be read. Choose a file (not a folder) that you have the right to read."
    ),
    "model-memory": Text("The model {name} needs more memory than this machine has. Choose a smaller one."),
    "embedding-model": Text(
        "The model {name} compares meanings for the search; it sits no exam and is asked nothing else."
    ),
    "not-embedding": Text(
        "The model {name} writes; it cannot compare meanings. Choose an embedding model for the search."
    ),
    "other-model": Text("The file of the model {name} was changed while it was in use. Begin again."),
    "not-allowed": Text("By the policy of this machine the model {name} may not be loaded. Muniment works without it."),
    "not-earned": Text(
        "The model {name} has earned no task in its exam yet, so it was not used. To let it sit the exam: muniment models exam"
    ),
    "crashed-model": Text(
        "The model {name} ended its worker, so it is not loaded again by itself. Download it again, or let it try once more with muniment models exam."
    ),
    "model-exists": Text("A model of that name is there already. Remove it first: muniment models remove {name}"),
    "no-avx2": Text("This processor has no AVX2, which the model engine needs. Everything but the model works."),
    "adapter-alone": Text(
        "{name} is an adapter, a part for another model. Say which: muniment models import {name} --base MODEL"
    ),
    "adapter-base": Text(
        "The adapter {name} belongs to another model than those that are here. Import that one first."
    ),
    "adapter-several": Text(
        "The adapter {name} fits several of your models. Say which: muniment models import {name} --base MODEL"
    ),
    "damaged-adapter": Text(
        "The adapter {name} is damaged, or of a kind that Muniment does not apply. Get it again as a LoRA adapter in the GGUF format."
    ),
    "not-an-adapter": Text("{name} is no adapter but a model. Import it without --base."),
    "no-base": Text(
        "The model that the adapter {name} belongs to is not there any more. Import it again, or remove the adapter."
    ),
    "licence": Text("The licence of {name} has not been accepted, so it was not taken in."),
    "no-convert": Text(
        "The model {name} could not be converted. Use it as it is, or download it in the format Q4_0, Q4_K_M or Q8_0."
    ),
    "model-worker-died": Text("The model {name} ended the worker twice. Choose another one, or go on without a model."),
    "model-timeout": Text("The model {name} did not answer in time. Choose a smaller one, or go on without a model."),
    "model-bug": Text("The model {name} met a fault in Muniment. Everything but the model works; please report this."),
    "model-of-installation": Text("of this installation", context="the model ..."),
    "model-you-chose": Text("you chose", context="the model ..."),
}
"""Why a model could not be used; ``name`` is that of its file. The codes are made by ``pipeline/failures``."""

_TASKS: Mapping[str, Text] = {
    "choose": Text("points at rows that the rules do not know"),
    "kind": Text("tells what a document is"),
    "tag": Text("tells what a passage speaks of"),
    "plan": Text("finds the figure that a question asks for"),
    "order": Text("finds the telling sentences"),
    "join": Text("joins sentences of one subject"),
    "rephrase": Text("says sentences in other words"),
}
_DOES = Text("{description}. It {tasks}, as its exam showed.")


def model_ready(ready: Message) -> str:
    """What a model is computed on and what it does.

    Args:
        ready: With the arguments ``description``, and ``tasks``: names of tasks of the exam, between spaces.
    """
    does = [_TASKS[task]() for task in str(ready.get("tasks")).split() if task in _TASKS]
    description = str(ready.get("description"))
    return _DOES(description=description, tasks=", ".join(does)) if does else description
