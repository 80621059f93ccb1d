"""Figures that the running text says, too: "net sales of $9,000 million" beside the row "Net sales 9,000".

Told only where text and table agree: running text speaks of parts, changes and other years, so a difference says nothing.
Must never take an amount for a figure's unless the row's own name stands before it in the same sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from muniment.analysis.vocabulary.concepts import concepts
from muniment.analysis.vocabulary.label_text import plain
from muniment.document.facts.fact import RUNNING_TEXT, Check, CheckResult, Fact, State
from muniment.document.pages.page import Page
from muniment.document.pages.source_document import Document
from muniment.document.text.number_text import decimal_mark, parse_number
from muniment.message import message, verbatim

_AHEAD = 120  # characters before an amount in which its name stands
_UNITS = {
    "million": 10**6, "millions": 10**6, "millionen": 10**6, "mio": 10**6, "millones": 10**6,
    "billion": 10**9, "billions": 10**9, "milliarden": 10**9, "mrd": 10**9, "milliards": 10**9, "mil millones": 10**9,
}  # fmt: skip
_ENGLISH = frozenset(("million", "millions", "billion", "billions"))
AMOUNT = re.compile(  # begins with a digit, then looks at what stands before it: a whole document is searched, and digits are found fast
    r"(?P<number>\d(?<![\w.,]\d)(?:[\d.,]*\d)?)\s(?P<unit>mil millones|milliarden|milliards|millionen|millones|millions?|billions?|mio|mrd)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?]\s+(?=[A-ZÄÖÜÉ])")
_FEWEST = 3  # digits without leading zeros; two are the same by chance too often

Index = Mapping[Decimal, Sequence[int]]


def run(document: Document, facts: Sequence[Fact]) -> tuple[Check, ...]:
    """A check for each figure that the text says by its name; the first place where it does."""
    amounts = [i for i, f in enumerate(facts) if _may_be_spoken(f)]
    rounded: dict[tuple[int, int], Index] = {}
    found: dict[int, Check] = {}
    for page in document.pages if amounts else ():
        for match in AMOUNT.finditer(page.text):
            for i in _matching(match, facts, amounts, rounded):
                if i not in found and is_named(page, match, facts[i]):
                    found[i] = _check(i, facts[i], page, match)
    return tuple(found[i] for i in sorted(found))


def _may_be_spoken(fact: Fact) -> bool:
    large = isinstance(fact.value, Decimal) and abs(fact.value) >= 10**6
    return large and fact.period is not None and fact.entity is None and fact.state is not State.REJECTED


def _matching(
    match: re.Match[str], facts: Sequence[Fact], amounts: Sequence[int], rounded: dict[tuple[int, int], Index]
) -> Iterator[int]:
    """The facts whose value, rounded as the amount is, equals it."""
    said = spoken(match)
    if said is None:
        return
    unit, value, decimals = said
    if (unit, decimals) not in rounded:
        rounded[unit, decimals] = _index(facts, amounts, unit, decimals)
    yield from rounded[unit, decimals].get(value, ())


def spoken(match: re.Match[str]) -> tuple[int, Decimal, int] | None:
    """Unit, number and decimals of an amount in running text; None where it has too few digits to be known again."""
    unit = match["unit"].lower()
    number = parse_number(
        match["number"], "." if unit in _ENGLISH else decimal_mark([match["number"]], continental=True)
    )
    if number is None or len("".join(c for c in match["number"] if c.isdigit()).lstrip("0")) < _FEWEST:
        return None
    return _UNITS[unit], number.value, number.decimals


def _index(facts: Sequence[Fact], amounts: Sequence[int], unit: int, decimals: int) -> Index:
    found: dict[Decimal, list[int]] = defaultdict(list)
    step = Decimal(1).scaleb(-decimals)
    for i in amounts:
        value = facts[i].value
        if isinstance(value, Decimal):
            found[(abs(value) / unit).quantize(step, ROUND_HALF_UP)].append(i)
    return found


def is_named(page: Page, match: re.Match[str], fact: Fact) -> bool:
    """Whether the row's name, or the concept's, stands before the amount in the same sentence."""
    before = page.text[max(0, match.start() - _AHEAD) : match.start()].replace("\n", " ")
    said = f" {plain(_SENTENCE.split(before)[-1])} "
    names = {plain(fact.label), *(plain(concept.name) for concept in concepts() if concept.id == fact.concept)}
    return any(len(name) > 3 and f" {name} " in said for name in names)


def says_it_again(check: Check) -> bool:
    """Whether a check is that of running text: it knows a row's name and amount, not what the row is."""
    return check.id == RUNNING_TEXT


def _check(index: int, fact: Fact, page: Page, match: re.Match[str]) -> Check:
    said = " ".join(match[0].split())
    if fact.period is None:
        raise ValueError(f"{fact.concept} has no period")
    return Check(
        id=RUNNING_TEXT,
        name=message("equation", left=message("concept-within", concept=fact.concept), right=message("running-text")),
        period=fact.period,
        result=CheckResult.CLOSES,
        facts=(index,),
        parts=(verbatim(fact.evidence.quote), message("said-on-page", said=said, page=page.number)),
        difference=Decimal(0),
        sentence=message("text-says-it-too", page=page.number, said=said),
    )
