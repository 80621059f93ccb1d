"""A document as the object that ``--json`` prints and the JSON export holds; scripts hold on to its form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from muniment.document.facts.fact import Check, ContentTag, Elsewhere, Fact, Measure, Sentence, Value
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.page import Page
from muniment.document.pages.table import Period
from muniment.document.usage.routing import Routing
from muniment.message import Message
from muniment.pipeline.exports.stale_results import up_to_date
from muniment.texts.finding_words.measure_words import stretch_name
from muniment.texts.say import say
from muniment.texts.summary_sentence import sentence_text
from muniment.vault.database.records import DocumentRow, StoredAnalysis
from muniment.vault.store import Vault

Record = dict[str, Any]
PageSource = Callable[[int], Page]


def of_document(vault: Vault, document_id: int, file: str) -> Record:
    """All that is known of a document and up to date.

    Args:
        vault: Where it is.
        document_id: Which.
        file: The path as it was given.
    """
    return of_analysis(
        up_to_date(vault.analysis(document_id)), cache(lambda number: vault.page(document_id, number)), file
    )


def of_analysis(known: StoredAnalysis, page: PageSource, file: str) -> Record:
    """The same of an analysis at hand.

    Args:
        known: The analysis.
        page: Gives the document's pages by number, for boxes.
        file: The document's path or name.
    """
    facts = [stored.fact for stored in known.facts]
    return {
        **_head(file, known.document),
        "kind": {"value": known.kind, "confidence": known.kind_confidence},
        "facts": [_fact(fact, page(fact.evidence.span.page)) for fact in facts],
        "measures": [_measure(measure, facts) for measure in known.measures],
        "checks": [_check(check) for check in known.checks],
        "summary": [_sentence(sentence, facts, page) for sentence in known.summary],
        "tags": [of_tag(tag, page) for tag in known.tags],
        "warnings": [_warning(warning) for warning in known.warnings],
        "error": None,
        "model": _model(known),
        "seconds": dict(known.seconds),
    }


def of_failure(file: str, error: str, document: DocumentRow | None = None) -> Record:
    """A file that has no facts, with the sentence that says why.

    Args:
        file: Its name.
        error: The sentence, in the user's language.
        document: Its row in the vault; None for a file that is not in it.
    """
    head = _head(file, document) if document else {"file": file, "sha256": None, "media_type": None, "pages": None}
    empty: Mapping[str, Any] = {name: [] for name in ("facts", "measures", "checks", "summary", "tags", "warnings")}
    return {**head, "kind": None, **empty, "error": error, "model": None, "seconds": {}}


def plain(value: Value) -> str:
    """A value as text: a decimal without exponent, a date as ISO, a text as it is."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


def linked(sentence: Sentence, facts: list[Fact]) -> list[Fact]:
    """The facts that a sentence's numbers were read or computed from, each once."""
    return [facts[index] for index in dict.fromkeys(index for link in sentence.links for index in link.facts)]


def _head(file: str, document: DocumentRow) -> Record:
    return {"file": file, "sha256": document.sha256, "media_type": document.media_type, "pages": document.page_count}


def _fact(fact: Fact, page: Page) -> Record:
    return {
        "concept": fact.concept,
        "value": plain(fact.value),
        "unit": fact.unit,
        **_period(fact.period),
        "entity": fact.entity,
        **_place(fact.evidence, page),
        "element_id": fact.element_id,
        "label": fact.label,
        "column": fact.column,
        "scale": fact.scale,
        "state": fact.state.value,
        "method": fact.method.value,
        "confidence": fact.confidence,
    }


def _period(period: Period | None) -> Record:
    if period is None:
        return {"period_start": None, "period_end": None, "months": None}
    start = period.start.isoformat() if period.start else None
    return {"period_start": start, "period_end": period.end.isoformat(), "months": period.months}


def _place(evidence: Evidence, page: Page) -> Record:
    span = evidence.span
    boxes = [list(box) for box in evidence.boxes(page)]
    return {"page": span.page, "start": span.start, "end": span.end, "boxes": boxes, "quote": evidence.quote}


def _measure(measure: Measure, facts: list[Fact]) -> Record:
    return {
        "measure": measure.measure,
        "value": plain(measure.value),
        "unit": measure.unit,
        "period_end": measure.period.end.isoformat(),
        "months": measure.period.months,
        "operands": [fact.concept for fact in operands(measure, facts)],
        "state": measure.state.value,
        "name": say(measure.name),
        "shown": measure.shown,
        "formula": measure.formula,
        "stretch": stretch_name(measure.stretch),
        "operand_facts": list(measure.operands),
        "elsewhere": [_elsewhere(one) for one in measure.elsewhere],
    }


def _check(check: Check) -> Record:
    shown = {"name": say(check.name), "period_end": check.period.end.isoformat(), "months": check.period.months}
    return {
        **shown,
        "result": check.result.value,
        "parts": [say(part) for part in check.parts],
        "sentence": say(check.sentence),
        "facts": list(check.facts),
        "elsewhere": [_elsewhere(one) for one in check.elsewhere],
    }


def operands(measure: Measure, facts: Sequence[Fact]) -> list[Fact | Elsewhere]:
    """What a measure was computed from: figures of the document, then those of the company's other documents."""
    return [*(facts[index] for index in measure.operands), *measure.elsewhere]


def _elsewhere(one: Elsewhere) -> Record:
    place = {"page": one.evidence.span.page, "quote": one.evidence.quote}
    figure = {"concept": one.concept, "value": plain(one.value), "unit": one.unit, **_period(one.period), **place}
    return {"file": one.name, "sha256": one.sha256, **figure}


def _sentence(sentence: Sentence, facts: list[Fact], page: PageSource) -> Record:
    behind = linked(sentence, facts)
    places: Iterable[Evidence] = sentence.citations or [fact.evidence for fact in behind]
    return {
        "text": sentence_text(sentence),
        "wording": None if behind else sentence.wording.value,
        "heading": sentence.heading,
        "citations": [_place(evidence, page(evidence.span.page)) for evidence in places],
        "operands": [fact.concept for fact in behind],
    }


def of_tag(tag: ContentTag, page: PageSource | None = None) -> Record:
    """What a document speaks of, with its places.

    Args:
        tag: The tag.
        page: Gives pages for boxes; None leaves the places out.
    """
    told: Record = {"tag": tag.id, "name": say(tag.name), "routing": tag.is_routing, "method": tag.method.value}
    return told if page is None else {**told, "evidence": [_place(one, page(one.span.page)) for one in tag.evidence]}


def _model(known: StoredAnalysis) -> Record | None:
    """Which model took part, for what, and how questions went to a fast and a strong one."""
    if known.model is None:
        return None
    return {"id": known.model.id, "used_for": list(known.model.used_for), "routing": of_routing(known.routing)}


def of_routing(routing: Routing) -> list[Record]:
    """What became of the questions to models, one object a task; seconds may be negative where more was spent than saved."""
    return [
        {
            "task": one.task.value,
            "asked": one.asked,
            "fast": one.fast,
            "strong": one.strong,
            "both": one.both,
            "agreed": one.agreed,
            "fast_seconds": round(one.fast_seconds, 3),
            "strong_seconds": round(one.strong_seconds, 3),
            "saved_seconds": None if one.saved_seconds is None else round(one.saved_seconds, 3),
        }
        for one in routing.tasks
    ]


def _warning(what: Message) -> str:
    """A warning as scripts read it: its code, and what is wrong in the user's own file behind it."""
    fault = what.get("fault")
    return f"{what.code}: {say(fault)}" if isinstance(fault, Message) else what.code
