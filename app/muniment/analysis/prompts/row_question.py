"""How a model is asked which row of a statement is a concept: the same words in its exam and in its work.

Must never let it answer with anything but one of the rows, or that it is none of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from muniment.analysis.statements.statement_lines import Statement
from muniment.analysis.vocabulary.concepts import Concept, StatementKind

MOST = 6
"""Rows among which it chooses; the right one was among the seven likeliest in 147 of 149 cases."""
NONE = "not on this page"

_NAMES = {
    StatementKind.BALANCE: "balance sheet",
    StatementKind.INCOME: "income statement",
    StatementKind.CASH_FLOW: "cash flow statement",
}


@dataclass(frozen=True, slots=True)
class RowQuestion:
    """What a model is asked.

    Attributes:
        context: The rows of the statement as they stand.
        questions: The same question twice, with the rows in another order.
        options: What it may answer; the last is that it is none.
        rows: Index into the statement's lines of each option but the last.
    """

    context: str
    questions: tuple[str, ...]
    options: tuple[str, ...]
    rows: tuple[int, ...]


RowPointer = Callable[[Statement, Concept, RowQuestion], int | None]
"""Answers with the index of a line; None where it is none of them, or not sure."""


def of(statement: Statement, concept: Concept, rows: Sequence[int]) -> RowQuestion:
    """The question.

    Args:
        statement: Where the row is looked for.
        concept: What is looked for.
        rows: Indices of lines that may be it, the likeliest first; more than ``MOST`` are left out.
    """
    import random  # and with it OpenSSL, which nothing else here needs

    rows = sorted(rows[:MOST])
    options = (*_told_apart(statement, rows), NONE)
    shuffled = list(options)
    random.Random(f"{concept.id} {options}").shuffle(shuffled)  # noqa: S311 - an order, not a secret
    name = _NAMES[statement.kind]
    asked = f'Which row of this {name} is "{concept.name}"? Answer with one of these, word for word: '
    return RowQuestion(
        context=_context(statement, name),
        questions=tuple(f"{asked}{'; '.join(order)}." for order in (shuffled, shuffled[::-1])),
        options=options,
        rows=tuple(rows),
    )


def _context(statement: Statement, name: str) -> str:
    """Labels under their headings; amounts say nothing of what a row is called."""
    lines, section = [name.capitalize()], ""
    for line in statement.lines:
        if line.section != section:
            section = line.section
            lines += [section] if section else []
        if line.label:
            lines.append(f"- {line.label}")
    return "\n".join(lines)


def _told_apart(statement: Statement, rows: Sequence[int]) -> list[str]:
    """The rows' labels; those that are the same with their headings, and if need be with their numbers."""
    labels = [statement.lines[row].label or "(no label)" for row in rows]
    for word in ("section", "number"):
        seen = Counter(labels)
        for at, row in enumerate(rows):
            if seen[labels[at]] > 1:
                more = statement.lines[row].section if word == "section" else f"row {row + 1}"
                labels[at] = f"{more}: {labels[at]}" if more else labels[at]
    return labels
