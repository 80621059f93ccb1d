"""Compares what was said of a document with what is true of it, by the rules of the corpus's own score.py.

A fact is matched to a gold figure by concept, period end (within 7 days) and months; the first such fact counts. In a
document that holds no statements every fact of a graded concept is false; elsewhere a fact that gold does not hold is
false if gold has its value for another period, else extra. Facts of another company than the main registrant, and
concepts that gold calls not established, are not graded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from evaluate.corpus.corpus_cases import Case
from evaluate.grading.gold_matching import (
    CONCEPTS,
    Record,
    alike,
    alike_letter_by_letter,
    close_in_time,
    iso,
    number,
    plain,
    same_period,
    same_value,
    without_repeats,
)
from evaluate.grading.gold_places import Places
from evaluate.grading.graded_outcome import Answered, FigureOutcome, Verdict
from evaluate.grading.wrong_meaning import meaning_of

QUESTIONS = {"kind": "kind", "company": "company_name", "period end": "period_end", "currency": "currency"}
KINDS = {"invoices": "invoice", "receipts": "receipt"}
"""What the documents of a set are whose gold does not say."""


def grade(case: Case, answer: Record, places: Places) -> tuple[list[FigureOutcome], list[Answered]]:
    """What became of every figure of a document, and of the questions about it."""
    if case.fields is not None:
        return list(_fields(case, answer)), _about(case, answer, {"document_type": KINDS[case.chosen]})
    gold = case.gold or {}
    facts = [f for f in answer.get("facts") or [] if f.get("concept") in CONCEPTS]
    own = without_repeats([f for f in facts if not f.get("entity")], "concept")
    figures = without_repeats([g for g in gold["figures"] if g["figure"] in CONCEPTS], "figure")
    others = [f for f in facts if f.get("entity")]
    outcomes, used = _figures(case, figures, own, others, places)
    return [*outcomes, *_rest(case, figures, own, used)], _about(case, answer, gold)


def _figures(
    case: Case, figures: Sequence[Record], facts: Sequence[Record], others: Sequence[Record], places: Places
) -> tuple[list[FigureOutcome], set[int]]:
    """The gold figures one by one, and the facts that were matched to one."""
    used: set[int] = set()
    found: list[FigureOutcome] = []
    for figure in figures:
        fit = (
            i
            for i, f in enumerate(facts)
            if i not in used and f["concept"] == figure["figure"] and same_period(figure, f)
        )
        match = next(fit, None)
        fact = facts[match] if match is not None else None
        if match is not None:
            used.add(match)
        verdict = Verdict.MISSED if fact is None else Verdict.RIGHT if same_value(figure, fact) else Verdict.WRONG
        page, box = places.of(figure, fact) if fact is not None and verdict is Verdict.RIGHT else (None, None)
        found.append(
            FigureOutcome(
                chosen=case.chosen,
                document=case.path.name,
                concept=figure["figure"],
                role=str(figure.get("role")),
                verdict=verdict,
                gold=figure,
                fact=fact,
                page=page,
                box=box,
                meaning=meaning_of(fact, figure, figures, others) if fact and verdict is Verdict.WRONG else None,
            )
        )
    return found, used


def _rest(case: Case, figures: Sequence[Record], facts: Sequence[Record], used: set[int]) -> Iterable[FigureOutcome]:
    """The facts that were matched to no gold figure."""
    known = {(g["figure"], number(g["value"])) for g in figures}
    matched = {_told(facts[i]) for i in used}
    ignored = set((case.gold or {}).get("not_established") or ())
    for i, fact in enumerate(facts):
        if i in used or fact["concept"] in ignored:
            continue
        misdated = _told(fact) in known and _told(fact) not in matched
        is_false = misdated or not figures
        yield FigureOutcome(
            chosen=case.chosen,
            document=case.path.name,
            concept=fact["concept"],
            role="-",
            verdict=Verdict.FALSE if is_false else Verdict.EXTRA,
            fact=fact,
            gold=next((g for g in figures if (g["figure"], number(g["value"])) == _told(fact)), None)
            if misdated
            else None,
            meaning=meaning_of(fact, None, figures, ()) if is_false else None,
        )


def _told(fact: Record) -> tuple[str, Decimal | None]:
    return fact["concept"], number(fact.get("value"))


def _about(case: Case, answer: Record, gold: Mapping[str, object]) -> list[Answered]:
    """Kind, company, period end and currency, where gold says them."""
    said: Record = {}
    for fact in answer.get("facts") or []:
        said.setdefault(str(fact.get("concept")), fact.get("value"))
    kind = answer.get("kind")
    said["kind"] = kind.get("value") if isinstance(kind, dict) else kind
    aliases = gold.get("aliases") or []
    names = [gold.get("company"), *(aliases if isinstance(aliases, list) else [])]
    asked = {
        "kind": (gold.get("document_type"), plain(said["kind"]) == plain(gold.get("document_type"))),
        "company": (gold.get("company"), any(alike(said.get("company_name"), name) for name in names)),
        "period end": (gold.get("period_end"), close_in_time(said.get("period_end"), gold.get("period_end"))),
        "currency": (gold.get("currency"), said.get("currency") == gold.get("currency")),
    }
    return [
        Answered(
            chosen=case.chosen,
            document=case.path.name,
            question=question,
            want=str(want or ""),
            got=str(said.get(QUESTIONS[question]) or ""),
            right=right,
        )
        for question, (want, right) in asked.items()
        if want or question == "kind"
    ]


def _fields(case: Case, answer: Record) -> Iterable[FigureOutcome]:
    """Named fields of receipts and invoices: amounts and dates exactly, names and addresses by likeness."""
    facts: dict[str, list[Record]] = defaultdict(list)
    for fact in answer.get("facts") or []:
        facts[str(fact.get("concept"))].append(fact)
    fields = case.fields or {}
    for concept, want in fields.items():
        fact = facts[concept][0] if facts[concept] else None
        is_right = fact is not None and _same_field(concept, want, fact.get("value"), is_receipt="address" in fields)
        yield FigureOutcome(
            chosen=case.chosen,
            document=case.path.name,
            concept=concept,
            role="-",
            verdict=Verdict.RIGHT if is_right else Verdict.WRONG if fact else Verdict.MISSED,
            gold={"figure": concept, "value": want},
            fact=fact,
        )


def _same_field(concept: str, want: object, got: object, *, is_receipt: bool) -> bool:
    if concept in {"total", "tax", "net"}:
        return number(got) is not None and number(got) == number(want)
    if concept.endswith("_date"):
        return iso(got) == iso(want)
    if concept in {"invoice_number", "currency"}:
        return plain(got) == plain(want)
    return alike_letter_by_letter(got, want) if is_receipt else alike(got, want)
