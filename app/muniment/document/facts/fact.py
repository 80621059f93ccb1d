"""What is known of a document: facts, checks, measures and the summary, each with its evidence.

Must never allow a fact without evidence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from muniment.document.pages.evidence import Evidence
from muniment.document.pages.table import Period
from muniment.message import Message

Value = Decimal | date | str


class State(StrEnum):
    """How sure a fact is, and who said so."""

    CHECKED = "checked"  # at least one check that includes it closes, none fails
    LOCATED = "located"  # read at its place, nothing contradicts it
    REVIEW = "review"  # ambiguous, contradicted or of low margin
    ACCEPTED = "accepted"  # the last three: a person said so
    CORRECTED = "corrected"
    REJECTED = "rejected"

    @property
    def is_decided(self) -> bool:
        """Whether a person said so."""
        return self in (State.ACCEPTED, State.CORRECTED, State.REJECTED)


class Method(StrEnum):
    """What found a fact."""

    TAG = "tag"
    RULE = "rule"
    CLASSIFIER = "classifier"
    BOTH = "both"
    MODEL = "model"
    USER = "user"
    DERIVED = "derived"


class CheckResult(StrEnum):
    """What came of a check."""

    CLOSES = "closes"
    FAILS = "does not close"
    OPEN = "not checkable"
    RESTATED = (
        "restated"  # another document of the company has another value, and the company says or shows that it changed
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A value that is printed in the document.

    Attributes:
        concept: Id of the ``concepts.toml`` of a schema.
        value: A decimal in absolute units with the concept's sign convention, a date, or a text.
        unit: ISO currency, "USD/shares", "shares", "pure"; None for dates and texts.
        period: None for facts of the document as a whole.
        evidence: The number token (or words) that the value was read from.
        state: How sure.
        method: What found it.
        confidence: 0 to 1.
        label: The row's label.
        column: The column's heading.
        scale: What the printed number was multiplied by.
        scale_evidence: Where the scale was read.
        period_evidence: Where the period was read.
        currency_evidence: Where the currency was read.
        entity: None for the main registrant.
        element_id: Of the inline tag, where there is one.
        reasons: Why it has its state, what checks say of it among them.
    """

    concept: str
    value: Value
    unit: str | None
    period: Period | None
    evidence: Evidence
    state: State
    method: Method
    confidence: float
    label: str = ""
    column: str = ""
    scale: int = 1
    scale_evidence: Evidence | None = None
    period_evidence: tuple[Evidence, ...] = ()
    currency_evidence: Evidence | None = None
    entity: str | None = None
    element_id: str | None = None
    reasons: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A figure of another document of the same company, as it stands there.

    Attributes:
        sha256: Of that document's original.
        name: Its file name.
        concept: As of a fact; so are the others.
        value: Absolute.
        unit: As of a fact.
        period: As of a fact.
        evidence: Its place there.
        state: Its state there.
        column: The heading of its column there.
    """

    sha256: str
    name: str
    concept: str
    value: Value
    unit: str | None
    period: Period | None
    evidence: Evidence
    state: State
    column: str = ""


FOOTING = "footing"
"""Id of checks that a total is the sum of its rows."""
RUNNING_TEXT = "running_text"
"""Id of checks that the running text says a figure, too."""
OTHER_FILING = "other_filing"
"""Id of checks against another document of the company."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """An identity that was tried on facts of one period.

    Attributes:
        id: Of the identity ("balance"), or one of those below.
        name: The identity without figures ("assets = liabilities + equity").
        period: Of its facts.
        result: What came of it.
        facts: Indices into ``Analysis.facts`` of the facts that took part.
        parts: What was added up or compared, each with sign and printed value.
        difference: Left minus right in absolute units; None if not checkable.
        sentence: What came of it, with the figures as printed.
        elsewhere: Figures of other documents that took part.
    """

    id: str
    name: Message
    period: Period
    result: CheckResult
    facts: tuple[int, ...]
    parts: tuple[Message, ...]
    difference: Decimal | None
    sentence: Message
    elsewhere: tuple[Elsewhere, ...] = ()


class StretchKind(StrEnum):
    """What a measure covers, where that is not the period of a column; the plain one is false."""

    PLAIN = ""
    LAST_TWELVE_MONTHS = "last-twelve-months"
    FOURTH_QUARTER = "fourth-quarter"


def without_reasons(fact: Fact, checks: Iterable[Check]) -> Fact:
    """The fact without the reasons that these checks gave it; the very same fact if they gave it none."""
    said = {check.sentence for check in checks}
    reasons = tuple(reason for reason in fact.reasons if reason not in said)
    return fact if len(reasons) == len(fact.reasons) else replace(fact, reasons=reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A value computed by code from facts.

    Attributes:
        measure: Its id ("gross_margin").
        name: What it is called.
        value: Absolute, or a ratio (0.25 is 25 %).
        unit: ISO currency (empty: one that the document does not name), "USD/shares", "days" or "pure".
        period: Of its operands; of a sum over several stretches of time, the stretch that it covers.
        operands: Indices into ``Analysis.facts``.
        state: Of its weakest operand.
        shown: How it is written: "money", "per_share", "percent", "ratio", "times" or "days"; empty in older vaults.
        group: What it stands with ("Margins"); None in older vaults.
        formula: As in the file of measures.
        note: What it says and leaves out; None where there is nothing to say.
        stretch: What it covers, where it is a sum over several stretches of time.
        elsewhere: Operands that stand in other documents of the company.
        short: What it is called where what it covers is said anyway ("Revenue", not "Revenue, last twelve months"); None
            where that is its name.
    """

    measure: str
    name: Message
    value: Decimal
    unit: str
    period: Period
    operands: tuple[int, ...]
    state: State
    shown: str = ""
    group: Message | None = None
    formula: str = ""
    note: Message | None = None
    stretch: StretchKind = StretchKind.PLAIN
    elsewhere: tuple[Elsewhere, ...] = ()
    short: Message | None = None

    @property
    def short_name(self) -> Message:
        """Its name where what it covers is said anyway."""
        return self.short or self.name


