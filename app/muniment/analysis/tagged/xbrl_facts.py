"""Facts straight from the inline XBRL tags of a document.

Must never make a fact of a tag whose value is not what is printed at its place, of one with a dimension, or of a period
that the statements do not report on.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from muniment.analysis.facts.statement_facts import newest_first, repeats
from muniment.analysis.tagged import uk_tags
from muniment.analysis.tagged.xbrl_places import CellPlace, Homes, Places, full_name
from muniment.analysis.vocabulary.concepts import Concept
from muniment.document.facts.fact import Fact, Method, State
from muniment.document.pages.evidence import Evidence, Span
from muniment.document.pages.source_document import Document
from muniment.document.pages.table import Period
from muniment.document.pages.tag import Tag
from muniment.document.text.number_text import PrintedNumber, may_be_continental, parse_number
from muniment.message import message

AGREE = message("tag-and-label-agree")
UNTAGGED = message("untagged")
# Their first name is what is meant, wherever it stands: balance sheets may print the parent's share only, income statements the
# whole, and what the owners have of it beneath.
_WIDEST = frozenset({"total_equity", "net_income"})
_LEGAL_ENTITY = "dei:LegalEntityAxis"
# Tags of what assets grew by: a cash flow statement prints what that does to the cash.
_TURNED = re.compile(r":IncreaseDecreaseIn")
_NAME = "dei:EntityRegistrantName"


@dataclass(frozen=True, slots=True)
class Filer:
    """A company that reports in a document.

    Attributes:
        name: None for the main one.
        tags: Its figures as a whole, without further dimensions, as displayed.
    """

    name: str | None
    tags: tuple[Tag, ...]


def filers(document: Document) -> tuple[Filer, ...]:
    """The companies whose figures a document tags, the main one first; none where nothing is tagged."""
    shown = [t for t in document.tags if t.is_displayed and isinstance(t.value, Decimal) and t.period_end is not None]
    if not shown:
        return ()
    shown = uk_tags.folded(shown)
    main = Counter(tag.entity for tag in shown).most_common(1)[0][0]
    names = {
        tag.dimensions[0][1]: tag.value
        for tag in document.tags
        if tag.name == _NAME and len(tag.dimensions) == 1 and tag.dimensions[0][0] == _LEGAL_ENTITY
    }
    found = [Filer(None, tuple(t for t in shown if t.entity == main and not t.dimensions))]
    for member, name in names.items():
        own = tuple(t for t in shown if t.dimensions == ((_LEGAL_ENTITY, member),))
        if own and isinstance(name, str):
            found.append(Filer(name, own))
    return tuple(found)


def facts_of(document: Document, filer: Filer, wanted: Sequence[Concept]) -> list[Fact]:
    """The facts that a company's tags give, in the order of the concepts, newest period first."""
    places = Places(document.tables)
    homes = places.homes(filer.tags, wanted)
    texts = {page.number: page.text for page in document.pages}
    found: list[Fact] = []
    for concept in wanted:
        by_period: dict[Period, Fact] = {}
        for tag in _by_place(_chosen(concept, filer.tags, places, homes), concept, places, homes):
            fact = _fact(tag, concept, places.of(tag), filer.name, texts.get(tag.page, ""))
            if fact is not None and fact.period is not None:
                by_period.setdefault(fact.period, fact)
        found += sorted(by_period.values(), key=lambda fact: newest_first(fact.period))
    return [fact for fact in found if not repeats(fact, found)]


def _chosen(concept: Concept, tags: Sequence[Tag], places: Places, homes: Homes) -> list[Tag]:
    """The tags of the name that comes first among those in the concept's own statement, else among all."""
    usable = [tag for tag in tags if bool(tag.months) is not concept.instant and homes.reports(tag)]
    usable = [tag for tag in usable if _has_unit(tag, concept)]
    names = [full_name(name) for name in concept.tags]
    home = homes.tables.get(concept.statement, frozenset()) if concept.statement else frozenset()
    within = {tag.name for tag in usable if places.table(tag) in home}
    anywhere = {tag.name for tag in usable}
    if concept.id in _WIDEST:
        within = anywhere
    first = next((n for n in names if n in within), None) or next((n for n in names if n in anywhere), None)
    return [tag for tag in usable if tag.name == first]


def _has_unit(tag: Tag, concept: Concept) -> bool:
    unit = tag.unit or ""
    if concept.unit == "shares":
        return unit == "shares"
    money, _, below = unit.partition("/")
    is_money = len(money) == 3 and money.isupper()
    return is_money and below.startswith("share") if concept.unit == "per_share" else is_money and not below


def _by_place(tags: Iterable[Tag], concept: Concept, places: Places, homes: Homes) -> list[Tag]:
    """In the concept's own statement first, then in another one, then in the order of the document."""
    others = frozenset().union(*homes.tables.values())

    def rank(tag: Tag) -> tuple[int, int, int]:
        table = places.table(tag)
        home = homes.tables.get(concept.statement, frozenset()) if concept.statement else frozenset()
        return 0 if table in home else 1 if table in others else 2 if table is not None else 3, tag.page, tag.start

    return sorted(tags, key=rank)


