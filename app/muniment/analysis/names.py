"""Other forms of a company's name in the same document: with lower-case letters, with its legal form.

Must never compose a name: every form returned stands on a page, word for word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from muniment.document.document import Document
from muniment.document.evidence import Evidence
from muniment.document.page import Page

PAGES = 30  # within which a report says its name in running text

# Words that documents use of themselves, of times and of people: alone they name no company.
_COMMON = frozenset({
    "a", "an", "and", "annual", "auditor", "auditors", "company", "condensed", "consolidated", "contents",
    "corporate", "current", "directors", "dividend", "earnings", "ended", "fifth", "final", "financial", "first",
    "fiscal", "for", "form", "fourth", "full", "group", "half", "in", "independent", "information", "interim", "it",
    "item", "its", "management", "march", "monthly", "months", "news", "nine", "note", "notes", "of", "on", "our",
    "part", "preliminary", "press", "quarter", "quarterly", "release", "report", "reports", "results", "second",
    "selected", "semi", "six", "statement", "statements", "strategic", "summary", "supplemental", "sustainability",
    "table", "the", "third", "this", "three", "today", "trading", "twelve", "unaudited", "update", "we", "weeks",
    "year", "years",
})  # fmt: skip
_FORM = re.compile(
    r",? (?:&? ?Co\.?,? )?(?:Inc\.?|Incorporated|Corp\.?|Corporation|Company|Co\.|plc|PLC|Ltd\.?|Limited|LLC|L\.P\.|AG|SE|N\.V\.|S\.A\.|GmbH)(?!\w)"
)
_TITLE = re.compile(
    r"^(?:(?:condensed|interim|unaudited|consolidated) )*(?:balance sheets?|statements? of (?:income|operations|earnings|financial position|cash flows?))\b[^\t\n]{0,40}$",
    re.IGNORECASE | re.MULTILINE,
)
_FAMILY = re.compile(r",? and (?:its )?(?:consolidated )?subsidiar(?:y|ies)(?: compan(?:y|ies))?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A company's name on the page."""

    name: str
    evidence: Evidence


def named_at(page: Page, start: int, end: int) -> Named:
    """The words of an interval as a name."""
    return Named(" ".join(page.text[start:end].split()), Evidence.at(page, start, end))


def is_name(text: str) -> bool:
    """Whether words read like a name: long words begin with capitals, not all are common, and the last is no article."""
    words = text.split()
    if not words or words[-1].lower() in ("the", "we", "it", "and", "also", "of"):
        return False
    if all(word.strip(".,:-–—'’").lower() in _COMMON or not re.search(r"[^\W\d_]", word) for word in words):
        return False
    return not any(word.islower() for word in words if len(word) > 3)


def best_form(document: Document, found: Named) -> Named:
    """The same name as running text prints it: not in capitals only, and with its legal form.

    Args:
        document: Whose first pages are looked at.
        found: As the cover or the headline prints it.
    """
    pages = document.pages[:PAGES]
    mixed = _mixed(pages, found.name) if found.name.isupper() else None
    best = mixed or found
    return best if _FORM.search(best.name) else _with_form(pages, best.name) or best


def _mixed(pages: Iterable[Page], name: str) -> Named | None:
    return next((each for each in _places(pages, name, "") if not each.name.isupper() and is_name(each.name)), None)


def _with_form(pages: Iterable[Page], name: str) -> Named | None:
    return next((each for each in _places(pages, name, f"(?:{_FORM.pattern})") if is_name(each.name)), None)


def _places(pages: Iterable[Page], name: str, after: str) -> Iterator[Named]:
    words = r"[ \n\xa0]+".join(re.escape(word) for word in name.split())
    pattern = re.compile(rf"(?<!\w)(?i:{words})(?!\w){after}")
    for page in pages:
        for match in pattern.finditer(page.text):
            yield named_at(page, match.start(), match.end())


def above_statements(document: Document) -> Named | None:
    """The line that stands above the titles of at least two statements: they name whose they are."""
    lines = [place for page in document.pages for place in above_titles(page)]
    counts = Counter(place.name.lower() for place in lines)
    return next((place for place in lines if counts[place.name.lower()] > 1), None)


def above_titles(page: Page) -> Iterator[Named]:
    """The names right above the titles of statements."""
    for match in _TITLE.finditer(page.text):
        above = page.text[: match.start()].rstrip()
        at = above.rfind("\n") + 1
        name = _FAMILY.sub("", above[at:].split("\t")[0]).strip(" ,")
        if 3 < len(name) < 60 and is_name(name) and not _TITLE.match(name):
            start = page.text.index(name, at)
            yield named_at(page, start, start + len(name))
