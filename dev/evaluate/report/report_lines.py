"""The evaluation as lines of text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from evaluate.corpus.corpus_cases import PICTURES
from evaluate.grading.graded_outcome import CHECKED, Answered, FigureOutcome, Meaning, OutcomeTally, Verdict
from evaluate.grading.success_rates import Rate, calibration_error, reliability

HEAD = f"{'':<40}{'right':>6}{'wrong':>6}{'false':>6}{'miss':>6}{'extra':>6}   prec    rec   page  place"
BARS = {
    "filings": {"precision": 0.97, "recall": 0.93, "checked precision": 0.99, "checked coverage": 0.70, "place": 0.99},
    "filings_html": {"precision": 0.995, "recall": 0.98, "checked precision": 0.998, "checked coverage": 0.90, "place": 0.99},
    "stripped": {"precision": 0.96, "recall": 0.90, "checked precision": 0.99, "checked coverage": 0.65, "place": 0.98},
    "about": {"kind": 0.97, "company": 0.95, "period end": 0.98, "currency": 0.99},
}  # fmt: skip
"""What must be reached, by set."""
_NAMES = ("precision", "recall", "checked precision", "checked coverage", "place")
GROUPS: dict[str, Callable[[FigureOutcome], str]] = {
    "state": lambda o: o.state,
    "method": lambda o: o.method,
    "concept": lambda o: o.concept,
    "role": lambda o: o.role,
    "document": lambda o: o.document,
}


@dataclass(frozen=True, slots=True)
class Part:
    """What became of one part of a set.

    Attributes:
        chosen: The set.
        name: "tuned" or "aside".
        documents: How many.
        empty: Names of those that hold no statements.
        outcomes: Of all figures.
    """

    chosen: str
    name: str
    documents: int
    empty: frozenset[str]
    outcomes: Sequence[FigureOutcome]


def headlines(outcomes: Sequence[FigureOutcome]) -> dict[str, Rate]:
    """The rates that the bar is about."""
    tally = OutcomeTally.of(outcomes)
    checked = OutcomeTally.of(o for o in outcomes if o.state == CHECKED)
    return {
        "precision": Rate(tally.right, tally.shown),
        "recall": Rate(tally.right, tally.gold),
        "checked precision": Rate(checked.right, checked.shown),
        "checked coverage": Rate(checked.right, tally.gold),
        "page": Rate(tally.page, tally.paged),
        "place": Rate(tally.box, tally.boxed),
    }


def lines(part: Part) -> Iterator[str]:
    """The figures of one part of a set."""
    chosen, outcomes = part.chosen, part.outcomes
    yield f"== {chosen}, {part.name}: {part.documents} documents, {OutcomeTally.of(outcomes).gold} gold figures"
    bars = BARS.get(chosen, {})
    for name, rate in headlines(outcomes).items():
        yield told(name, rate, bars.get(name))
    yield meanings(outcomes)
    yield without_statements(part)
    yield HEAD
    for group, key in GROUPS.items():
        yield f"-- by {group}"
        for name in sorted({key(o) for o in outcomes}):
            yield row(name, OutcomeTally.of(o for o in outcomes if key(o) == name))
    yield from _reliability(outcomes)
    yield ""


def summary(parts: Sequence[Part]) -> Iterator[str]:
    """One line a part: the rates that the bar is about, with the 95 % interval below each."""
    yield "== all parts: share and 95 % interval"
    yield f"{'':<26}{'gold':>6}" + "".join(f"{name:>19}" for name in _NAMES)
    for part in parts:
        rates = [rate for name, rate in headlines(part.outcomes).items() if name in _NAMES]
        cells = (f"{_short(rate):>19}" for rate in rates)
        yield f"{part.chosen + ', ' + part.name:<26}{OutcomeTally.of(part.outcomes).gold:6}" + "".join(cells)
    yield ""


def _short(rate: Rate) -> str:
    low, high = rate.interval()
    return f"{rate.share:.3f} {low:.3f}-{high:.3f}" if rate.n else "-"


def told(name: str, rate: Rate, bar: float | None = None) -> str:
    """A rate with n, errors, its 95 % interval and the bar."""
    low, high = rate.interval()
    if not rate.n:
        return f"{name:<20}     -  n 0"
    verdict = "" if bar is None else f"   bar {bar:g}: {'reached' if rate.share >= bar else 'MISSED'}"
    return f"{name:<20}{rate.share:.4f}  n {rate.n}, {rate.errors} errors, 95 % {low:.4f} to {high:.4f}{verdict}"


def row(name: str, tally: OutcomeTally) -> str:
    """One line of counts."""
    rates = (
        Rate(tally.right, tally.shown),
        Rate(tally.right, tally.gold),
        Rate(tally.page, tally.paged),
        Rate(tally.box, tally.boxed),
    )
    shares = "".join(f"{rate.share:7.3f}" if rate.n else "      -" for rate in rates)
    return f"{name[:39]:<40}{tally.right:6}{tally.wrong:6}{tally.false:6}{tally.missed:6}{tally.extra:6}{shares}"


def meanings(outcomes: Iterable[FigureOutcome]) -> str:
    """How many wrong facts are of the costly kind."""
    counts = Counter(o.meaning for o in outcomes if o.meaning is not None)
    costly = sum(n for meaning, n in counts.items() if meaning.is_of_meaning)
    by = ", ".join(f"{meaning.value} {counts[meaning]}" for meaning in Meaning if counts[meaning])
    said = f"wrong and false facts: {sum(counts.values())}; the right string with the wrong meaning: {costly}"
    return f"{said} ({by})" if by else said


def without_statements(part: Part) -> str:
    """What was found where there is nothing to find."""
    false = sum(o.document in part.empty for o in part.outcomes if o.verdict is Verdict.FALSE)
    return f"documents without statements: {len(part.empty)}, false facts in them: {false}"


def _reliability(outcomes: Sequence[FigureOutcome]) -> Iterator[str]:
    bins = reliability(outcomes)
    yield f"-- stated confidence and the share that is right (expected calibration error {calibration_error(bins):.3f})"
    for each in bins:
        low, high = each.rate.interval()
        yield (
            f"{each.low:.3f} to {each.high:.3f}: stated {each.stated:.3f}, right {each.rate.share:.3f} "
            f"(95 % {low:.3f} to {high:.3f}), n {each.rate.n}"
        )


def questions(answered: Sequence[Answered]) -> Iterator[str]:
    """Kind, company, period end and currency over all sets, and what was answered wrongly."""
    yield "== about the documents (pictures without text apart)"
    for question, rate in shares_of(answered).items():
        yield told(question, rate, BARS["about"].get(question))
        own = [a for a in answered if a.question == question]
        sets = dict.fromkeys(a.chosen for a in own)
        yield "  " + ", ".join(
            f"{name} {sum(a.right for a in own if a.chosen == name)}/{sum(a.chosen == name for a in own)}"
            for name in sets
        )
    for a in answered:
        if not a.right and a.chosen not in PICTURES:
            yield f"  ! {a.document} {a.question}: gold {a.want}, got {a.got or 'nothing'}"
    yield ""


def shares_of(answered: Sequence[Answered]) -> dict[str, Rate]:
    """The share of right answers to each question, over all sets but those of pictures."""
    own = [a for a in answered if a.chosen not in PICTURES]
    names = dict.fromkeys(a.question for a in own)
    return {q: Rate(sum(a.right for a in own if a.question == q), sum(a.question == q for a in own)) for q in names}


def mistakes(outcomes: Iterable[FigureOutcome]) -> Iterator[str]:
    """Every wrong, false, missed and misplaced figure."""
    for o in outcomes:
        if o.is_mistake:
            yield f"  ! {o.document} {o.concept}{period_of(o)}: {_wanted(o)}, {_got(o)}"


def period_of(outcome: FigureOutcome) -> str:
    """The period as text, with a space before it; empty where there is none."""
    source = outcome.gold if outcome.verdict is not Verdict.FALSE else outcome.fact
    if not source or not source.get("period_end"):
        return ""
    return f" {source['period_end']} {source.get('months') or 0}m"


def shortened(text: str) -> str:
    """A row on one line, without its dotted leader."""
    return " ".join(re.sub(r"(?:[ .]*\.){4,}", " … ", text).split())


def _wanted(outcome: FigureOutcome) -> str:
    if outcome.gold is None:
        return "gold: none"
    value = " ".join(str(outcome.gold["value"]).split())
    return (
        f"gold has {value} at {outcome.gold.get('period_end')}" if outcome.verdict is Verdict.FALSE else f"gold {value}"
    )


def _got(outcome: FigureOutcome) -> str:
    fact = outcome.fact
    if fact is None:
        return "missed"
    row = shortened(str(fact.get("row", "")))[:100]
    why = f" ({outcome.meaning.value})" if outcome.meaning else " (at another place)" if outcome.is_misplaced else ""
    return f"got {fact.get('value')} [{row}] {outcome.state}{why}"
