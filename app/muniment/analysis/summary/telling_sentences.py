"""Choose sentences of the document that say what happened and why, each under its heading.

Must never change a word: a sentence is an interval of a page's text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import log, sqrt

from muniment.analysis.vocabulary.prose_years import Years
from muniment.document.facts.fact import Sentence
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.page import Page
from muniment.document.pages.source_document import Document

BEST = 12  # candidates that a model may choose from
_PAGES = 14  # pages that are read sentence by sentence
_MOST = 240  # sentences that are compared with each other
_SHORTEST, _LONGEST = 60, 420  # characters
_CHANGE = re.compile(
    r"\b(?:increas|decreas|grew|growth|declin|higher|lower|rose|fell|improv|driven|due to|primarily|compared|offset)\w*",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"[$€£]\s?\d|\d[\d,.]*\s?(?:%|percent|million|billion|basis points)")
_BOILERPLATE = re.compile(
    r"\bsee (?:note|item|part|also|“|\")|refer to|table of contents|forward-looking|incorporated by reference|should be read|in accordance with|"
    r"no assurance|could (?:adversely|materially)|may (?:adversely|materially|not)|risk factors?|critical audit|non-gaap|we (?:define|believe that these)|"
    r"for (?:additional|further|more) information|conference call|webcast|safe harbor|pursuant to|hereby|thereof|herein|registered trademark|would (?:have|be|result|increase|decrease)|hypothetical|assum(?:e|ing|ption)|sensitivity|discussed (?:in|above|below)",
    re.IGNORECASE,
)
_DANGLING = re.compile(
    r"^(?:(?:Beyond |In |At |Excluding |Despite )?(?:[Tt]his|[Tt]hese|[Tt]hat|[Tt]hose)|It|They|The (?:increase|decrease|change|decline|following)s?(?! in | of )"
    r"|As a result(?! of)|By comparison|In addition(?! to)|However|Additionally|Also|Further|Furthermore|Such|Both)\b"
)
_BROKEN = re.compile(r"[\ufffd\ufffe]|(?<=[a-z]) - (?=[a-z])|(?<=[a-z])- (?!and |or |to )(?=[a-z])")
"""Letters that the file has no text for: "cash \ufffeow"."""
_WHOLE = re.compile(
    r"\b(?:(?:net |total |consolidated )?(?:revenues?|sales)|gross (?:profit|margin)|operating (?:income|profit|cash flow|expenses)|net (?:income|earnings|loss)|"
    r"earnings per share|cash (?:flows? )?(?:provided|used|from|generated)|capital expenditures?)\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*[•·▪◦●■–-]\s*\S")
_NO_HEADING = re.compile(
    r"table of contents|annual report|form 10-[kq]|^page\b|^part [iv]+\b|^items? \d+[a-c]?\W*$|\(continued\)$",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"^.{0,12}\bnotes to (?:the )?(?:\w+ )*(?:financial )?statements|^(?:note )?\d+[.\s:–—-]+[A-Z].*\(continued\)$|^note \d+\b|^items? 8\b",
    re.IGNORECASE | re.MULTILINE,
)
_NO_NOTES = re.compile(r"discussion and analysis|^items? (?:[279]|1a)\b", re.IGNORECASE | re.MULTILINE)
_TOP = 300  # characters at the top of a page that say which part of a report it belongs to
_COMPARED = re.compile(r"\b20\d\d\b.*\b(?:compared|versus|vs)\b.*\b20\d\d\W*$", re.IGNORECASE)
"""Above a discussion: "Fiscal 2015 compared with fiscal 2014"."""
_END = re.compile(r"[.!?][”\"’)]?(?=\s+[“\"(]?[A-Z0-9]|\s*$)")
_ABBREVIATION = re.compile(
    r"\b(?:Inc|Corp|Co|Ltd|U\.S|U\.K|No|Nos|vs|St|Mr|Ms|Dr|approx|e\.g|i\.e|et al|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[A-Z])\.$"
)
_TOKEN = re.compile(r"[a-z]{3,}")
_STOP = frozenset(
    re.findall(
        r"\w+",
        "the and for with that this from are was were has have had its our their been which not but all any may such other "
        "these those than into also can will",
    )
)


@dataclass(frozen=True, slots=True)
class _Found:
    page: Page
    start: int
    end: int
    heading: str

    @property
    def text(self) -> str:
        return " ".join(self.page.text[self.start : self.end].split())


def candidates(document: Document, end: date | None = None) -> tuple[Sentence, ...]:
    """The sentences that say most of the business's course, best first.

    Args:
        document: As read.
        end: Of the period that it reports on: what is said of earlier ones is left out. None where it is not known.
    """
    years = Years(document.pages, end) if end else None
    headings = {page.number + 1: page for page in document.pages}
    told = ((page, _last_heading(headings.get(page.number))) for page in _telling(document.pages))
    found = [f for page, heading in told for f in _sentences(page, heading) if _fits(f.text)][:_MOST]
    texts = [f.text for f in found]
    ranked = sorted(range(len(found)), key=lambda i: -weights[i]) if (weights := scores(texts)) else []
    kept: list[int] = []
    for i in ranked:
        if weights[i] <= 0.5 or len(kept) == BEST:
            break
        if not any(_alike(texts[i], texts[j]) for j in kept) and (years is None or _is_news(found[i], years)):
            kept.append(i)
    return tuple(_sentence(found[i]) for i in kept)


def _is_news(found: _Found, years: Years) -> bool:
    """Whether it speaks of the period that is reported on, for all that its surroundings say."""
    return years.spoken_of(found.page, found.start, found.end) in (None, years.own)


def _sentence(found: _Found) -> Sentence:
    return Sentence(
        text=found.text, heading=found.heading, citations=(Evidence.at(found.page, found.start, found.end),)
    )


def spans_of(page: Page) -> Iterator[tuple[int, int, str]]:
    """All sentences of the prose of a page, each with its interval and the heading that it stands under."""
    for found in _sentences(page):
        yield found.start, found.end, found.heading


def _telling(pages: Sequence[Page]) -> list[Page]:
    """The pages that speak most of changes and amounts, in their order, but for the notes: what they say needs its note."""
    noted = _in_notes(pages)
    weights = [0.0 if is_note else _weight(page.text) for page, is_note in zip(pages, noted, strict=True)]
    best = sorted((i for i in range(len(pages)) if weights[i] >= 4), key=lambda i: -weights[i])[:_PAGES]
    return [pages[i] for i in sorted(best)]


def _in_notes(pages: Sequence[Page]) -> Iterator[bool]:
    """For each page whether it belongs to the notes of the statements; what a page does not say, the one before said."""
    is_note = False
    for page in pages:
        top = page.text[:_TOP]
        is_note = bool(_NOTES.search(top)) or (is_note and not _NO_NOTES.search(top))
        yield is_note


def _last_heading(page: Page | None) -> str:
    """What the top of the next page stands under."""
    heading, is_fresh = "", False
    for line in page.text.split("\n") if page else ():
        heading, is_fresh = _heading_after(line, heading, is_fresh=is_fresh and len(line) < 40)
    return heading


def _heading_after(line: str, heading: str, *, is_fresh: bool) -> tuple[str, bool]:
    """The heading behind a line, and whether nothing has stood under it; one with a table under it may be the table's alone."""
    if _is_heading(line):
        return (heading, is_fresh) if _NO_HEADING.search(line) else (" ".join(line.split()), True)
    return ("", False) if is_fresh and "\t" in line else (heading, is_fresh)


