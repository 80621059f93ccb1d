"""Company name and period end, as the cover of a document prints them.

Must never compose a name: what is returned stands on the page, word for word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial

from muniment.analysis.cover import said_names
from muniment.analysis.cover.charter_name import is_no_name, of_charter
from muniment.analysis.cover.recognise_kind import RecognisedKind
from muniment.analysis.statements.statement_periods import Calendar
from muniment.analysis.vocabulary.filing_forms import cover_of
from muniment.analysis.vocabulary.name_forms import (
    FORMS,
    PAGES,
    Named,
    above_statements,
    best_form,
    frequent,
    is_name,
    named_at,
    trimmed,
)
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.page import Page
from muniment.document.pages.source_document import Document
from muniment.document.text import date_text

_PAGES = 4
_SAID = 6  # pages within which a report says which name is "the Company"
_LEGAL = re.compile(rf"\b(?:{FORMS})\b\.?,?$", re.IGNORECASE)
_ONLY_LEGAL = re.compile(rf"(?:{FORMS})[.,]*$", re.IGNORECASE)
_LISTED = re.compile(
    r"(?P<name>[\w&.,'’®™ -]{2,60}?),? ?(?:\([“\"][^)\n]{1,60}\) ?)?\((?:the )?[“\"]?(?:NYSE|NASDAQ|Nasdaq|LSE|Euronext|ASX|TSX|NASDAQ GS|New York Stock Exchange|OTC|SIX|Xetra|BMV|HKEX|SGX|JSE)[^)\n]{0,80}\)"
)
_DATELINE = re.compile(r"^.*(?:\s[-–—]+\s*|[-–—]{2}\s*)")
_TELLS = re.compile(
    r"(?:^[^\w\n]*|[-–—]{2}\s?|\s[-–—]\s)(?P<name>\w[\w&.,'’ -]{1,60}?)(?:’s|'s)?,?\s(?:today )?(?:(?:board|board of directors) )?(?:reports?|announces?|announced|reported|posts|delivers|releases|publishes|publie|annonce|veröffentlicht|meldet|publica|presenta|anuncia)\b(?! o[nf]\b)",
    re.MULTILINE | re.IGNORECASE,
)
_SELF = re.compile(
    r"(?: (?:annual|quarterly|interim|half[- ]year(?:ly)?|first|second|third|fourth|quarter|full|year|fiscal|financial|\d{4}))+$",
    re.IGNORECASE,
)  # "Harbor Mills Annual" Report
_ABOUT = re.compile(
    r"^(?:About|Über|À propos d[eu’']|Acerca de|Sobre)[ :]*(?P<name>[^\n\t:]{2,60}?)(?::|$)", re.MULTILINE
)
_CONNECTING = frozenset(
    {"and", "of", "the", "de", "du", "des", "der", "la", "le", "y", "e", "et", "und", "von"}
)  # small, in a name
_SAYS = 160  # characters after "About Harbor Mills" within which its name stands again
_TOP = 2_500  # characters of a page within which its title stands
_LONGEST = 90  # characters of a name

_STRETCH = r"(?:periods?|years?|quarters?|half[- ]year|(?:three|six|nine|twelve|\d{1,2}) months|(?:\d\d|thirteen|twenty-six|thirty-nine|fifty-(?:two|three))[ -]weeks?)"
_ENDED = re.compile(
    rf"(?:\b{_STRETCH}(?: period)?\s+(?:ended|to(?! date))|\b(?:exercice|semestre|trimestre|période)\s+(?:\w+\s+)?clos(?:e)?\s+(?:le|au)"
    r"|\b(?:geschäftsjahr\w*|(?:halbjahr|zeitraum)\w*)\s+(?:vom\s+)?[\w. ]{0,24}\bbis(?:\s+zum)?|\b(?:ejercicio|período|periodo|semestre)\s+(?:\w+\s+)?(?:terminado|cerrado|finalizado)(?:\s+el)?)\s*:?\s*",
    re.IGNORECASE,
)
_ENDING = re.compile(
    rf"\b{_STRETCH}(?: period)?\s+ending\s*:?\s*", re.IGNORECASE
)  # of the future too, in other documents
_TRANSITION = re.compile(r"transition period from\s*:?[\s_]*[\w., ]{6,24}?\s+to\s*:?[\s_]*", re.IGNORECASE)
_YEAR_FROM = re.compile(
    r"\b(?:financial|fiscal|accounting|reporting)\s+(?:year|period)\s*:?\s*(?:from\s+)?(?=\w{1,9}[ .])"
    r"|\bgeschäftsjahr\s*:?\s*(?:vom\s+)?(?=\d)|\bexercice\s*:?\s*(?:du\s+)?(?=\d)|\b(?:ejercicio|período)\s*:?\s*(?:del\s+)?(?=\d)",
    re.IGNORECASE,
)
_AS_AT = re.compile(r"\b(?:zum|as at|as of|made up to|au|al|per)[ \xa0]+", re.IGNORECASE)
_ALONE = re.compile(r"^[ \t]*(?=\S[^\n]{5,22}$)", re.MULTILINE)
_SHORT = 80  # characters of a line that may be a title
_AHEAD = 60  # characters after "ended" within which its day stands


def company(document: Document, kind: RecognisedKind) -> Named | None:
    """The name of the company that the document is about, as its cover, headline or statements print it.

    Of several forms of the same name that with lower-case letters and with the legal form is taken. A bill names two
    companies, and which of them it is from no name says: it gives none.
    """
    found = _found(document, kind) if not kind.declared.is_bill else None
    return best_form(document, found) if found else None


def _found(document: Document, kind: RecognisedKind) -> Named | None:
    first = _first(document)
    later = document.pages[:PAGES]
    titles: list[Callable[[Page], Named | None]] = [_of_headline, _legal_line]
    if kind.declared.is_report:
        titles.reverse()
    if kind.declared.is_filing:
        titles.remove(_of_headline)
    says = kind.declared.is_report or not kind.is_known
    tries: list[Callable[[], Named | None]] = [
        *(partial(of_charter, page, later) for page in first),
        *(partial(_legal_line, page) for page in first[:1] if kind.declared.is_report),
        *(partial(said_names.defined, page) for page in later[:_SAID] if says),
        *(partial(of, page) for of in titles for page in first[:2]),
        *(partial(_about, page) for page in later),
        partial(above_statements, document),
        *(partial(of, document) for of in (said_names.of_cover, said_names.addressed, said_names.running) if says),
        partial(frequent, document),
    ]
    return next((found for each in tries if (found := each()) is not None), None)


def _first(document: Document) -> list[Page]:
    """The pages that say what a document is: the cover of a form, wherever it stands, then the first ones."""
    cover = cover_of(document)
    pages = list(document.pages[:_PAGES])
    return [cover.page, *(page for page in pages if page is not cover.page)] if cover else pages


def _of_headline(page: Page) -> Named | None:
    """The name before its ticker, or before "reports"."""
    match = _LISTED.search(page.text)
    if match is not None:
        dateline = _DATELINE.match(match["name"])
        start = match.start("name") + (dateline.end() if dateline else 0)
        start += _before_name(page.text[start : match.end("name")])
        if match.end("name") - start > 2:
            return _named(page, start, match.end("name"))
    for match in _TELLS.finditer(page.text):
        end = match.end("name") - len(found[0] if (found := _SELF.search(match["name"])) else "")
        start = match.start("name") + (dateline.end() if (dateline := _DATELINE.match(match["name"])) else 0)
        name = page.text[start:end]
        if is_name(name) and not is_no_name(name):
            return _named(page, start, end)
    return None


def _before_name(text: str) -> int:
    """How much of a text stands before the name at its end: words in small letters, and what goes before them."""
    words = list(re.finditer(r"\S+", text))
    small = [i for i, word in enumerate(words) if word[0].rstrip(".,").islower() and word[0] not in _CONNECTING]
    after = small[-1] + 1 if small else 0
    if 0 < after < len(words) and _ONLY_LEGAL.match(text[words[after].start() :]):
        after -= 1  # of a company that writes itself in small letters
    return words[after].start() if 0 < after < len(words) else 0


def _about(page: Page) -> Named | None:
    """The name that heads the paragraph about the company, at the end of a release."""
    for match in _ABOUT.finditer(page.text):
        name = match["name"].strip()
        again = page.text[match.end() : match.end() + _SAYS]
        if is_name(name) and not is_no_name(name) and name.split()[0].strip(",.") in again:
            return _named(page, match.start("name"), match.end("name"))
    return None


def _named(page: Page, start: int, end: int) -> Named:
    """The first cell of a line, without ornaments at its ends."""
    return named_at(page, *trimmed(page.text, start, start + len(page.text[start:end].split("\t")[0])))


def _legal_line(page: Page) -> Named | None:
    at = 0
    for line in said_names.before_advisers(page.text[:_TOP]).split("\n"):
        for cell in line.split("\t"):
            text = cell.strip()
            if 3 < len(text) < _LONGEST and _LEGAL.search(text) and not is_no_name(text) and is_name(text):
                start = page.text.index(text, at)
                return _named(page, start, start + len(text))
        at += len(line) + 1
    return None


def calendar(document: Document, kind: RecognisedKind) -> Calendar:
    """The period that the document reports on, as its first pages print it.

    The cover of a filing names it; other documents name many days, of which the newest is meant.
    """
    months = 12 if kind.declared.covers_year else 0
    pages = _first(document)
    if kind.declared.is_filing:
        found = next(
            (day for pattern in (_ENDED, _TRANSITION) for page in pages for day in _after(page, pattern)), None
        )
    else:
        found = _newest(pages, _ENDED) or (_of_title(pages) if kind.declared.is_report else None)
        found = found or _newest_of(_spanned(page) for page in pages)
    days = frozenset(day for page in pages for day, _ in _after(page, _ENDED))
    return Calendar(found[0], found[1], months, days=days) if found else Calendar(months=months, days=days)


def _spanned(page: Page) -> Iterator[tuple[date, Evidence]]:
    """The last days of years that are named from their first: "Financial year 1 April 2023 to 31 March 2024"."""
    for match in _YEAR_FROM.finditer(page.text):
        after = page.text[match.end() : match.end() + _AHEAD].replace("\n", " ").replace("\t", " ")
        first = next(date_text.dates_in(after), None)
        last = next(iter(date_text.last_days(after)), None)
        whole = any(d.months == 12 and d.start == 0 for d in date_text.durations_in(after))
        if first is not None and last is not None and first.start == 0 and whole and last.date is not None:
            yield last.date, Evidence.at(page, match.end() + last.start, match.end() + last.end)


def _newest(pages: list[Page], pattern: re.Pattern[str]) -> tuple[date, Evidence] | None:
    return _newest_of(_after(page, pattern) for page in pages)


def _newest_of(days: Iterable[Iterator[tuple[date, Evidence]]]) -> tuple[date, Evidence] | None:
    return max((day for each in days for day in each), key=lambda day: day[0], default=None)


def _of_title(pages: list[Page]) -> tuple[date, Evidence] | None:
    """The day that a report's title gives without the word "ended": "zum 31. Dezember 2022", or alone on its line."""
    as_at = [day for page in pages for day in _after(page, _AS_AT) if _is_short_line(page, day[1])]
    alone = [day for page in pages for day in _after(page, _ALONE) if (day[0] + timedelta(days=1)).day == 1]
    return _newest(pages, _ENDING) or max(as_at or alone, key=lambda day: day[0], default=None)


def _is_short_line(page: Page, evidence: Evidence) -> bool:
    start = page.text.rfind("\n", 0, evidence.span.start) + 1
    end = page.text.find("\n", evidence.span.end)
    return (end if end >= 0 else len(page.text)) - start <= _SHORT


def _after(page: Page, pattern: re.Pattern[str]) -> Iterator[tuple[date, Evidence]]:
    """The days right after a pattern."""
    for match in pattern.finditer(page.text):
        after = page.text[match.end() : match.end() + _AHEAD].replace("\n", " ").replace("\t", " ")
        mention = next(date_text.dates_in(after), None)
        if mention is None or mention.start > 12:
            continue
        day = mention.date or _with_year(after, mention)
        if day is not None:
            yield day, Evidence.at(page, match.end() + mention.start, match.end() + mention.end)


def _with_year(text: str, mention: date_text.DateMention) -> date | None:
    """The day with the year that stands right after it, across a line break or underscores."""
    years = [year for year, start, _ in date_text.years_in(text) if 0 <= start - mention.end <= 12]
    return date_text.on(years[0], mention.month, mention.day) if years else None
