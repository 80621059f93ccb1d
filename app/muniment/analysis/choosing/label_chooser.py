"""Choose the line of a statement that is a concept, by its label, its zone and its headings.

Must never choose between parts of a figure: an expression marked ``only`` finds nothing where two rows fit it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from muniment.analysis.statements import row_structure
from muniment.analysis.statements.statement_lines import Statement, StatementLine
from muniment.analysis.statements.statement_zones import zones
from muniment.analysis.vocabulary.concepts import Concept, Label
from muniment.analysis.vocabulary.label_text import plain
from muniment.document.facts.fact import Method
from muniment.message import Message

_DUE = ("amounts falling due ", "amounts due ", "falling due ", "due within ", "due after ")


@dataclass(frozen=True, slots=True)
class LineChoice:
    """A line chosen for a concept.

    Attributes:
        concept: Which.
        index: Into ``Statement.lines``.
        confidence: 0 to 1: lower for an expression further down the list, and where another row fits as well.
        why: What speaks for it beside its label, as reasons of the fact; empty where the label is all.
        method: Which chooser found it.
        doubted: The other chooser speaks against it.
    """

    concept: Concept
    index: int
    confidence: float
    why: tuple[Message, ...] = ()
    method: Method = Method.RULE
    doubted: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """A line that is not blank, with what is asked of it again and again."""

    index: int
    line: StatementLine
    text: str
    head: str
    section: str
    zone: frozenset[str]
    per_share: bool


def choose(statement: Statement, wanted: Iterable[Concept]) -> dict[str, LineChoice]:
    """The line of each concept whose home this statement is, where one stands out."""
    known = [c for c in wanted if c.statement is statement.kind]
    found: dict[str, LineChoice] = {}
    rows = _rows(statement)
    everything = "\n".join(row.text for row in rows)
    for concept in known:
        choice = _by_label(concept, concept.labels_in(everything), rows)
        if choice is not None:
            found[concept.id] = choice
    by_id = {c.id: c for c in known}
    for name, pick in row_structure.complete(statement, {name: c.index for name, c in found.items()}).items():
        if pick is None:
            found.pop(name, None)
        elif name in by_id and (name not in found or found[name].index != pick.index):
            found[name] = LineChoice(by_id[name], pick.index, pick.confidence, pick.why)
    return found


def _rows(statement: Statement) -> list[_Row]:
    where = zones(statement.kind, statement.lines)
    return [
        _Row(i, line, _text(line), line.head, line.plain_section, where[i], row_structure.per_share(line))
        for i, line in enumerate(statement.lines)
        if not line.blank
    ]


def _by_label(concept: Concept, labels: Iterable[Label], rows: list[_Row]) -> LineChoice | None:
    for label in labels:
        hits = [row for row in rows if label.expression.fits(row.text) and _may_be(concept, row)]
        if not hits:
            continue
        filled = [row for row in hits if not row.line.empty] or hits
        if label.only and len(filled) > 1:
            return None
        doubt = 0.1 if len(filled) > 1 else 0.0
        return LineChoice(concept, (filled[-1] if concept.last else filled[0]).index, 0.97 - 0.02 * label.tier - doubt)
    return None


def _may_be(concept: Concept, row: _Row) -> bool:
    if concept.zones and row.zone.isdisjoint(concept.zones):
        return False
    if concept.unit != "shares" and (concept.unit == "per_share") is not row.per_share:
        return False
    return concept.allows(row.head or row.text, f"{row.text} {row.section}")


def _text(line: StatementLine) -> str:
    """The plain label; a bare "Total" takes the words of its heading, and so does what only says when it is due."""
    text = line.plain
    if (text == "total" or text.startswith(_DUE)) and line.section:
        if text != "total":
            return plain(line.section.rsplit(" > ", 1)[-1] + " " + text)
        return plain("total " + line.section.rsplit(" > ", 1)[-1])
    return text
