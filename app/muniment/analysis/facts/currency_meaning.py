"""What a bare "$" means: many countries print it, and the document says which one's it is, often on another line or page.

Must never guess: where the document declares nothing, a table keeps the currency that its reader found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from muniment.document.pages.evidence import Evidence
from muniment.document.pages.page import Page
from muniment.document.pages.source_document import Document
from muniment.document.pages.table import Table

_DOLLARS = {
    "CAD": r"canadian (?:dollars?|funds|\$)|\bC(?:A|DN)?\$|\bCAD\b",
    "AUD": r"australian (?:dollars?|\$)|\bAU?\$|\bAUD\b",
    "HKD": r"hong kong dollars?|\bHK\$|\bHKD\b",
    "SGD": r"singapore dollars?|\bS\$|\bSGD\b",
    "NZD": r"new zealand dollars?|\bNZ\$|\bNZD\b",
    "MXN": r"mexican pesos?|pesos mexicanos|\bMXN\b",
    "USD": r"(?:u\. ?s\.|us|united states|american) (?:dollars?|funds|\$)|\bU\.?S\.?\$|\bUSD\b",
}
_YEN = {"CNY": r"\brenminbi\b|\bRMB\b|\bCNY\b", "JPY": r"\bjapanese yen\b|\byen\b|\bJPY\b"}
_OTHERS = {
    "EUR": r"\beuros?\b|\bEUR\b|€",
    "GBP": r"pounds? sterling|\bsterling\b|\bGBP\b|£",
    "CHF": r"swiss francs?|schweizer franken|\bCHF\b",
    "SEK": r"swedish kron\w+|\bSEK\b",
    "NOK": r"norwegian kron\w+|\bNOK\b",
    "DKK": r"danish kron\w+|\bDKK\b",
}
_NAMES = {code: re.compile(pattern, re.IGNORECASE) for code, pattern in {**_DOLLARS, **_YEN, **_OTHERS}.items()}
_SIGNS = {"USD": frozenset(_DOLLARS), "JPY": frozenset(_YEN)}
"""What a bare sign may mean, by the currency that a reader takes it for."""
_BARE = re.compile(r"^\(?(?:\$|dollars?|¥)", re.IGNORECASE)
_WHOLE = re.compile(  # of all amounts of the document
    r"(?:\b(?:presentation|reporting) currency\b[^.\n]{0,80}?\b(?:is|are)\b|references? (?:in this [\w -]{4,40} )?to (?:[“\"']?\$[”\"']?(?:,? (?:and|or) )?|[“\"']?dollars[”\"']?)+ (?:are|is|mean|refer)"
    r"|\ball (?:\w+ ){0,3}(?:amounts|figures|numbers|information)\b[^.\n]{0,60}?\b(?:in|are)\b)[^.\n]{0,60}",
    re.IGNORECASE,
)
_BEGINS = ("presentation currency", "reporting currency", "reference", "all ")
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
    whole = next(_declared(document.pages), None)
    tables = tuple(_with(table, pages[table.page], whole) for table in document.tables)
    return document if tables == document.tables else replace(document, tables=tables)


def _with(table: Table, page: Page, whole: Declared | None) -> Table:
    """A table with what stands above it, or else what is declared for the document."""
    allowed = _allowed(table)
    if not allowed:
        return table
    start = table.rows[0].start if table.rows else 0
    above = [line for line in _lines(page) if start - _ABOVE <= line[0] < start]
    near = (found for at, text in reversed(above) if (found := _in_title(page, at, text)) and found.code in allowed)
    meant = next(near, whole if whole is not None and whole.code in allowed else None)
    if meant is None or meant.code == table.currency:
        return table
    return replace(table, currency=meant.code, currency_evidence=meant.evidence)


def _allowed(table: Table) -> frozenset[str]:
    """What the currency of a table may be instead of what its reader found."""
    if table.currency is None or table.currency_evidence is None:
        return frozenset(_NAMES) if table.currency is None else frozenset()
    return _SIGNS.get(table.currency, frozenset()) if _BARE.search(table.currency_evidence.quote) else frozenset()


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
    found = [(m.start(), m.end(), code) for code, name in _NAMES.items() if (m := name.search(page.text, start, end))]
    if not found:
        return None
    first, last, code = min(found)
    return Declared(code, Evidence.at(page, first, last))
