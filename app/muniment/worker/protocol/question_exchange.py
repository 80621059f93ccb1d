"""A question and what is said to it, as they cross the boundary between parent and worker.

Must never hold a value that ``codec`` does not check field by field.
"""

from __future__ import annotations

from dataclasses import dataclass

from muniment.document.facts.filing import Filing


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
class QuestionGiven:
    """A question with what may be known for it.

    Attributes:
        question: As the user typed it.
        filings: Documents with facts: those that tell company and periods for ``SCOPE``, all for ``COMPUTE``.
        measures: The text of the user's own file of measures; empty without one.
        pages: For ``CITE`` and ``STATE``, the likeliest first.
        absent: Companies that it names and of which there is no report, as ``Scoped`` has them.
        is_whole: ``pages`` are all that hold any of the terms of ``Scoped.stated``.
    """

    question: str
    filings: tuple[Filing, ...] = ()
    measures: str = ""
    pages: tuple[PageText, ...] = ()
    absent: tuple[str, ...] = ()
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Scoped:
    """What a question may be about.

    Attributes:
        documents: SHA-256 of originals, the likeliest first.
        weights: What a page of each counts in the search, 0 to 1.
        terms: For the index: words, phrases, beginnings of words with ``*``.
        absent: Companies that the question names and of which there is no report.
        stated: Terms of sentences that may state what is asked; empty where no sentence is to.
    """

    documents: tuple[str, ...]
    weights: tuple[float, ...]
    terms: tuple[str, ...]
    absent: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()
