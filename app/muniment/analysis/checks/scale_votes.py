"""What the rest of a document says of the scale of its statements: tables that repeat their figures, sentences, earnings per share.

The scale of a whole set of statements cannot be seen from inside it: every sum closes in thousands as in millions. Must never
count a number for a figure's unless the row's own name stands beside it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from muniment.analysis.checks import text_confirmation
from muniment.analysis.vocabulary.label_text import plain
from muniment.document.facts.fact import Fact
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.source_document import Document
from muniment.document.pages.table import Table

_DIGITS = 4  # of a figure, without noughts at its end; fewer are the same by chance too often
_SCALES = (1, 10**3, 10**5, 10**6, 10**7, 10**9)
_BARE = re.compile(r"[^\d]")
_SAME = Decimal("0.4"), Decimal("2.5")  # how far earnings a share times shares may be from the income


@dataclass(frozen=True, slots=True)
class Vote:
    """What one place says of one figure.

    Attributes:
        fact: Its position.
        scale: What its printed number is multiplied by, as this place says.
        evidence: What says it.
    """

    fact: int
    scale: int
    evidence: Evidence


def of_tables(document: Document, facts: Sequence[Fact], figures: Sequence[int]) -> Iterator[Vote]:
    """Tables of a known scale that repeat a figure under the same name.

    Args:
        document: With its tables.
        facts: Of the document.
        figures: Positions of the amounts that are looked for.
    """
    wanted: dict[str, list[int]] = defaultdict(list)
    for i in figures:
        digits = _BARE.sub("", facts[i].evidence.quote)
        if len(digits.rstrip("0")) >= _DIGITS:
            wanted[digits].append(i)
    for table in document.tables if wanted else ():
        if table.scale_evidence is not None and table.scale is not None:
            yield from _repeated(table, table.scale, table.scale_evidence, facts, wanted)


def _repeated(
    table: Table, scale: int, evidence: Evidence, facts: Sequence[Fact], wanted: Mapping[str, Sequence[int]]
) -> Iterator[Vote]:
    for row in table.rows:
        for cell in row.cells:
            for i in wanted.get(_BARE.sub("", cell.raw), ()):
                span = facts[i].evidence.span
                if (span.page, span.start) == (table.page, cell.start) or facts[i].scale_evidence == evidence:
                    continue
                if plain(row.label) == plain(facts[i].label):
                    yield Vote(i, scale, evidence)


def of_sentences(document: Document, facts: Sequence[Fact], figures: Sequence[int]) -> Iterator[Vote]:
    """Sentences that say a figure by its name in millions or billions.

    Args:
        document: With its pages.
        facts: Of the document.
        figures: Positions of the amounts that are looked for.
    """
    rounded: dict[tuple[int, int], dict[Decimal, list[tuple[int, int]]]] = {}
    for page in document.pages if figures else ():
        for match in text_confirmation.AMOUNT.finditer(page.text):
            said = text_confirmation.spoken(match)
            if said is None:
                continue
            unit, value, decimals = said
            if (unit, decimals) not in rounded:
                rounded[unit, decimals] = _index(facts, figures, unit, decimals)
            for i, scale in rounded[unit, decimals].get(value, ()):
                if text_confirmation.is_named(page, match, facts[i]):
                    yield Vote(i, scale, Evidence.at(page, match.start(), match.end()))


def _index(
    facts: Sequence[Fact], figures: Sequence[int], unit: int, decimals: int
) -> dict[Decimal, list[tuple[int, int]]]:
    """The figures and scales by what a sentence would say."""
    found: dict[Decimal, list[tuple[int, int]]] = defaultdict(list)
    step = Decimal(1).scaleb(-decimals)
    for i in figures:
        value = facts[i].value
        if isinstance(value, Decimal) and value:
            for scale in _SCALES:
                said = (abs(value) / facts[i].scale * scale / unit).quantize(step, ROUND_HALF_UP)
                found[said].append((i, scale))
    return found


def by_shares(facts: Sequence[Fact]) -> Iterator[tuple[int, int, int]]:
    """Incomes that earnings a share and shares contradict: (income, shares, power of a thousand by which they differ).

    Args:
        facts: Of the document; only the main company's count.
    """
    index = {
        (f.concept, f.period): i
        for i, f in reversed(list(enumerate(facts)))
        if f.entity is None and isinstance(f.value, Decimal)
    }
    for (concept, period), income in index.items():
        if concept != "net_income":
            continue
        for kind in ("basic", "diluted"):
            share, shares = index.get((f"eps_{kind}", period)), index.get((f"shares_{kind}", period))
            power = _power(facts, income, share, shares) if share is not None and shares is not None else 0
            if power and shares is not None:
                yield income, shares, power


def _power(facts: Sequence[Fact], income: int, share: int | None, shares: int | None) -> int:
    """By which power of a thousand an income differs from what its shares earned; 0 where it does not, or by anything else."""
    found = [facts[i].value for i in (income, share, shares) if i is not None]
    values = [abs(value) for value in found if isinstance(value, Decimal)]
    if len(values) < 3 or not all(values):
        return 0
    ratio = values[0] / (values[1] * values[2])
    return next((n for n in (-3, -2, -1, 1, 2, 3) if _SAME[0] < ratio / Decimal(1000) ** n < _SAME[1]), 0)


def counted(votes: Iterable[Vote]) -> dict[int, dict[int, Evidence]]:
    """By scale the figures that places vote for, each with the first place."""
    found: dict[int, dict[int, Evidence]] = defaultdict(dict)
    for vote in votes:
        found[vote.scale].setdefault(vote.fact, vote.evidence)
    return found
