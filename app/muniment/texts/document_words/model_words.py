"""Words about models: what one does, and what stands for the name of one."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.message import Message
from muniment.texts.text import Text

MODELS: Mapping[str, Text] = {
    "model-of-installation": Text("of this installation", context="the model ..."),
    "model-you-chose": Text("you chose", context="the model ..."),
}
"""What stands for the name of a model's file where none is known; the codes are made by ``pipeline/failures``."""

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