def _weight(text: str) -> float:
    """How much a page speaks of changes; counted by words alone, since every page is asked."""
    if "%" not in text and "percent" not in text and "million" not in text:
        return 0.0
    words = (
        "increase",
        "decrease",
        "compared",
        "primarily",
        "driven by",
        "due to",
        "higher",
        "lower",
        "offset",
        "grew",
    )
    weight = float(sum(min(text.count(word), 6) for word in words))
    if "adversely" in text or "could " in text:
        weight -= text.count("could ") + 2 * text.count("adversely")
    if "forward-looking" in text:
        weight -= 5
    return weight


def _sentences(page: Page, heading: str = "") -> Iterator[_Found]:
    """The sentences of the prose of a page with the heading they stand under; ``heading`` is the last of the page before."""
    start = end = -1
    at = 0
    is_fresh = False
    for line in page.text.split("\n"):
        is_heading = _is_heading(line)
        is_led = "\t" in line or is_heading or line.rstrip().endswith(":")
        prose = not is_led and (len(line) >= 40 or (start >= 0 and _ends(line)))
        if start >= 0 and (not prose or _BULLET.match(line)):
            yield from _split(page, start, end, heading)
            start = -1
        if prose:
            start = at if start < 0 else start
            end = at + len(line)
        heading, is_fresh = _heading_after(line, heading, is_fresh=is_fresh and not prose)
        at += len(line) + 1
    if start >= 0:
        yield from _split(page, start, end, heading)


