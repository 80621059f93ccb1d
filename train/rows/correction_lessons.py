"""What corrections of a company's first filing are worth for its second one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from muniment.analysis.choosing.learned_choosers import Choosers, choosers
from muniment.analysis.choosing.reconcile_choosers import choices
from muniment.analysis.choosing.row_classifier import Classifier
from muniment.analysis.statements.row_sums import sums
from muniment.analysis.vocabulary.concepts import concepts
from muniment.document.facts.lesson import Lesson
from rows.tagged_filings import Example, names_of


def compare(known: Sequence[Example], base: Classifier, tally: Counter[str]) -> None:
    """Count what a user would have to correct in second filings, without and with the lessons of the first.

    The user holds with the tags: a row chosen for a concept that is tagged otherwise is pointed elsewhere, or rejected
    where no row is tagged so; what is right is accepted.
    """
    by_company: dict[tuple[str, str], list[Example]] = defaultdict(list)
    for one in known:
        by_company[one.company, one.kind.value].append(one)
    plain = choosers((), base)
    for first, second, *_ in (found for found in by_company.values() if len(found) > 1):
        taught = choosers(_lessons(first, plain), base)
        tally["statements"] += 1
        for name, chooser in (("without", plain), ("with", taught)):
            found = _errors(second, chooser)
            tally[f"{name}: wrong"] += found["wrong"]
            tally[f"{name}: right"] += found["right"]


def _errors(one: Example, chooser: Choosers) -> Counter[str]:
    counts: Counter[str] = Counter()
    chosen = _chosen(one, chooser)
    for number, name in enumerate(names_of(one.kind), 1):
        row = chosen.get(name)
        if row is not None and one.weights[row]:
            counts["right" if one.classes[row] == number else "wrong"] += 1
    return counts


def _chosen(one: Example, chooser: Choosers) -> dict[str, int]:
    home = [concept for concept in concepts() if concept.statement is one.kind]
    found = choices(one.statement, home, chooser, sums(one.statement.lines))
    return {name: choice.index for name, choice in found.items()}


def _lessons(one: Example, chooser: Choosers) -> list[Lesson]:
    found: list[Lesson] = []
    chosen = _chosen(one, chooser)
    labels = [line.label for line in one.statement.lines]
    for number, name in enumerate(names_of(one.kind), 1):
        row = chosen.get(name)
        if row is None or not one.weights[row]:
            continue
        if one.classes[row] != number:
            found.append(Lesson(name, labels[row], right=False))
        true = [i for i, value in enumerate(one.classes) if value == number]
        found += [Lesson(name, labels[i], right=True) for i in true[:1]]
    return found


def text(tally: Counter[str]) -> str:
    """What was counted, as sentences."""
    return (
        f"Second filings of companies that the classifier had not seen ({tally['statements']} statements): a user who holds with the "
        f"tags corrects {tally['without: wrong']} choices without lessons and {tally['with: wrong']} with those of the first filing; "
        f"right are {tally['without: right']} and {tally['with: right']}."
    )
