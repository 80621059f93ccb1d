"""What a document is, from the words of its first pages.

Must never say more than it knows: without a sign of its kind a document is of no known kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from muniment.analysis.vocabulary import kind_signs
from muniment.analysis.vocabulary.filing_forms import cover_of
from muniment.analysis.vocabulary.kind_signs import Where
from muniment.document import schemas
from muniment.document.pages.source_document import Document
from muniment.document.schema_file import DocumentKind
from muniment.document.schemas import UNKNOWN

_FIRST = 3  # pages that say what a document is; a cover letter may stand before them
_LENGTH = 6_000  # characters of each
_LONG = 11  # words from which a line is prose if most of them begin with small letters
_MAY_END = 6  # words from which a line that ends with a full stop is prose


@dataclass(frozen=True, slots=True)
class RecognisedKind:
    """What a document is.

    Attributes:
        value: One of ``schemas.KINDS``.
        confidence: 0 to 1.
    """

    value: str
    confidence: float

    @property
    def declared(self) -> DocumentKind:
        """What its schema says of such documents."""
        return schemas.kind_of(self.value)

    @property
    def is_known(self) -> bool:
        """Whether it is one of the kinds that have signs of their own."""
        return self.value != UNKNOWN


_LEAST = 3.0


def kind_of(document: Document) -> RecognisedKind:
    """The kind of a document: of the form whose cover it has, else from the words of its first pages with text."""
    cover = cover_of(document)
    if cover is not None:
        return RecognisedKind(cover.kind, 0.99)
    pages = [page.text for page in document.pages[: _FIRST + 2] if page.text.strip()][:_FIRST]
    sums: dict[str, float] = {}
    for number, text in enumerate(pages):
        lines = _plain(text[:_LENGTH]).split("\n")
        titles = "\n".join(_titles(lines, text[:_LENGTH].split("\n")))
        seen = {Where.ANY: " ".join(lines), Where.TITLE: titles.replace("\n", " ") + "\n" + titles}
        for sign in kind_signs.signs():  # a filing whose cover says what it is needs none of them
            if sign.says.search(seen[sign.where]):
                sums[sign.kind] = sums.get(sign.kind, 0.0) + sign.weight / (1 + number)
    return _largest(sums)


def _largest(sums: dict[str, float]) -> RecognisedKind:
    ranked = sorted(sums.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < _LEAST:
        return RecognisedKind(UNKNOWN, 0.5)
    best, score = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    return RecognisedKind(best, round(min(0.99, 0.55 + 0.45 * (score - second) / score), 2))


def _plain(text: str) -> str:
    """Lower-case lines with single spaces and plain hyphens."""
    plain = re.sub(r"[‐‑‒–—]", "-", text.lower())
    return "\n".join(" ".join(line.split()) for line in plain.split("\n"))


def _titles(lines: list[str], printed: list[str]) -> Iterator[str]:
    """The lines that are no prose: short, or mostly of words with capitals."""
    was_prose = False
    for line, original in zip(lines, printed, strict=True):
        words = re.findall(r"[^\W\d_][\w’'-]*", original)
        small = sum(word[0].islower() for word in words)
        is_prose = len(words) >= _LONG and small * 2 > len(words)
        is_prose = is_prose or (len(words) >= _MAY_END and small * 2 > len(words) and line.endswith((".", ",")))
        is_prose = is_prose or (was_prose and bool(words) and (words[0][0].islower() or line.endswith(".")))
        was_prose = is_prose
        if line and not is_prose:
            yield line
