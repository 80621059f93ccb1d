"""Short names of companies in a question: "H&M", "HnM" and "QRS" become the names that the documents print.

Must never make a word of the language a name (only capitals stand for one), nor choose between two companies of one short name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from muniment.analysis.asking.company_names import named
from muniment.analysis.asking.question_text import plain
from muniment.analysis.questions.question_scope import KnownDocument
from muniment.document.facts.filing import Filing
from muniment.document.text.company_name import company_key

_PAIR = re.compile(r"([^\W\d_])[\w.'’-]*\s*(?:&|\band\b)\s*([^\W\d_])", re.IGNORECASE)
_ALIAS = re.compile(
    r"(?P<first>[A-Z][\w&.'’-]*(?: [A-Z][\w&.'’-]*)*)\s*\((?:formerly|previously|now|then|now known|also|aka|a\.k\.a\.|f/k/a|fka)"
    r"(?: known as| called| named)?,?\s+(?P<second>[^()]{2,60})\)"
)
_RUN = re.compile(r"[A-Z]{3,}(?=[a-z])")  # the capitals of "QRStone"


def spelled_out(text: str, filings: Sequence[Filing]) -> str:
    """A question with the names that documents print in the place of their short forms.

    Args:
        text: As typed.
        filings: All documents that it may be about.
    """
    names = {company_key(name): name for one in filings if (name := KnownDocument(one).name)}
    for key, name in names.items():
        others = [other for its_key, other in names.items() if its_key != key]
        for short in _short_forms(name):
            pattern = re.compile(rf"(?<!\w){short}(?!\w)")
            if not any(pattern.search(other) or short in _short_forms(other) for other in others):
                text = name.join(pattern.split(text))
    return _without_aliases(text, [tuple(plain(key).split()) for key in names])


def _without_aliases(text: str, companies: Sequence[Sequence[str]]) -> str:
    """Of two names for one company ("Harbor (formerly known as Quay)") the one that is known here."""

    def known(match: re.Match[str]) -> str:
        first, second = match["first"], match["second"]
        is_second = any(named(plain(second), one) for one in companies)
        return second if is_second and not any(named(plain(first), one) for one in companies) else first

    return _ALIAS.sub(known, text)


def _short_forms(name: str) -> Iterator[str]:
    """Expressions for what stands for a name: two initials joined by "&" or "n", or the capitals that its first word begins with."""
    pair = _PAIR.match(name)
    if pair and len(company_key(name).split()) > 1:  # "Harbor & Co." has a legal form, not a second name
        yield rf"{pair[1].upper()}\s?(?:&|[nN])\s?{pair[2].upper()}"
    run = _RUN.match(name)
    if run:
        yield run[0]
