"""The measures that are computed: those that ship, and the user's own beside or in place of them.

Must never let a fault in the user's file cost more than the entries that it is in, nor pass over a fault in ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any

import tomli

from muniment import paths
from muniment.analysis.faults import fault_of
from muniment.analysis.formulas.figure_book import is_of_days, kinds
from muniment.analysis.formulas.formula import (  # fmt: skip
    Call,
    Comparison,
    FormulaError,
    Node,
    bounded,
    dimension,
    gives,
    names,
    parse,
    parse_comparisons,
    replaced,
    walk,
)
from muniment.document.facts.fact import StretchKind
from muniment.errors import UserError
from muniment.message import Argument, Message, message, printable, verbatim

UNITS = {
    "money": "money", "per_share": "per_share", "percent": "pure", "ratio": "pure", "times": "pure", "days": "pure",
}  # fmt: skip
"""How a measure may be written, with the dimension that its formula must have then."""

_ID = re.compile(r"[a-z][a-z0-9_]{0,59}")
_NEEDED = {"id", "name", "formula", "unit"}
_MAY = {"periods", "guard", "group", "note", "short_name"}
_TRANSLATED = {"name_de", "note_de", "short_name_de"}  # in our own file
_GROUPS = frozenset({"group"})
_LONGEST = 400  # characters of a name, group or note
_MOST = 500  # entries of a user's file
_CHAIN = 40  # measures computed from each other
_BUILT_IN = {"days": "pure", "months": "pure"}


class Periods(StrEnum):
    """For which periods a measure is computed."""

    INSTANT = "instant"  # days of a balance sheet
    DURATION = "duration"  # any stretch of time, with the balances of its last day
    YEAR = "year"  # stretches of twelve months
    ANY = "any"


FURTHER = message("measure-group", id="further")
"""The group of measures that name none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureEntry:
    """A measure to compute.

    Attributes:
        id: "gross_margin".
        name: In English, or as the user wrote it.
        said: The same, to be shown.
        short: Where what it covers is said anyway; None where that is its name.
        formula: As written.
        tree: The same, with the measures that it names put in.
        unit: How it is written, one of ``UNITS``.
        periods: For which it is computed.
        guard: Must hold, else there is no value ("ebitda > 0").
        group: What it is shown with.
        note: What it says and leaves out; None for nothing.
        stretch: What it covers.
    """

    id: str
    name: str
    said: Message
    formula: str
    tree: Node
    unit: str
    periods: Periods
    guard: tuple[Comparison, ...] = ()
    group: Message = FURTHER
    note: Message | None = None
    stretch: StretchKind = StretchKind.PLAIN
    short: Message | None = None

    def fits(self, months: int) -> bool:
        """Whether it is computed for periods of this length (0: a day).

        Args:
            months: Length of the period; 0 for a day.
        """
        if self.periods is Periods.YEAR:
            return months == 12
        return self.periods is Periods.ANY or (months == 0) == (self.periods is Periods.INSTANT)


@dataclass(frozen=True, slots=True)
class KnownMeasures:
    """What to compute.

    Attributes:
        entries: In the order in which they are shown.
        faults: What is wrong in the user's file, one an entry.
    """

    entries: tuple[MeasureEntry, ...]
    faults: tuple[Message, ...] = ()


@cache
def shipped() -> tuple[MeasureEntry, ...]:
    """The measures that ship with the program.

    Raises:
        UserError: code ``bad-measures``: the file is not of the agreed form.
    """
    return load((paths.resources() / "measures.toml").read_text("utf-8"))


def load(text: str) -> tuple[MeasureEntry, ...]:
    """Read a file of measures, all of which must be good.

    Raises:
        UserError: code ``bad-measures``: the first entry that is not, and why.
    """
    read = [_entry(raw, _MAY | _TRANSLATED) for raw in _raw(text, _GROUPS)]
    twice = {entry.id for entry in read if sum(entry.id == other.id for other in read) > 1}
    if twice:
        raise _bad("measure-twice", measure=min(twice))
    together = {entry.id: entry for entry in read}
    return tuple(_linked(entry, together) for entry in read)


