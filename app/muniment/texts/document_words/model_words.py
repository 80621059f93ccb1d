"""Words about models: what one does, and what stands for the name of one."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.message import Message
from muniment.texts.text import Text

MODELS: Mapping[str, Text] = {
    "model-of-installation": Text("of this installation", context="the model ..."),
    "model-you-chose": Text("you chose", context="the model ..."),
    # What it is computed on, and why; the codes are made by ``llm``.
    "model-unknown": Text("a model"),
    "model-runs": Text("{placed}; {threads}; reads {tokens:,} tokens at once"),
    "model-runs-slowly": Text(
        "{placed}; {threads}; reads {tokens:,} tokens at once; {format} is a slow format, Q4_0, Q4_K_M or Q8_0 are faster"
    ),
    "threads": Text("{n} thread of the processor", "{n} threads of the processor"),
    "layers-on": Text("{layers} of {of} layers on {device}, because {why}"),
    "no-layers-on": Text("{layers} of {of} layers on {device}: {why}"),
    "a-gpu": Text("a GPU"),
    "layers-not-taken": Text("it did not take {layers}"),
    "layers-asked-for": Text("so many were asked for"),
    "memory-holds-all": Text("its {gigabytes:.1f} GB of free memory hold them all"),
    "memory-holds-no-more": Text("its {gigabytes:.1f} GB of free memory hold no more"),
    "no-gpu-support": Text("this build of llama.cpp has no GPU support"),
    "no-gpu-found": Text("none was found"),
    "cores": Text("{n} physical core", "{n} physical cores"),
    "cores-without-avx2": Text(
        "{n} physical core; it has no AVX2, which the installed program's model engine needs",
        "{n} physical cores; it has no AVX2, which the installed program's model engine needs",
    ),
    "device-with-free": Text("{name} with {gigabytes:.1f} GB free"),
}
"""What stands for the name of a model's file where none is known (made by ``pipeline/failures``), and what one is computed on."""

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
