"""The gate before the vault: what is to be saved is checked against the pages once more, whoever claims it.

Must never let anything through that does not stand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager

from muniment.document import claims
from muniment.document.facts.fact import Analysis, Fact, Sentence
from muniment.document.pages.page import Page
from muniment.vault.vault_errors import ClaimError


def check_extraction(pages: Sequence[Page], tables: Sequence[bytes], analysis: Analysis) -> None:
    """Check everything that an extraction claims.

    Args:
        pages: All of the document, in order.
        tables: Of each page, as ``encode_tables`` makes them.
        analysis: All that was found on these pages.

    Raises:
        ClaimError: Something does not stand.
    """
    with _refused():
        claims.check_pages(pages, tables)
        claims.check_analysis(analysis, {page.number: page for page in pages})


def check_analysis(analysis: Analysis, numbered: Mapping[int, Page]) -> None:
    """Check what an analysis claims of pages that are known.

    Args:
        analysis: As claimed.
        numbered: The pages by their numbers.

    Raises:
        ClaimError: Something does not stand.
    """
    with _refused():
        claims.check_analysis(analysis, numbered)


def check_fact(fact: Fact, pages: Mapping[int, Page], name: str) -> None:
    """Check that a fact stands where it says, and that its value is the printed one.

    Args:
        fact: As claimed.
        pages: By their numbers.
        name: What the fact is called if it does not stand.

    Raises:
        ClaimError: It does not.
    """
    with _refused():
        claims.check_fact(fact, pages, name)


def check_wordings(sentences: Sequence[Sentence], known: Collection[Sentence]) -> None:
    """Check sentences that a model chose, joined or rephrased.

    Args:
        sentences: As claimed.
        known: Cited sentences that were checked against the pages.

    Raises:
        ClaimError: One is none of them, and does not follow from them by rule.
    """
    with _refused():
        claims.check_wordings(sentences, known)


@contextmanager
def _refused() -> Iterator[None]:
    """What does not stand is an error for the user here."""
    try:
        yield
    except claims.Unfounded as error:
        raise ClaimError(error.what) from error
