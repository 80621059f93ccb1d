"""Company name and period end, as the cover of a document prints them.

Must never compose a name: what is returned stands on the page, word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from muniment.analysis.kind import BILLS, Kind
from muniment.analysis.names import Named, above_statements, best_form, is_name, named_at
from muniment.analysis.periods import Calendar
from muniment.document import dates
from muniment.document.document import Document
from muniment.document.evidence import Evidence
from muniment.document.page import Page

_PAGES = 4
_CHARTER = re.compile(r"\(?\s*exact names? of (?:the )?(?:registrants?|issuer|compan(?:y|ies))\b", re.IGNORECASE)
_LEGAL = re.compile(
    r"\b(?:inc|incorporated|corp|corporation|company|co|companies|plc|ltd|limited|llc|l\.?p|lp|partnership|ag|se|s\.?a|n\.?v|gmbh|group|holdings|trust|bancorp|b\.v)\b\.?,?$",
    re.IGNORECASE,
)
_NOT_NAME = re.compile(
    r"commission|washington|form 10|form 8|securities|pursuant|^\(|\bact of\b|ended|report|transition|file n|united states|^or$|indicate|\bfor the\b|☒|☐|^[\W\d_]*$|d\.c\.|amendment|^date|^current|\bpage\b|exchange\b|depositary",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"(?P<name>[\w&.,'’ -]{2,60}?),? ?\((?:the )?[“\"]?(?:NYSE|NASDAQ|Nasdaq|LSE|Euronext|ASX|TSX|NASDAQ GS|New York Stock Exchange)[^)\n]{0,40}\)"
)
_DATELINE = re.compile(r"^.*(?:\s[-–—]+\s*|[-–—]{2}\s*)")
_TELLS = re.compile(
    r"(?:^[^\w\n]*|[-–—]{2}\s?|\s[-–—]\s)(?P<name>\w[\w&.,'’ -]{1,60}?)(?:’s|'s)?,?\s(?:today )?(?:(?:board|board of directors) )?(?:reports?|announces?|announced|reported|posts|delivers|releases)\b(?! on\b)",
    re.MULTILINE | re.IGNORECASE,
)
_SELF = re.compile(
    r"(?: (?:annual|quarterly|interim|half[- ]year(?:ly)?|first|second|third|fourth|quarter|full|year|fiscal|financial|\d{4}))+$",
    re.IGNORECASE,
)  # "Harbor Mills Annual" Report
_ENDED = re.compile(
    r"(?:for (?:the )?(?:annual |quarterly |fiscal |transition )*(?:period|years?|quarters?)|(?:annual|quarterly) period|fiscal (?:year|quarter)|(?:three|six|nine|twelve) months|(?:13|26|39|52|53|12|24|36|40)[ -]weeks?|years?|quarters?) (?:period )?ended\s*:?\s*",
    re.IGNORECASE,
)
_AHEAD = 60  # characters after "ended" within which its day stands


def company(document: Document, kind: Kind) -> Named | None:
    """The name of the company that the document is about, as its cover, headline or statements print it.

    Of several forms of the same name that with lower-case letters and with the legal form is taken. A bill names two
    companies, and which of them it is from no name says: it gives none.
    """
    found = _found(document, kind) if kind.value not in BILLS else None
    return best_form(document, found) if found else None


def _found(document: Document, kind: Kind) -> Named | None:
    first = document.pages[:_PAGES]
    tries = [_of_charter(page) for page in first]
    if kind.value in ("earnings release", "other", "8-K", "interim report", "annual report"):
        tries += [_of_headline(page) for page in first[:2]]
    tries += [_legal_line(page) for page in first[:2]]
    return next((each for each in tries if each), None) or above_statements(document)


def _of_charter(page: Page) -> Named | None:
    """The line above "(Exact name of registrant as specified in its charter)"; of two registrants the first."""
    match = _CHARTER.search(page.text)
    if match is None:
        return None
    end = page.text.rfind("\n", 0, match.start())
    best: Named | None = None
    inline = page.text[end + 1 : match.start()].strip(" \t(")
    if len(inline) > 2:
        start = page.text.index(inline, end + 1)
        return _named(page, start, start + len(inline))
    for _ in range(6):
        if end < 0:
            break
        start = page.text.rfind("\n", 0, end) + 1
        line = page.text[start:end].strip()
        end = start - 1
        if not line or _NOT_NAME.search(line) or len(line) > 90:
            if best is not None:
                break
            continue
        if best is not None and not _LEGAL.search(line):
            break
        at = page.text.index(line, start)
        best = _named(page, at, at + len(line))
    return best


def _of_headline(page: Page) -> Named | None:
    """The name before its ticker, or before "reports"."""
    match = _LISTED.search(page.text)
    if match is not None:
        dateline = _DATELINE.match(match["name"])
        start = match.start("name") + (dateline.end() if dateline else 0)
        if match.end("name") - start > 2:
            return _named(page, start, match.end("name"))
    for match in _TELLS.finditer(page.text):
        end = match.end("name") - len(found[0] if (found := _SELF.search(match["name"])) else "")
        start = match.start("name") + (dateline.end() if (dateline := _DATELINE.match(match["name"])) else 0)
        name = page.text[start:end]
        if is_name(name) and not _NOT_NAME.search(name):
            return _named(page, start, end)
    return None


def _named(page: Page, start: int, end: int) -> Named:
    """The first cell of a line, without ornaments at its ends."""
    text = page.text[start:end].split("\t")[0]
    inner = text.strip(" \t*_.|·•-–—:") + (
        "." if re.search(r"\b(?:inc|corp|co|ltd|l\.p|n\.v|s\.a)\.[ \t*_|·•–—:-]*$", text, re.IGNORECASE) else ""
    )
    at = page.text.index(inner, start) if inner and inner in page.text[start:end] else start
    stop = at + len(inner) if inner else end
    return named_at(page, at, stop)


def _legal_line(page: Page) -> Named | None:
    at = 0
    for line in page.text[:2_500].split("\n"):
        for cell in line.split("\t"):
            text = cell.strip()
            if 3 < len(text) < 60 and _LEGAL.search(text) and not _NOT_NAME.search(text) and is_name(text):
                start = page.text.index(text, at)
                return _named(page, start, start + len(text))
        at += len(line) + 1
    return None


def calendar(document: Document, kind: Kind) -> Calendar:
    """The period that the document reports on, as its first pages print it.

    The cover of a filing names it; other documents name many days, of which the newest is meant.
    """
    months = 12 if kind.value in ("10-K", "20-F", "annual report") else 0
    filing = kind.value in ("10-K", "10-Q", "20-F")
    newest: tuple[date, Evidence] | None = None
    for page in document.pages[:_PAGES]:
        for day, evidence in _ended(page):
            if filing:
                return Calendar(day, evidence, months)
            if newest is None or day > newest[0]:
                newest = (day, evidence)
    return Calendar(newest[0], newest[1], months) if newest else Calendar(months=months)


def _ended(page: Page) -> Iterator[tuple[date, Evidence]]:
    """The days after "for the year ended" and the like."""
    for match in _ENDED.finditer(page.text):
        after = page.text[match.end() : match.end() + _AHEAD].replace("\n", " ").replace("\t", " ")
        mention = next(dates.dates_in(after), None)
        if mention is None or mention.start > 12:
            continue
        day = mention.date or _with_year(after, mention)
        if day is not None:
            yield day, Evidence.at(page, match.end() + mention.start, match.end() + mention.end)


def _with_year(text: str, mention: dates.DateMention) -> date | None:
    """The day with the year that stands right after it, across a line break or underscores."""
    years = [year for year, start, _ in dates.years_in(text) if 0 <= start - mention.end <= 12]
    return dates.on(years[0], mention.month, mention.day) if years else None
