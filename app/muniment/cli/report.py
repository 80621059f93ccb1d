"""A document for a person to read: facts and measures by period, checks, the cited summary, where the time went."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.cli import screen, text_sheet
from muniment.document.facts.fact import CheckResult, Fact, Method, Wording
from muniment.pipeline.exports.document_record import linked
from muniment.pipeline.exports.stale_results import up_to_date
from muniment.texts import numbers
from muniment.texts.document_words import schema_words, state_words
from muniment.texts.say import say
from muniment.texts.summary_sentence import sentence_text
from muniment.texts.text import Text
from muniment.vault.database.records import StoredAnalysis
from muniment.vault.store import Vault

_PLACES = 3  # of a tag that are shown


_WORDINGS = {
    Wording.CITED: Text("cited"),
    Wording.JOINED: Text("joined"),
    Wording.REPHRASED: Text("rephrased"),
}
_STAGES: Mapping[str, Text] = {
    "read": Text("read", context="stage"),
    "extract": Text("analyse", context="stage"),
    "save": Text("save", context="stage"),
    "model": Text("model", context="stage"),
}


def _stage(name: str) -> str:
    return _STAGES[name]() if name in _STAGES else name


def show(vault: Vault, document_id: int) -> None:
    """Print what is known of a document."""
    known = up_to_date(vault.analysis(document_id))
    facts = [stored.fact for stored in known.facts]
    document = known.document
    pages = Text("{n} page", "{n} pages")(n=document.page_count or 0)
    screen.put(f"{document.name}: {schema_words.kind_within(known.kind)}, {pages}, {screen.facts(len(facts))}")
    for line in text_sheet.lines(facts):
        screen.put(f"  {line}".rstrip())
    _show_measures(known, facts)
    _show_checks(known)
    _show_summary(known, facts)
    _show_tags(known)
    for warning in known.warnings:
        screen.put(Text("Note: {text}")(text=say(warning)))
    spent = ", ".join(f"{_stage(stage)} {numbers.number(seconds, 2)} s" for stage, seconds in known.seconds.items())
    if known.model:
        screen.put(Text("Time: {spent}; model {model}")(spent=spent, model=known.model.id))
    else:
        screen.put(Text("Time: {spent}; no model")(spent=spent))
    screen.put()


def _show_measures(known: StoredAnalysis, facts: list[Fact]) -> None:
    if known.measures:
        screen.put(Text("Measures")())
    for line in text_sheet.measure_lines(known.measures, facts):
        screen.put(f"  {line}".rstrip())


def _show_checks(known: StoredAnalysis) -> None:
    """What does not close first, each with its figures; what closes once a name, with its periods.

    By the words of the name: two figures may be called the same, as the income of the group and of its parent are.
    """
    closed: dict[str, list[str]] = {}
    for check in known.checks:
        if check.result is CheckResult.CLOSES:
            closed.setdefault(say(check.name), []).append(numbers.day(check.period.end))
    if known.checks:
        screen.put(Text("Checks")())
    for check in known.checks:
        if check.result is not CheckResult.CLOSES:
            where = text_sheet.named(check.period)
            screen.put(f"  {state_words.result_within(check.result)}: {where}: {say(check.sentence)}")
    for name, ends in closed.items():
        closes = state_words.result_within(CheckResult.CLOSES)
        screen.put(f"  {closes}: {name} ({', '.join(dict.fromkeys(ends))})")


def _show_tags(known: StoredAnalysis) -> None:
    """What it speaks of and who should read it, each with the words that say so."""
    for title, is_routing in ((Text("Tags")(), False), (Text("For whom")(), True)):
        tags = [tag for tag in known.tags if tag.is_routing is is_routing]
        if tags:
            screen.put(title)
        for tag in tags:
            places = "; ".join(
                Text('"{words}" {page}')(words=" ".join(one.quote.split()), page=screen.page_mark([one.span.page]))
                for one in tag.evidence[:_PLACES]
            )
            more = len(tag.evidence) - _PLACES
            if more > 0:
                places = Text("{places} and {n} more", "{places} and {n} more")(places=places, n=more)
            name = say(tag.name)
            if tag.method is Method.MODEL:
                name = Text("{name} (by the model)")(name=name)
            screen.put(f"  - {name}: {places}")


def _show_summary(known: StoredAnalysis, facts: list[Fact]) -> None:
    if known.summary:
        screen.put(Text("Summary")())
    for sentence in known.summary:
        places = sentence.citations or [fact.evidence for fact in linked(sentence, facts)]
        pages = sorted({evidence.span.page for evidence in places})
        heading = f"{sentence.heading}: " if sentence.heading else ""
        said = f"; {_WORDINGS[sentence.wording]()}" if sentence.originals else ""
        screen.put(f"  - {heading}{sentence_text(sentence)} [{screen.page_mark(pages)}{said}]")
        for original in sentence.originals:
            screen.put(Text('    in the document: "{words}"')(words=original))
