"""Names of companies in the words of a question: whole, shortened, with and without legal forms.

Must never take a word that many companies share ("American") for one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from muniment.document.text.company_name import company_key

_SHORT = 5  # letters of a name that stand for it
_GENERAL = frozenset(
    [
        "american",
        "united",
        "general",
        "national",
        "international",
        "first",
        "global",
        "bank",
        "the",
        "new",
        "north",
        "south",
        "western",
        "eastern",
        "royal",
        "deutsche",
        "standard",
        "great",
        "republic",
        "pacific",
        "atlantic",
        "group",
        "federal",
        "universal",
        "central",
        "advanced",
        "applied",
        "best",
        "most",
        "one",
        "total",
        "public",
        "capital",
        "direct",
        "net",
        "open",
        "next",
        "share",
        "cash",
        "old",
    ]
)
_NO_INITIALS = frozenset(
    [
        "for",
        "the",
        "was",
        "and",
        "has",
        "are",
        "per",
        "net",
        "all",
        "its",
        "how",
        "who",
        "did",
        "tax",
        "any",
        "our",
        "may",
        "can",
        "get",
        "use",
        "one",
        "two",
        "inc",
        "plc",
    ]
)
_FORMS = frozenset(
    [
        "pty",
        "pte",
        "sdn",
        "bhd",
        "berhad",
        "kk",
        "tbk",
        "pt",
        "jsc",
        "pjsc",
        "ooo",
        "aps",
        "ltda",
        "sab",
        "sapi",
        "saa",
        "cv",
        "eg",
        "ev",
        "adr",
        "ads",
        "lc",
        "pc",
        "pllc",
        "lllp",
        "ulc",
        "cie",
        "oy",
        "hf",
        "ehf",
        "doo",
        "dd",
        "nyrt",
        "zrt",
        "rt",
        "sro",
        "spzoo",
        "kft",
        "sarl",
        "sas",
        "sca",
        "scs",
        "snc",
        "pbc",
        "reit",
        "public",
    ]
)


@cache
def is_form(word: str) -> bool:
    """Whether a word is a legal form ("Inc.", "plc"), which says nothing of which company is meant."""
    key = company_key(word)
    return (
        bool(word) and word[0].isalpha() and word.casefold() not in ("the", "and", "of") and (not key or key in _FORMS)
    )


def named(words: str, company: Sequence[str]) -> int:
    """How many words of a company's name stand in plain words, from its first on; 0 where it is not named.

    Args:
        words: Of the question, as ``plain`` makes them.
        company: Plain words of the company's name, in order; may be empty.
    """
    if not company:
        return 0
    said = [word for word in words.split() if word != "and"]
    length = 0
    for at, word in enumerate(said):
        if word == company[0] or is_short_for(word, company):
            run = 1
            while run < len(company) and at + run < len(said) and said[at + run] == company[run]:
                run += 1
            length = max(length, run)
    if length == 1 and len(company) > 1 and company[0] in _GENERAL:
        length = 0
    return length or _in_short(said, company)


def without_names(words: str, companies: Sequence[Sequence[str]]) -> str:
    """Plain words without the names of companies and their legal forms; a word of a name that stands elsewhere is kept.

    Args:
        words: Of the question, as ``plain`` makes them.
        companies: Plain words of the names of companies.
    """
    said = words.split()
    gone: set[int] = set()
    for company in filter(None, companies):
        gone |= _mentioned(said, company)
    for at in range(len(said)):  # the legal form after a name
        if is_form(said[at]) and at - 1 in gone:
            gone.add(at)
    return " ".join(word for at, word in enumerate(said) if at not in gone)


def _mentioned(said: Sequence[str], company: Sequence[str]) -> set[int]:
    """Where a company is named in words."""
    initials, joined = "".join(word[0] for word in company), "".join(company)
    found: set[int] = set()
    for at, word in enumerate(said):
        if word == company[0] or is_short_for(word, company):
            found |= _run(said, at, company)
        elif word == joined or (word == initials and len(initials) > 2 and initials not in _NO_INITIALS):
            found.add(at)
        elif at + 1 < len(said) and word + said[at + 1] in (company[0], joined):
            found |= {at, at + 1}
    return found


def _run(said: Sequence[str], at: int, company: Sequence[str]) -> set[int]:
    """The words of a name from one that begins it, with "and" and legal forms within it."""
    found, n = {at}, 1
    for further in range(at + 1, len(said)):
        if n < len(company) and said[further] == company[n]:
            found |= set(range(max(found) + 1, further + 1))
            n += 1
        elif said[further] != "and" and not is_form(said[further]):
            break
    return found


def _in_short(said: Sequence[str], company: Sequence[str]) -> int:
    """The same for initials, words that are joined ("Lantern Works" as "LanternWorks") and words that are parted."""
    initials, joined = "".join(word[0] for word in company), "".join(company)
    if len(initials) > 2 and initials in said and initials not in _NO_INITIALS:
        return len(company)
    pairs = {first + second for first, second in pairwise(said)}
    return len(company) if joined in said or company[0] in pairs or (len(company) == 1 and joined in pairs) else 0


def is_short_for(word: str, company: Sequence[str]) -> bool:
    """Whether a word is the greater part of the first word of a company's name ("Pepsi").

    Args:
        word: Plain, of the question.
        company: Plain words of the company's name, in order; at least one.
    """
    return len(word) >= _SHORT and company[0].startswith(word) and 2 * len(word) >= len(company[0])
