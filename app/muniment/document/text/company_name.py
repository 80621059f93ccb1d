"""Whether two names are one company's."""

from __future__ import annotations

import re
import unicodedata

_FORMS = frozenset(
    ["inc", "incorporated", "corp", "corporation", "company", "co", "companies", "ltd", "limited", "plc", "llc", "lp", "llp", "ag", "se", "sa", "nv", "bv", "ab", "as", "asa", "oyj", "spa", "srl", "gmbh", "kg", "kgaa", "holdings", "holding", "group", "the", "and", "of"]
)  # fmt: skip


def company_key(name: str) -> str:
    """A name without case, accents, punctuation and legal form; empty if nothing is left.

    Two documents are one company's if their keys are equal; a longer name is another company ("Harbor Mills Finance").
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("'", "").replace("\u2019", "")
    words = re.findall(r"\w+", re.sub(r"(?<=\b\w)\.(?=\w\b)", "", plain))
    return " ".join(word for word in words if word not in _FORMS)
