"""Other forms of a company's name in the same document: with lower-case letters, with its legal form.

Must never compose a name: every form returned stands on a page, word for word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from muniment.document.pages.evidence import Evidence
from muniment.document.pages.page import Page
from muniment.document.pages.source_document import Document

PAGES = 30  # within which a report says its name in running text

# Words that documents use of themselves, of times and of people: alone they name no company.
COMMON = frozenset({
    "a", "an", "and", "accountants", "accounts", "annual", "auditor", "auditors", "chartered", "company", "condensed",
    "consolidated", "contents", "corporate", "current", "directors", "dividend", "earnings", "ended", "exhibit", "fifth",
    "final", "financial", "first", "fiscal", "for", "form", "fourth", "full", "group", "half", "in", "independent",
    "information", "interim", "it", "item", "its", "limited", "management", "march", "monthly", "months", "news", "nine",
    "note", "notes", "number", "of", "on", "our", "part", "preliminary", "press", "quarter", "quarterly", "registered",
    "release", "report", "reports", "results", "second", "selected", "semi", "six", "statement", "statements",
    "strategic", "summary", "supplemental", "sustainability", "table", "the", "third", "this", "three", "today", "trading",
    "to", "from", "audit", "audited", "call", "compensation", "environmental", "esg", "governance", "integrated",
    "remuneration", "risk", "shareholder", "shareholders", "social", "twelve", "unaudited", "update", "we", "weeks", "year", "yearly", "years",
    "abschluss", "bericht", "geschäftsbericht", "halbjahresbericht", "halbjahresfinanzbericht", "jahresabschluss",
    "jahresbericht", "konzernabschluss", "konzernlagebericht", "lagebericht", "zwischenbericht", "zum", "der", "des",
    "annuel", "annuels", "communiqué", "comptes", "consolidés", "document", "de", "d’enregistrement", "du", "exercice",
    "financier", "presse", "rapport", "résultats", "semestriel", "universel", "anual", "anuales", "cuentas",
    "consolidadas", "informe", "financiero", "semestral",
})  # fmt: skip
FORMS = (
    r"inc|incorporated|corp|corporation|company|companies|co|plc|p\.l\.c|ltd|limited|llc|l\.l\.c|l\.?p|limited partnership|partnership"
    r"|ag|aktiengesellschaft|se|kg|kgaa|gmbh|mbh|e\.?g|s\.?a|s\.a\.s|sas|sarl|s\.c\.a|n\.?v|b\.?v|ab|asa|a/s|oyj|s\.p\.a|spa|s\.l"
    r"|s\.a\.b\. de c\.v|pty|bhd|berhad|tbk|k\.k|kabushiki kaisha|trust|bancorp|group|holdings"
    r"|p\.?j\.?s\.?c|o\.?j\.?s\.?c|j\.?s\.?c|oy|ab \(publ\)|a\.?ş|a\.ş|s\.?r\.?l|s\.r\.o|sp\. z o\.o|d\.o\.o|d\.d|kft|zrt|nyrt|ltda|s\.a\.u|u\.?g|e\.v|aör|n\.a"
    r"|genossenschaft|stiftung|anstalt|gesellschaft|kommanditgesellschaft|cooperative|société anonyme|sociedad anónima|naamloze vennootschap"
)
"""Legal forms, and the words that stand in their place at the end of a name; for matching without regard to case."""
_FORM = re.compile(
    r",? (?:GmbH )?(?:&? ?Co\.?,? )?(?:Inc\.?|Incorporated|Corp\.?|Corporation|Company|Co\.|plc|PLC|Ltd\.?|Limited|LLC|L\.P\.|AG|Aktiengesellschaft|SE|KGaA|KG|N\.V\.|B\.V\.|S\.A\.|SA|S\.p\.A\.|AB|ASA|A/S|Oyj|GmbH|Berhad|Bhd\.?|Tbk|PJSC|JSC|Oy)(?!\w)"
)
_NEARLY = 0.7
_OFTEN = 3  # times a name with its legal form must be printed to be that of the document
_WORD = r"[A-ZÀ-Þ][\w&.'’-]*[ \xa0]+(?:(?:&|and|und|et|of|de|du|der)[ \xa0]+)?"
_FULL = re.compile(rf"(?<![\w.])(?:{_WORD}){{1,5}}?{_FORM.pattern.removeprefix(',? ')}")
_TITLE = re.compile(
    r"^(?:(?:condensed|interim|unaudited|consolidated) )*(?:balance sheets?|(?:income|cash flows?) statements?|"
    r"statements? of (?:consolidated )?(?:income|operations|earnings|financial (?:position|condition)|cash flows?))\b[^\t\n]{0,40}$",
    re.IGNORECASE | re.MULTILINE,
)
_ORNAMENTS = " \t\n\xa0*_.|·•-–—:"
_DOTTED = re.compile(r"\b(?:inc|corp|co|ltd|l\.p|n\.v|s\.a|b\.v|s\.p\.a|s\.l|p\.l\.c|a\.g)$", re.IGNORECASE)
_FAMILY = re.compile(r",? and (?:its )?(?:consolidated )?subsidiar(?:y|ies)(?: compan(?:y|ies))?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A company's name on the page."""

    name: str
    evidence: Evidence


