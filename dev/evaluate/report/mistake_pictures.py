"""Every mistake as HTML, with a picture of its place, or of documents without pages the lines around it."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from evaluate.corpus.corpus_cases import Case
from evaluate.grading.gold_matching import Record
from evaluate.grading.gold_places import Places
from evaluate.grading.graded_outcome import FigureOutcome, Verdict
from evaluate.report.page_crops import Painter, marks_of
from evaluate.report.report_lines import period_of, shortened

_ROWS = 4
"""How many of the rows that hold a gold figure are shown: a filing repeats some of them often."""


def mistakes(outcomes: Sequence[FigureOutcome], cases: Mapping[tuple[str, str], Case]) -> Iterator[str]:
    """HTML of every wrong, false, missed and misplaced figure, by document, the wrong ones first."""
    order = {Verdict.WRONG: 0, Verdict.FALSE: 1, Verdict.MISSED: 2, Verdict.RIGHT: 3}
    for document in dict.fromkeys(o.document for o in outcomes):
        own = sorted((o for o in outcomes if o.document == document and o.is_mistake), key=lambda o: order[o.verdict])
        if own:
            yield f"<h3>{escape(document)}: {len(own)}</h3>"
            yield from _shown(own, cases[own[0].chosen, document])


def _shown(outcomes: Sequence[FigureOutcome], case: Case) -> Iterator[str]:
    places = Places(case.original, tagged=False)
    if case.path.suffix.lower() != ".pdf" or not case.path.exists():
        for outcome in outcomes:
            yield _case(outcome, _excerpts(outcome, places))
        return
    with Painter(case.path) as painter:
        for outcome in outcomes:
            yield _case(outcome, (_picture(png) for png in painter.crops(marks_of(outcome.gold, outcome.fact))))


def _picture(png: bytes) -> str:
    return f"<img alt='' src='data:image/png;base64,{base64.b64encode(png).decode()}'>"


def _excerpts(outcome: FigureOutcome, places: Places) -> Iterator[str]:
    """The lines around what was found, and the rows that gold means, of documents without pages to draw."""
    if outcome.fact:
        before, after = outcome.fact.get("around") or ([], [])
        lines = [
            *map(escape, before),
            f"<mark class='red'>{escape(str(outcome.fact.get('row')))}</mark>",
            *map(escape, after),
        ]
        yield "<pre>" + "\n".join(lines) + "</pre>"
    if outcome.gold and outcome.gold.get("element_ids"):
        rows = [f"<mark class='green'>{escape(row)}</mark>" for row in places.rows(outcome.gold)[:_ROWS]]
        yield "<pre>" + "\n".join(rows) + "</pre>"


def _case(outcome: FigureOutcome, pictures: Iterable[str]) -> str:
    name = f"{outcome.concept}{period_of(outcome)} {outcome.role.strip('-')}"
    lines = [f"<p><b>{outcome.name}</b>: {escape(name)}"]
    lines[0] += f" <span class='bad'>{outcome.meaning.value}</span></p>" if outcome.meaning else "</p>"
    if outcome.gold:
        where = f"page {outcome.gold['page']}, " if outcome.gold.get("page") else ""
        row = outcome.gold.get("row") or outcome.gold.get("concept") or ""
        lines.append(f"<p class='good'>gold {escape(str(outcome.gold['value']))}: {where}{escape(str(row))}</p>")
    if outcome.fact:
        lines += _said(outcome.fact)
    return f"<div class='case {outcome.name}'>{''.join(lines)}{''.join(pictures)}</div>"


def _said(fact: Record) -> Iterator[str]:
    row = shortened(str(fact.get("row") or fact.get("label") or ""))
    yield f"<p class='bad'>found {escape(str(fact.get('value')))}: page {fact.get('page')}, {escape(row)}</p>"
    column = escape(str(fact.get("column") or ""))
    why = escape(" ".join(map(str, fact.get("reasons") or ())))
    yield (f"<p class='why'>{fact.get('state')}, {fact.get('method')}, confidence {fact.get('confidence')}, "
           f"scale {fact.get('scale')}, column “{column}”. {why}</p>")  # fmt: skip
