"""``muniment show --routing``: how the questions about documents went to the fast and to the strong model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from muniment.cli import screen
from muniment.document.usage.exam_marks import ModelTask
from muniment.document.usage.routing import Routed, Routing, added, saved
from muniment.pipeline.exports.document_record import of_routing
from muniment.texts import numbers
from muniment.texts.text import Text
from muniment.vault.database.records import DocumentRow
from muniment.vault.store import Vault

ALL = Text("all documents")
_HEAD = (
    Text("task"),
    Text("questions"),
    Text("to the strong one"),
    Text("both agreed"),
    Text("fast s"),
    Text("strong s"),
    Text("saved s"),
)

_TASKS: Mapping[ModelTask, Text] = {
    ModelTask.CHOOSE: Text("choose", context="task of a model"),
    ModelTask.ABSENT: Text("absent", context="task of a model"),
    ModelTask.KIND: Text("kind", context="task of a model"),
    ModelTask.TAG: Text("tag", context="task of a model"),
    ModelTask.PLAN: Text("plan", context="task of a model"),
    ModelTask.ORDER: Text("order", context="task of a model"),
    ModelTask.JOIN: Text("join", context="task of a model"),
    ModelTask.REPHRASE: Text("rephrase", context="task of a model"),
}


def show(vault: Vault, rows: Sequence[DocumentRow], *, as_json: bool, in_all: bool) -> None:
    """Print what became of the questions.

    Args:
        vault: Where the documents are.
        rows: Those that are asked for.
        as_json: As objects, one a line.
        in_all: All were asked for: their sum follows.
    """
    each = [(row.name, row.id, vault.routing(row.id)) for row in rows]
    whole = [(None, None, added(*(one for _, _, one in each)))] if in_all else []
    for name, number, one in (*each, *whole):
        if as_json:
            screen.put_json({"file": name, "document": number, "routing": of_routing(one), "saved_seconds": saved(one)})
        elif one.tasks or not in_all or name is None:
            _one(name or ALL(), one)


def _one(name: str, routing: Routing) -> None:
    if not routing.tasks:
        screen.put(Text("{name}: no model was asked anything.")(name=name))
        return
    screen.put(name)
    for line in screen.table(
        [[text() for text in _HEAD], *map(_row, routing.tasks)], right=frozenset(range(1, len(_HEAD)))
    ):
        screen.put(f"  {line}")
    time = saved(routing)
    if time is not None:
        less = Text("  {seconds:.1f} s less than if the strong model had been asked everything (an estimate)")
        more = Text("  {seconds:.1f} s more than if the strong model had been asked everything (an estimate)")
        screen.put((less if time >= 0 else more)(seconds=abs(time)))


def _row(one: Routed) -> list[str]:
    share = f"{one.strong} ({one.strong / one.asked:.0%})" if one.asked else "0"
    agreed = f"{one.agreed}/{one.both}" if one.both else "-"
    spared = "-" if one.saved_seconds is None else numbers.number(one.saved_seconds, 1)
    return [
        _TASKS[one.task](),
        str(one.asked),
        share,
        agreed,
        numbers.number(one.fast_seconds, 1),
        numbers.number(one.strong_seconds, 1),
        spared,
    ]
