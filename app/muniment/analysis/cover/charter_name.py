"""The registrant's name on the cover of a filing: above "(Exact name of registrant as specified in its charter)".

Must never compose a name: what is returned stands on the page in one piece.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from muniment.analysis.vocabulary.name_forms import FORMS, Named, is_name, named_at, occurs, trimmed
from muniment.document.pages.page import Page

_CHARTER = re.compile(r"\(?\s*exact names? of (?:the )?(?:registrants?|issuer|compan(?:y|ies))\b", re.IGNORECASE)
_TRANSLATED = re.compile(r"\(?\s*translation of (?:the )?(?:registrant|issuer|company)[’']?s? name", re.IGNORECASE)
_OTHERWISE = re.compile(r"^[ \t(]*names? of (?:the )?(?:registrants?|issuer)\b", re.IGNORECASE | re.MULTILINE)
_NUMBERED = re.compile(
    r"^[ \t(*]*commission file (?:number|no)", re.IGNORECASE | re.MULTILINE
)  # where no sign names it
_NO_NAME = re.compile(
    r"commission|washington|form \d|securities|pursuant|^\(|\bact of\b|ended|report|transition|file n|united states|^or$|indicate|\bfor the\b|☒|☐|^[\W\d_]*$|d\.c\.|amendment|^date|^current|\bpage\b|exchange\b|depositary|^n/?\.?a\.?$|not applicable|translation|exact name|mark one|telephone|i\.?r\.?s\.?\b|incorporated in",
    re.IGNORECASE,
)
_ABOVE, _BELOW = 6, 10  # lines within which the name stands
_LONGEST = 90  # characters of a name
_ONLY_FORM = re.compile(
    rf"^(?:the |and |& )?(?:(?:{FORMS}|international|holdings?|group|trust|and|&)[.,]*\s*)+$", re.IGNORECASE
)
_GOES_ON = re.compile(r"(?:&|,|\band|\bof|\bde|\bthe|\bfor)$", re.IGNORECASE)
_ENDS = re.compile(rf"\b(?:{FORMS})[.,]*$", re.IGNORECASE)
_STATE = re.compile(r"\s*/\s?[A-Z]{2,3}\s?/?\s*$")  # "HARBOR MILLS INC /DE/"

Line = tuple[int, str]  # where its text starts, and the text


def of_charter(page: Page, pages: Sequence[Page]) -> Named | None:
    """The name on a cover; of two registrants the first.

    Args:
        page: The cover.
        pages: Of the document, where a name on two lines may stand in one.
    """
    for sign in (_TRANSLATED, _CHARTER, _OTHERWISE, _NUMBERED):
        match = sign.search(page.text)
        found = _at(page, match, pages) if match else None
        if found is not None:
            return found
    return None


def is_no_name(text: str) -> bool:
    """Whether a line of a cover is anything but a name."""
    return bool(_NO_NAME.search(text)) or len(text) > _LONGEST


def _at(page: Page, match: re.Match[str], pages: Sequence[Page]) -> Named | None:
    begun = page.text.rfind("\n", 0, match.start()) + 1
    beside = page.text[begun : match.start()].strip(" \t(")
    if len(beside) > 2 and not is_no_name(beside):
        start = page.text.index(beside, begun)
        return _named(page, start, start + len(beside))
    above = _lines_above(page.text, max(0, begun - 1) if begun else 0)
    return _of_lines(page, above, pages) if above else _below(page, match.end())


def _lines_above(text: str, end: int) -> list[Line]:
    """The lines that may hold the name, from the bottom: one block without anything else between them."""
    found: list[Line] = []
    for _ in range(_ABOVE):
        if end <= 0:
            break
        start = text.rfind("\n", 0, end) + 1
        line = text[start:end].strip()
        end = start - 1
        if not line or is_no_name(line):
            if found:
                break
            continue
        found.append((text.index(line, start), line))
    return found


def _of_lines(page: Page, lines: Sequence[Line], pages: Sequence[Page]) -> Named:
    """The first registrant's name among the lines of a block: one of them, or two that belong together."""
    at, text = lines[0]
    end = at + len(text)
    for start, above in lines[1:]:
        both = " ".join(page.text[start:end].split())
        if _ONLY_FORM.match(text) or _GOES_ON.search(above) or occurs(both, pages):
            at, text = start, both
        elif _ENDS.search(above):
            at, text, end = start, above, start + len(above)
        else:
            break
    return _named(page, at, end)


def _below(page: Page, after: int) -> Named | None:
    """The first name under the sign, where that heads a table of registrants."""
    at = after
    for line in page.text[after:].split("\n")[: _BELOW + 1]:
        for cell in line.split("\t"):
            text = cell.strip()
            if text and _ENDS.search(text) and is_name(text) and not is_no_name(text):
                start = page.text.index(text, at)
                return _named(page, start, start + len(text))
        at += len(line) + 1
    return None


def _named(page: Page, start: int, end: int) -> Named:
    """The first cell of a line, without ornaments at its ends and without the state that tells namesakes apart."""
    text = page.text[start:end].split("\t")[0] if "\n" not in page.text[start:end] else page.text[start:end]
    text = _STATE.sub("", text)
    return named_at(page, *trimmed(page.text, start, start + len(text)))
