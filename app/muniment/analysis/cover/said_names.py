"""The name of the company where a document says of a name that it is the company's: by defining it, by a field, by an address.

Also who is not the company though the first pages name them: auditors, registrars, banks and brokers, under headings that
say so. Must never compose a name: what is returned stands on the page in one piece.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from muniment.analysis.cover.charter_name import is_no_name
from muniment.analysis.vocabulary.name_forms import COMMON, PAGES, Named, ends_with_form, is_name, named_at, trimmed
from muniment.document.pages.page import Page
from muniment.document.pages.source_document import Document

_LONGEST = 90  # characters of a name
_DEFINED = re.compile(
    r"[ \n\xa0,]*\((?:hereinafter |hereafter |together with its subsidiaries,? |referred to as |[“\"][\w &.,’'-]{2,40}[”\"],? (?:or|and) ){0,2}(?:the )?[“\"‘'](?:the )?(?:company|issuer|registrant|corporation|parent(?: (?:company|entity))?|bank)[”\"’']",
    re.IGNORECASE,
)
_GLOSSARY = re.compile(
    r"^[“\"](?:the |our )?(?:company|issuer)[”\"][ \t]*(?:means|refers to|:)?[ \t]*(?P<name>[^\n\t]{3,120})",
    re.IGNORECASE | re.MULTILINE,
)
_FIELD = re.compile(
    r"^[ \t]*(?:\d{1,2}[.)][ \t]*)?(?:(?:full |registered )*names? of (?:the )?(?:reporting )?(?:entity|company|issuer|listed company)|(?:registered )?(?:company|entity|issuer)(?:[’']s)? name)[ \t]*:?[ \t]+(?P<name>[^\n\t]{3,90})",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESSED = re.compile(
    r"\bto the (?:(?:members|(?:share|stock|unit)holders|owners|partners|board of directors|supervisory board|directors|(?:annual )?general meeting)(?:,? and (?:the )?)?)+ of[ \n](?P<name>[^\t(]{3,120})",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(
    r"(?:(?:[^\W\d_a-zß-ÿ][\w&.'’/-]*|\d\w*|\([A-Z][\w .]*\)|&|of|and|de|du|des|der|la|le|et|y|und|the),?[ \n\xa0]+){0,8}(?:[^\W\d_a-zß-ÿ][\w&.'’/-]*|\([A-Z][\w .]*\))$"
)
_NAME_AFTER = re.compile(
    r"(?:(?:[^\W\d_a-zß-ÿ][\w&.'’/-]*|\d\w*|\([A-Z][\w .]*\)|&|of|and|de|du|des|der|la|le|et|y|und),?[ \n\xa0]+){0,7}(?:[^\W\d_a-zß-ÿ][\w&.'’/-]*|\([A-Z][\w .]*\))"
)
_ADVISER = re.compile(
    r"^[ \t]*(?:(?:independent|statutory|external|principal|group|company|our|the|joint|corporate|financial|legal|registered|share|stock|security)(?:[’']s)? )*"
    r"(?:auditors?|accountants|solicitors?|lawyers|attorneys|counsel|bankers?|banks|registrars?(?: and transfer (?:agents?|office))?|registry|register|transfer agents?"
    r"|brokers?|nominated advis[eo]rs?|advis[eo]rs?(?: and brokers?)?|nomad|public relations|valuers?|depositary|trustees?|custodians?|sponsors?|publishers?|printers?"
    r"|abschlussprüfer|wirtschaftsprüfer|commissaires? aux comptes|auditores?)[ \t]*:?[ \t]*$",
    re.IGNORECASE,
)
_REPORT = r"(?:annual|integrated|financial|interim|half[ -]?year(?:ly)?|quarterly)[ ]?(?:financial )?(?:reports?|accounts|statements)|report and accounts|geschäftsbericht|finanzbericht|rapport annuel|informe anual"
_BESIDE_REPORT = re.compile(
    rf"^(?P<name>[^\t]{{3,60}}?)[ \t|–-]+(?:(?:19|20)\d\d[ /-]?(?:\d\d)?[ \t]+)?(?:{_REPORT})\b", re.IGNORECASE
)
_ONLY_REPORT = re.compile(rf"^(?:(?:19|20)\d\d )?(?:{_REPORT})\b.{{0,40}}$", re.IGNORECASE)
_EDGE = 3  # lines of a page at its top and at its bottom that may be its running head or foot
_TOP = 15  # lines of a cover that may be the name
_AGAIN = 2  # further pages that print the line of a cover that is a name


def defined(page: Page) -> Named | None:
    """The name that a page says is "the Company", or that it prints in a field for it."""
    for match in _FIELD.finditer(page.text):
        found = _usable(page, match.start("name"), match.end("name"))
        if found is not None:
            return found
    for match in _GLOSSARY.finditer(page.text):
        found = _after(page, match.start("name"), match.end("name"), formed=True)
        if found is not None:
            return found
    for match in _DEFINED.finditer(page.text) if "(" in page.text else ():
        found = _before(page, match.start())
        if found is not None:
            return found
    return None


def addressed(document: Document) -> Named | None:
    """Whose members or shareholders the auditor's report is addressed to."""
    for page in document.pages:
        if "udit" not in page.text and "UDIT" not in page.text:
            continue
        for match in _ADDRESSED.finditer(page.text):
            found = _after(page, match.start("name"), match.end("name"), formed=False)
            if found is not None:
                return found
    return None


