"""Messages of the role that analyses, as far as they are about one document: pages go in, facts and a summary come out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from muniment.document.facts.fact import Analysis, Sentence
from muniment.document.pages.page import Info
from muniment.document.usage.model_usage import Spent
from muniment.document.usage.routing import Routing
from muniment.worker.protocol.exchanged_message import AnswerMessage, Bulk, RequestMessage
from muniment.worker.protocol.exchanged_values import Given
from muniment.worker.protocol.frames import FrameKind, Op
from muniment.worker.protocol.page_frames import PackedPage


@dataclass(frozen=True, slots=True)
class BeginDocument(RequestMessage):
    """Pages of a document will follow; told, not asked.

    Attributes:
        key: Names the document from now on; pages of it that are there are forgotten.
    """

    op: ClassVar[str] = Op.DOCUMENT
    key: int


@dataclass(frozen=True, slots=True)
class AddPage(RequestMessage):
    """A page of a document, the first one first; told, not asked.

    Attributes:
        key: Of the document.
        page: As ``PageRead`` has it.
        data: As ``PageRead`` has it.
    """

    op: ClassVar[str] = Op.PAGE
    key: int
    page: PackedPage
    data: Bulk[bytes]


@dataclass(frozen=True, slots=True)
class AnalysePages(RequestMessage):
    """Analyse the pages that were sent, and forget them; answered with ``PagesAnalysed``.

    Attributes:
        key: Of the document.
        pages: How many were sent.
        sha256: Of the original.
        media_type: Of the original.
        info: What the document says of itself.
        asks_models: Whether models may point at rows, tell a kind and tell what passages speak of.
        given: What is known beside the pages.
    """

    op: ClassVar[str] = Op.ANALYSE
    key: int
    pages: int
    sha256: str
    media_type: str
    info: Info
    asks_models: bool
    given: Bulk[Given]


@dataclass(frozen=True, slots=True)
class PagesAnalysed(AnswerMessage):
    """What was found on the pages of a document.

    Attributes:
        seconds: Processor time that it took.
        routing: What became of the questions to models.
        spent: What models spent.
        analysis: What was found.
    """

    kind: ClassVar[FrameKind] = FrameKind.DONE
    seconds: float
    routing: Routing
    spent: tuple[Spent, ...]
    analysis: Bulk[Analysis]


@dataclass(frozen=True, slots=True)
class DropPages(RequestMessage):
    """Forget the pages of a document; told, not asked."""

    op: ClassVar[str] = Op.DROP
    key: int


@dataclass(frozen=True, slots=True)
class WordSummary(RequestMessage):
    """Have models choose and word the sentences of a summary; answered with ``LoadingModel`` ..., then ``SummaryWorded``.

    Attributes:
        analysis: With the sentences that may be chosen.
    """

    op: ClassVar[str] = Op.ENRICH
    analysis: Bulk[Analysis]


@dataclass(frozen=True, slots=True)
class SummaryWorded(AnswerMessage):
    """The sentences of a summary.

    Attributes:
        seconds: Processor time that it took.
        chosen: How many of them a model chose.
        routing: What became of the questions to models.
        spent: What models spent.
        sentences: Computed ones, then cited ones.
    """

    kind: ClassVar[FrameKind] = FrameKind.DONE
    seconds: float
    chosen: int
    routing: Routing
    spent: tuple[Spent, ...]
    sentences: Bulk[tuple[Sentence, ...]]
