"""Messages about models: which there are, load one, look at one, examine one, convert one, have texts embedded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from muniment.document.usage.exam_marks import ExamMark, ExamResults, Score
from muniment.message import Message
from muniment.worker.protocol.exchanged_message import AnswerMessage, Bulk, RequestMessage
from muniment.worker.protocol.exchanged_values import Inspected
from muniment.worker.protocol.frames import FrameKind, Op


@dataclass(frozen=True, slots=True)
class NamedModel:
    """A model or an adapter, and what a worker must know before it may read its file.

    Attributes:
        path: Of the file; None for the starter model.
        bases: Files that are adapters, each with the model that it belongs to (empty: the starter model).
        allowed: SHA-256 of the files that the policy of the machine allows; None for any.
    """

    path: str | None = None
    bases: tuple[tuple[str, str], ...] = ()
    allowed: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class EarnedTasks:
    """What a model showed in its exam.

    Attributes:
        model: The id of the model.
        tasks: Tasks that it may be asked for, each with the margin from which an answer counts.
    """

    model: str
    tasks: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class FindStarter(RequestMessage):
    """Say where the starter model is; answered with ``StarterFound``."""

    op: ClassVar[str] = Op.STARTER


@dataclass(frozen=True, slots=True)
class StarterFound(AnswerMessage):
    """Where the starter model is.

    Attributes:
        path: Of its file; None where there is none.
    """

    kind: ClassVar[FrameKind] = FrameKind.DONE
    path: str | None


@dataclass(frozen=True, slots=True)
class LoadModels(RequestMessage):
    """Load a model, in the place of those that are loaded; answered with ``LoadingModel`` ..., then ``ModelsLoaded``.

    Attributes:
        model: Which.
        strong: The path of a strong model, which is loaded when it is first wanted; None for none.
        earned: What models may be asked for, and a model that has earned nothing is not loaded; None to load the model
            for an exam or a test, whatever it has earned.
    """

    op: ClassVar[str] = Op.LOAD
    model: NamedModel
    strong: str | None = None
    earned: tuple[EarnedTasks, ...] | None = None


@dataclass(frozen=True, slots=True)
class LoadingModel(AnswerMessage):
    """How far the loading of a model is; may come with any request that asks models.

    Attributes:
        share: 0 to 1.
        is_strong: It is the strong model, which is loaded in the middle of a request.
        is_over: It is loaded, or could not be.
    """

    kind: ClassVar[FrameKind] = FrameKind.PROGRESS
    share: float
    is_strong: bool = False
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class ModelsLoaded(AnswerMessage):
    """A model is loaded.

    Attributes:
        model: Its id.
        name: For people.
        description: What it is computed on, and why.
        strong: The id of the strong model; empty for none.
    """

    kind: ClassVar[FrameKind] = FrameKind.DONE
    model: str
    name: str
    description: Message
    strong: str


@dataclass(frozen=True, slots=True)
class SpareCores(RequestMessage):
    """Leave cores to other processes from the next batch on; told, not asked, and heard in the middle of work.

    Attributes:
        cores: How many.
    """

    op: ClassVar[str] = Op.THREADS
    cores: int


@dataclass(frozen=True, slots=True)
class DescribeMachine(RequestMessage):
    """Say what there is to compute on; answered with ``MachineDescribed``."""

    op: ClassVar[str] = Op.MACHINE


@dataclass(frozen=True, slots=True)
class MachineDescribed(AnswerMessage):
    """What there is to compute on.

    Attributes:
        processor: Its name and cores.
        graphics: Graphics processors; None where that is not known.
    """

    kind: ClassVar[FrameKind] = FrameKind.DONE
    processor: Message
    graphics: Message | None


@dataclass(frozen=True, slots=True)
class InspectModel(RequestMessage):
    """Say what the header of a model file says; answered with ``ModelInspected``."""

    op: ClassVar[str] = Op.INSPECT
    model: NamedModel


@dataclass(frozen=True, slots=True)
class ModelInspected(AnswerMessage):
    """What the header of a model file says."""

    kind: ClassVar[FrameKind] = FrameKind.DONE
    about: Bulk[Inspected]


@dataclass(frozen=True, slots=True)
class SitExam(RequestMessage):
    """Have the loaded model sit its exam; answered with an ``ItemMarked`` each, then ``ExamScored``.

    Attributes:
        table: What is known so far; items that it holds are not asked again.
    """

    op: ClassVar[str] = Op.EXAM
    table: Bulk[ExamResults]


@dataclass(frozen=True, slots=True)
class ItemMarked(AnswerMessage):
    """An item of an exam was answered.

    Attributes:
        mark: Of the item.
        total: Items that there may be in all.
    """

    kind: ClassVar[FrameKind] = FrameKind.PROGRESS
    mark: ExamMark
    total: int


@dataclass(frozen=True, slots=True)
class ExamScored(AnswerMessage):
    """The scores of an exam that is over."""

    kind: ClassVar[FrameKind] = FrameKind.DONE
    scores: Bulk[tuple[Score, ...]]


@dataclass(frozen=True, slots=True)
class EmbedTexts(RequestMessage):
    """Say what texts mean, as vectors; answered with ``TextsEmbedded``.

    Attributes:
        model: The embedding model, which is loaded when it is first asked for.
        sha256: Of the file that is meant.
        side: "question" or "passage".
        texts: One or more.
    """

    op: ClassVar[str] = Op.EMBED
    model: NamedModel
    sha256: str
    side: str
    texts: Bulk[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class TextsEmbedded(AnswerMessage):
    """The vectors of texts.

    Attributes:
        count: How many.
        width: Numbers of each.
        seconds: Processor time that it took.
        vectors: 16-bit floats, little-endian, one vector behind the other.
    """

    kind: ClassVar[FrameKind] = FrameKind.DONE
    count: int
    width: int
    seconds: float
    vectors: Bulk[bytes]


@dataclass(frozen=True, slots=True)
class ConvertModel(RequestMessage):
    """Write a model in another format; the only request of its role, done when the file is written.

    Attributes:
        model: Which.
        target: The path of the file that is written.
        to: "Q4_0" or "Q8_0".
    """

    op: ClassVar[str] = Op.CONVERT
    model: NamedModel
    target: str
    to: str
