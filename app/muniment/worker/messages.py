"""The language of parent and worker: frames on a pipe, the names of what is asked and answered, and what pages look like.

A frame is the length of its JSON, the length of its bytes (both 32 bits, little-endian), the JSON, the bytes. Must never
take memory for a frame before its lengths are known to be allowed.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, BinaryIO, TypeVar

from muniment.document.answer import Answer, Passage
from muniment.document.codec import from_json, to_json
from muniment.document.exam import Score
from muniment.document.fact import ContentTag, Fact, Sentence
from muniment.document.filing import Filing
from muniment.document.lesson import Lesson
from muniment.document.page import Page, Source, Unit, Words
from muniment.document.table import PageTables

MAX_JSON = 4 * 1024**2
"""Bytes; the small part of a frame. What may be long travels as its bytes."""
MAX_DOWN = 1_000_000_000
"""Bytes that a worker accepts: an original (the vault keeps up to 900 MB)."""
MAX_UP = 256 * 1024**2
"""Bytes that a parent accepts: one page, one image (8,192 x 8,192 points of 4 bytes), one analysis."""

T = TypeVar("T")

_HEAD = struct.Struct("<II")


class Op(StrEnum):
    """What a parent asks."""

    CANCEL = "cancel"  # both roles, answered by the request that it cancels
    OPEN = "open"  # read: bytes -> done(pages, media_type)
    READ = "read"  # read: page..., done(info)
    IMAGE = "image"  # read: done(width, height, stride) with pixels
    CLOSE = "close"  # read
    DOCUMENT = "document"  # analyse: pages will follow
    PAGE = "page"  # analyse: one page, not answered
    ANALYSE = "analyse"  # analyse, with what else is known, if anything: done with the analysis
    DROP = "drop"  # analyse: forget the pages
    STARTER = "starter"  # analyse: done(path), which may be null
    LOAD = "load"  # analyse: progress..., done(id, name, description)
    ENRICH = "enrich"  # analyse: done with the summary
    SCOPE = "scope"  # analyse, a question: done with the documents that it may be about, and what to look for
    COMPUTE = "compute"  # analyse, a question with figures: done with the answer that follows from them, if one does
    PLAN = "plan"  # analyse, as compute, with a model that earned it: done with the answer to what the model took it to ask
    CITE = "cite"  # analyse, a question with pages: progress with each sentence found, done
    EMBED = "embed"  # analyse, with texts: done(count, width) with their vectors, 16-bit floats, little-endian
    THREADS = "threads"  # analyse: cores that the models leave to others from now on; heard in the middle of work, not answered
    MACHINE = "machine"  # analyse: done with what there is to compute on
    INSPECT = "inspect"  # analyse: done with what a model's header says
    EXAM = "exam"  # analyse, with the table so far: progress(mark)..., done with the scores
    CONVERT = "convert"  # convert: done when the file is written


class Kind(StrEnum):
    """What a worker answers."""

    READY = "ready"  # once, after it has bound itself
    PAGE = "page"
    PROGRESS = "progress"
    DONE = "done"
    ERROR = "error"  # with a code
    CANCELLED = "cancelled"


class BadFrame(Exception):  # noqa: N818 - it is what arrived
    """What arrived is not a frame, or is too large."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One message.

    Attributes:
        head: Small JSON object; ``id`` names the request, ``op`` or ``kind`` what it is.
        blob: Bytes that go with it.
        size: Bytes of both as they came; 0 for one that was not received.
    """

    head: dict[str, Any]
    blob: bytes = b""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """The sentences of a summary, as they cross the boundary."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts whose vectors are wanted, as they cross the boundary."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inspected:
    """What the header of a model file says, as it crosses the boundary.

    Attributes:
        id: As ``Model.id``.
        name: For the user.
        architecture: As llama.cpp names it.
        quantisation: The format of most of its bytes.
        is_fast: Whether llama.cpp has fast kernels for that format.
        licence: As its maker wrote it; empty if it is not said.
        licence_link: Where its text stands, as its maker wrote it; empty if it is not said.
        context: Tokens that it was trained to read at once.
        memory: Bytes that it needs with 4,096 tokens of context.
        size: Bytes of the file.
        is_embedding: It was made to compare meanings, not to write.
        placement: Where it would be computed on this machine and why there; empty where there is no engine.
        base: For an adapter the model that it belongs to, as the parent has it (empty: the starter model); else None.
    """

    id: str
    name: str
    architecture: str
    quantisation: str
    is_fast: bool
    licence: str
    context: int
    memory: int
    size: int
    licence_link: str = ""
    is_embedding: bool = False
    placement: str = ""
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of an exam, as they cross the boundary."""

    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """What is known beside a document's pages when it is analysed.

    Attributes:
        decided: What the user said of facts.
        filings: Other documents of its company.
        measures: The text of the user's own file of measures; empty without one.
        lessons: What the user's decisions on all documents say of rows, oldest first.
        pointed: Figures of this document at which a model pointed before.
        kind: What the document was said to be before; empty if it was not analysed.
        tags: The text of the user's own file of content tags; empty without one.
        tagged: What a model said before that the document speaks of.
    """

    decided: tuple[Fact, ...] = ()
    filings: tuple[Filing, ...] = ()
    measures: str = ""
    lessons: tuple[Lesson, ...] = ()
    pointed: tuple[Fact, ...] = ()
    kind: str = ""
    tags: str = ""
    tagged: tuple[ContentTag, ...] = ()


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page of a document.

    Attributes:
        sha256: Of the document's original.
        number: From 1.
        text: Its text.
    """

    sha256: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Asking:
    """A question with what may be known for it.

    Attributes:
        question: As the user typed it.
        filings: Documents with facts: those that tell company and periods for ``SCOPE``, all for ``COMPUTE``.
        measures: The text of the user's own file of measures; empty without one.
        pages: For ``CITE``, the likeliest first.
    """

    question: str
    filings: tuple[Filing, ...] = ()
    measures: str = ""
    pages: tuple[PageText, ...] = ()


