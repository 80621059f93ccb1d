"""Values that messages carry across the boundary between parent and worker.

Must never hold a value that ``codec`` does not check field by field.
"""

from __future__ import annotations

from dataclasses import dataclass

from muniment.document.facts.fact import ContentTag, Fact
from muniment.document.facts.filing import Filing
from muniment.document.facts.lesson import Lesson
from muniment.message import Message


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
        placement: Where it would be computed on this machine and why there; None where there is no engine.
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
    placement: Message | None = None
    base: str | None = None


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