def _ends(line: str) -> bool:
    """Whether a short line is the last of a paragraph."""
    return "\t" not in line and line.rstrip().endswith((".", "!", "?")) and line[:1].isprintable()


def _is_heading(line: str) -> bool:
    """A short line without an end, or one whose words begin with capitals."""
    text = line.strip()
    if len(text) < 80 and "\t" not in line and _COMPARED.search(text):
        return True
    letters = sum(c.isalpha() for c in text)
    if (
        not 3 < len(text) < 80
        or "\t" in line
        or letters <= 0.6 * len(text)
        or not text[0].isupper()
        or text[-1] in ".,;:"
    ):
        return False
    words = [word for word in text.split() if len(word) > 3]
    return len(text) < 40 or sum(word[0].isupper() or word[0].isdigit() for word in words) > 0.7 * len(words)


def _split(page: Page, start: int, end: int, heading: str) -> Iterator[_Found]:
    text = page.text
    for match in _END.finditer(text, start, end):
        if _ABBREVIATION.search(text, max(start, match.start() - 8), match.start() + 1):
            continue
        first = start
        while first < match.end() and (text[first].isspace() or text[first] in "•·▪◦●■–-"):
            first += 1
        if first < match.end():
            yield _Found(page, first, match.end(), heading)
        start = match.end()


def _fits(text: str) -> bool:
    if not _SHORTEST < len(text) < _LONGEST or not text[0].isupper() or _BROKEN.search(text):
        return False
    if not _AMOUNT.search(text) or _DANGLING.search(text):
        return False  # it says only that something happened, or to what the reader cannot see
    digits = sum(c.isdigit() for c in text)
    return digits < 0.2 * len(text) and text.count("(") == text.count(")")


def scores(texts: Sequence[str]) -> list[float]:
    """Nearness to what all sentences speak of, words of change and amounts, less boilerplate."""
    bags = [Counter(w for w in _TOKEN.findall(text.lower()) if w not in _STOP) for text in texts]
    seen = Counter(word for bag in bags for word in bag)
    idf = {word: log((1 + len(bags)) / (1 + n)) + 1 for word, n in seen.items()}
    total: Counter[str] = Counter()
    units: list[dict[str, float]] = []
    for bag in bags:
        norm = sqrt(sum((n * idf[w]) ** 2 for w, n in bag.items())) or 1.0
        unit = {w: n * idf[w] / norm for w, n in bag.items()}
        units.append(unit)
        for word, weight in unit.items():
            total[word] += weight  # type: ignore[assignment]
    central = [sum(weight * total[word] for word, weight in unit.items()) for unit in units]
    top = max(central, default=0.0) or 1.0
    return [central[i] / top + _signs(text) for i, text in enumerate(texts)]


def _signs(text: str) -> float:
    score = 0.5 * bool(_CHANGE.search(text)) + 0.25 * min(2, len(_AMOUNT.findall(text)))
    score += 0.25 * bool(_WHOLE.search(text[:90]))
    score -= 1.2 * bool(_BOILERPLATE.search(text))
    return score


def _alike(a: str, b: str) -> bool:
    one, other = set(_TOKEN.findall(a.lower())), set(_TOKEN.findall(b.lower()))
    return len(one & other) > 0.6 * min(len(one), len(other))