@cache
def with_own(text: str) -> KnownMeasures:
    """What ships, with a user's file: an entry of the same id takes the place of ours, others come behind.

    Args:
        text: Of the user's file; empty for none. Entries that are not good are left out, and told.
    """
    if not text.strip():
        return KnownMeasures(shipped())
    faults: list[Message] = []
    own = _own(text, faults)
    ours = {entry.id: entry for entry in load_raw_shipped()}
    while True:
        together = {**ours, **own}
        entries, wrong = _link_all(together)
        if not wrong:
            return KnownMeasures(tuple(entries), tuple(faults))
        blamed = [name for name in wrong if name in own] or [name for name in own if name in ours]
        faults.extend(wrong.get(name) or _spoils(name, wrong) for name in blamed)
        own = {name: entry for name, entry in own.items() if name not in blamed}


@cache
def load_raw_shipped() -> tuple[MeasureEntry, ...]:
    """What ships, its formulas not yet put into each other."""
    text = (paths.resources() / "measures.toml").read_text("utf-8")
    return tuple(_entry(raw, _MAY | _TRANSLATED) for raw in _raw(text, _GROUPS))


def _own(text: str, faults: list[Message]) -> dict[str, MeasureEntry]:
    try:
        raws = _raw(text)
    except UserError as error:
        faults.append(fault_of(error))
        return {}
    own: dict[str, MeasureEntry] = {}
    for raw in raws[:_MOST]:
        try:
            entry = _in_own_words(_entry(raw), raw)
        except UserError as error:
            faults.append(fault_of(error))
            continue
        if entry.id in own:
            faults.append(message("own-measure-twice", measure=entry.id))
        else:
            own[entry.id] = entry
    return own


def _in_own_words(entry: MeasureEntry, raw: Mapping[str, str]) -> MeasureEntry:
    """An entry of the user's file: it is shown as it is written there, in a group of ours where it names one."""
    named = raw.get("group", "")
    group = FURTHER if "group" not in raw else _groups().get(named) or _shown(named)
    return replace(
        entry,
        said=_shown(entry.name),
        group=group,
        note=_shown(raw["note"]) if raw.get("note") else None,
        short=_shown(raw["short_name"]) if raw.get("short_name") else None,
    )


def _shown(words: str) -> Message:
    return verbatim(printable(words))


@cache
def _groups() -> Mapping[str, Message]:
    """Our groups by id and by English name."""
    data = tomli.loads((paths.resources() / "measures.toml").read_text("utf-8"))
    said = [(str(raw["id"]), str(raw["name"])) for raw in data["group"]]
    return {key: message("measure-group", id=name) for name, words in said for key in (name, words)}


def _link_all(together: Mapping[str, MeasureEntry]) -> tuple[list[MeasureEntry], dict[str, Message]]:
    entries: list[MeasureEntry] = []
    wrong: dict[str, Message] = {}
    for entry in together.values():
        try:
            entries.append(_linked(entry, together))
        except UserError as error:
            wrong[entry.id] = fault_of(error)
    return entries, wrong


def _spoils(name: str, wrong: Mapping[str, Message]) -> Message:
    return message("measure-spoils", measure=name, other=next(iter(wrong)))


def _raw(text: str, also: frozenset[str] = frozenset()) -> list[dict[str, Any]]:
    """The entries of a file.

    Args:
        text: Of the file.
        also: Tables that it may hold beside them.

    Raises:
        UserError: It is not of the form.
    """
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise _bad("file-not-toml", file="measures.toml", error=str(error)[:200]) from None
    except RecursionError:
        raise _bad("measures-too-deep") from None
    entries = data.get("measure")
    is_list = isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)
    if set(data) - also != {"measure"} or not is_list:
        raise _bad("measures-file-form")
    return list(entries or ())


def _bad(fault: str, /, **arguments: Argument) -> UserError:
    return UserError("bad-measures", fault=message(fault, **arguments))


