"""The measures that are computed: those that ship, and the user's own beside or in place of them.

Must never let a fault in the user's file cost more than the entries that it is in, nor pass over a fault in ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any

import tomli

from muniment import paths
from muniment.analysis.formulas.figure_book import is_of_days, kinds
from muniment.analysis.formulas.formula import (  # fmt: skip
    Call,
    Comparison,
    FormulaError,
    Node,
    bounded,
    dimension,
    names,
    parse,
    parse_comparisons,
    replaced,
    walk,
)
from muniment.errors import UserError

UNITS = {
    "money": "money", "per_share": "per_share", "percent": "pure", "ratio": "pure", "times": "pure", "days": "pure",
}  # fmt: skip
"""How a measure may be written, with the dimension that its formula must have then."""

_ID = re.compile(r"[a-z][a-z0-9_]{0,59}")
_NEEDED = {"id", "name", "formula", "unit"}
_MAY = {"periods", "guard", "group", "note"}
_LONGEST = 400  # characters of a name, group or note
_MOST = 500  # entries of a user's file
_CHAIN = 40  # measures computed from each other
_BUILT_IN = {"days": "pure", "months": "pure"}


class Stretch(StrEnum):
    """What a measure covers, where that is not the period of a column."""

    PLAIN = ""
    LAST_TWELVE_MONTHS = "last twelve months"
    FOURTH_QUARTER = "fourth quarter"


class Periods(StrEnum):
    """For which periods a measure is computed."""

    INSTANT = "instant"  # days of a balance sheet
    DURATION = "duration"  # any stretch of time, with the balances of its last day
    YEAR = "year"  # stretches of twelve months
    ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureEntry:
    """A measure to compute.

    Attributes:
        id: "gross_margin".
        name: As shown.
        formula: As written.
        tree: The same, with the measures that it names put in.
        unit: How it is written, one of ``UNITS``.
        periods: For which it is computed.
        guard: Must hold, else there is no value ("ebitda > 0").
        group: What it is shown with.
        note: What it says and leaves out.
        stretch: What it covers.
    """

    id: str
    name: str
    formula: str
    tree: Node
    unit: str
    periods: Periods
    guard: tuple[Comparison, ...] = ()
    group: str = "Further measures"
    note: str = ""
    stretch: Stretch = Stretch.PLAIN

    def fits(self, months: int) -> bool:
        """Whether it is computed for periods of this length (0: a day)."""
        if self.periods is Periods.YEAR:
            return months == 12
        return self.periods is Periods.ANY or (months == 0) == (self.periods is Periods.INSTANT)


@dataclass(frozen=True, slots=True)
class KnownMeasures:
    """What to compute.

    Attributes:
        entries: In the order in which they are shown.
        faults: What is wrong in the user's file, a sentence an entry.
    """

    entries: tuple[MeasureEntry, ...]
    faults: tuple[str, ...] = ()


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
    read = [_entry(raw) for raw in _raw(text)]
    twice = {entry.id for entry in read if sum(entry.id == other.id for other in read) > 1}
    if twice:
        raise _bad(f"Measure {min(twice)!r} is there twice. Remove one of them.")
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
    faults: list[str] = []
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
    return tuple(_entry(raw) for raw in _raw((paths.resources() / "measures.toml").read_text("utf-8")))


def _own(text: str, faults: list[str]) -> dict[str, MeasureEntry]:
    try:
        raws = _raw(text)
    except UserError as error:
        faults.append(error.sentence)
        return {}
    own: dict[str, MeasureEntry] = {}
    for raw in raws[:_MOST]:
        try:
            entry = _entry(raw)
        except UserError as error:
            faults.append(error.sentence)
            continue
        if entry.id in own:
            faults.append(f"Measure {entry.id!r} is there twice; the first one is used. Remove one of them.")
        else:
            own[entry.id] = entry
    return own


def _link_all(together: Mapping[str, MeasureEntry]) -> tuple[list[MeasureEntry], dict[str, str]]:
    entries: list[MeasureEntry] = []
    wrong: dict[str, str] = {}
    for entry in together.values():
        try:
            entries.append(_linked(entry, together))
        except UserError as error:
            wrong[entry.id] = error.sentence
    return entries, wrong


def _spoils(name: str, wrong: Mapping[str, str]) -> str:
    return (
        f"Measure {name!r} takes the place of ours, and {next(iter(wrong))!r} cannot be computed with it then. "
        "Give it another id."
    )


def _raw(text: str) -> list[dict[str, Any]]:
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise _bad(f"measures.toml is not valid TOML: {error}. Mend that line.") from None
    except RecursionError:
        raise _bad("measures.toml holds brackets too deep inside each other. Mend it.") from None
    entries = data.get("measure")
    if set(data) != {"measure"} or not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise _bad("measures.toml must hold [[measure]] entries and nothing else.")
    return entries


def _bad(sentence: str) -> UserError:
    return UserError(sentence, code="bad-measures")


def _entry(raw: Mapping[str, Any]) -> MeasureEntry:
    name = str(raw.get("id", ""))
    if not _ID.fullmatch(name):
        raise _bad(f"A measure has the id {name[:60]!r}; an id is lower-case letters, digits and underscores.")
    unknown = set(raw) - _NEEDED - _MAY
    if unknown:
        raise _bad(f"Measure {name!r} has an unknown entry {min(unknown)[:60]!r}. Check its spelling.")
    missing = sorted(key for key in _NEEDED if key not in raw)
    if missing:
        raise _bad(f"Measure {name!r} needs {missing[0]!r}.")
    for key, value in raw.items():
        if not isinstance(value, str) or len(value) > (2_000 if key in ("formula", "guard") else _LONGEST):
            raise _bad(f"Measure {name!r}: {key!r} must be a text of at most {_LONGEST} characters.")
    if name in kinds() or name in _BUILT_IN:
        raise _bad(f"Measure {name!r} has the id of a concept. Give it another one.")
    return _parsed(name, raw)


def _parsed(name: str, raw: Mapping[str, str]) -> MeasureEntry:
    if raw["unit"] not in UNITS:
        raise _bad(f"Measure {name!r}: 'unit' must be one of {', '.join(UNITS)}.")
    if "periods" in raw and raw["periods"] not in list(Periods):
        raise _bad(f"Measure {name!r}: 'periods' must be one of {', '.join(Periods)}.")
    try:
        tree = parse(raw["formula"])
        guard = parse_comparisons(raw["guard"]) if raw.get("guard") else ()
    except FormulaError as error:
        raise _bad(f"Measure {name!r}: {error}. Mend its formula or guard.") from None
    if any(isinstance(part, Call) and part.function == "elsewhere" for part in walk(tree)):
        raise _bad(f"Measure {name!r}: 'elsewhere' is for checks only. Mend its formula.")
    return MeasureEntry(
        id=name,
        name=raw["name"],
        formula=" ".join(raw["formula"].split()),
        tree=tree,
        unit=raw["unit"],
        periods=Periods(raw["periods"]) if "periods" in raw else Periods.ANY,
        guard=guard,
        group=raw.get("group", "Further measures"),
        note=raw.get("note", ""),
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
        raise _bad(f"Measure {entry.id!r}: {error}. Mend its formula or guard.") from None
    if found != UNITS[entry.unit]:
        raise _bad(f"Measure {entry.id!r}: its unit is {entry.unit!r}, but its formula gives {_GIVES[found]}.")
    return replace(entry, tree=tree, guard=guard, stretch=_stretch(tree), periods=_periods(entry, tree))


_GIVES = {
    "money": "an amount of money", "per_share": "an amount per share", "shares": "a number of shares",
    "pure": "a plain number", "any": "nothing",
}  # fmt: skip


def _expanded(node: Node, together: Mapping[str, MeasureEntry], above: Sequence[str]) -> Node:
    used = {name for name in names(node) if name in together}
    again = used.intersection(above)
    if again:
        raise FormulaError(f"{min(again)!r} is computed from itself")
    if len(above) > _CHAIN:
        raise FormulaError(f"more than {_CHAIN} measures are computed from each other")
    return bounded(replaced(node, {name: _expanded(together[name].tree, together, (*above, name)) for name in used}))


def _stretch(tree: Node) -> Stretch:
    used = {part.function for part in walk(tree) if isinstance(part, Call)}
    if "ltm" in used:
        return Stretch.LAST_TWELVE_MONTHS
    return Stretch.FOURTH_QUARTER if "fourth_quarter" in used else Stretch.PLAIN


def _periods(entry: MeasureEntry, tree: Node) -> Periods:
    """As written, else a day where only balances take part, and a stretch of time where a flow does."""
    if entry.periods is not Periods.ANY:
        return entry.periods
    return Periods.INSTANT if is_of_days(tree) else Periods.DURATION