def of_cover(document: Document) -> Named | None:
    """A line of the cover that is a name and stands alone on later pages too: above, or under, the titles of statements."""
    if len(document.pages) <= _AGAIN:
        return None
    cover, again = document.pages[0], Counter(line for page in document.pages[1:PAGES] for line in _first_lines(page))
    for start, text in _cells(cover.text, _TOP):
        if is_name(text) and not is_no_name(text) and again[text.lower()] >= _AGAIN and not _ONLY_REPORT.match(text):
            return named_at(cover, start, start + len(text))
    return None


def running(document: Document) -> Named | None:
    """The name that pages print at their edge beside "Annual Report", or with its legal form."""
    places: dict[str, Named] = {}
    counts: Counter[str] = Counter()
    for page in document.pages:
        for place in {place.name.lower(): place for place in _at_edge(page)}.values():
            places.setdefault(place.name.lower(), place)
            counts[place.name.lower()] += 1
    least = max(3, len(document.pages) // 12)
    best = max(counts, key=lambda name: (counts[name], len(name)), default="")
    return places[best] if best and counts[best] >= least else None


def before_advisers(text: str) -> str:
    """The text of a page up to the first heading under which auditors, banks or registrars stand."""
    at = 0
    for line in text.split("\n"):
        if any(_ADVISER.match(cell) for cell in line.split("\t") if len(cell) < _LONGEST):
            return text[:at]
        at += len(line) + 1
    return text


def _first_lines(page: Page) -> set[str]:
    return {text.lower() for _, text in _cells(page.text, 6)}


def _cells(text: str, lines: int) -> Iterator[tuple[int, str]]:
    """The cells of the first lines, each with its start."""
    at = 0
    for line in text.split("\n", lines)[:lines]:
        for cell in line.split("\t"):
            inner = cell.strip()
            if 3 < len(inner) < _LONGEST:
                yield at + cell.index(inner), inner
            at += len(cell) + 1
    return


def _at_edge(page: Page) -> Iterator[Named]:
    """What a running head or foot may name: cells with a legal form, and what stands before "Annual Report"."""
    lines = page.text.split("\n")
    at = 0
    for number, line in enumerate(lines):
        if number < _EDGE or number >= len(lines) - _EDGE:
            yield from _of_edge(page, at, line)
        at += len(line) + 1


def _of_edge(page: Page, at: int, line: str) -> Iterator[Named]:
    start = at
    for cell in line.split("\t"):
        beside = _BESIDE_REPORT.match(cell)
        text = beside["name"].strip() if beside else cell.strip()
        text = re.sub(r"^\d{1,3} ", "", text)
        if 2 < len(text) < 60 and (beside or ends_with_form(text)) and is_name(text) and not is_no_name(text):
            inner = start + cell.index(text)
            yield named_at(page, inner, inner + len(text))
        start += len(cell) + 1


def _usable(page: Page, start: int, end: int) -> Named | None:
    start, end = trimmed(page.text, start, end)
    text = page.text[start:end]
    return named_at(page, start, end) if is_name(text) and not is_no_name(text) else None


def _before(page: Page, end: int) -> Named | None:
    """The name that ends where a bracket begins."""
    start = max(0, end - _LONGEST)
    match = _WORD_BEFORE.search(page.text[start:end].rstrip(" ,"))
    if match is None:
        return None
    first = start + match.start() + _common_words(match[0])
    found = _usable(page, first, start + match.end())
    if found is None or ends_with_form(found.name):
        return found
    return found if "," not in found.name and len(found.name.split()) > 1 else None  # no "Springfield, Ohio"


def _common_words(text: str) -> int:
    """How much of a run of words stands before a name: "The Directors of Harbor Mills"."""
    at = 0
    words: Sequence[re.Match[str]] = list(re.finditer(r"\S+", text))
    for word, after in pairwise(words):
        plain = word[0].strip(".,’'").lower()
        if plain == "the" and after[0].strip(".,").lower() not in COMMON and not at:
            break  # "The Harbor Mills Company"
        if plain not in COMMON and word[0] != word[0].lower():
            break
        at = after.start()
    return at


def _after(page: Page, start: int, end: int, *, formed: bool) -> Named | None:
    """The name at the beginning of an interval, up to its legal form where it has one."""
    match = _NAME_AFTER.match(page.text, start, end)
    if match is None:
        return None
    words = list(re.finditer(r"\S+", match[0]))
    for word in words[1:]:
        upto = match[0][: word.end()].rstrip(",")
        if ends_with_form(upto) and not ends_with_form(" ".join(match[0][word.end() :].split()[:1])):
            return _usable(page, start, start + len(upto))
    first = match[0].split("\n")[0].split(",")[0]
    return None if formed or len(first.split()) < 2 else _usable(page, start, start + len(first))
