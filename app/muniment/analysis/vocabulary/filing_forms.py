"""The cover of a filing to the SEC: which form it is, and on which page it stands.

A letter to the shareholders may stand before it. Must never take a mention of a form for its cover.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from muniment.document import schemas
from muniment.document.pages.page import Page
from muniment.document.pages.source_document import Document
from muniment.document.schemas import FILING, UNKNOWN

FIRST = 4
"""Pages within which any form's cover stands."""
WRAPPED = 60
"""Pages within which the cover of an annual report stands that is bound behind a letter to the shareholders."""
_LENGTH = 8_000  # characters of a page
_FORM = re.compile(
    r"\bform[\s:]*(?P<form>10-?k(?:405|sb|t)?|10-?q(?:sb|t)?|8-?k(?:12[bg]3?)?|20-?f|40-?f|6-?k"
    r"|\d{1,2}-[a-z]{1,4}|[sf]-\d{1,2}|n-[a-z]{2,4}|sd|def ?14a|13f(?:-hr)?)(?:/a)?(?!\w)"
)
_OWN_LINE = re.compile(
    rf"^\W*(?:united states[ ,]*)?{_FORM.pattern}(?:\W*\(?(?:amendment|mark one)\b.*|\W*)$", re.MULTILINE
)
_MARKS = tuple(
    re.compile(pattern)
    for pattern in (
        r"securities\s+and\s+exchange\s+commission",
        r"commission\s+file\s+n|file\s+n(?:o|umber)",
        r"exact\s+names?\s+of|name\s+of\s+(?:the\s+)?registrant|registrant[’']?s?\s+name",
        r"pursuant\s+to\s+(?:section|rule)\s+1[2356]|under\s+section\s+13",
        r"jurisdiction\s+of\s+(?:incorporation|organization)|employer\s+identification",
    )
)
_LEAST = 3  # marks of a cover; a page that only cites a form has fewer
_OFFERS = re.compile(r"\bprospectus\b|\bproxy statement\b|\bregistration statement (?:on form|under)\b")


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover of a filing.

    Attributes:
        kind: One of ``schemas.KINDS``; ``UNKNOWN`` for forms that are none of them.
        page: Where it stands.
    """

    kind: str
    page: Page


def cover_of(document: Document) -> Cover | None:
    """The first cover of a form; behind other pages only that of an annual report."""
    offers = False
    for page in document.pages[:WRAPPED]:
        text = normal(page.text[:_LENGTH])
        form = _form_on(text)
        if form is not None and (page.number <= FIRST or (_is_yearly(form) and not offers)):
            return Cover(form, page)
        offers = offers or (page.number <= FIRST and bool(_OFFERS.search(text)))
    return None


def normal(text: str) -> str:
    """Lower-case text with plain spaces and hyphens; lines stay."""
    return re.sub(r"[ \t\xa0]+", " ", re.sub(r"\s?[‐‑‒–—−-]\s?(?=[kqft]\b)|[‐‑‒–—−]", "-", text.lower()))


def _form_on(text: str) -> str | None:
    """The kind of the form whose cover a page is; None if it is no cover."""
    if "form" not in text or sum(bool(mark.search(text)) for mark in _MARKS) < _LEAST:
        return None
    match = _OWN_LINE.search(text) or _FORM.search(text)
    if match is None:
        return None
    form = match["form"]
    plain = re.match(r"(\d+)-?([kqf])", form)
    return _kinds().get(f"{plain[1]}-{plain[2]}" if plain else form, UNKNOWN)


@cache
def _kinds() -> Mapping[str, str]:
    """The kind of document that a form is the cover of."""
    return {form: kind.id for kind in FILING.declared.kinds for form in kind.forms}


def _is_yearly(kind: str) -> bool:
    """Whether it is a form that reports on a year."""
    declared = schemas.kind_of(kind)
    return declared.is_filing and declared.covers_year