def _fact(tag: Tag, concept: Concept, place: CellPlace | None, entity: str | None, page: str) -> Fact | None:
    """A fact, if what is printed at the tag's place is its value."""
    value = tag.value
    if not isinstance(value, Decimal) or tag.period_end is None or tag.scale < 0:
        return None
    scale = int(10**tag.scale)
    number = _printed(tag.quote, abs(value) / scale, page)
    if number is None or number.dash:
        return None
    if not concept.positive and _TURNED.search(tag.name):
        value = number.value * scale
    if concept.positive and tag.name.startswith("uk:"):
        value = abs(value)  # British statements of equity tag dividends as what they take away
    fact = Fact(
        concept=concept.id,
        value=value,
        unit=_unit(tag),
        period=Period(start=tag.period_start, end=tag.period_end, months=tag.months),
        evidence=Evidence(Span(tag.page, tag.start, tag.end), tag.quote),
        state=State.LOCATED,
        method=Method.TAG,
        confidence=0.99,
        scale=scale,
        entity=entity,
        element_id=tag.element_id,
        reasons=(message("tagged-as", tag=tag.name),),
    )
    return fact if place is None else _with_place(fact, place)


def _printed(quote: str, amount: Decimal, page: str) -> PrintedNumber | None:
    """The printed number, if it is the amount; a comma may be its decimal mark where the page prints such numbers."""
    for mark in (".", ","):
        number = parse_number(quote, mark)
        if number is not None and abs(number.value) == amount:
            return number if mark == "." or may_be_continental([page]) else None  # to search the page takes longest
    return None


def _unit(tag: Tag) -> str:
    money, _, below = (tag.unit or "").partition("/")
    return f"{money}/shares" if below else money


def _with_place(fact: Fact, place: CellPlace) -> Fact:
    """With what the row, the column and the table say of it."""
    table, column = place.table, place.column
    dated = column.period is not None and fact.period is not None and column.period.end == fact.period.end
    money = (fact.unit or "").partition("/")[0]
    return replace(
        fact,
        label=place.row.label,
        column=column.head,
        scale_evidence=table.scale_evidence if table.scale == fact.scale else None,
        period_evidence=column.evidence if dated else (),
        currency_evidence=table.currency_evidence if table.currency == money else None,
    )


def merged(filer: Filer, tagged: Sequence[Fact], ruled: Sequence[Fact], order: Sequence[Concept]) -> list[Fact]:
    """The facts of tags with what the row labels say of them, and those of labels alone where nothing is tagged.

    A label says nothing against a tag: where the cell that it leads to is tagged as another concept, there is no fact.

    Args:
        filer: The company.
        tagged: From its tags.
        ruled: From labels, of the same company.
        order: The concepts.
    """
    by_key = {(fact.concept, fact.period and (fact.period.end, fact.period.months)): fact for fact in ruled}
    known = {fact.concept for fact in tagged}
    found = [_compared(f, by_key.get((f.concept, f.period and (f.period.end, f.period.months)))) for f in tagged]
    others = _Others(filer.tags, order)
    for fact in ruled:
        if fact.concept not in known and not others.claim(fact):
            found.append(replace(fact, reasons=(*fact.reasons, UNTAGGED)))
    places = {concept.id: number for number, concept in enumerate(order)}
    return sorted(found, key=lambda fact: (places.get(fact.concept, len(places)), newest_first(fact.period)))


class _Others:
    """What tags say of cells that labels lead to."""

    def __init__(self, tags: Iterable[Tag], order: Sequence[Concept]) -> None:
        self._own = {concept.id: frozenset(map(full_name, concept.tags)) for concept in order}
        self._known = frozenset().union(*self._own.values())
        self._names: dict[tuple[int, int], set[str]] = defaultdict(set)
        for tag in tags:
            self._names[tag.page, tag.start].add(tag.name)

    def claim(self, fact: Fact) -> bool:
        """Whether the cell of a fact is tagged as other concepts that are known, and not as its own."""
        span = fact.evidence.span
        names = self._names.get((span.page, span.start), set())
        return bool(names & self._known) and not names & self._own.get(fact.concept, frozenset())


def without_surety(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Facts of labels alone in a tagged document are not called checked: a filer tags what its statements print."""
    return tuple(
        replace(fact, state=State.LOCATED, confidence=min(fact.confidence, 0.9))
        if fact.state is State.CHECKED and UNTAGGED in fact.reasons
        else fact
        for fact in facts
    )


def _compared(fact: Fact, rule: Fact | None) -> Fact:
    """A fact of a tag, and what the row labels say of the same concept and period."""
    if rule is None:
        return fact
    if rule.value == fact.value and rule.evidence.span == fact.evidence.span:
        return replace(fact, state=State.CHECKED, reasons=(*fact.reasons, AGREE))
    if rule.evidence.span == fact.evidence.span:
        return replace(fact, reasons=(*fact.reasons, message("sign-of-tag")))
    if rule.value == fact.value:
        return replace(fact, reasons=(*fact.reasons, message("labels-lead-to-page", page=rule.evidence.span.page)))
    said = message("labels-lead-elsewhere", figure=rule.evidence.quote, row=rule.label)
    return replace(fact, state=State.REVIEW, confidence=0.9, reasons=(*fact.reasons, said))
