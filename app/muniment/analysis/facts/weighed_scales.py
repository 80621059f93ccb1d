"""Scales of figures, weighed against what the rest of the document says of them.

Must never leave a figure sure whose scale something contradicts, nor make one sure by a scale that its statement does not print.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from muniment.analysis.checks import scale_votes
from muniment.analysis.facts.whole_amounts import MAY_BE_SCALED
from muniment.analysis.vocabulary.concepts import concepts
from muniment.document.facts.fact import Fact, State
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.source_document import Document
from muniment.message import Message, message

CONTRADICTED = message("scale-contradicted")
ELSEWHERE = message("scale-from-elsewhere")
_ENOUGH = 2  # different figures that speak for another scale
_SURE = 3  # that many against one that is printed
_TABLES, _SHARE = 5, 0.15  # so many tables in thousands, of all: statements without a scale are in thousands as well
_LINE = 130  # characters of a line that may state a scale


def weighed(document: Document, facts: Sequence[Fact], unread: Message) -> tuple[Fact, ...]:
    """The facts, those in doubt for review, with the scale that other places say where their own is not read.

    Args:
        document: With its tables.
        facts: By the labels of rows.
        unread: The reason of facts whose scale was not read.
    """
    kinds = {concept.id: concept.unit for concept in concepts()}
    money = [i for i, f in enumerate(facts) if kinds.get(f.concept) == "money" and isinstance(f.value, Decimal)]
    own = [i for i in money if facts[i].entity is None]
    bare = [i for i in own if facts[i].scale_evidence is None and facts[i].scale == 1]
    votes = [*scale_votes.of_tables(document, facts, own), *scale_votes.of_sentences(document, facts, bare)]
    counted = scale_votes.counted(votes)
    found = list(facts)
    if bare:
        _weigh_bare(document, found, bare, counted, unread)
    _weigh_printed(found, [i for i in own if i not in set(bare)], counted)
    _weigh_shares(found, own)
    return tuple(found)


def _weigh_bare(
    document: Document,
    found: list[Fact],
    bare: Sequence[int],
    counted: Mapping[int, Mapping[int, Evidence]],
    unread: Message,
) -> None:
    """Figures without a printed scale: another one that several of them have elsewhere, or doubt."""
    ranked = sorted(((len(set(facts) & set(bare)), scale) for scale, facts in counted.items()), reverse=True)
    best, scale = ranked[0] if ranked else (0, 1)
    rival = ranked[1][0] if len(ranked) > 1 else 0
    if best >= _ENOUGH and best > 2 * rival:
        evidence = next(iter(counted[scale].values()))
        for i in bare:
            if scale != 1:
                found[i] = _scaled(found[i], scale, evidence, unread)
            elif unread in found[i].reasons:
                found[i] = _said(found[i], ELSEWHERE, unread)
    elif best or _is_scaled(document, [found[i] for i in bare]):
        for i in bare:
            if scale != 1 or not best:
                found[i] = _doubted(found[i])


def _is_scaled(document: Document, facts: Sequence[Fact]) -> bool:
    """Whether the document is in thousands, or a line beside the figures speaks of them."""
    scaled = sum(1 for table in document.tables if table.scale not in (None, 1))
    if scaled >= _TABLES and scaled >= _SHARE * len(document.tables):
        return True
    pages = {fact.evidence.span.page for fact in facts}
    return any(
        len(line) < _LINE and "\t" not in line and MAY_BE_SCALED.search(line)
        for page in document.pages
        if page.number in pages
        for line in page.text.split("\n")
    )


def _weigh_printed(found: list[Fact], printed: Sequence[int], counted: Mapping[int, Mapping[int, Evidence]]) -> None:
    """Figures whose scale is printed: in doubt where several of them stand elsewhere in another one, and none in this."""
    for scale in {found[i].scale for i in printed}:
        same = {i for i in printed if found[i].scale == scale}
        against = max((len(same & set(facts)) for other, facts in counted.items() if other != scale), default=0)
        if against >= _SURE and against > len(same & set(counted.get(scale, ()))):
            for i in same:
                found[i] = _doubted(found[i])


def _weigh_shares(found: list[Fact], money: Sequence[int]) -> None:
    """Earnings a share times shares are the income: else the shares are in doubt, and amounts whose scale is not printed."""
    differing = list(scale_votes.by_shares(found))
    for income, shares, _ in differing:
        if found[income].scale_evidence is None:
            for i in money:
                if found[i].scale_evidence is None:
                    found[i] = _doubted(found[i])
        found[shares] = _doubted(found[shares])


def _scaled(fact: Fact, scale: int, evidence: Evidence, unread: Message) -> Fact:
    """A figure in the scale that other places say; for review, since its own statement does not."""
    if not isinstance(fact.value, Decimal):
        return fact
    value = fact.value / fact.scale * scale
    fact = replace(fact, value=value, scale=scale, scale_evidence=evidence, state=State.REVIEW)
    return _said(fact, ELSEWHERE, unread)


def _said(fact: Fact, why: Message, instead: Message) -> Fact:
    return replace(fact, reasons=(*(r for r in fact.reasons if r != instead), why))


def _doubted(fact: Fact) -> Fact:
    if CONTRADICTED in fact.reasons:
        return fact
    return replace(
        fact, state=State.REVIEW, confidence=min(fact.confidence, 0.5), reasons=(*fact.reasons, CONTRADICTED)
    )
