"""Choose the line of a statement that is a concept, by its label, its zone and its headings.

Must never choose between parts of a figure: an expression marked ``only`` finds nothing where two rows fit it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from muniment.analysis import structure
from muniment.analysis.concepts import Concept
from muniment.analysis.labels import plain
from muniment.analysis.lines import Line, Statement
from muniment.analysis.zones import zones
from muniment.document.fact import Method


@dataclass(frozen=True, slots=True)
class Choice:
    """A line chosen for a concept.

    Attributes:
        concept: Which.
        index: Into ``Statement.lines``.
        confidence: 0 to 1: lower for an expression further down the list, and where another row fits as well.
        why: A note for the fact's reasons, or empty.
        method: Which chooser found it.
        doubted: The other chooser speaks against it.
    """

    concept: Concept
    index: int
    confidence: float
    why: str = ""
    method: Method = Method.RULE
    doubted: bool = False


def choose(statement: Statement, wanted: Iterable[Concept]) -> dict[str, Choice]:
    """The line of each concept whose home this statement is, where one stands out."""
    known = [c for c in wanted if c.statement is statement.kind]
    found: dict[str, Choice] = {}
    where = zones(statement.kind, statement.lines)
    for concept in known:
        choice = _by_label(concept, statement.lines, where)
        if choice is not None:
            found[concept.id] = choice
    by_id = {c.id: c for c in known}
    for name, pick in structure.complete(statement, {name: c.index for name, c in found.items()}).items():
        if pick is None:
            found.pop(name, None)
        elif name in by_id and (name not in found or found[name].index != pick.index):
            found[name] = Choice(by_id[name], pick.index, pick.confidence, pick.why)
    return found


def _by_label(concept: Concept, lines: tuple[Line, ...], where: list[frozenset[str]]) -> Choice | None:
    usable = [i for i, line in enumerate(lines) if _may_be(concept, line, where[i])]
    for label in concept.labels:
        hits = [i for i in usable if label.pattern.search(_text(lines[i]))]
        if not hits:
            continue
        filled = [i for i in hits if not lines[i].empty] or hits
        if label.only and len(filled) > 1:
            return None
        doubt = 0.1 if len(filled) > 1 else 0.0
        return Choice(concept, filled[-1] if concept.last else filled[0], 0.97 - 0.02 * label.tier - doubt)
    return None


def _may_be(concept: Concept, line: Line, zone: frozenset[str]) -> bool:
    if line.blank or (concept.zones and zone.isdisjoint(concept.zones)):
        return False
    text = _text(line)
    first = line.head or text
    if any(pattern.search(first) for pattern in concept.exclude):
        return False
    if (concept.unit == "per_share") is not structure.per_share(line) and concept.unit != "shares":
        return False
    around = f"{text} {line.plain_section}"
    return not concept.sections or any(pattern.search(around) for pattern in concept.sections)


def _text(line: Line) -> str:
    """The plain label; a bare "Total" takes the words of its heading."""
    text = line.plain
    if text == "total" and line.section:
        return plain("total " + line.section.rsplit(" > ", 1)[-1])
    return text
