"""Companies that a question names and of which no report is here, told by capitals and by where the name stands.

Must never take a place, a word of finance or part of a company that is here for another company: what is not clear is no name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from muniment.analysis.asking.company_names import is_form, named
from muniment.analysis.asking.question_text import plain
from muniment.analysis.asking.question_times import normal, without_times
from muniment.analysis.asking.question_wordings import Wordings, subjects

_TOKEN = re.compile(r"[^\W_](?:[\w’'./-]*\w)?(?:\.|(?<=s)['’](?!\w))?|&|[,;:?!()\"“”]")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_WITHIN = frozenset(
    [
        "of",
        "de",
        "du",
        "des",
        "di",
        "da",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "&",
        "and",
        "the",
        "do",
        "y",
        "e",
        "und",
        "et",
    ]
)
"""Small words within a name; at its ends they are none of it."""
_BEFORE = frozenset(
    [
        "of",
        "for",
        "at",
        "by",
        "does",
        "did",
        "do",
        "has",
        "have",
        "had",
        "is",
        "was",
        "are",
        "were",
        "between",
        "than",
        "vs",
        "versus",
        "with",
        "and",
        "or",
        "from",
        "about",
        "can",
        "will",
        "compare",
    ]
)
_JOINING = frozenset(["and", "or", "&", ",", "vs", "vs.", "versus", "than", "with", "to", "against"])


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str

    @property
    def is_possessive(self) -> bool:
        return bool(_POSSESSIVE.search(self.text))

    @property
    def bare(self) -> str:
        return _POSSESSIVE.sub("", self.text)

    @property
    def is_capital(self) -> bool:
        return self.text[:1].isupper() or (self.text[:1].isdigit() and any(c.isupper() for c in self.text))


def absent_companies(text: str, companies: Sequence[Sequence[str]], worded: Wordings) -> tuple[str, ...]:
    """The names as typed, each once.

    Args:
        text: The question.
        companies: Plain words of the names of all companies of which there is a report.
        worded: Words that say nothing, and names of figures.
    """
    tokens = [_Token(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(text)]
    runs = [_trimmed(tokens, run, worded) for run in _runs(tokens)]
    found = [run for run in runs if run and not _is_here(_said(tokens, run), companies)]
    rest = " ".join(token.text for at, token in enumerate(tokens) if not any(at in run for run in found))
    some_here = any(run and run not in found for run in runs) or any(named(plain(rest), one) for one in companies)
    clear = [run for run in found if _is_clear(tokens, run, runs, found, worded, some_here=some_here)]
    return tuple(dict.fromkeys(_said(tokens, run) for run in clear))


def _runs(tokens: Sequence[_Token]) -> list[range]:
    """Tokens with capitals side by side, with the small words and legal forms between them."""
    runs: list[range] = []
    at = 0
    while at < len(tokens):
        if not tokens[at].is_capital:
            at += 1
            continue
        end = at + 1
        while end < len(tokens) and not tokens[end - 1].is_possessive and (step := _goes_on(tokens, end)):
            end += step
        runs.append(range(at, end))
        at = end
    return runs


def _goes_on(tokens: Sequence[_Token], at: int) -> int:
    """How many tokens belong to the name that ends before this one."""
    token, after = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    if token.is_capital or is_form(token.bare):
        return 1 if token.is_capital or tokens[at - 1].is_capital else 0
    if after is None or not after.is_capital:
        return 0
    if token.text == ",":
        return 2 if is_form(after.bare) else 0
    return 2 if token.text in ("&", "of", "de", "du", "des", "di", "van", "von", "del") else 0


def _trimmed(tokens: Sequence[_Token], run: range, worded: Wordings) -> range:
    """Without words at its ends that are no names."""
    if any(is_form(tokens[at].bare) for at in run[1:]):
        first = run.start
        while first < run.stop - 1 and (tokens[first].text in ("of", "for") or _is_led(tokens, first, worded)):
            first += 1
        return range(first, run.stop)
    first, last = run.start, run.stop
    while first < last and _says_else(tokens[first], worded) and not _is_bank(tokens, first, last):
        first += 1
    while last > first and not _is_bank(tokens, first, last) and _says_else(tokens[last - 1], worded):
        last -= 1
    return range(first, last)


def _is_led(tokens: Sequence[_Token], at: int, worded: Wordings) -> bool:
    """Whether a word leads to a name with a legal form, and is none of it ("What", "Revenue of")."""
    if plain(tokens[at].bare) in worded.asking:
        return True
    return (
        tokens[at + 1].text in ("of", "for")
        and _says_else(tokens[at], worded)
        and not _is_bank(tokens, at, len(tokens))
    )


def _is_bank(tokens: Sequence[_Token], at: int, last: int) -> bool:
    """Whether "Bank of ..." begins here."""
    return at + 2 < last and tokens[at].text == "Bank" and tokens[at + 1].text == "of"


def _says_else(token: _Token, worded: Wordings) -> bool:
    """Whether a word has a capital for another reason; a small word that others follow is part of a name ("Las")."""
    is_first = token.start == 0
    return all(
        word in worded.asking
        or word in worded.no_names
        or word in _words_of_figures()
        or _is_time(word)
        or (word in worded.small and (is_first or len(word) > 3))
        or bool(worded.instead.fullmatch(word))
        for word in plain(token.bare).split()
    )


def _is_time(word: str) -> bool:
    return (
        not without_times(normal(word))
        or word.isdigit()
        or bool(re.fullmatch(r"(?:fy|q|h|cy)\d+|\d+[kqh]|(?:6|9|12)m|\d{1,2}(?:st|nd|rd|th)", word))
    )


@cache
def _words_of_figures() -> frozenset[str]:
    """The words of the names of figures: capitals do not make them companies."""
    return frozenset(word for one in subjects().values() for word in plain(one.name).split())


def _said(tokens: Sequence[_Token], run: range) -> str:
    """As typed, without what makes it possessive."""
    parts = [tokens[at] for at in run]
    said = ""
    for before, token in zip([None, *parts], parts, strict=False):
        gap = " " if before is not None and token.text != "," else ""
        said += gap + token.bare
    return said


def _is_here(name: str, companies: Sequence[Sequence[str]]) -> bool:
    """Whether a name is a company's of which there is a report, its short form, or that of a part of it."""
    words = [word for word in plain(name).split() if word not in _WITHIN and not is_form(word)]
    for company in companies:
        length = named(" ".join(words), company)
        if length and (length >= len(words) or length >= len(company)):
            return True
        if words and len(words) <= len(company) and _stands_in(words, company):
            return True
    return not words


