"""Cut the tables of a page where one statement ends and another begins, and say how much each piece looks like which.

Must never look at a row of a page whose text cannot hold a statement: long filings have hundreds of pages.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from muniment.analysis.statements import page_signs
from muniment.analysis.vocabulary.concepts import StatementKind
from muniment.analysis.vocabulary.label_text import plain
from muniment.document.pages.page import Page
from muniment.document.pages.table import ColumnKind, Row, Table

_KINDS = tuple(StatementKind)

_NEAR_ABOVE = 350  # characters above rows that may say whose they are
_CONTINUED = re.compile(
    r"\bcont(?:inued|[’']?d)\b|\b(?:fortsetzung|fortgesetzt|suite|continuaci[óo]n)\b", re.IGNORECASE
)
_INDEX_LINE = re.compile(
    r"\t\s*(?:[A-Z]-)?\d+\s*$|^[^\t]*\t[^\t]*(?:\d{3}|\d,\d)|\t\s*[—–-]\s*(?:\t|$)|\.{4,}"
)  # of a table of contents, or a row

_ASSETS = re.compile(r"\bassets\b|\baktiva\b|\bactifs?\b|\bactivos?\b", re.IGNORECASE)
_FINANCED = re.compile(r"\bliabilities\b|\bpassiva\b|\bpassifs?\b|\bpasivos?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TablePiece:
    """Rows of one table between titles.

    Attributes:
        table: Whose rows they are.
        rows: From top to bottom.
        title: The title of a statement that stands above them on the page, or empty.
        titled: The statement that the title names; None for no or another title.
        foreign: The title names something that is no primary statement.
        scores: For each statement, how much the rows and the title look like it.
        anchors: For each statement, which of its signs were seen (indices).
        decoy: How many signs there are that it is not the statement itself.
        partial: It says that it is the parent's alone, a guarantor's or not consolidated.
    """

    table: Table
    rows: tuple[Row, ...]
    title: str
    titled: StatementKind | None
    foreign: bool
    scores: tuple[float, float, float]
    anchors: tuple[frozenset[int], frozenset[int], frozenset[int]]
    decoy: int
    partial: bool = False

    def score(self, kind: StatementKind) -> float:
        """How much it looks like a statement."""
        return self.scores[_KINDS.index(kind)]

    @property
    def goes_on(self) -> bool:
        """Whether its title says that it continues the page before."""
        return _CONTINUED.search(self.title) is not None

    def seen(self, kind: StatementKind) -> frozenset[int]:
        """Which signs of a statement were seen."""
        return self.anchors[_KINDS.index(kind)]


def may_hold(page: Page) -> bool:
    """Whether the text of a page can hold a statement or a part of one: it says its words, or prints its title."""
    text = page.text.lower().replace("\xa0", " ")
    return any(
        sum(word in text for word in words) >= (1 if kind is not StatementKind.INCOME else 2)
        for kind, words in page_signs.WORDS.items()
    ) or (
        any(word in text for word in page_signs.TITLE_WORDS)
        and any(not _is_listed(match) for match in page_signs.TITLE.finditer(page.text))
    )


def cut(page: Page, tables: Iterable[Table]) -> list[TablePiece]:
    """The pieces of a page, from top to bottom."""
    titles = [match for match in page_signs.TITLE.finditer(page.text) if not _is_listed(match)]
    found: list[TablePiece] = []
    floor = 0
    for table in sorted(tables, key=lambda t: t.rows[0].start if t.rows else 0):
        first = table.rows[0].start
        known = [match for match in titles if match.start() < first or not _is_caption(match)]
        starts = [match.start() for match in known]
        groups: dict[int, list[Row]] = {}
        for row in table.rows:
            groups.setdefault(bisect_left(starts, row.start + 1) - 1, []).append(row)
        for at, rows in groups.items():
            title = known[at] if at >= 0 else None
            found.append(_piece(page, table, rows, title, floor))
            floor = rows[-1].end
    return found


def _is_listed(title: re.Match[str]) -> bool:
    """Whether it is a line of prose or of a table of contents."""
    return len(title[0].strip()) >= 120 or _INDEX_LINE.search(title[0]) is not None


def _is_caption(title: re.Match[str]) -> bool:
    """Whether inside a table these words are a heading of rows ("Reconciliation of net income to ..."), not a title."""
    other = (title["other"] or "").lower()
    return other.startswith(("reconcil", "selected", "segment", "supplemental", "information"))


def _piece(page: Page, table: Table, rows: list[Row], title: re.Match[str] | None, floor: int) -> TablePiece:
    labels = [plain(row.label) for row in rows]
    named = next((kind for kind in _KINDS if title and title[kind.value]), None)
    above = page.text[max(0, floor, rows[0].start - 700) : rows[0].start]
    heads = " ".join(column.head + " " + column.note for column in table.columns)
    about = f"{title[0] if title else ''} {above} {heads}"
    decoy = len({match[0].lower() for match in page_signs.DECOY.finditer(about)})
    seen = tuple(_seen(kind, labels) for kind in _KINDS)
    if named is StatementKind.BALANCE and labels[-1] == "total":
        seen = tuple(_with_total(kind, signs, table.title) for kind, signs in zip(_KINDS, seen, strict=True))
    scores = tuple(
        sum(page_signs.ANCHORS[kind][i][0] for i in anchors)
        + (3.0 if named is kind else -2.0 if named else 0.0)
        + (1.0 if named is kind and page_signs.OWN.search(about) else 0.0)
        - 4.0 * decoy
        - 2.0 * _odd_columns(table)
        for kind, anchors in zip(_KINDS, seen, strict=True)
    )
    return TablePiece(
        table,
        tuple(rows),
        " ".join(title[0].split()) if title else "",
        named,
        bool(title and title["other"]) and not (title is not None and _is_whole_income(title["other"], seen)),
        (scores[0], scores[1], scores[2]),
        (seen[0], seen[1], seen[2]),
        decoy,
        partial=_is_partial(page, rows[0].start, floor, f"{title[0] if title else ''}\n{heads}"),
    )


def _is_partial(page: Page, start: int, floor: int, about: str) -> bool:
    """Whether the words right above rows say that they are of less than the group."""
    near = page.text[max(0, floor, start - _NEAR_ABOVE) : start]
    return page_signs.PARTIAL.search(f"{about}\n{near}") is not None


def _is_whole_income(title: str, seen: tuple[frozenset[int], ...]) -> bool:
    """Whether a statement of comprehensive income has revenue or costs: then it is the income statement as well."""
    income = seen[_KINDS.index(StatementKind.INCOME)]
    title = title.lower()
    return ("comprehensive" in title or "gesamtergebnis" in title or "global" in title) and (
        len(income) >= 4 or (0 in income and bool(income & {2, 3}))
    )


def _seen(kind: StatementKind, labels: list[str]) -> frozenset[int]:
    return frozenset(
        i for i, (_, pattern) in enumerate(page_signs.ANCHORS[kind]) if any(pattern.search(label) for label in labels)
    )


def _with_total(kind: StatementKind, signs: frozenset[int], title: str) -> frozenset[int]:
    """The signs of a balance sheet whose two sides stand apart, each with a bare "Total" of what its heading names."""
    if kind is not StatementKind.BALANCE:
        return signs
    if _FINANCED.search(title):
        return signs | {3}
    return signs | {0} if _ASSETS.search(title) else signs


def _odd_columns(table: Table) -> int:
    """Columns that a statement does not have: percentages and changes."""
    return min(2, sum(column.kind in (ColumnKind.PERCENT, ColumnKind.CHANGE) for column in table.columns))


def weight(kind: StatementKind, anchor: int) -> float:
    """How much one sign of a statement counts.

    Args:
        kind: Of the statement.
        anchor: Index of the sign in ``page_signs.ANCHORS``.
    """
    return page_signs.ANCHORS[kind][anchor][0]