def _entry(raw: Mapping[str, Any], may: Set[str] = _MAY) -> MeasureEntry:
    name = str(raw.get("id", ""))
    if not _ID.fullmatch(name):
        raise _bad("measure-id", id=name[:60])
    unknown = set(raw) - _NEEDED - may
    if unknown:
        raise _bad("measure-unknown-entry", measure=name, entry=min(unknown)[:60])
    missing = sorted(key for key in _NEEDED if key not in raw)
    if missing:
        raise _bad("measure-needs", measure=name, entry=missing[0])
    for key, value in raw.items():
        if not isinstance(value, str) or len(value) > (2_000 if key in ("formula", "guard") else _LONGEST):
            raise _bad("measure-text", measure=name, entry=key, most=_LONGEST)
    if name in kinds() or name in _BUILT_IN:
        raise _bad("measure-id-of-concept", measure=name)
    return _parsed(name, raw)


def _parsed(name: str, raw: Mapping[str, str]) -> MeasureEntry:
    if raw["unit"] not in UNITS:
        raise _bad("measure-entry-of", measure=name, entry="unit", allowed=", ".join(UNITS))
    if "periods" in raw and raw["periods"] not in list(Periods):
        raise _bad("measure-entry-of", measure=name, entry="periods", allowed=", ".join(Periods))
    try:
        tree = parse(raw["formula"])
        guard = parse_comparisons(raw["guard"]) if raw.get("guard") else ()
    except FormulaError as error:
        raise _bad("measure-formula", measure=name, fault=error.message) from None
    if any(isinstance(part, Call) and part.function == "elsewhere" for part in walk(tree)):
        raise _bad("measure-elsewhere", measure=name)
    return MeasureEntry(
        id=name,
        name=raw["name"],
        said=message("measure", id=name),
        formula=" ".join(raw["formula"].split()),
        tree=tree,
        unit=raw["unit"],
        periods=Periods(raw["periods"]) if "periods" in raw else Periods.ANY,
        guard=guard,
        group=message("measure-group", id=raw["group"]) if "group" in raw else FURTHER,
        note=message("measure-note", id=name) if raw.get("note") else None,
        short=message("measure-short", id=name) if raw.get("short_name") else None,
    )


def _linked(entry: MeasureEntry, together: Mapping[str, MeasureEntry]) -> MeasureEntry:
    """The entry with the measures that it names put in, and its units proven.

    Raises:
        UserError: It names what is not there, itself, or adds unlike things.
    """
    try:
        tree = _expanded(entry.tree, together, (entry.id,))
        guard = tuple(
            Comparison(one.sign, *(_expanded(side, together, (entry.id,)) for side in (one.left, one.right)))
            for one in entry.guard
        )
        known = {**kinds(), **_BUILT_IN}
        found = dimension(tree, known)
        for one in guard:
            dimension(Call("min", (one.left, one.right)), known)
    except FormulaError as error:
        raise _bad("measure-formula", measure=entry.id, fault=error.message) from None
    if found != UNITS[entry.unit]:
        raise _bad("measure-unit", measure=entry.id, unit=entry.unit, gives=gives(found))
    return replace(entry, tree=tree, guard=guard, stretch=_stretch(tree), periods=_periods(entry, tree))


def _expanded(node: Node, together: Mapping[str, MeasureEntry], above: Sequence[str]) -> Node:
    used = {name for name in names(node) if name in together}
    again = used.intersection(above)
    if again:
        raise FormulaError("computed-from-itself", name=min(again))
    if len(above) > _CHAIN:
        raise FormulaError("chain-too-long", most=_CHAIN)
    return bounded(replaced(node, {name: _expanded(together[name].tree, together, (*above, name)) for name in used}))


def _stretch(tree: Node) -> StretchKind:
    used = {part.function for part in walk(tree) if isinstance(part, Call)}
    if "ltm" in used:
        return StretchKind.LAST_TWELVE_MONTHS
    return StretchKind.FOURTH_QUARTER if "fourth_quarter" in used else StretchKind.PLAIN


def _periods(entry: MeasureEntry, tree: Node) -> Periods:
    """As written, else a day where only balances take part, and a stretch of time where a flow does."""
    if entry.periods is not Periods.ANY:
        return entry.periods
    return Periods.INSTANT if is_of_days(tree) else Periods.DURATION
