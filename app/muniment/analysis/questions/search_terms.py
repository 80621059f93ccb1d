"""What to look for in the index where no figure answers a question: its own words, and words that documents use instead.

Must never drop a word that only the question has: it is what tells one page from another.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from muniment.analysis.asking.question_text import plain, read
from muniment.analysis.asking.question_times import without_times
from muniment.analysis.asking.question_wordings import Wordings, wordings
from muniment.analysis.formulas.formula import names
from muniment.analysis.questions.question_subject import asked, found_in
from muniment.analysis.vocabulary.concepts import StatementKind, concepts

_SUFFIXES = (
    "ations",
    "ation",
    "ities",
    "ity",
    "ies",
    "ions",
    "ion",
    "ings",
    "ing",
    "ers",
    "er",
    "ed",
    "es",
    "ally",
    "al",
    "ly",
    "s",
    "y",
    "e",
)
_SHORTEST = 4  # characters of the beginning of a word that is looked for
_STATEMENTS = {
    StatementKind.BALANCE: (
        "consolidated balance sheets",
        "total current assets",
        "total current liabilities",
        "total assets",
        "retained earnings",
    ),
    StatementKind.INCOME: (
        "consolidated statements of income",
        "consolidated statements of operations",
        "consolidated statements of earnings",
        "consolidated statement of income",
        "before income taxes",
        "earnings per share",
        "diluted",
        "cost of",
    ),
    StatementKind.CASH_FLOW: (
        "statements of cash flows",
        "statement of cash flows",
        "operating activities",
        "investing activities",
        "financing activities",
        "net cash",
    ),
}


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The beginning that forms of a word share.

    Args:
        word: In small letters.
    """
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
            return stem(word[: -len(suffix)])
    return word


def content(words: str, worded: Wordings, companies: Sequence[Sequence[str]]) -> list[str]:
    """The words that say what is asked, without those of times and companies.

    Args:
        words: The whole question, plain.
        worded: Holds the small words that say nothing.
        companies: Plain words of the name of each company that the vault knows.
    """
    theirs = {word for company in companies for word in company}
    kept = [w for w in without_times(words).split() if w not in worded.small and w not in theirs and len(w) > 1]
    return list(dict.fromkeys(kept))


def terms(text: str, companies: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Terms for the index: words and phrases, beginnings of words with ``*``.

    Args:
        text: The question as it was typed.
        companies: Plain words of the name of each company that the vault knows.
    """
    question, worded = read(text), wordings()
    own = content(question.plain, worded, companies)
    found: list[str] = [_term(word) for word in own]
    for pattern, instead in worded.expansions:
        if pattern.search(question.plain):
            found += instead
    if not asked(question.plain, worded, companies).is_instead:
        for subject in found_in(question.plain, worded):
            found += _of_statement(frozenset(names(subject.tree)))
    for time in question.times:
        found.append(str(time.year))
    return tuple(dict.fromkeys(found))


def _of_statement(ids: frozenset[str]) -> list[str]:
    homes = dict.fromkeys(
        home for concept in concepts() if concept.id in ids and (home := concept.statement) is not None
    )
    return [name for home in homes for name in _STATEMENTS[home]]


@cache
def _term(word: str) -> str:
    beginning = stem(word)
    return f"{beginning}*" if len(beginning) >= _SHORTEST and beginning.isalpha() else plain(word)
