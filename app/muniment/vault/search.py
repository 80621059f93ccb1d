"""Find words in the pages of all documents (BM25).

Must never hand the user's words to the query language of the index as they are: each is quoted.
"""

from __future__ import annotations

from muniment.vault.engine import Row
from muniment.vault.part import Part
from muniment.vault.records import Hit

# Noncharacters of Unicode mark the match; they have no meaning in a text.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_AROUND = 80
_MAX_WORDS = 32


class Search(Part):
    """The full-text index."""

    def search(self, text: str, limit: int = 50) -> list[Hit]:
        """Pages that hold all of the words, best first.

        Args:
            text: Words as typed; a number with separators is searched as printed. Accents and capitals do not matter.
            limit: At most so many pages.

        Returns:
            One hit a page, at its first match; none if nothing was asked.
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
        return [_hit(row) for row in rows]


def _hit(row: Row) -> Hit:
    text, marked = row["text"], row["marked"]
    start = _common(text, marked)
    # Behind the opening mark the two run on together until the closing one.
    length = _common(text[start:], marked[start + 1 :])
    end = start + length
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    snippet = " ".join((before + text[start:end] + after).split())
    return Hit(row["document_id"], row["number"], start, end, snippet)


def _common(one: str, other: str) -> int:
    """How many characters the two have in common at their start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))