def named_at(page: Page, start: int, end: int) -> Named:
    """The words of an interval as a name.

    Args:
        page: Where the name is printed.
        start: Into the page's text.
        end: Half-open.
    """
    return Named(" ".join(page.text[start:end].split()), Evidence.at(page, start, end))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """An interval without white space and ornaments at its ends; a full stop stays after a legal form.

    Args:
        text: Of the page.
        start: Into the text.
        end: Half-open.
    """
    inner = text[start:end].strip(_ORNAMENTS)
    at = text.index(inner, start) if inner else start
    stop = at + len(inner) if inner else end
    if text[stop : stop + 1] == "." and stop < end and _DOTTED.search(inner):
        stop += 1
    return at, stop


_BEGINS = frozenset({
    "according", "although", "as", "because", "based", "but", "during", "each", "if", "or", "per", "please", "pursuant",
    "since", "such", "that", "there", "these", "this", "under", "when", "where", "which", "while", "you", "your",
})  # fmt: skip
"""Words that begin a sentence, and no company's name but one with its legal form."""
_MAY_BEGIN = frozenset({"after", "all", "any", "at", "before", "by", "for", "from", "in", "on", "to", "with"})
_ARTICLES = frozenset({"a", "an", "her", "his", "its", "our", "the", "their", "this", "these", "you", "your"})
_OFFICES = frozenset({
    "auditor", "auditors", "chair", "chairman", "chairwoman", "chairperson", "chief", "committee", "controller", "counsel",
    "department", "director", "division", "manager", "officer", "president", "registrar", "registrars", "registry",
    "secretary", "solicitors", "treasurer",
})  # fmt: skip
"""Words of people, offices and advisers: with one of them only a legal form makes a name."""
_DESKS = frozenset(
    {"relations", "communications", "affairs", "resources", "enquiries", "inquiries", "contacts", "contact"}
)
_ENDS_WITH_FORM = re.compile(rf"(?:^|[\s,])(?:{FORMS})[.,]*$", re.IGNORECASE)
_ONLY_FORM = re.compile(rf"^(?:\(?(?:{FORMS}|international|the)\)?[.,]*\s*)+$", re.IGNORECASE)


def ends_with_form(text: str) -> bool:
    """Whether words end with a legal form, or with a word that stands in its place."""
    return _ENDS_WITH_FORM.search(text) is not None


def _is_of_prose(words: list[str], text: str) -> bool:
    """Whether words begin a sentence or, without a legal form, name an office, a person's title or a desk."""
    first, rest = words[0].lower().strip(".,"), [word.lower().strip(".,’'") for word in words]
    if first in _BEGINS | _MAY_BEGIN and len(words) > 1 and rest[1] in _ARTICLES:
        return True
    if ends_with_form(text):
        return False
    if first in _BEGINS and len(words) > 1:
        return True
    return rest[-1] in _DESKS or any(word in _OFFICES for word in rest)


def is_name(text: str) -> bool:
    """Whether words read like a name: long words begin with capitals, not all are common, and the last is no article."""
    words = text.split()
    if not words or words[-1].lower() in ("the", "we", "it", "and", "also", "of"):
        return False
    if _ONLY_FORM.match(text) or _is_of_prose(words, text):
        return False
    parts = [part for word in words for part in re.split(r"[-–]", word)]
    if all(part.strip(".,:—'’").lower() in COMMON or not re.search(r"[^\W\d_]", part) for part in parts):
        return False
    return not any(word.islower() for word in words if len(word) > 3)


def occurs(name: str, pages: Iterable[Page]) -> bool:
    """Whether a name that is printed on two lines stands in one on another place."""
    words = r"[ \xa0]+".join(map(re.escape, name.split()))
    pattern = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
    return any(pattern.search(page.text) for page in pages)


def frequent(document: Document) -> Named | None:
    """The name with a legal form that the first pages print most often: where nothing says whose a report is.

    "Aktien der Hafenmühlen AG" and "Die Hafenmühlen AG" both print "Hafenmühlen AG": the longest of the forms is meant
    that is printed nearly as often as the shortest.
    """
    places = [place for page in document.pages[:PAGES] for m in _FULL.finditer(page.text) for place in _ends(page, m)]
    counts = Counter(place.name.lower() for place in places)
    most = max(counts.values(), default=0)
    if most < _OFTEN:
        return None
    often = {name for name, count in counts.items() if count >= _NEARLY * most}
    short = max(often, key=lambda name: (counts[name], -len(name)))
    long = max((name for name in often if name.endswith(short)), key=len)
    return next(place for place in places if place.name.lower() == long)


def _ends(page: Page, match: re.Match[str]) -> Iterator[Named]:
    """The name, and what is left of it without its first words."""
    for word in re.finditer(r"(?<!\S)[^\W\d_a-zß-ÿ]\S*", match[0]):
        name = named_at(page, match.start() + word.start(), match.end())
        if is_name(name.name) and len(name.name.split()) > 1:
            yield name


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