def _stands_in(words: Sequence[str], company: Sequence[str]) -> bool:
    return any(list(company[at : at + len(words)]) == list(words) for at in range(len(company)))


def _is_clear(
    tokens: Sequence[_Token],
    run: range,
    runs: Sequence[range],
    found: Sequence[range],
    worded: Wordings,
    *,
    some_here: bool,
) -> bool:
    """Whether it stands where a company's name does."""
    before = [token.text.casefold() for token in tokens[max(0, run.start - 2) : run.start]]
    if some_here:
        of_other = before in (["that", "of"], ["those", "of"])
        of_other |= bool(before) and before[-1] in _JOINING and tokens[run.stop - 1].is_possessive
        return of_other or _is_joined(tokens, run, [one for one in runs if one and one not in found])
    has_form = any(is_form(tokens[at].bare) for at in run[1:])
    after = before[-1] if before else ""
    if has_form or tokens[run.stop - 1].is_possessive:
        return True
    return not run.start or (after != "the" and (after in _BEFORE or after in worded.asking))


def _is_joined(tokens: Sequence[_Token], run: range, here: Sequence[range]) -> bool:
    """Whether it is listed or compared with a company of which there is a report."""
    for one in here:
        first, second = sorted((run, one), key=lambda r: r.start)
        between = [tokens[at].text.casefold() for at in range(first.stop, second.start)]
        if 0 < len(between) <= 2 and all(word in _JOINING for word in between):
            return True
    return False


def lower_case_name(words: str, left: Sequence[str], worded: Wordings) -> str:
    """The name of a company typed without capitals: all that is not understood, where a name stands; empty where it is none.

    Args:
        words: The question, plain.
        left: The words of it that are not understood.
        worded: Words that are no names.
    """
    name = " ".join(left)
    stands = rf"(?:^|^(?:what|how much) (?:is|was|were|are) |^show |^give |\b(?:of|for|did|does|has|had) ){re.escape(name)}\b"
    is_one = 0 < len(left) <= 3 and all(
        word.isalpha() and len(word) > 2 and word not in worded.no_names for word in left
    )
    return name if is_one and re.search(stands, words) else ""
