"""``muniment show --routing``: how the questions about documents went to the fast and to the strong model."""

from __future__ import annotations

from collections.abc import Sequence

from muniment.cli import screen
from muniment.document.usage.routing import Routed, Routing, added, saved
from muniment.pipeline.exports.document_record import of_routing
from muniment.vault.database.records import DocumentRow
from muniment.vault.store import Vault

ALL = "all documents"
_HEAD = ["task", "questions", "to the strong one", "both agreed", "fast s", "strong s", "saved s"]


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
            _one(name or ALL, one)


def _one(name: str, routing: Routing) -> None:
    if not routing.tasks:
        screen.put(f"{name}: no model was asked anything.")
        return
    screen.put(name)
    for line in screen.table([_HEAD, *map(_row, routing.tasks)], right=frozenset(range(1, len(_HEAD)))):
        screen.put(f"  {line}")
    time = saved(routing)
    if time is not None:
        word = "less" if time >= 0 else "more"
        screen.put(f"  {abs(time):.1f} s {word} than if the strong model had been asked everything (an estimate)")


def _row(one: Routed) -> list[str]:
    share = f"{one.strong} ({one.strong / one.asked:.0%})" if one.asked else "0"
    agreed = f"{one.agreed}/{one.both}" if one.both else "-"
    spared = "-" if one.saved_seconds is None else f"{one.saved_seconds:.1f}"
    return [
        one.task.value,
        str(one.asked),
        share,
        agreed,
        f"{one.fast_seconds:.1f}",
        f"{one.strong_seconds:.1f}",
        spared,
    ]
