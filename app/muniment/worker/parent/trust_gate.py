"""What a worker says is a claim; here it becomes a value, or is refused.

Must never repair a claim, nor repeat its content in what it says went wrong. What is claimed of pages that are complete
(evidence, numbers) is checked again by the vault, against the very text that it stores.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from muniment.document import claims
from muniment.document.facts.answer import Answer as Answered
from muniment.document.facts.answer import Operand, Outcome, Passage
from muniment.document.facts.fact import Analysis, Fact, State
from muniment.document.facts.filing import Filing
from muniment.document.limits import (
    MAX_CHILD,
    MAX_CHILDREN,
    MAX_CHILDREN_BYTES,
    MAX_LINE,
    MAX_LISTED,
    MAX_LOOKED_AT,
    MAX_PAGES,
)
from muniment.document.pages.page import Page
from muniment.document.said import said_in_answer
from muniment.document.usage.model_usage import Spent
from muniment.document.usage.routing import Routing
from muniment.formats import MEDIA_TYPES
from muniment.message import VERBATIM, is_sound
from muniment.worker.parent.worker_client import CODE, Reply
from muniment.worker.protocol.analysing import PagesAnalysed, SummaryWorded
from muniment.worker.protocol.exchanged_message import AnswerMessage
from muniment.worker.protocol.modelling import LoadingModel, ModelsLoaded, TextsEmbedded
from muniment.worker.protocol.page_frames import decode_page
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

A = TypeVar("A", bound=AnswerMessage)

MAX_MODELS = 8
MAX_PIXELS = 400_000
"""Of a side of an image, or bytes of a row."""
MAX_COUNT = 10**12
"""Tokens or milliseconds of a request."""
MAX_WIDTH = 16_384
"""Numbers of a vector."""


class Distrusted(Exception):  # noqa: N818 - it is what the parent feels
    """A claim does not stand.

    Attributes:
        what: Which claim, by place and kind, never by content.
    """

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def opened(claimed: Reply) -> DocumentOpened:
    """The answer to open.

    Raises:
        Distrusted: It is not one.
    """
    found = _read(DocumentOpened, claimed, "the end of opening")
    _require(1 <= found.page_count <= MAX_PAGES, "the number of pages")
    _require(found.media_type in MEDIA_TYPES, "the media type")
    _require(len(found.sizes) == found.page_count, "the page sizes")
    _require(all(claims.is_side(side) for size in found.sizes for side in size), "the page sizes")
    return found


def page(claimed: Reply, *, number: int, count: int) -> tuple[Page, bytes]:
    """A page that was read, and the bytes of its tables, which are kept as they are.

    Args:
        claimed: The answer.
        number: Which must come now.
        count: How many there are.

    Raises:
        Distrusted: It is another page, too long, or its words do not lie in its text.
    """
    packed = _read(PageRead, claimed, f"page {number}")
    try:
        found, tables = decode_page(packed.page, packed.data)
    except ValueError as error:
        raise Distrusted(f"page {number}") from error
    _require(number <= count, f"the number of page {number}")
    with _distrusted():
        claims.check_page(found, tables, number)
    return found, tables


def pages_read(claimed: Reply) -> PagesRead:
    """The end of reading: what a document says of itself, and the codes of what went wrong on single pages.

    Raises:
        Distrusted: It is not of the form, or too long.
    """
    found = _read(PagesRead, claimed, "the end of reading")
    info = found.info
    texts = [info.title, info.author, info.created, info.producer, *info.labels, *info.permissions]
    texts += [heading.title for heading in info.outline] + [name for name, _ in info.attachments]
    _require(len(texts) <= 2 * MAX_LISTED and all(len(text) <= MAX_LINE for text in texts), "the metadata")
    _require(len(found.warnings) <= 100 and all(map(CODE.fullmatch, found.warnings)), "the warnings")
    return replace(found, seconds=seconds(found.seconds))


def child(claimed: Reply, *, count: int, size: int) -> ChildUnpacked:
    """A document that was unpacked out of another.

    Args:
        claimed: The answer.
        count: How many came before it.
        size: Bytes of those that came before it.

    Raises:
        Distrusted: It is too large, one too many, or its name or type is not of the form.
    """
    found = _read(ChildUnpacked, claimed, f"attachment {count + 1}")
    _require(count < MAX_CHILDREN and size + len(found.data) <= MAX_CHILDREN_BYTES, "the number of attachments")
    _require(0 < len(found.data) <= MAX_CHILD, f"the size of attachment {count + 1}")
    _require(claims.is_file_name(found.name), f"the name of attachment {count + 1}")
    _require(found.media_type in MEDIA_TYPES, f"the media type of attachment {count + 1}")
    return found


def left_out(claimed: Reply) -> int:
    """How many documents inside another were not unpacked.

    Raises:
        Distrusted: It is no such number.
    """
    found = _read(ChildrenUnpacked, claimed, "the end of unpacking").left_out
    _require(0 <= found <= MAX_LOOKED_AT, "the number of attachments")
    return found


def analysed(claimed: Reply, pages: Sequence[Page], filings: Sequence[Filing] = ()) -> PagesAnalysed:
    """Facts, checks and summary, each of whose evidence stands on the pages; and what models did for them.

    Args:
        claimed: The answer.
        pages: Of the document.
        filings: Other documents of the company, as they were sent; no other figure of theirs may be named.

    Raises:
        Distrusted: Something does not.
    """
    said = _read(PagesAnalysed, claimed, "the analysis")
    analysis(said.analysis, pages, filings)
    routing(said.routing)
    spent(said.spent)
    return replace(said, seconds=seconds(said.seconds))


def analysis(found: Analysis, pages: Sequence[Page], filings: Sequence[Filing]) -> None:
    """Hold an analysis against the pages; see ``analysed``.

    Raises:
        Distrusted: It does not stand on them.
    """
    with _distrusted():
        claims.check_lists(found)
        claims.check_places(found, {page.number: page for page in pages})
    there = {filing.figure(fact) for filing in filings for fact in filing.facts}
    said_elsewhere = [one for check in found.checks for one in check.elsewhere]
    said_elsewhere += [one for measure in found.measures for one in measure.elsewhere]
    _require(there.issuperset(said_elsewhere), "a figure of another document")


def derived(
    claimed: Reply, pages: Sequence[Page], decided: Sequence[Fact], filings: Sequence[Filing] = ()
) -> PagesAnalysed:
    """An analysis that follows decisions: each of them is in it as it was said, and no other.

    Args:
        claimed: The answer.
        pages: Of the document; their words are not looked at.
        decided: The facts as they were sent.
        filings: Other documents of the company, as they were sent.

    Raises:
        Distrusted: Something does not stand.
    """
    found = analysed(claimed, pages, filings)
    kept = Counter(_said(fact) for fact in found.analysis.facts if fact.state.is_decided)
    _require(kept == Counter(map(_said, decided)), "the decisions")
    return found


def _said(fact: Fact) -> tuple[object, ...]:
    """What a user said of a fact; only a correction says where it stands."""
    place = fact.evidence if fact.state is State.CORRECTED else None
    return fact.concept, fact.entity, fact.period, fact.value, fact.state, place


def summary(claimed: Reply) -> SummaryWorded:
    """The sentences of a summary; that they are sentences of the document is checked by the vault.

    Raises:
        Distrusted: They are not of the form.
    """
    found = _read(SummaryWorded, claimed, "the summary")
    routing(found.routing)
    spent(found.spent)
    return replace(found, seconds=seconds(found.seconds))


def routing(found: Routing) -> None:
    """Hold what became of the questions that models were asked against what can be.

    Raises:
        Distrusted: It cannot be so.
    """
    _require(found.is_sound, "the questions to models")


def scoped(claimed: Reply, documents: Mapping[str, int]) -> Scoped:
    """The documents that a question may be about, each of those that were sent at most once.

    Args:
        claimed: Unchecked.
        documents: Ids of those that were sent, by the SHA-256 of their files.

    Raises:
        Distrusted: It is not of the form, or names others.
    """
    found = _read(QuestionScoped, claimed, "the documents of a question").scoped
    known = len(set(found.documents)) == len(found.documents) == len(found.weights)
    _require(known and set(found.documents) <= set(documents), "the documents of a question")
    _require(all(0 <= weight <= 1 for weight in found.weights), "the weights of documents")
    for terms in (found.terms, found.stated, found.absent):
        _require(len(terms) <= 1_000 and all(len(term) <= 500 for term in terms), "the terms of a question")
    return found


def computed(claimed: Reply, filings: Sequence[Filing], *, is_planned: bool = False) -> AnswerComputed:
    """What follows from figures, if anything does: each figure is one that was sent, and a value that is a figure as printed is that figure's.

    Args:
        claimed: The answer.
        filings: As they were sent.
        is_planned: A model said what was asked for; then it is named, as one of the values is.

    Raises:
        Distrusted: Something is not so.
    """
    said = _read(AnswerComputed, claimed, "an answer")
    routing(said.routing)
    spent(said.spent)
    if said.answer is not None:
        _figures(said.answer, filings, is_planned=is_planned)
    return said


def _figures(found: Answered, filings: Sequence[Filing], *, is_planned: bool) -> None:
    _require(found.outcome in (Outcome.COMPUTED, Outcome.ABSENT) and not found.passages, "the kind of an answer")
    _require(found.value is None, "the value of an answer")
    there = {Operand(fact.label, filing.figure(fact)) for filing in filings for fact in filing.facts}
    _require(there.issuperset(found.operands), "a figure of an answer")
    _require(all(is_sound(said, MAX_LINE) for said in said_in_answer(found)), "the words of an answer")
    texts = [text for said in said_in_answer(found) for text in said.texts] + [step.shown for step in found.steps]
    _require(all(len(text) <= MAX_LINE and text.isprintable() for text in texts), "the words of an answer")
    _require(bool(found.steps) == (found.outcome is Outcome.COMPUTED), "the values of an answer")
    is_named = found.understood in {step.name for step in found.steps} if is_planned else found.understood is None
    _require(is_named, "what a question was taken to ask for")
    for step in found.steps:
        _require(step.operands and all(0 <= i < len(found.operands) for i in step.operands), "the figures of a value")
        figure = found.operands[step.operands[0]].figure
        if step.formula == figure.concept:
            _require(len(step.operands) == 1 and step.value == figure.value, "a value that is a figure")


def passage(claimed: Reply, texts: Mapping[tuple[str, int], str]) -> Passage:
    """A sentence that stands where it is said to, on a page that was sent.

    Args:
        claimed: Unchecked.
        texts: Of the pages that were sent, by the SHA-256 of the file and the number of the page.

    Raises:
        Distrusted: It does not.
    """
    found = _read(SentenceCited, claimed, "a sentence of an answer").passage
    _stands(found, texts)
    return found


def stated(claimed: Reply, texts: Mapping[tuple[str, int], str]) -> Answered | None:
    """What sentences state, if they do: each stands on a page that was sent, and the number or name in one of them.

    Args:
        claimed: Unchecked.
        texts: Of the pages that were sent, by the SHA-256 of the file and the number of the page.

    Raises:
        Distrusted: Something is not so.
    """
    found = _read(AnswerStated, claimed, "an answer").answer
    if found is None:
        return None
    _require(found.outcome is Outcome.STATED and not found.steps and not found.operands, "the kind of an answer")
    _require(all(is_sound(said, MAX_LINE) for said in said_in_answer(found)), "the words of an answer")
    for passage in found.passages:
        _stands(passage, texts)
    quotes = [" ".join(passage.evidence.quote.split()) for passage in found.passages]
    if found.value is not None:
        printed = "|".join(re.escape(format(found.value, form)) for form in (",f", "f"))
        number = re.compile(rf"(?<![\d.,])(?:{printed})(?!\d|[.,]\d)")
        _require(any(number.search(quote) for quote in quotes), "a number of an answer")
    if found.conclusion is not None and found.conclusion.code == VERBATIM:
        named = str(found.conclusion.get("text"))
        _require(bool(named) and any(named in quote for quote in quotes), "a name of an answer")
    return found


def _stands(found: Passage, texts: Mapping[tuple[str, int], str]) -> None:
    span = found.evidence.span
    text = texts.get((found.sha256, span.page), "")
    _require(span.end <= len(text) and text[span.start : span.end] == found.evidence.quote, "a sentence of an answer")
    _require(len(found.heading) <= 500 and (not found.heading or found.heading in " ".join(text.split())), "a heading")


def vectors(claimed: Reply, count: int, known: int = 0) -> tuple[int, bytes]:
    """Vectors of 16-bit floats, as many as were asked for.

    Args:
        claimed: What the worker says.
        count: How many.
        known: The numbers of those before; 0 for none.

    Returns:
        The numbers of each, and all of them.

    Raises:
        Distrusted: It is not of the form, or some are no numbers.
    """
    said = _read(TextsEmbedded, claimed, "vectors")
    width, numbers = said.width, said.vectors
    _require(0 < width <= MAX_WIDTH and said.count == count, "vectors")
    _require(len(numbers) == 2 * count * width and known in (0, width), "vectors")
    # The high byte has the sign, five bits of the exponent, two of the fraction: all ones in the exponent is no number.
    _require(not any(byte & 0x7C == 0x7C for byte in set(numbers[1::2])), "vectors")
    return width, numbers


def _read(kind: type[A], claimed: Reply, what: str) -> A:
    try:
        return claimed.read(kind)
    except ValueError as error:
        raise Distrusted(what) from error


def picture(claimed: Reply) -> PageDrawn:
    """The answer to an image request.

    Raises:
        Distrusted: Its size does not fit its bytes.
    """
    found = _read(PageDrawn, claimed, "the size of an image")
    for pixels in (found.width, found.height, found.stride):
        _require(0 < pixels <= MAX_PIXELS, "the size of an image")
    _require(
        found.stride >= 4 * found.width and len(found.data) == found.stride * found.height, "the bytes of an image"
    )
    return found


def loading(claimed: Reply) -> LoadingModel:
    """How far the loading of a model is.

    Raises:
        Distrusted: It is not of the form.
    """
    found = _read(LoadingModel, claimed, "the loading of a model")
    return found if 0 <= found.share <= 1 else replace(found, share=0.0)


def loaded(claimed: Reply) -> ModelsLoaded:
    """The models that are loaded.

    Raises:
        Distrusted: Their names are not fit to be shown.
    """
    found = _read(ModelsLoaded, claimed, "the models")
    for text in (found.model, found.name, found.strong):
        _require(len(text) <= 500 and text.isprintable(), "the name of a model")
    _require(is_sound(found.description, 500), "what a model runs on")
    return found


def seconds(claimed: float) -> float:
    """How long it took, as the worker says; 0 if it does not say it sensibly.

    Args:
        claimed: Seconds; unchecked.
    """
    return round(claimed, 3) if 0 <= claimed < 1e6 else 0.0


def spent(found: Sequence[Spent]) -> None:
    """Hold what models spent on a request against what can be.

    Raises:
        Distrusted: These are not counts.
    """
    _require(len(found) <= MAX_MODELS, "what a model spent")
    for one in found:
        counts = (one.evaluated, one.reused, one.written, one.milliseconds, one.asked, one.answered)
        _require(all(0 <= count <= MAX_COUNT for count in counts) and one.answered <= one.asked, "what a model spent")
        _require(0 < len(one.model) <= MAX_LINE, "what a model spent")


@contextmanager
def _distrusted() -> Iterator[None]:
    """What does not stand of a worker's claims is distrusted here."""
    try:
        yield
    except claims.Unfounded as error:
        raise Distrusted(error.what) from error


def _require(stands: object, what: str) -> None:
    if not stands:
        raise Distrusted(what)
