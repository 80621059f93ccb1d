"""What the pipeline tells whoever listens: ids, states and messages, never a document's text."""

from __future__ import annotations

from dataclasses import dataclass

from muniment.message import Message


@dataclass(frozen=True, slots=True)
class Event:
    """Something happened."""


@dataclass(frozen=True, slots=True)
class Refused(Event):
    """A path did not become a document.

    Attributes:
        path: As it was given.
        code: Short stable name.
        message: What happened and what to do.
    """

    path: str
    code: str
    message: Message


@dataclass(frozen=True, slots=True)
class Arrived(Event):
    """A document is in the vault, with its job; it cannot get lost any more.

    Attributes:
        document_id: Of the vault.
        path: As it was given; empty for one that came out of another document.
        new: False if the same bytes were there already.
    """

    document_id: int
    path: str
    new: bool


@dataclass(frozen=True, slots=True)
class Started(Event):
    """Work on a document has begun."""

    document_id: int


@dataclass(frozen=True, slots=True)
class ReadingStarted(Event):
    """A document was opened by its reader.

    Attributes:
        document_id: Which.
        sizes: Width and height of each page, as displayed.
    """

    document_id: int
    sizes: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Progress(Event):
    """How far a document is.

    Attributes:
        document_id: Which.
        page: Pages done.
        of: Pages in all.
        stage: "read", "analyse", "save", "model", or "meaning" for the vectors of a document that is done.
    """

    document_id: int
    page: int
    of: int
    stage: str


@dataclass(frozen=True, slots=True)
class PageReady(Event):
    """A page was read; its image can be asked for at any time, its text is in the vault once the document is extracted."""

    document_id: int
    page: int


@dataclass(frozen=True, slots=True)
class Extracted(Event):
    """Facts, checks and a summary are in the vault."""

    document_id: int


@dataclass(frozen=True, slots=True)
class Derived(Event):
    """States, checks, measures and the computed sentences follow the user's decisions."""

    document_id: int


@dataclass(frozen=True, slots=True)
class Enriched(Event):
    """What the model adds is in the vault."""

    document_id: int


@dataclass(frozen=True, slots=True)
class Failed(Event):
    """A document could not be analysed; its original is in the vault and it can be retried.

    Attributes:
        document_id: Which.
        code: Short stable name.
        message: What happened and what to do.
        task: Of the table of jobs: "extract", "derive" where a decision could not be followed, "enrich" where only the
            model's part failed, or another one.
    """

    document_id: int
    code: str
    message: Message
    task: str = "extract"


@dataclass(frozen=True, slots=True)
class CancelledDocument(Event):
    """The user cancelled."""

    document_id: int


@dataclass(frozen=True, slots=True)
class Rendered(Event):
    """A page as pixels: four bytes each, blue, green, red and one unused.

    Attributes:
        document_id: Which.
        page: From 1.
        scale: Pixels a point, as it was asked.
        token: As it was asked.
        width: Pixels.
        height: Pixels.
        stride: Bytes a row.
        data: ``stride * height`` bytes.
    """

    document_id: int
    page: int
    scale: float
    token: int
    width: int
    height: int
    stride: int
    data: bytes


@dataclass(frozen=True, slots=True)
class RenderFailed(Event):
    """A page could not be shown.

    Attributes:
        document_id: Which.
        page: From 1.
        token: As it was asked.
        code: Short stable name; "cancelled" where that was asked.
    """

    document_id: int
    page: int
    token: int
    code: str


@dataclass(frozen=True, slots=True)
class Answered(Event):
    """More of an answer is there: ask ``Pipeline.answer``.

    Attributes:
        token: Of the question.
        is_over: Nothing more will come.
    """

    token: int
    is_over: bool


@dataclass(frozen=True, slots=True)
class Neared(Event):
    """Pages that mean what is searched for are known: ask ``Pipeline.near``.

    Attributes:
        token: Of the search.
    """

    token: int


@dataclass(frozen=True, slots=True)
class Unanswered(Event):
    """A question could not be answered.

    Attributes:
        token: Of the question.
        message: Why, and what to do.
    """

    token: int
    message: Message


@dataclass(frozen=True, slots=True)
class WorkerRestarted(Event):
    """A worker was gone and a new one has taken its place.

    Attributes:
        role: "read" or "analyse".
    """

    role: str


@dataclass(frozen=True, slots=True)
class ModelLoading(Event):
    """The model is being loaded.

    Attributes:
        share: 0 to 1.
    """

    share: float


@dataclass(frozen=True, slots=True)
class ModelReady(Event):
    """The model is loaded.

    Attributes:
        id: Of the model.
        name: For the user.
        description: What hardware is used, and why, and what the model does.
    """

    id: str
    name: str
    description: Message


@dataclass(frozen=True, slots=True)
class ModelRefused(Event):
    """There is no model in this session; everything that needs none goes on.

    Attributes:
        code: Short stable name; "no-model" where none is installed.
        message: What happened and what to do.
    """

    code: str
    message: Message


@dataclass(frozen=True, slots=True)
class Broken(Event):
    """The pipeline itself has ended: the vault cannot be used any more.

    Attributes:
        message: What happened and what to do.
    """

    message: Message


@dataclass(frozen=True, slots=True)
class Idle(Event):
    """Nothing is left to do."""
