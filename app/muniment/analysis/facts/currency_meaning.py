"""What a bare "$", "kr" or "Rs." means: many countries print it, and the document says which one's it is, often on another line or page.

Must never guess: where the document declares nothing, a table keeps the currency that its reader found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from muniment.analysis.facts.home_currency import Home, home_of
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.page import Page
from muniment.document.pages.source_document import Document
from muniment.document.pages.table import Table
from muniment.document.text.currency_names import SHARED
from muniment.document.text.currency_text import is_shared, named

_WHOLE = re.compile(  # of all amounts of the document
    r"(?:\b(?:presentation|reporting) currency\b[^.\n]{0,80}?\b(?:is|are)\b|statements (?:are|is|were|have been) (?:presented|prepared|stated|expressed) in\b"
    r"|(?:berichts|konzern|darstellungs)währung\b[^.\n]{0,40}?\b(?:ist|sind)\b|monnaie de pr[ée]sentation\b[^.\n]{0,60}?\best\b|references? (?:in this [\w -]{4,40} )?to (?:[“\"']?\$[”\"']?(?:,? (?:and|or) )?|[“\"']?dollars[”\"']?)+ (?:are|is|mean|refer)"
    r"|\ball (?:\w+ ){0,3}(?:amounts|figures|numbers|information)\b[^.\n]{0,60}?\b(?:in|are)\b)[^.\n]{0,60}",
    re.IGNORECASE,
)
_NO_DEFAULT = frozenset(("SEK", "NOK", "MXN"))  # what "kr" and "pesos" are taken for: of no country without evidence
_BEGINS = (
    "presentation currency", "reporting currency", "reference", "all ", "statements are", "statements have been", "statements is",
    "statements were", "berichtswährung", "konzernwährung", "darstellungswährung", "monnaie de pr",
)  # fmt: skip
_TITLE = re.compile(
    r"\b(?:expressed|stated|presented|reported|amounts?|figures|thousands|millions|in)\b[^.\n]{0,40}", re.IGNORECASE
)
_SHORT = 130  # characters of a line that may be a title
_FIRST = 4  # pages whose titles speak for the document
_ABOVE = 1_200  # characters before a table's first row within which its title stands


@dataclass(frozen=True, slots=True)
class Declared:
    """A currency that the document names as that of its amounts."""

    code: str
    evidence: Evidence


def with_meaning(document: Document) -> Document:
    """The document, its tables with the currency that is declared where theirs is a bare sign or missing."""
    if not document.tables:
        return document
    pages = {page.number: page for page in document.pages}
    meanings = _Meanings(document.pages)
    tables = tuple(_with(table, pages[table.page], meanings) for table in document.tables)
    return document if tables == document.tables else replace(document, tables=tables)


class _Meanings:
    """What signs mean in a document, looked for once."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = pages
        self._homes: dict[str, Home] = {}

    @cached_property
    def whole(self) -> Declared | None:
        """What is declared for all amounts."""
        return next(_declared(self._pages), None)

    def home(self, taken: str) -> Home:
        """Whose currency a sign is by the company's country."""
        if taken not in self._homes:
            self._homes[taken] = home_of(self._pages, taken, SHARED[taken][0])
        return self._homes[taken]


def _with(table: Table, page: Page, meanings: _Meanings) -> Table:
    """A table with what stands above it, or else what is declared for the document, or where the company is at home."""
    allowed = _allowed(table)
    if allowed is not None and not allowed:
        return table
    start = table.rows[0].start if table.rows else 0
    above = [line for line in _lines(page) if start - _ABOVE <= line[0] < start]
    near = (found for at, text in reversed(above) if (found := _in_title(page, at, text)) and _fits(found, allowed))
    whole = meanings.whole
    meant = next(near, whole if whole is not None and _fits(whole, allowed) else None)
    if meant is None:
        return table if table.currency is None else _at_home(table, meanings.home(table.currency))
    if meant.code == table.currency:
        return table
    return replace(table, currency=meant.code, currency_evidence=meant.evidence)


def _at_home(table: Table, home: Home) -> Table:
    """A table whose sign is that of the company's country; of no currency where that is not known."""
    if home.code is None or (table.currency in _NO_DEFAULT and home.evidence is None):
        return replace(table, currency=None, currency_evidence=None)
    if home.code == table.currency or home.evidence is None:
        return table
    return replace(table, currency=home.code, currency_evidence=home.evidence)


def _fits(found: Declared, allowed: frozenset[str] | None) -> bool:
    return allowed is None or found.code in allowed


def _allowed(table: Table) -> frozenset[str] | None:
    """What the currency of a table may be instead of what its reader found; None for any."""
    if table.currency is None or table.currency_evidence is None:
        return None if table.currency is None else frozenset()
    if not is_shared(table.currency, table.currency_evidence.quote):
        return frozenset()
    return SHARED[table.currency][0]


def _declared(pages: Iterable[Page]) -> Iterator[Declared]:
    """What is declared for all amounts: in a sentence anywhere, or in a title of the first pages."""
    pages = list(pages)
    for page in pages[:_FIRST]:
        for at, text in _lines(page):
            found = _in_title(page, at, text)
            if found is not None:
                yield found
    for page in pages:
        for match in filter(None, (_WHOLE.match(page.text, at) for at in _beginnings(page.text))):
            found = _named(page, match.start(), match.end())
            if found is not None:
                yield found


def _beginnings(text: str) -> list[int]:
    """Where a declaration may begin. Such words are found fast; to try the expression at every character took 3 % of a filing's time."""
    small = text.replace("İ", "I").lower()  # the one letter whose small form is longer
    found: list[int] = []
    for word in _BEGINS:
        at = small.find(word)
        while at >= 0:
            found.append(at)
            at = small.find(word, at + 1)
    return sorted(found)


def _lines(page: Page) -> Iterator[tuple[int, str]]:
    at = 0
    for line in page.text.split("\n"):
        yield at, line
        at += len(line) + 1


def _in_title(page: Page, at: int, text: str) -> Declared | None:
    """The currency of a title: "(in thousands of Canadian dollars)"; none of prose."""
    if len(text) > _SHORT:
        return None
    match = _TITLE.search(text)
    return _named(page, at + match.start(), at + match.end()) if match else None


def _named(page: Page, start: int, end: int) -> Declared | None:
    """The first currency that an interval names."""
    for money in named(page.text, start, end):
        if not is_shared(money.code, page.text[money.start : money.end]):
            return Declared(money.code, Evidence.at(page, money.start, money.end))
    return None
