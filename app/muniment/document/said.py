"""All that an analysis or an answer says in messages, and whether a sentence of the template says no number without its place."""

from __future__ import annotations

from collections.abc import Iterator

from muniment.document.facts.answer import Answer
from muniment.document.facts.fact import LINKED, PIECES, Analysis, Sentence
from muniment.message import VERBATIM, Message, is_sound, verbatim

_LONGEST_UNIT = 20
"""Characters of a text in a sentence of the template: a currency."""


def said_in(analysis: Analysis) -> Iterator[Message]:
    """The messages of an analysis, but for its facts' reasons."""
    for check in analysis.checks:
        yield from (check.name, *check.parts, check.sentence)
    for measure in analysis.measures:
        yield from (one for one in (measure.name, measure.group, measure.note, measure.short) if one is not None)
    yield from (sentence.said for sentence in analysis.summary if sentence.said is not None)
    yield from (tag.name for tag in analysis.tags)
    yield from analysis.warnings


def said_in_answer(answer: Answer) -> Iterator[Message]:
    """The messages of an answer."""
    for one in (answer.conclusion, answer.rule, answer.note, answer.understood):
        if one is not None:
            yield one
    for step in answer.steps:
        yield step.name
        yield step.formula if isinstance(step.formula, Message) else verbatim(step.formula)


def is_template(sentence: Sentence) -> bool:
    """Whether a sentence is one of the template: it has no words of its own, and each number in it leads to facts, once."""
    said = sentence.said
    if said is None or sentence.text or sentence.heading or not is_sound(said, _LONGEST_UNIT):
        return False
    linked = [one for one in said.parts if one.code == LINKED]
    numbers = [one.get("link") for one in linked]
    if not linked or sorted(map(str, numbers)) != sorted(map(str, range(len(sentence.links)))):
        return False
    inside = {id(part) for one in linked for part in one.parts}
    return all(_says_no_number(part) for part in said.parts if id(part) not in inside) and not any(
        part.code in (VERBATIM, PIECES) for part in said.parts
    )


def _says_no_number(part: Message) -> bool:
    """Whether a message itself, without those within it, holds nothing but codes and words."""
    return all(
        isinstance(value, Message) or (isinstance(value, str) and not any(map(str.isdigit, value)))
        for _, value in part.arguments
    )