@dataclass(frozen=True, slots=True)
class Scoped:
    """What a question may be about.

    Attributes:
        documents: SHA-256 of originals, the likeliest first.
        weights: What a page of each counts in the search, 0 to 1.
        terms: For the index: words, phrases, beginnings of words with ``*``.
    """

    documents: tuple[str, ...]
    weights: tuple[float, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Computed:
    """What follows from figures.

    Attributes:
        answer: None where nothing does.
    """

    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence that was found."""

    passage: Passage


def write_frame(stream: BinaryIO, head: dict[str, Any], blob: bytes | memoryview = b"") -> None:
    """Send one frame whole."""
    data = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    stream.write(_HEAD.pack(len(data), len(blob)) + data)
    if blob:
        stream.write(blob)
    stream.flush()


def read_frame(stream: BinaryIO, *, max_blob: int) -> Frame | None:
    """Receive one frame.

    Args:
        stream: Blocking.
        max_blob: Bytes that may go with it.

    Returns:
        The frame, or None where the stream has ended between two frames.

    Raises:
        BadFrame: It is too large, ends in the middle, or is not of the form.
    """
    start = stream.read(_HEAD.size)
    if not start:
        return None
    if len(start) < _HEAD.size:
        raise BadFrame("a frame ends in its head")
    length, size = _HEAD.unpack(start)
    if length > MAX_JSON or size > max_blob:
        raise BadFrame("a frame is too large")
    data, blob = stream.read(length), stream.read(size)
    if len(data) < length or len(blob) < size:
        raise BadFrame("a frame ends in the middle")
    try:
        head = json.loads(data)
    except (ValueError, RecursionError):
        raise BadFrame("the head of a frame is not JSON") from None
    if type(head) is not dict:
        raise BadFrame("the head of a frame is not an object")
    return Frame(head, blob, len(data) + len(blob))


def encode_page(page: Page, tables: bytes) -> tuple[dict[str, Any], bytes]:
    """A page with its tables as a frame's head and bytes."""
    text, words = page.text.encode("utf-8", "replace"), page.words.pack()
    head = {
        "number": page.number,
        "size": [page.width, page.height],
        "unit": page.unit.value,
        "source": page.source.value,
        "lengths": [len(text), len(words), len(tables)],
    }
    return head, b"".join((text, words, tables))


def decode_page(head: dict[str, Any], blob: bytes) -> tuple[Page, bytes]:
    """What ``encode_page`` made; the bytes of the tables are not looked into.

    Raises:
        ValueError: It is not of that form.
    """
    try:
        width, height = head["size"]
        text_length, words_length, tables_length = head["lengths"]
        number, unit, source = head["number"], Unit(head["unit"]), Source(head["source"])
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError("not a page") from error
    if any(type(n) is not int or n < 0 for n in (number, text_length, words_length, tables_length)):
        raise ValueError("a page has a bad number or length")
    if text_length + words_length + tables_length != len(blob):
        raise ValueError("a page has the wrong length")
    if type(width) not in (int, float) or type(height) not in (int, float):
        raise ValueError("a page has no size")
    middle = text_length + words_length
    words = Words.unpack(blob[text_length:middle])
    text = blob[:text_length].decode("utf-8")
    return Page(number, float(width), float(height), unit, source, text, words), blob[middle:]


def without_words(head: Mapping[str, Any], blob: bytes) -> tuple[dict[str, Any], bytes]:
    """A page as ``encode_page`` made it, but without its words: who looks for figures needs the text and the tables only.

    It keeps the analyse worker's memory and the pipe small: words are four times as long as the text.
    """
    text_length, words_length, tables_length = head["lengths"]
    none = Words().pack()
    kept = {name: head[name] for name in ("number", "size", "unit", "source")}
    rest = blob[text_length + words_length :]
    return {**kept, "lengths": [text_length, len(none), tables_length]}, b"".join((blob[:text_length], none, rest))


def encode_tables(tables: PageTables) -> bytes:
    """The tables of one page as bytes."""
    return encode_value(tables)


def decode_tables(data: bytes) -> PageTables:
    """What ``encode_tables`` made.

    Raises:
        ValueError: It is not of that form.
    """
    return decode_value(PageTables, data)


def encode_value(value: object) -> bytes:
    """A value of dataclasses as bytes."""
    return json.dumps(to_json(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def decode_value(kind: type[T], data: bytes) -> T:
    """What ``encode_value`` made.

    Raises:
        ValueError: It is not of that form.
    """
    try:
        found = json.loads(data)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return from_json(kind, found)
