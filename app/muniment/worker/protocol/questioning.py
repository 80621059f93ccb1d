"""Messages of a question: which documents, what follows from figures, what a model takes it to ask, which sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from muniment.document.facts.answer import Answer, Passage
from muniment.document.usage.model_usage import Spent
from muniment.document.usage.routing import Routing
from muniment.worker.protocol.exchanged_message import AnswerMessage, Bulk, RequestMessage
from muniment.worker.protocol.frames import FrameKind, Op
from muniment.worker.protocol.question_exchange import QuestionGiven, Scoped


@dataclass(frozen=True, slots=True)
class ScopeQuestion(RequestMessage):
    """Say which documents a question may be about, and what to look for; answered with ``QuestionScoped``."""

    op: ClassVar[str] = Op.SCOPE
    asking: Bulk[QuestionGiven]


@dataclass(frozen=True, slots=True)
class QuestionScoped(AnswerMessage):
    """Which documents a question may be about."""

    kind: ClassVar[FrameKind] = FrameKind.DONE
    scoped: Bulk[Scoped]


@dataclass(frozen=True, slots=True)
class ComputeAnswer(RequestMessage):
    """Compute what follows from figures; answered with ``AnswerComputed``."""

    op: ClassVar[str] = Op.COMPUTE
    asking: Bulk[QuestionGiven]


@dataclass(frozen=True, slots=True)
class PlanAnswer(RequestMessage):
    """Compute what models take a question to ask for; answered with ``LoadingModel`` ..., then ``AnswerComputed``."""

    op: ClassVar[str] = Op.PLAN
    asking: Bulk[QuestionGiven]


@dataclass(frozen=True, slots=True)
class AnswerComputed(AnswerMessage):
    """What follows from figures.

    Attributes:
        routing: What became of the questions to models; empty where none was asked.
        spent: What models spent.
        answer: None where nothing follows.
    """

    kind: ClassVar[FrameKind] = FrameKind.DONE
    routing: Routing
    spent: tuple[Spent, ...]
    answer: Bulk[Answer | None]


@dataclass(frozen=True, slots=True)
class StateAnswer(RequestMessage):
    """Read what sentences of pages state: a count, a name, yes or no; answered with ``AnswerStated``."""

    op: ClassVar[str] = Op.STATE
    asking: Bulk[QuestionGiven]


@dataclass(frozen=True, slots=True)
class AnswerStated(AnswerMessage):
    """What sentences state.

    Attributes:
        answer: None where they do not state it.
    """

    kind: ClassVar[FrameKind] = FrameKind.DONE
    answer: Bulk[Answer | None]


@dataclass(frozen=True, slots=True)
class CiteSentences(RequestMessage):
    """Find sentences on pages that answer a question; answered with a ``SentenceCited`` each, then done."""

    op: ClassVar[str] = Op.CITE
    asking: Bulk[QuestionGiven]


@dataclass(frozen=True, slots=True)
class SentenceCited(AnswerMessage):
    """A sentence that was found."""

    kind: ClassVar[FrameKind] = FrameKind.PROGRESS
    passage: Bulk[Passage]
