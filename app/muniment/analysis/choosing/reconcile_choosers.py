"""Two independent choosers and what their agreement is worth: the label rules and the classifier of rows.

Measured on the tagged statements of companies that the classifier had not seen (``dev.py train-rows``): where both point
at one row it is the right one, where they differ neither is to be trusted. Must never hide that they differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from muniment.analysis.choosing import row_classifier
from muniment.analysis.choosing.label_chooser import LineChoice, choose
from muniment.analysis.choosing.learned_choosers import Choosers
from muniment.analysis.choosing.row_features import texts_of
from muniment.analysis.prompts import row_question
from muniment.analysis.prompts.row_question import RowPointer, RowQuestion
from muniment.analysis.statements.row_structure import per_share
from muniment.analysis.statements.row_sums import Sum
from muniment.analysis.statements.statement_lines import Statement
from muniment.analysis.vocabulary.concepts import Concept
from muniment.document.facts.fact import Method
from muniment.message import message

BOTH = message("both-choosers")
ONLY_RULE = message("only-rules")
ONLY_CLASSIFIER = message("only-classifier")
DIFFER = message("choosers-differ")

BY_MODEL = message("by-model")

TAUGHT = message("taught")

SPEAKS = 0.5  # a row less probable than this is none
ALONE = 0.9  # what the classifier must reach where the rules are silent
AGAINST = (0.8, 0.2)  # it wins over the rules if its row reaches the one, and theirs stays below the other
DENIES = 0.02  # a row of the rules that it gives less than this
MAYBE = 0.05  # a row that nobody speaks for is worth a question to a model from here

Shares = Sequence[Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Open:
    """A concept on which the two choosers are silent or differ.

    Attributes:
        concept: Which.
        choice: What stands without more; None where both are silent.
        question: What a model may be asked.
    """

    concept: Concept
    choice: LineChoice | None
    question: RowQuestion


def choices(
    statement: Statement,
    wanted: Iterable[Concept],
    known: Choosers,
    added: Sequence[Sum],
    pointer: RowPointer | None = None,
) -> dict[str, LineChoice]:
    """The row of each concept whose home this statement is, as both choosers see it.

    Args:
        statement: Where it is looked for.
        wanted: Concepts; those of other statements are passed over.
        known: The choosers, as they ship or as a user taught them.
        added: The sums of the statement.
        pointer: Whom to ask where they are silent or differ; a row that is another concept's already is never taken.
    """
    found, doubts = _both(statement, wanted, known, added)
    if pointer is None:
        return found
    for doubt in doubts:
        row = pointer(statement, doubt.concept, doubt.question)
        taken = {choice.index for name, choice in found.items() if name != doubt.concept.id and not choice.doubted}
        if row is not None and row in doubt.question.rows and row not in taken:
            found[doubt.concept.id] = LineChoice(doubt.concept, row, 0.6, (BY_MODEL,), Method.MODEL, doubted=True)
    return found


def open_questions(
    statement: Statement, wanted: Iterable[Concept], known: Choosers, added: Sequence[Sum]
) -> list[Open]:
    """The concepts of a statement on which the choosers are silent, though a row may be it, or differ."""
    return _both(statement, wanted, known, added)[1]


def _both(
    statement: Statement, wanted: Iterable[Concept], known: Choosers, added: Sequence[Sum]
) -> tuple[dict[str, LineChoice], list[Open]]:
    home = [concept for concept in wanted if concept.statement is statement.kind]
    ruled = choose(statement, home)
    shares = row_classifier.probabilities(known.classifier, statement.kind, texts_of(statement.lines, added))
    weights = known.classifier.get(statement.kind)
    small = [per_share(line) for line in statement.lines]
    found: dict[str, LineChoice] = {}
    doubts: list[Open] = []
    for concept in home:
        usable = [i for i, line in enumerate(statement.lines) if small[i] == _is_per_share(concept) and not line.blank]
        rule = _taught(statement, concept, ruled.get(concept.id), known)
        best = _best(usable, concept, shares)
        learnt = weights is not None and concept.id in weights.known
        choice = _weigh(concept, rule, best, shares, learnt=learnt)
        if choice is not None:
            found[concept.id] = choice
        if choice is None or choice.doubted:
            rows = _likeliest(usable, concept, shares, choice)
            if rows:
                doubts.append(Open(concept, choice, row_question.of(statement, concept, rows)))
    return found, doubts


def _likeliest(usable: Sequence[int], concept: Concept, shares: Shares, choice: LineChoice | None) -> list[int]:
    """The rows that may be the concept, the likeliest first; none where nothing speaks for any."""
    ranked = sorted(usable, key=lambda i: -shares[i].get(concept.id, 0.0))
    if choice is not None:
        return [choice.index, *(i for i in ranked if i != choice.index)]
    return ranked if ranked and shares[ranked[0]].get(concept.id, 0.0) >= MAYBE else []


def _taught(statement: Statement, concept: Concept, rule: LineChoice | None, known: Choosers) -> LineChoice | None:
    """The choice of the rules, after what a user said of rows of the same name."""
    right, wrong = known.right.get(concept.id, frozenset()), known.wrong.get(concept.id, frozenset())
    hits = [i for i, line in enumerate(statement.lines) if line.plain in right and not line.empty]
    if len(hits) == 1 and per_share(statement.lines[hits[0]]) == _is_per_share(concept):
        return LineChoice(concept, hits[0], 0.97, (TAUGHT,))
    return None if rule is not None and statement.lines[rule.index].plain in wrong else rule


def _best(usable: Sequence[int], concept: Concept, shares: Shares) -> int | None:
    """The row that the classifier holds for the likeliest among those that can be it at all."""
    best = max(usable, key=lambda i: shares[i].get(concept.id, 0.0), default=None)
    return best if best is not None and shares[best].get(concept.id, 0.0) >= SPEAKS else None


def _is_per_share(concept: Concept) -> bool:
    return concept.unit == "per_share"


def _weigh(
    concept: Concept, rule: LineChoice | None, best: int | None, shares: Shares, *, learnt: bool
) -> LineChoice | None:
    """One choice of two; None where there is none, or only a weak one of the classifier."""
    if rule is None:
        share = shares[best].get(concept.id, 0.0) if best is not None else 0.0
        if best is None or share < ALONE:
            return None
        return LineChoice(concept, best, round(0.95 * share, 2), (ONLY_CLASSIFIER,), Method.CLASSIFIER)
    if best == rule.index:
        return replace(rule, confidence=max(0.96, rule.confidence), why=(*rule.why, BOTH), method=Method.BOTH)
    share = shares[rule.index].get(concept.id, 0.0)
    if best is None:
        denied = learnt and share < DENIES and not rule.why
        confidence = min(rule.confidence, 0.85 if denied else 0.93)
        return replace(rule, confidence=confidence, why=(*rule.why, ONLY_RULE), doubted=denied)
    if not rule.why and shares[best][concept.id] >= AGAINST[0] and share < AGAINST[1]:
        return LineChoice(concept, best, 0.6, (DIFFER,), Method.CLASSIFIER, doubted=True)
    return replace(rule, confidence=0.6, why=(*rule.why, DIFFER), doubted=True)
