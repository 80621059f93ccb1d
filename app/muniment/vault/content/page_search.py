"""Find words in the pages of all documents (BM25).

Must never hand the user's words to the query language of the index as they are: each is quoted.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from muniment.vault.database.engine import Row
from muniment.vault.database.records import Hit
from muniment.vault.database.repository_base import Repository

# Noncharacters of Unicode mark the match; they have no meaning in a text.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_AROUND = 80
_MAX_WORDS = 32
_MAX_TERMS = 64


class Search(Repository):
    """The full-text index."""

    def ranked(self, terms: Sequence[str], documents: Sequence[int], limit: int) -> list[tuple[int, int, float]]:
        """Pages that hold any of the terms, the best first.

        Args:
            terms: Words, phrases of several words, and beginnings of words, which end with ``*``.
            documents: Only their pages.
            limit: At most so many pages.

        Returns:
            Document, page number and BM25 score of each; a higher score is better.
        """
        asked = [_quoted(term) for term in dict.fromkeys(terms) if any(map(str.isalnum, term))][:_MAX_TERMS]
        if not asked or not documents:
            return []
        rows = self._db.rows(
            "SELECT p.document_id, p.number, search.rank AS rank FROM search JOIN pages p ON p.id = search.rowid WHERE "
            "search MATCH ? AND p.document_id IN (SELECT value FROM json_each(?)) ORDER BY search.rank LIMIT ?",
            (" OR ".join(asked), json.dumps(list(documents)), limit),
        )
        return [(row["document_id"], row["number"], -float(row["rank"])) for row in rows]

    def search(self, text: str, limit: int = 50) -> list[Hit]:
        """Pages that hold all of the words, best first.

        Args:
            text: Words as typed; a number with separators is searched as printed. Accents and capitals do not matter.
            limit: At most so many pages.

        Returns:
            One hit a page, where the most of the words stand side by side; none if nothing was asked.
        """
        words = [word for word in text.replace("\0", " ").split()[:_MAX_WORDS] if any(map(str.isalnum, word))]
        if not words:
            return []
        query = " ".join('"' + word.replace('"', '""') + '"' for word in words)
        rows = self._db.rows(
            "SELECT p.document_id, p.number, p.text, highlight(search, 0, ?, ?) AS marked "
            "FROM search JOIN pages p ON p.id = search.rowid WHERE search MATCH ? ORDER BY search.rank LIMIT ?",
            (_OPEN, _CLOSE, query, limit),
        )
        return [_hit(row, len(words)) for row in rows]


def _quoted(term: str) -> str:
    """A term as the query language of the index takes it: whatever stands in it, it is words."""
    words = term.rstrip("*").replace("\0", " ").replace('"', " ")
    return f'"{words}"*' if term.endswith("*") else f'"{words}"'


def _hit(row: Row, words: int) -> Hit:
    text = row["text"]
    matches = _matches(text, row["marked"])
    start, end = _best(text, matches, words)
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    snippet = " ".join((before + text[start:end] + after).split())
    return Hit(row["document_id"], row["number"], start, end, snippet, tuple(matches))


def _matches(text: str, marked: str) -> list[tuple[int, int]]:
    """Where the marks were put: wherever the two do not run on together."""
    bounds: list[int] = []
    for index, character in enumerate(marked):
        at = index - len(bounds)
        if at >= len(text) or text[at] != character:
            bounds.append(at)
    return list(zip(bounds[::2], bounds[1::2], strict=False))


def _best(text: str, matches: list[tuple[int, int]], words: int) -> tuple[int, int]:
    """The first place at which the most words stand side by side."""
    runs: list[list[tuple[int, int]]] = []
    for match in matches:
        beside = bool(runs) and not any(map(str.isalnum, text[runs[-1][-1][1] : match[0]]))
        if beside and len(runs[-1]) < words:
            runs[-1].append(match)
        else:
            runs.append([match])
    run = max(runs, key=len)
    return run[0][0], run[-1][1]
