"""A document for a person to read: facts and measures by period, checks, the cited summary, where the time went."""

from __future__ import annotations

from muniment.cli import screen, text_sheet
from muniment.document.facts.fact import CheckResult, Fact, Method
from muniment.pipeline.exports.document_record import linked
from muniment.pipeline.exports.stale_results import up_to_date
from muniment.texts import documents
from muniment.vault.database.records import StoredAnalysis
from muniment.vault.store import Vault

_PLACES = 3  # of a tag that are shown


def show(vault: Vault, document_id: int) -> None:
    """Print what is known of a document."""
    known = up_to_date(vault.analysis(document_id))
    facts = [stored.fact for stored in known.facts]
    document = known.document
    pages = screen.counted(document.page_count or 0, "page")
    screen.put(f"{document.name}: {known.kind}, {pages}, {screen.counted(len(facts), 'fact')}")
    for line in text_sheet.lines(facts):
        screen.put(f"  {line}".rstrip())
    _show_measures(known, facts)
    _show_checks(known)
    _show_summary(known, facts)
    _show_tags(known)
    for code in known.warnings:
        screen.put(f"Note: {documents.warning(code)}")
    spent = ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in known.seconds.items())
    screen.put(f"Time: {spent}" + (f"; model {known.model.id}" if known.model else "; no model"))
    screen.put()


def _show_measures(known: StoredAnalysis, facts: list[Fact]) -> None:
    if known.measures:
        screen.put("Measures")
    for line in text_sheet.measure_lines(known.measures, facts):
        screen.put(f"  {line}".rstrip())


def _show_checks(known: StoredAnalysis) -> None:
    """What does not close first, each with its figures; what closes once a name, with its periods."""
    closed: dict[str, list[str]] = {}
    for check in known.checks:
        if check.result is CheckResult.CLOSES:
            closed.setdefault(check.name, []).append(check.period.end.isoformat())
    if known.checks:
        screen.put("Checks")
    for check in known.checks:
        if check.result is not CheckResult.CLOSES:
            screen.put(f"  {check.result.value}: {text_sheet.named(check.period)}: {check.sentence}")
    for name, ends in closed.items():
        screen.put(f"  closes: {name} ({', '.join(dict.fromkeys(ends))})")


def _show_tags(known: StoredAnalysis) -> None:
    """What it speaks of and who should read it, each with the words that say so."""
    for title, is_routing in (("Tags", False), ("For whom", True)):
        tags = [tag for tag in known.tags if tag.is_routing is is_routing]
        if tags:
            screen.put(title)
        for tag in tags:
            places = "; ".join(f'"{" ".join(one.quote.split())}" p. {one.span.page}' for one in tag.evidence[:_PLACES])
            more = f" and {len(tag.evidence) - _PLACES} more" if len(tag.evidence) > _PLACES else ""
            said = " (by the model)" if tag.method is Method.MODEL else ""
            screen.put(f"  - {tag.name}{said}: {places}{more}")


def _show_summary(known: StoredAnalysis, facts: list[Fact]) -> None:
    if known.summary:
        screen.put("Summary")
    for sentence in known.summary:
        places = sentence.citations or [fact.evidence for fact in linked(sentence, facts)]
        pages = sorted({evidence.span.page for evidence in places})
        heading = f"{sentence.heading}: " if sentence.heading else ""
        said = f"; {sentence.wording.value}" if sentence.originals else ""
        screen.put(f"  - {heading}{sentence.text} [p. {', '.join(map(str, pages))}{said}]")
        for original in sentence.originals:
            screen.put(f'    in the document: "{original}"')
