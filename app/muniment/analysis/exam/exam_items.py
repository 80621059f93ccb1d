"""The items of a model's exam, made from ``resources/exam.toml`` and a seed: statements, first pages, questions, sentences.

Each item also holds what the deterministic way makes of it, by the code that does the work otherwise. Must never hold
anything of a document of the user, nor the same amounts twice: a model cannot have learnt them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import count, islice
from typing import Any

import tomli

from muniment import paths
from muniment.analysis.asking.question_text import read
from muniment.analysis.asking.question_wordings import wordings
from muniment.analysis.choosing.learned_choosers import choosers
from muniment.analysis.choosing.reconcile_choosers import Open, open_questions
from muniment.analysis.cover.recognise_kind import kind_of
from muniment.analysis.exam import exam_statements
from muniment.analysis.measures.measure_file import with_own
from muniment.analysis.prompts import join_question, plan_question, topic_question
from muniment.analysis.prompts.model_advice import KIND_ASKED
from muniment.analysis.prompts.rephrase_question import QUESTION, TOKENS
from muniment.analysis.prompts.sentence_question import AGAINST, QUESTIONS
from muniment.analysis.questions.question_subject import found_in
from muniment.analysis.statements.row_sums import sums
from muniment.analysis.summary import content_tag_file, content_tags, telling_sentences
from muniment.analysis.vocabulary.concepts import concepts
from muniment.document.pages.page import PackedWords, Page, Source, Unit
from muniment.document.pages.source_document import Document
from muniment.document.schema_file import read_table
from muniment.document.schemas import KINDS, SCHEMAS, UNKNOWN
from muniment.document.text.rephrased import is_sound
from muniment.document.usage.exam_marks import ModelTask
from muniment.llm.pointing.model_exam import HALF, Item, Series, Writing

COUNT = 2 * HALF
"""Items of a task."""
REPHRASED = 40
"""Sentences; each is written out, which takes longer than pointing."""
PLANS = 8
"""Measures and concepts among which one is to be picked."""
SHOWN = 4
"""Sentences of which one tells of the business."""


def series(seed: int) -> Series:
    """The items of all tasks, in the order in which they are asked.

    Args:
        seed: Any number; the same one gives the same items.
    """
    return {
        ModelTask.ORDER: tuple(islice(_orders(_chance(seed, ModelTask.ORDER)), COUNT)),
        ModelTask.JOIN: tuple(islice(_joins(_chance(seed, ModelTask.JOIN)), COUNT)),
        ModelTask.KIND: tuple(islice(_kinds(_chance(seed, ModelTask.KIND)), COUNT)),
        ModelTask.PLAN: tuple(islice(_plans(_chance(seed, ModelTask.PLAN)), COUNT)),
        ModelTask.CHOOSE: tuple(islice(_rows(_chance(seed, ModelTask.CHOOSE)), COUNT)),
        ModelTask.TAG: tuple(islice(_topics(_chance(seed, ModelTask.TAG)), COUNT)),
        ModelTask.REPHRASE: tuple(islice(_writings(_chance(seed, ModelTask.REPHRASE)), REPHRASED)),
    }


def _chance(seed: int, task: ModelTask) -> random.Random:
    return random.Random(f"{seed} {task}")  # noqa: S311 - an exam, not a secret


@cache
def _material() -> Mapping[str, Any]:
    return tomli.loads((paths.resources() / "exam.toml").read_text("utf-8"))


@cache
def _first_pages() -> Sequence[Mapping[str, Any]]:
    """First pages of the kinds that have some, by the id of the kind, in the order of the schemas."""
    files = (schema.folder / "exam.toml" for schema in SCHEMAS)
    return [one for file in files if file.exists() for one in read_table(file)["kind"]]


def _rows(chance: random.Random) -> Iterator[Item]:
    """Concepts on which the choosers are silent or differ; two that are printed, then one that is not."""
    waiting: dict[ModelTask, list[Item]] = {ModelTask.CHOOSE: [], ModelTask.ABSENT: []}
    while True:
        made = exam_statements.draw(chance, _material()["statement"])
        added = sums(made.statement.lines)
        for doubt in open_questions(made.statement, concepts(), choosers(), added):
            item = _row_item(made.rows.get(doubt.concept.id), doubt)
            if item is not None:
                waiting[item.task].append(item)
        while len(waiting[ModelTask.CHOOSE]) > 1 and waiting[ModelTask.ABSENT]:
            yield waiting[ModelTask.CHOOSE].pop(0)
            yield waiting[ModelTask.CHOOSE].pop(0)
            yield waiting[ModelTask.ABSENT].pop(0)


def _row_item(right: int | None, doubt: Open) -> Item | None:
    asked = doubt.question
    if right is not None and right not in asked.rows:
        return None  # nobody could answer it
    none = len(asked.options) - 1
    plain = asked.rows.index(doubt.choice.index) if doubt.choice is not None else None
    return Item(
        task=ModelTask.ABSENT if right is None else ModelTask.CHOOSE,
        context=asked.context,
        questions=asked.questions,
        options=asked.options,
        right=none if right is None else asked.rows.index(right),
        plain=plain,
        none=none,
    )


def _kinds(chance: random.Random) -> Iterator[Item]:
    """First pages that do not say their kind; a third are of no kind that is known."""
    known = [one for one in _first_pages() if one["id"] != UNKNOWN]
    other = next(one for one in _first_pages() if one["id"] == UNKNOWN)
    while True:
        for one in (*chance.sample(known, 2), other):
            text = _filled(chance.choice(one["pages"]), chance)
            found = kind_of(_document(text)).value
            right, plain = KINDS.index(one["id"]), KINDS.index(found)
            yield Item(ModelTask.KIND, text, KIND_ASKED, KINDS, right, plain, none=KINDS.index(UNKNOWN))


def _document(text: str) -> Document:
    page = Page(1, 80.0, 60.0, Unit.CHAR, Source.FLOW, text, PackedWords())
    return Document(sha256="0" * 64, name="", media_type="text/html", pages=(page,))


def _plans(chance: random.Random) -> Iterator[Item]:
    """Questions that do not name the measure, a third of them for none that is offered; the planner of ``ask`` has its say."""
    names = {one.id: one.name for one in concepts()} | {one.id: one.name for one in with_own("").entries}
    plans = _material()["plan"]
    for number in count():
        one = chance.choice(plans)
        ids = chance.sample([other["of"] for other in plans if other is not one], PLANS)
        if number % 3 != 2:
            ids[chance.randrange(PLANS)] = one["of"]
        options = [names[name] for name in ids]
        question = chance.choice(one["asked"])
        asked = plan_question.of(question, options)
        plain = _understood(question, ids)
        right = ids.index(one["of"]) if one["of"] in ids else PLANS
        yield Item(ModelTask.PLAN, question, asked.questions, asked.options, right, plain, none=PLANS)


def _understood(question: str, ids: Sequence[str]) -> int | None:
    """The figure that the words of a question name, as the planner reads them; None where they name none."""
    said = found_in(read(question).plain, wordings())
    return next((ids.index(subject.id) for subject in said if subject.id in ids), None)


def _orders(chance: random.Random) -> Iterator[Item]:
    """One sentence that tells of the business among others; the deterministic way ranks them as in a document."""
    told = _material()["order"]
    while True:
        texts = [chance.choice(told["telling"]), *chance.sample(told["empty"], SHOWN - 1)]
        texts = [_filled(text, chance) for text in texts]
        first = texts[0]
        chance.shuffle(texts)
        scores = telling_sentences.scores(texts)
        plain = max(range(SHOWN), key=scores.__getitem__)
        yield Item(ModelTask.ORDER, "", QUESTIONS, tuple(texts), texts.index(first), plain, against=AGAINST)


def _joins(chance: random.Random) -> Iterator[Item]:
    """Two sentences of one subject, and every third time of two; without a model none are joined."""
    pairs = _material()["join"]
    for number in count():
        is_apart = number % 3 == 2
        first, second = (_filled(text, chance) for text in chance.choice(pairs["other" if is_apart else "same"]))
        read = join_question.context(first, second)
        yield Item(ModelTask.JOIN, read, join_question.QUESTIONS, join_question.OPTIONS, int(is_apart), None, none=1)


def _topics(chance: random.Random) -> Iterator[Item]:
    """Passages that do not name what they speak of; a third speak of nothing that is offered; phrases have their say."""
    topics = [one for one in _material()["topic"] if one["of"]]
    of_none = next(one for one in _material()["topic"] if not one["of"])
    entries = content_tag_file.with_own("").entries
    names = [(one.id, one.name) for one in entries]
    for number in count():
        one = chance.choice(topics)
        asked = next(name for name in names if name[0] == one["of"])
        text = _filled(chance.choice((of_none if number % 3 == 2 else one)["passages"]), chance)
        question = topic_question.of(text, topic_question.offered(asked, names), asked[0])
        found = {tag.id for tag in content_tags.find(_document(text), entries, None)}
        plain = next((at for at, name in enumerate(question.ids) if name in found), None)
        none = len(question.ids)
        right = none if number % 3 == 2 else question.ids.index(asked[0])
        yield Item(ModelTask.TAG, text, question.questions, question.options, right, plain, none=none)


def _writings(chance: random.Random) -> Iterator[Writing]:
    while True:
        text = _filled(chance.choice(_material()["rephrase"]["sentences"]), chance)
        yield Writing(ModelTask.REPHRASE, text, QUESTION, TOKENS, partial(is_sound, text))


def _filled(text: str, chance: random.Random) -> str:
    """A text with names, things and amounts of its own."""
    words = _material()["words"]
    parts = {"{name}": words["names"], "{x}": words["things"], "{day}": words["days"]}
    for place, choices in parts.items():
        while place in text:
            text = text.replace(place, chance.choice(choices), 1)
    for place, (low, high) in {"{n}": (101, 989), "{p}": (2, 19), "{q}": (20, 30)}.items():
        while place in text:
            text = text.replace(place, str(chance.randint(low, high)), 1)
    return text
