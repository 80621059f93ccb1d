"""What a worker says is a claim; here it becomes a value, or is refused.

Must never repair a claim, nor repeat its content in what it says went wrong. What is claimed of pages that are complete
(evidence, numbers) is checked again by the vault, against the very text that it stores.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from muniment.document import claims
from muniment.document.codec import decode_value, from_json
from muniment.document.facts.answer import Answer as Answered
from muniment.document.facts.answer import Operand, Outcome, Passage
from muniment.document.facts.fact import Analysis, Fact, Sentence, State
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
from muniment.document.pages.page import Info, Page
from muniment.document.said import said_in_answer
from muniment.document.usage.model_usage import Spent
from muniment.document.usage.routing import Routing
from muniment.formats import MEDIA_TYPES
from muniment.message import Message, is_sound, message
from muniment.worker.parent.worker_client import CODE, Reply
from muniment.worker.protocol.exchanged_values import Summary
from muniment.worker.protocol.frames import FrameKind
from muniment.worker.protocol.page_frames import decode_page
from muniment.worker.protocol.question_exchange import Cited, Computed, Scoped

T = TypeVar("T")

MAX_MODELS = 8
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


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that was opened.

    Attributes:
        page_count: At least 1.
        media_type: As found in the bytes.
        sizes: Width and height of each page.
    """

    page_count: int
    media_type: str
    sizes: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Child:
    """A document that lay in another.

    Attributes:
        name: A file name without folders.
        media_type: Of a format that Muniment reads; its own reading decides.
        data: All of it.
    """

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels.

    Attributes:
        width: Pixels.
        height: Pixels.
        stride: Bytes a row.
        data: ``stride * height`` bytes, four a pixel.
    """

    width: int
    height: int
    stride: int
    data: bytes


def opened(claimed: Reply) -> Opened:
    """The answer to open.

    Raises:
        Distrusted: It is not one.
    """
    head: Mapping[str, Any] = claimed.head
    _require(claimed.kind is FrameKind.DONE, "the end of opening")
    count, media_type, sizes = head.get("pages"), head.get("media_type"), head.get("sizes", ())
    if type(count) is not int or not 1 <= count <= MAX_PAGES:
        raise Distrusted("the number of pages")
    if type(media_type) is not str or media_type not in MEDIA_TYPES:
        raise Distrusted("the media type")
    _require(type(sizes) is list and len(sizes) == count, "the page sizes")
    for size in sizes:
        _require(type(size) is list and len(size) == 2 and all(claims.is_side(side) for side in size), "the page sizes")
    return Opened(count, media_type, tuple((float(width), float(height)) for width, height in sizes))


def page(claimed: Reply, *, number: int, count: int) -> tuple[Page, bytes]:
    """A page that was read, and the bytes of its tables, which are kept as they are.

    Args:
        claimed: The answer.
        number: Which must come now.
        count: How many there are.

    Raises:
        Distrusted: It is another page, too long, or its words do not lie in its text.
    """
    try:
        found, tables = decode_page(dict(claimed.head), claimed.blob)
    except ValueError as error:
        raise Distrusted(f"page {number}") from error
    _require(number <= count, f"the number of page {number}")
    with _distrusted():
        claims.check_page(found, tables, number)
    return found, tables


def child(claimed: Reply, *, count: int, size: int) -> Child:
    """A document that was unpacked out of another.

    Args:
        claimed: The answer.
        count: How many came before it.
        size: Bytes of those that came before it.

    Raises:
        Distrusted: It is too large, one too many, or its name or type is not of the form.
    """
    name, media_type, data = claimed.head.get("name"), claimed.head.get("media_type"), claimed.blob
    _require(count < MAX_CHILDREN and size + len(data) <= MAX_CHILDREN_BYTES, "the number of attachments")
    _require(0 < len(data) <= MAX_CHILD, f"the size of attachment {count + 1}")
    _require(claims.is_file_name(name), f"the name of attachment {count + 1}")
    _require(type(media_type) is str and media_type in MEDIA_TYPES, f"the media type of attachment {count + 1}")
    return Child(str(name), str(media_type), data)


def left_out(claimed: Reply) -> int:
    """How many documents inside another were not unpacked.

    Raises:
        Distrusted: It is no such number.
    """
    _require(claimed.kind is FrameKind.DONE, "the end of unpacking")
    found = claimed.head.get("left_out")
    if type(found) is not int or not 0 <= found <= MAX_LOOKED_AT:
        raise Distrusted("the number of attachments")
    return found


def info(claimed: Reply) -> Info:
    """What a document says of itself.

    Raises:
        Distrusted: It is not of the form, or too long.
    """
    _require(claimed.kind is FrameKind.DONE, "the end of reading")
    try:
        found = from_json(Info, claimed.head.get("info"))
    except ValueError as error:
        raise Distrusted("the metadata") from error
    texts = [found.title, found.author, found.created, found.producer, *found.labels, *found.permissions]
    texts += [heading.title for heading in found.outline] + [name for name, _ in found.attachments]
    _require(len(texts) <= 2 * MAX_LISTED and all(len(text) <= MAX_LINE for text in texts), "the metadata")
    return found


def warnings(claimed: Reply) -> tuple[Message, ...]:
    """What went wrong on single pages.

    Raises:
        Distrusted: They are not codes.
    """
    found = claimed.head.get("warnings")
    _require(type(found) is list and len(found) <= 100, "the warnings")
    codes = tuple(found or ())
    _require(all(type(code) is str and CODE.fullmatch(code) for code in codes), "the warnings")
    return tuple(map(message, codes))


def analysis(claimed: Reply, pages: Sequence[Page], filings: Sequence[Filing] = ()) -> Analysis:
    """Facts, checks and summary, each of whose evidence stands on the pages.

    Args:
        claimed: The answer.
        pages: Of the document.
        filings: Other documents of the company, as they were sent; no other figure of theirs may be named.

    Raises:
        Distrusted: Something does not.
    """
    _require(claimed.kind is FrameKind.DONE, "the end of the analysis")
    try:
        found = decode_value(Analysis, claimed.blob)
    except ValueError as error:
        raise Distrusted("the analysis") from error
    with _distrusted():
        claims.check_lists(found)
        claims.check_places(found, {page.number: page for page in pages})
    there = {filing.figure(fact) for filing in filings for fact in filing.facts}
    said_elsewhere = [one for check in found.checks for one in check.elsewhere]
    said_elsewhere += [one for measure in found.measures for one in measure.elsewhere]
    _require(there.issuperset(said_elsewhere), "a figure of another document")
    return found


def derivation(
    claimed: Reply, pages: Sequence[Page], decided: Sequence[Fact], filings: Sequence[Filing] = ()
) -> Analysis:
    """An analysis that follows decisions: each of them is in it as it was said, and no other.

    Args:
        claimed: The answer.
        pages: Of the document; their words are not looked at.
        decided: The facts as they were sent.
        filings: Other documents of the company, as they were sent.

    Raises:
        Distrusted: Something does not stand.
    """
    found = analysis(claimed, pages, filings)
    kept = Counter(_said(fact) for fact in found.facts if fact.state.is_decided)
    _require(kept == Counter(map(_said, decided)), "the decisions")
    return found


def _said(fact: Fact) -> tuple[object, ...]:
    """What a user said of a fact; only a correction says where it stands."""
    place = fact.evidence if fact.state is State.CORRECTED else None
    return fact.concept, fact.entity, fact.period, fact.value, fact.state, place


def summary(claimed: Reply) -> tuple[Sentence, ...]:
    """The sentences of a summary; that they are sentences of the document is checked by the vault.

    Raises:
        Distrusted: They are not of the form.
    """
    try:
        return decode_value(Summary, claimed.blob).sentences
    except ValueError as error:
        raise Distrusted("the summary") from error


def routing(claimed: Reply) -> Routing:
    """What became of the questions that models were asked.

    Raises:
        Distrusted: It cannot be so.
    """
    try:
        found = from_json(Routing, claimed.head.get("routing", []))
    except ValueError as error:
        raise Distrusted("the questions to models") from error
    _require(found.is_sound, "the questions to models")
    return found


def scoped(claimed: Reply, documents: Mapping[str, int]) -> Scoped:
    """The documents that a question may be about, each of those that were sent at most once.

    Raises:
        Distrusted: It is not of the form, or names others.
    """
    found = _decoded(Scoped, claimed, "the documents of a question")
    known = len(set(found.documents)) == len(found.documents) == len(found.weights)
    _require(known and set(found.documents) <= set(documents), "the documents of a question")
    _require(all(0 <= weight <= 1 for weight in found.weights), "the weights of documents")
    _require(len(found.terms) <= 1_000 and all(len(term) <= 500 for term in found.terms), "the terms of a question")
    return found


def computed(claimed: Reply, filings: Sequence[Filing], *, is_planned: bool = False) -> Answered | None:
    """What follows from figures: each figure is one that was sent, and a value that is a figure as printed is that figure's.

    Args:
        claimed: The answer.
        filings: As they were sent.
        is_planned: A model said what was asked for; then it is named, as one of the values is.

    Raises:
        Distrusted: Something is not so.
    """
    found = _decoded(Computed, claimed, "an answer").answer
    if found is None:
        return None
    _require(found.outcome is not Outcome.CITED and not found.passages, "the kind of an answer")
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
    return found


def passage(claimed: Reply, texts: Mapping[tuple[str, int], str]) -> Passage:
    """A sentence that stands where it is said to, on a page that was sent.

    Raises:
        Distrusted: It does not.
    """
    try:
        found = decode_value(Cited, claimed.blob).passage
    except ValueError as error:
        raise Distrusted("a sentence of an answer") from error
    span = found.evidence.span
    text = texts.get((found.sha256, span.page), "")
    _require(span.end <= len(text) and text[span.start : span.end] == found.evidence.quote, "a sentence of an answer")
    _require(len(found.heading) <= 500 and (not found.heading or found.heading in " ".join(text.split())), "a heading")
    return found


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
    said = claimed.head.get("width")
    width = said if type(said) is int else 0
    _require(0 < width <= MAX_WIDTH and claimed.head.get("count") == count, "vectors")
    _require(len(claimed.blob) == 2 * count * width and known in (0, width), "vectors")
    high = claimed.blob[
        1::2
    ]  # sign, five bits of the exponent, two of the fraction: all ones in the exponent is no number
    _require(not any(byte & 0x7C == 0x7C for byte in set(high)), "vectors")
    return width, claimed.blob


def _decoded(kind: type[T], claimed: Reply, what: str) -> T:
    _require(claimed.kind is FrameKind.DONE, what)
    try:
        return decode_value(kind, claimed.blob)
    except ValueError as error:
        raise Distrusted(what) from error


def picture(claimed: Reply) -> Picture:
    """The answer to an image request.

    Raises:
        Distrusted: Its size does not fit its bytes.
    """
    width, height, stride = (_pixels(claimed.head.get(name)) for name in ("width", "height", "stride"))
    _require(stride >= 4 * width and len(claimed.blob) == stride * height, "the bytes of an image")
    return Picture(width, height, stride, claimed.blob)


def text(head: Mapping[str, Any], name: str) -> str:
    """A short text for the user, such as the name of a model.

    Raises:
        Distrusted: It is not one.
    """
    found = head.get(name)
    _require(type(found) is str and len(found) <= 500 and found.isprintable(), f"the {name}")
    return str(found)


def seconds(head: Mapping[str, Any]) -> float:
    """How long it took, as the worker says; 0 if it does not say it sensibly."""
    found = head.get("seconds")
    return round(float(found), 3) if isinstance(found, int | float) and 0 <= found < 1e6 else 0.0


def spent(head: Mapping[str, Any]) -> tuple[Spent, ...]:
    """What models spent on a request; empty where none was at work.

    Raises:
        Distrusted: It is not a list of counts.
    """
    claimed = head.get("spent", [])
    _require(type(claimed) is list and len(claimed) <= MAX_MODELS, "what a model spent")
    try:
        found = tuple(from_json(Spent, one) for one in claimed)
    except ValueError:
        raise Distrusted("what a model spent") from None
    for one in found:
        counts = (one.evaluated, one.reused, one.written, one.milliseconds, one.asked, one.answered)
        _require(all(0 <= count <= MAX_COUNT for count in counts) and one.answered <= one.asked, "what a model spent")
        _require(0 < len(one.model) <= MAX_LINE, "what a model spent")
    return found


def _pixels(value: object) -> int:
    if type(value) is not int or not 0 < value <= 400_000:
        raise Distrusted("the size of an image")
    return value


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
