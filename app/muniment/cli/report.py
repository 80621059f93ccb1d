"""A document for a person to read: facts by period with page and state, checks, the cited summary, where the time went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from muniment.cli import screen
from muniment.document.fact import Fact, Value
from muniment.document.table import Period
from muniment.pipeline.record import linked
from muniment.vault.records import StoredAnalysis
from muniment.vault.store import Vault


def show(vault: Vault, document_id: int) -> None:
    """Print what is known of a document."""
    known = vault.analysis(document_id)
    facts = [stored.fact for stored in known.facts]
    document = known.document
    screen.put(f"{document.name}: {known.kind}, {document.page_count or 0} pages, {len(facts)} facts")
    _show_facts(facts)
    _show_checks(known)
    _show_summary(known, facts)
    if known.warnings:
        screen.put("Warnings: " + ", ".join(known.warnings))
    spent = ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in known.seconds.items())
    screen.put(f"Time: {spent}" + (f"; model {known.model.id}" if known.model else "; no model"))
    screen.put()


def printed(value: Value) -> str:
    """A value for the eye: thousands apart."""
    if isinstance(value, Decimal):
        return f"{value:,f}"
    return value.isoformat() if isinstance(value, date) else value


def named(period: Period | None) -> str:
    """A period for the eye."""
    if period is None:
        return ""
    return f"{period.end.isoformat()} ({period.months} months)" if period.months else period.end.isoformat()


def _show_facts(facts: Sequence[Fact]) -> None:
    rows = [["concept", "period", "value", "unit", "page", "state", "as printed"]]
    for fact in facts:
        place = str(fact.evidence.span.page)
        quote = f"{fact.label}: {fact.evidence.quote}" if fact.label else fact.evidence.quote
        values = [fact.concept, named(fact.period), printed(fact.value), fact.unit or "", place, fact.state.value]
        rows.append([*values, quote[:60]])
    for line in screen.table(rows, right=frozenset({2, 4})):
        screen.put("  " + line)


def _show_checks(known: StoredAnalysis) -> None:
    if known.checks:
        screen.put("Checks")
    for check in known.checks:
        screen.put(f"  {check.result.value:<14} {named(check.period):<24} {check.name}")


def _show_summary(known: StoredAnalysis, facts: list[Fact]) -> None:
    if known.summary:
        screen.put("Summary")
    for sentence in known.summary:
        places = sentence.citations or [fact.evidence for fact in linked(sentence, facts)]
        pages = sorted({evidence.span.page for evidence in places})
        heading = f"{sentence.heading}: " if sentence.heading else ""
        screen.put(f"  - {heading}{sentence.text} [p. {', '.join(map(str, pages))}]")
