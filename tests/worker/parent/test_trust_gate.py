"""Every claim of a worker, one lie at a time."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, cast

import pytest

from muniment.document.codec import to_json
from muniment.document.facts.answer import Answer as Answered
from muniment.document.facts.answer import Operand, Outcome, Passage, Step
from muniment.document.facts.fact import Analysis, Check, CheckResult, Elsewhere, Fact, Measure, Method, Sentence, State
from muniment.document.facts.filing import Filing
from muniment.document.limits import MAX_CHILD, MAX_CHILDREN, MAX_CHILDREN_BYTES
from muniment.document.pages.evidence import Evidence, Span
from muniment.document.pages.page import Info, OutlineEntry, PackedWords, Page, Source, Unit
from muniment.document.pages.table import PageTables, Period, Placed
from muniment.document.pages.tag import Tag
from muniment.document.usage.exam_marks import ModelTask
from muniment.document.usage.model_usage import Spent, Tier
from muniment.document.usage.routing import Routed, Routing
from muniment.message import message, verbatim
from muniment.worker.parent import trust_gate
from muniment.worker.parent.trust_gate import Distrusted
from muniment.worker.parent.worker_client import Reply
from muniment.worker.protocol.analysing import PagesAnalysed
from muniment.worker.protocol.exchanged_message import AnswerMessage, pack
from muniment.worker.protocol.frames import FrameKind
from muniment.worker.protocol.modelling import LoadingModel, ModelsLoaded, TextsEmbedded
from muniment.worker.protocol.page_frames import encode_page, encode_tables
from muniment.worker.protocol.question_exchange import Scoped
from muniment.worker.protocol.questioning import AnswerComputed, AnswerStated, QuestionScoped, SentenceCited
from muniment.worker.protocol.reading import (
    ChildrenUnpacked,
    ChildUnpacked,
    DocumentOpened,
    PageDrawn,
    PageRead,
    PagesRead,
)

PAGE = Page(
    1,
    612.0,
    792.0,
    Unit.POINT,
    Source.TEXT,
    "Revenue\t1,000",
    PackedWords.of([(0, 7, (1, 2, 3, 4)), (8, 13, (5, 6, 7, 8))]),
)
PERIOD = Period(start=date(2023, 1, 1), end=date(2023, 12, 31), months=12)
FACT = Fact(
    concept="revenue",
    value=Decimal(1000),
    unit="USD",
    period=PERIOD,
    evidence=Evidence(Span(1, 8, 13), "1,000"),
    state=State.LOCATED,
    method=Method.RULE,
    confidence=0.9,
)


def said(message: AnswerMessage) -> Reply:
    fields, blob = pack(message)
    return Reply(message.kind, json.loads(json.dumps(fields)), bytes(blob))


def claimed(message: AnswerMessage, position: int, lie: object) -> Reply:
    """An answer of which one field is not what it should be."""
    honest = said(message)
    fields = list(cast("list[object]", honest.fields))
    fields[position] = lie
    return replace(honest, fields=fields)


def page_said(page: Page, tables: bytes = b"[]", **changed: Any) -> Reply:
    packed, data = encode_page(page, tables)
    return said(PageRead(replace(packed, **changed), data))


def test_an_honest_page_is_taken() -> None:
    assert trust_gate.page(page_said(PAGE), number=1, count=1) == (PAGE, b"[]")


TAG = Tag(name="us-gaap:Revenues", value=Decimal(1000), period_start=None, period_end=None, months=12, page=1, start=8,
          end=13, quote="1,000")  # fmt: skip


def test_tags_and_cells_that_stand_are_taken() -> None:
    tables = encode_tables(PageTables((), (TAG,), (Placed(8, 13, 1, 1, 1),)))
    assert trust_gate.page(page_said(PAGE, tables), number=1, count=1) == (PAGE, tables)


@pytest.mark.parametrize(
    "tables",
    [
        encode_tables(PageTables((), (replace(TAG, quote="9,000"),))),
        encode_tables(PageTables((), (replace(TAG, page=2),))),
        encode_tables(PageTables((), (replace(TAG, end=99),))),
        encode_tables(PageTables((), (replace(TAG, value=Decimal("Infinity")),))),
        encode_tables(PageTables((), (), (Placed(8, 99, 1, 1, 1),))),
        b"[[],[],[],[]]",
        b"{}",
        b"not JSON",
        b"[" * 100_000,
    ],
)
def test_tables_tags_and_cells_that_lie_are_refused(tables: bytes) -> None:
    with pytest.raises(Distrusted, match=r"page 1$"):
        trust_gate.page(page_said(PAGE, tables), number=1, count=1)


def boxed(x0: float, top: float, x1: float, bottom: float) -> Page:
    return replace(PAGE, words=PackedWords.of([(0, 7, (1, 2, 3, 4)), (8, 13, (x0, top, x1, bottom))]))


@pytest.mark.parametrize(
    "lie",
    [
        replace(PAGE, number=2),
        replace(PAGE, width=0.0),
        replace(PAGE, height=math.inf),
        replace(PAGE, width=math.nan),
        replace(PAGE, text="Revenue"),  # the second word lies behind its end
        replace(PAGE, text="Revenue\0 1,000"),
        replace(PAGE, words=PackedWords.of([(8, 13, (1, 2, 3, 4)), (0, 7, (5, 6, 7, 8))])),
        replace(PAGE, words=PackedWords.of([(7, 0, (1, 2, 3, 4))])),
        boxed(math.nan, 2, 3, 4),
        boxed(1, math.inf, 3, 4),
        boxed(-math.inf, math.inf, 3, 4),
        boxed(1, 2, 3, 1e9),
    ],
)
def test_a_page_that_lies_is_refused(lie: Page) -> None:
    with pytest.raises(Distrusted):
        trust_gate.page(page_said(lie), number=1, count=1)


@pytest.mark.parametrize(
    "lie",
    [
        {"text_length": 14},
        {"text_length": -13, "words_length": 80},
        {"number": True},
        {"number": "1"},
        {"unit": "cm"},
        {"width": "1"},
        {"height": None},
        {"source": 3},
    ],
)
def test_a_page_whose_head_lies_is_refused(lie: dict[str, Any]) -> None:
    with pytest.raises(Distrusted):
        trust_gate.page(page_said(PAGE, **lie), number=1, count=1)


def test_more_pages_than_there_are_is_refused() -> None:
    with pytest.raises(Distrusted):
        trust_gate.page(page_said(replace(PAGE, number=2)), number=2, count=1)


def test_what_opened_is_taken_or_refused() -> None:
    honest = DocumentOpened(1, "application/pdf", ((612.0, 792.5),))
    assert trust_gate.opened(said(honest)) == honest
    lies: list[dict[str, Any]] = [
        {"page_count": 0, "sizes": ()},
        {"page_count": 10**9},
        {"page_count": 2},
        {"page_count": True},
        {"media_type": "text/x-evil"},
        {"sizes": ((612, math.nan),)},
        {"sizes": ((612, -1),)},
        {"sizes": ((1, 2, 3),)},
        {"sizes": None},
    ]
    for lie in lies:
        with pytest.raises(Distrusted):
            trust_gate.opened(said(replace(honest, **lie)))


def found_said(found: Analysis, **changed: Any) -> Reply:
    return said(replace(PagesAnalysed(1.5, Routing(), (), found), **changed))


FOUND = Analysis(kind="10-K", kind_confidence=0.9, facts=(FACT,))


def analysis_said(**changed: Any) -> Reply:
    return found_said(replace(FOUND, **changed))


def test_an_honest_analysis_is_taken() -> None:
    assert trust_gate.analysed(analysis_said(), [PAGE]).analysis == FOUND


CHECK = Check(
    id="x",
    name=verbatim("x"),
    period=PERIOD,
    result=CheckResult.CLOSES,
    facts=(1,),
    parts=(),
    difference=None,
    sentence=verbatim("x"),
)
ELSEWHERE = Evidence(Span(2, 8, 13), "1,000")
OTHER_WORDS = Evidence(Span(1, 8, 13), "9,000")


@pytest.mark.parametrize(
    "lie",
    [
        {"facts": (replace(FACT, evidence=ELSEWHERE),)},
        {"facts": (replace(FACT, evidence=OTHER_WORDS),)},
        {"facts": (replace(FACT, evidence=Evidence(Span(1, 8, 99), "1,000")),)},
        {"facts": (replace(FACT, scale_evidence=OTHER_WORDS),)},
        {"facts": (replace(FACT, currency_evidence=ELSEWHERE),)},
        {"facts": (replace(FACT, period_evidence=(FACT.evidence, OTHER_WORDS)),)},
        {"facts": (replace(FACT, reasons=(verbatim("x" * 100_000),)),)},
        {"checks": (CHECK,)},
        {"checks": (replace(CHECK, facts=(-1,)),)},
        {"candidates": (Sentence(text="x", citations=(OTHER_WORDS,)),)},
        {"summary": (Sentence(text="x", citations=(ELSEWHERE,)),)},
        {"warnings": (message("w" * 1000),)},
        {"warnings": (message("own-tags", fault=verbatim("w" * 1000)),)},
    ],
)
def test_an_analysis_that_lies_is_refused(lie: dict[str, Any]) -> None:
    with pytest.raises(Distrusted):
        trust_gate.analysed(analysis_said(**lie), [PAGE])


@pytest.mark.parametrize("blob", [b"", b"null", b"[]", b"\xff", b"[" * 100_000, b'["10-K",0.9,[[]]]'])
def test_an_analysis_that_is_none_is_refused(blob: bytes) -> None:
    with pytest.raises(Distrusted):
        trust_gate.analysed(replace(analysis_said(), blob=blob), [PAGE])


@pytest.mark.parametrize("kind", [FrameKind.PAGE, FrameKind.PROGRESS, FrameKind.CANCELLED])
def test_what_ends_a_step_is_its_last_answer(kind: FrameKind) -> None:
    with pytest.raises(Distrusted):
        trust_gate.analysed(replace(analysis_said(), kind=kind), [PAGE])
    with pytest.raises(Distrusted):
        trust_gate.opened(replace(said(DocumentOpened(1, "application/pdf", ((612, 792),))), kind=kind))
    with pytest.raises(Distrusted):
        trust_gate.pages_read(replace(said(READ), kind=kind))


READ = PagesRead(Info(title="Annual report", outline=(OutlineEntry("Item 1", 0, 3),)), ("damaged-page",), 1.5)


def test_metadata_is_taken_or_refused() -> None:
    assert trust_gate.pages_read(said(READ)) == READ
    for lie in (Info(title="x" * 100_000), Info(labels=("1",) * 200_000)):
        with pytest.raises(Distrusted):
            trust_gate.pages_read(said(replace(READ, info=lie)))
    for nonsense in (None, [1]):
        with pytest.raises(Distrusted):
            trust_gate.pages_read(claimed(READ, 0, nonsense))


def test_warnings_are_codes() -> None:
    for lie in (None, "damaged-page", ["The CEO resigned."], [1], ["x"] * 101):
        with pytest.raises(Distrusted):
            trust_gate.pages_read(claimed(READ, 1, lie))


def test_seconds_that_cannot_be_are_none() -> None:
    for nonsense in (-1.0, 1e9, math.nan, math.inf):
        assert trust_gate.pages_read(said(replace(READ, seconds=nonsense))).seconds == 0.0


def test_an_image_has_the_size_it_says() -> None:
    honest = PageDrawn(2, 3, 8, bytes(24))
    assert trust_gate.picture(said(honest)) == honest
    lies: list[dict[str, Any]] = [
        {"width": 3},
        {"height": 4},
        {"stride": 4},
        {"width": 0},
        {"height": -3},
        {"width": 2.0},
        {"stride": None},
        {"width": 10**9},
    ]
    for lie in lies:
        with pytest.raises(Distrusted):
            trust_gate.picture(said(replace(honest, **lie)))


def test_a_refusal_names_the_place_and_nothing_of_the_content() -> None:
    lie = replace(PAGE, text="the secret merger with Acme", words=PackedWords.of([(0, 99, (1, 2, 3, 4))]))
    with pytest.raises(Distrusted) as refused:
        trust_gate.page(page_said(lie), number=1, count=1)
    assert refused.value.what == "the words of page 1"


CORRECTED = replace(FACT, state=State.CORRECTED, method=Method.USER)


def test_what_follows_from_decisions_holds_each_of_them_and_no_other() -> None:
    told = replace(CORRECTED, reasons=(verbatim("It does not close."),))  # what checks say may be added
    assert trust_gate.derived(analysis_said(facts=(told,)), [PAGE], [CORRECTED]).analysis.facts == (told,)
    accepted = replace(FACT, state=State.ACCEPTED)
    for facts, decided in (
        ((FACT,), [CORRECTED]),
        ((), [CORRECTED]),
        ((CORRECTED,), []),
        ((CORRECTED, CORRECTED), [CORRECTED]),
        ((replace(CORRECTED, state=State.REJECTED),), [CORRECTED]),
        ((replace(CORRECTED, value=Decimal(9000)),), [CORRECTED]),
        ((replace(CORRECTED, evidence=Evidence(Span(1, 0, 7), "Revenue")),), [CORRECTED]),
        ((replace(accepted, period=None),), [accepted]),
    ):
        with pytest.raises(Distrusted):
            trust_gate.derived(analysis_said(facts=facts), [PAGE], decided)


FILING = Filing("f" * 64, "older.pdf", "10-K", (replace(FACT, value=Decimal(900)),))


def across(*figures: Elsewhere) -> Reply:
    """A derivation that compares the fact with figures of another document."""
    check = Check(
        id="a", name=verbatim("a"), period=PERIOD, result=CheckResult.CLOSES, facts=(0,), parts=(), difference=None,
        sentence=verbatim("It equals."), elsewhere=figures,
    )  # fmt: skip
    return analysis_said(checks=(check,))


def test_only_figures_that_were_sent_may_be_named_of_other_documents() -> None:
    sent = FILING.figure(FILING.facts[0])
    assert trust_gate.derived(across(sent), [PAGE], [], [FILING]).analysis.checks[0].elsewhere == (sent,)
    for lie in (replace(sent, value=Decimal(901)), replace(sent, name="other.pdf"), replace(sent, sha256="0" * 64)):
        with pytest.raises(Distrusted, match="a figure of another document"):
            trust_gate.derived(across(lie), [PAGE], [], [FILING])
    with pytest.raises(Distrusted, match="a figure of another document"):
        trust_gate.analysed(across(sent), [PAGE])  # an extraction is sent none


def test_a_measure_may_name_no_other_figure_either() -> None:
    measure = Measure(
        measure="ltm_revenue", name=verbatim("Revenue"), value=Decimal(1900), unit="USD", period=PERIOD, operands=(0,),
        state=State.LOCATED, elsewhere=(replace(FILING.figure(FILING.facts[0]), column="x"),),
    )  # fmt: skip
    found = Analysis(kind="10-K", kind_confidence=0.9, facts=(FACT,), measures=(measure,))
    with pytest.raises(Distrusted, match="a figure of another document"):
        trust_gate.derived(found_said(found), [PAGE], [], [FILING])


FILING = Filing("a" * 64, "report.pdf", "10-K", (FACT,))
HONEST = Answered(
    outcome=Outcome.COMPUTED,
    steps=(Step(name=verbatim("Revenue"), value=Decimal(1000), unit="USD", shown="money", period=PERIOD, formula="revenue", operands=(0,)),),
    operands=(Operand("", FILING.figure(FACT)),),
)  # fmt: skip


def answered(answer: Answered | None) -> Reply:
    return said(AnswerComputed(Routing(), (), answer))


def test_an_honest_answer_is_taken() -> None:
    assert trust_gate.computed(answered(HONEST), [FILING]).answer == HONEST
    assert trust_gate.computed(answered(None), [FILING]).answer is None


@pytest.mark.parametrize(
    "lie",
    [
        replace(HONEST, operands=(Operand("", replace(HONEST.operands[0].figure, value=Decimal(9999))),)),
        replace(HONEST, operands=(Operand("", replace(HONEST.operands[0].figure, sha256="b" * 64)),)),
        replace(HONEST, operands=()),
        replace(HONEST, steps=(replace(HONEST.steps[0], operands=()),)),
        replace(HONEST, steps=(replace(HONEST.steps[0], operands=(1,)),)),
        replace(HONEST, steps=(replace(HONEST.steps[0], value=Decimal(1001)),)),
        replace(HONEST, steps=()),
        replace(HONEST, rule=verbatim("\x1b[2J")),
        replace(HONEST, outcome=Outcome.CITED),
        replace(HONEST, understood=verbatim("Revenue")),  # no model was asked
    ],
)
def test_an_answer_whose_figures_do_not_stand_is_refused(lie: Answered) -> None:
    with pytest.raises(Distrusted):
        trust_gate.computed(answered(lie), [FILING])


def test_what_a_model_takes_a_question_for_is_named_as_one_of_the_values() -> None:
    taken = replace(HONEST, understood=verbatim("Revenue"))
    assert trust_gate.computed(answered(taken), [FILING], is_planned=True).answer == taken
    for lie in (HONEST, replace(HONEST, understood=verbatim("Profit of 999"))):
        with pytest.raises(Distrusted):
            trust_gate.computed(answered(lie), [FILING], is_planned=True)


def test_only_documents_that_were_sent_may_be_named() -> None:
    honest = Scoped(("a" * 64,), (1.0,), ("revenue",))
    assert trust_gate.scoped(said(QuestionScoped(honest)), {"a" * 64: 1}) == honest
    for lie in (
        replace(honest, documents=("b" * 64,)),
        replace(honest, documents=("a" * 64, "a" * 64), weights=(1.0, 1.0)),
        replace(honest, weights=()),
        replace(honest, weights=(2.0,)),
        replace(honest, terms=("x" * 501,)),
    ):
        with pytest.raises(Distrusted):
            trust_gate.scoped(said(QuestionScoped(lie)), {"a" * 64: 1})


def test_a_sentence_must_stand_where_it_is_said_to() -> None:
    texts = {("a" * 64, 1): PAGE.text}
    honest = Passage("a" * 64, "", Evidence(Span(1, 0, 7), "Revenue"))
    assert trust_gate.passage(said(SentenceCited(honest)), texts) == honest
    for lie in (
        replace(honest, sha256="b" * 64),
        replace(honest, heading="Not there"),
        replace(honest, evidence=Evidence(Span(2, 0, 7), "Revenue")),
        replace(honest, evidence=Evidence(Span(1, 0, 7), "Profits")),
        replace(honest, evidence=Evidence(Span(1, 8, 99), "1,000")),
    ):
        with pytest.raises(Distrusted):
            trust_gate.passage(said(SentenceCited(lie)), texts)


def test_what_sentences_state_stands_in_them() -> None:
    texts = {("a" * 64, 1): "We had 1,200 employees, and Ann Reed ran the mill."}
    quote = texts["a" * 64, 1]
    passage = Passage("a" * 64, "", Evidence(Span(1, 0, len(quote)), quote))
    honest = Answered(outcome=Outcome.STATED, value=Decimal(1200), passages=(passage,))
    named = replace(honest, value=None, conclusion=verbatim("Ann Reed"))
    for true in (honest, named):
        assert trust_gate.stated(said(AnswerStated(true)), texts) == true
    assert trust_gate.stated(said(AnswerStated(None)), texts) is None
    for lie in (
        replace(honest, value=Decimal(200)),
        replace(named, conclusion=verbatim("Bob Reed")),
        replace(honest, outcome=Outcome.COMPUTED),
        replace(honest, passages=(replace(passage, sha256="b" * 64),)),
    ):
        with pytest.raises(Distrusted):
            trust_gate.stated(said(AnswerStated(lie)), texts)


SPENT = Spent("tiny@1", Tier.FAST, 900, 300, 4, 1_250, 3, 2)


def test_what_models_spent_is_counts() -> None:
    assert trust_gate.analysed(found_said(FOUND, spent=(SPENT,)), [PAGE]).spent == (SPENT,)


@pytest.mark.parametrize(
    "lie",
    [
        "tokens",
        [to_json(SPENT)] * 9,
        [to_json(replace(SPENT, evaluated=-1))],
        [to_json(replace(SPENT, written=10**13))],
        [to_json(replace(SPENT, answered=4))],
        [to_json(replace(SPENT, model=""))],
        [["tiny@1", "huge", 900, 300, 4, 1_250, 3, 2]],
        [["tiny@1", "fast", 900.5, 300, 4, 1_250, 3, 2]],
    ],
)
def test_what_models_spent_must_be_counts(lie: object) -> None:
    with pytest.raises(Distrusted):
        trust_gate.analysed(claimed(PagesAnalysed(1.5, Routing(), (), FOUND), 2, lie), [PAGE])


def test_questions_to_models_must_be_counts() -> None:
    honest = Routing((Routed(ModelTask.CHOOSE, fast=2, strong=1, both=1),))
    assert trust_gate.analysed(found_said(FOUND, routing=honest), [PAGE]).routing == honest
    with pytest.raises(Distrusted):
        trust_gate.analysed(found_said(FOUND, routing=Routing((Routed(ModelTask.CHOOSE, fast=-2),))), [PAGE])


VECTORS = TextsEmbedded(2, 3, 0.1, bytes(12))


def test_vectors_are_as_many_as_were_asked_for_and_numbers() -> None:
    assert trust_gate.vectors(said(VECTORS), 2) == (3, bytes(12))
    assert trust_gate.vectors(said(VECTORS), 2, 3) == (3, bytes(12))
    lies: list[dict[str, Any]] = [
        {"count": 3},
        {"width": 0},
        {"width": 10**6},
        {"width": 3.0},
        {"vectors": bytes(11)},
        {"vectors": b"\0\x7c" * 6},
    ]
    for lie in lies:
        with pytest.raises(Distrusted):
            trust_gate.vectors(said(replace(VECTORS, **lie)), 2)
    with pytest.raises(Distrusted):
        trust_gate.vectors(said(VECTORS), 2, 4)


def test_the_names_of_models_are_fit_to_be_shown() -> None:
    honest = ModelsLoaded("tiny@1", "Tiny", message("threads", n=2), "")
    assert trust_gate.loaded(said(honest)) == honest
    for lie in ("x" * 501, "\x1b[2J", None):
        with pytest.raises(Distrusted):
            trust_gate.loaded(said(replace(honest, name=cast("str", lie))))


def test_how_far_a_model_is_lies_between_nothing_and_all() -> None:
    assert trust_gate.loading(said(LoadingModel(0.5))).share == 0.5
    assert trust_gate.loading(said(LoadingModel(7.0))).share == 0.0
    with pytest.raises(Distrusted):
        trust_gate.loading(claimed(LoadingModel(0.5), 0, "half"))


CHILD = ChildUnpacked("report.docx", "text/html", b"inner")


def child_said(**changed: Any) -> Reply:
    return said(replace(CHILD, **changed))


def test_a_document_out_of_another_is_taken() -> None:
    assert trust_gate.child(child_said(), count=0, size=0) == CHILD


@pytest.mark.parametrize(
    "head",
    [
        {"name": "../x.pdf"}, {"name": "a\\b.pdf"}, {"name": "a\nb.pdf"}, {"name": "\u202efdp.exe"}, {"name": ""},
        {"name": ".."}, {"name": " x.pdf"}, {"name": "n" * 256}, {"name": "\ud800"}, {"name": None}, {"name": 3},
        {"media_type": "text/x-evil"}, {"media_type": None}, {"media_type": ["text/html"]},
    ],
)  # fmt: skip
def test_one_with_a_name_or_type_that_cannot_be_is_refused(head: dict[str, Any]) -> None:
    with pytest.raises(Distrusted):
        trust_gate.child(child_said(**head), count=0, size=0)


@pytest.mark.parametrize(
    ("blob", "count", "size"),
    [(b"", 0, 0), (b"inner", MAX_CHILDREN, 0), (b"inner", 0, MAX_CHILDREN_BYTES), (bytes(MAX_CHILD + 1), 0, 0)],
)
def test_one_too_many_or_too_large_is_refused(blob: bytes, count: int, size: int) -> None:
    with pytest.raises(Distrusted):
        trust_gate.child(child_said(data=blob), count=count, size=size)


def test_how_many_were_left_out_is_a_number() -> None:
    assert trust_gate.left_out(said(ChildrenUnpacked(3))) == 3
    for lie in (None, -1, 10**9, True, "3"):
        with pytest.raises(Distrusted):
            trust_gate.left_out(claimed(ChildrenUnpacked(0), 0, lie))
    with pytest.raises(Distrusted):
        trust_gate.left_out(child_said())