@dataclass(frozen=True, slots=True)
class Link:
    """Where a number of a sentence leads to.

    Attributes:
        facts: Indices into ``Analysis.facts``: one if the number was read, its operands if it was computed.
    """

    facts: tuple[int, ...]


LINKED = "linked"
"""The code of a part of a template sentence that leads to facts; its arguments are ``link`` and ``of``."""

PIECES = "pieces"
"""The code of a template sentence of an older vault, whose words are the arguments one after the other."""


class Wording(StrEnum):
    """How a sentence that cites says what it cites."""

    CITED = "cited"  # word for word
    JOINED = "joined"  # two sentences word for word with a word of ours between them (``document/text/joined.py``)
    REPHRASED = "rephrased"  # by a model, with all that the cited one says and no more (``document/text/rephrased.py``)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the summary: words of the document, or of the template.

    Attributes:
        text: The words of the document; empty for a sentence of the template.
        heading: The heading of the document that it stands under; empty for sentences of the template.
        citations: Where it comes from; at least one. Of a joined sentence one for each half.
        links: Of a template sentence: where its numbers lead to.
        wording: Of words of the document.
        said: A sentence of the template. Each number in it is within a message ``LINKED``, whose argument ``link`` is a
            position in ``links``.
    """

    text: str = ""
    heading: str = ""
    citations: tuple[Evidence, ...] = ()
    links: tuple[Link, ...] = ()
    wording: Wording = Wording.CITED
    said: Message | None = None

    @property
    def originals(self) -> tuple[str, ...]:
        """The cited words, each place on one line; empty where the sentence is those words, or was computed."""
        is_cited = self.wording is Wording.CITED or bool(self.links)
        return () if is_cited else tuple(" ".join(one.quote.split()) for one in self.citations)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentTag:
    """What a document speaks of, or who should read it.

    Attributes:
        id: Of the file of tags ("going_concern").
        name: What it is called.
        is_routing: It says who should read the document, not what it speaks of.
        method: ``RULE``: its phrases are enough; ``MODEL``: there are some, and a model said so.
        weight: Of the phrases that were found.
        evidence: The phrases at their places, the first of each; at least one.
    """

    id: str
    name: Message
    is_routing: bool
    method: Method
    weight: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What the analysis of one document returns.

    Attributes:
        kind: One of ``schemas.KINDS``.
        kind_confidence: 0 to 1.
        facts: In the order of the concepts, newest period first.
        checks: Those that were tried.
        measures: Computed from the facts.
        summary: Template sentences first, then cited sentences.
        candidates: Sentences that a model may choose from for the summary, best first.
        warnings: What a user should know of it ("no-text", "no-scale", ...).
        tags: What it speaks of, in the order of the file of tags.
    """

    kind: str
    kind_confidence: float
    facts: tuple[Fact, ...] = ()
    checks: tuple[Check, ...] = ()
    measures: tuple[Measure, ...] = ()
    summary: tuple[Sentence, ...] = ()
    candidates: tuple[Sentence, ...] = ()
    warnings: tuple[Message, ...] = ()
    tags: tuple[ContentTag, ...] = ()
