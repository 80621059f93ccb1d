"""What the vault hands out: rows as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from muniment.document.facts.fact import Check, ContentTag, Fact, Measure, Sentence
from muniment.document.pages.page import Info, Unit
from muniment.document.usage.routing import Routing
from muniment.message import Message


class DocumentState(StrEnum):
    """Where a document stands; it is the state of its extraction."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class JobTask(StrEnum):
    """What a job does; also the order of work: a user's decision is followed first, and models come last."""

    DERIVE = "derive"
    EXTRACT = "extract"
    ENRICH = "enrich"


class Decision(StrEnum):
    """What a user said of a fact."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document in the vault.

    Attributes:
        id: Of this vault; never used again after the document is removed.
        sha256: Of the original, 64 hexadecimal digits.
        name: File name as the user gave it, without folders.
        media_type: "application/pdf", ...
        size: Of the original, bytes.
        page_count: None until it was read.
        kind: One of the closed set; None until it was analysed.
        kind_confidence: 0 to 1; None until it was analysed.
        state: Where it stands.
        pages_read: Pages that the running (or last) extraction has reached.
        error_code: Why it failed, short; empty if it did not.
        error: Why it failed; None if it did not.
        added_at: UTC, ISO 8601 with seconds and offset.
        label: Classification label: its own, else the vault's; may be empty.
        parent: The document that it came out of, as an attachment does; None for one that a user added.
    """

    id: int
    sha256: str
    name: str
    media_type: str
    size: int
    page_count: int | None
    kind: str | None
    kind_confidence: float | None
    state: DocumentState
    pages_read: int
    error_code: str
    error: Message | None
    added_at: str
    label: str
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class PageShape:
    """The size of a page without its text.

    Attributes:
        width: In ``unit``.
        height: In ``unit``.
        unit: Points for PDFs, characters for flows.
    """

    width: float
    height: float
    unit: Unit


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came of a dropped file.

    Attributes:
        document: As it stands in the vault.
        new: False if the same bytes were there already.
    """

    document: DocumentRow
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRow:
    """Work to be done on a document.

    Attributes:
        id: Of this vault.
        document_id: Which document.
        task: Which work: of the table of jobs, which may know more than ``JobTask``.
    """

    id: int
    document_id: int
    task: str


@dataclass(frozen=True, slots=True)
class StoredFact:
    """A fact with what the user said of it.

    Attributes:
        id: Stays the same when the document is extracted again.
        fact: As it stands now, decisions applied.
        decisions: How many decisions stand on it (undone ones do not count).
        is_changed: The user changed it, and what was computed from it has not followed yet.
    """

    id: int
    fact: Fact
    decisions: int
    is_changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """One entry of a document's history.

    Attributes:
        id: Of the entry.
        at: UTC, ISO 8601 with microseconds and offset.
        action: What was said.
        fact_id: Of which fact.
        old: The fact before.
        new: The fact after.
        undone: It was taken back, or a new extraction found something that it does not fit.
    """

    id: int
    at: str
    action: Decision
    fact_id: int
    old: Fact
    new: Fact
    undone: bool


@dataclass(frozen=True, slots=True)
class ModelUse:
    """Which model took part.

    Attributes:
        id: Of the model; empty for none.
        used_for: Tasks ("summary", ...).
    """

    id: str
    used_for: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAnalysis:
    """All that is known of a document.

    Attributes:
        document: Its row.
        info: What the document says of itself.
        kind: One of the closed set.
        kind_confidence: 0 to 1.
        facts: In the order of the analysis, so that its indices (checks, measures, links) lead here.
        checks: Those that were tried.
        measures: Computed from the facts.
        summary: As it stands: the model's choice where there is one.
        candidates: Sentences that a model may choose from.
        warnings: What a user should know of it.
        model: None if no model took part.
        seconds: Where the time went, by stage.
        routing: What became of the questions that models were asked.
        tags: What it speaks of, and who should read it.
    """

    document: DocumentRow
    info: Info
    kind: str
    kind_confidence: float
    facts: tuple[StoredFact, ...]
    checks: tuple[Check, ...]
    measures: tuple[Measure, ...]
    summary: tuple[Sentence, ...]
    candidates: tuple[Sentence, ...]
    warnings: tuple[Message, ...]
    model: ModelUse | None
    seconds: Mapping[str, float] = field(default_factory=dict)
    routing: Routing = field(default_factory=Routing)
    tags: tuple[ContentTag, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that a search found.

    Attributes:
        document_id: Which document.
        page: From 1.
        start: Of the best place, into ``Page.text``.
        end: Half-open.
        snippet: That place with its surroundings on one line.
        matches: All words of the page that were asked for, half-open intervals.
    """

    document_id: int
    page: int
    start: int
    end: int
    snippet: str
    matches: tuple[tuple[int, int], ...] = ()
