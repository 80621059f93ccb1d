"""Cut the tables of a page where one statement ends and another begins, and say how much each piece looks like which.

Must never look at a row of a page whose text cannot hold a statement: long filings have hundreds of pages.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from muniment.analysis.concepts import StatementKind
from muniment.analysis.labels import plain
from muniment.document.page import Page
from muniment.document.table import ColumnKind, Row, Table

_KINDS = tuple(StatementKind)

# What a page must say to be looked at: any of these, lower case.
_WORDS = {
    StatementKind.BALANCE: (
        "total assets",
        "total liabilities",
        "liabilities and",
        "equity and liabilities",
        "total current assets",
        "total current liabilities",
        "total equity",
    ),
    StatementKind.INCOME: (
        "net income",
        "net loss",
        "net earnings",
        "net (loss)",
        "profit for the",
        "loss for the",
        "(loss) income",
        "per share",
        "per unit",
        "common unit",
    ),
    StatementKind.CASH_FLOW: (
        "operating activities",
        "investing activities",
        "financing activities",
        "from operations",
    ),
}

_HOLDER = r"(?:(?:share|stock) ?(?:holders|owners)'?|owners'?|members'?|partners'?)"
_TITLE = re.compile(
    r"^[ \t]*(?:\d+[ \t]+)?(?:[\w&.,'’ -]{0,70}?[ \t])?(?:(?P<balance>(?:balance sheets?|statements? of (?:financial (?:position|condition)|condition|assets and liabilities)))"
    r"|(?P<income>statements? of (?:consolidated )?(?:net )?(?:income|operations|earnings|profit (?:or|and) loss|profit)(?! taxes)|income statements?|(?:results|summary) of operations)"
    r"|(?P<cash_flow>statements? of (?:consolidated )?cash flows?|cash flows? statements?)"
    rf"|(?P<other>statements? of (?:consolidated )?(?:total )?(?:comprehensive|other comprehensive|changes in|(?:{_HOLDER} )?(?:equity|deficit|investment|capital)|{_HOLDER})"
    r"|reconciliations? (?:of|to|between)\b|selected (?:consolidated |historical |quarterly )*(?:financial|data|operating)|segment (?:results|information|data)"
    r"|supplemental (?:consolidating|financial (?:data|schedule|information))))"
    r"(?P<rest>[^\n]{0,90})$",
    re.IGNORECASE | re.MULTILINE,
)

_ANCHORS: Mapping[StatementKind, tuple[tuple[float, re.Pattern[str]], ...]] = {
    StatementKind.BALANCE: tuple(
        (weight, re.compile(pattern))
        for weight, pattern in (
            (3, r"^(?:total assets|assets total)$"),
            (2, r"^total current assets"),
            (2, r"^total (?:current |non current )?liabilities$"),
            (
                3,
                r"^total (?:liabilities|capitalization|equity)\b.*\band\b.*(?:equity|deficit|capital|investment|deficiency|liabilities)",
            ),
            (2, r"^total (?:\w+ ){0,6}(?:equity|deficit|deficiency|investment)$|^(?:share|stock)holders equity$"),
            (1, r"^(?:retained earnings|accumulated deficit|accumulated other comprehensive)"),
            (1, r"^(?:accounts payable|trade payables|trade and other payables)"),
            (1, r"^cash(?: and|$)"),
            (1, r"^(?:additional paid|capital in excess|treasury|common stock|share capital)"),
            (0.5, r"^goodwill"),
            (0.5, r"^(?:property|plant)"),
            (0.5, r"^inventor"),
        )
    ),
    StatementKind.INCOME: tuple(
        (weight, re.compile(pattern))
        for weight, pattern in (
            (2, r"^(?:total |net |operating |consolidated )*(?:revenues?|sales|turnover)\b(?! and marketing)"),
            (1.5, r"^(?:total )?(?:costs? of|gross (?:profit|margin))\b"),
            (
                2,
                r"^(?:total )?operating (?:income|profit|earnings|loss)$|^(?:income|earnings|profit|loss) from operations$",
            ),
            (2, r"^(?:income|earnings|profit|loss).* before .*tax"),
            (
                1.5,
                r"^(?:total )?(?:provision|benefit)?(?: for)? ?(?:income )?tax(?:es|ation)?\b|^income tax|^provision for",
            ),
            (2, r"^(?:consolidated )?net (?:income|earnings|loss)\b|^profit for|^loss for"),
            (1, r"\bbasic\b"),
            (1, r"\bdiluted\b|\bdilution\b"),
            (1, r"^selling|^general and admin|^marketing|^research"),
            (0.5, r"^interest (?:expense|income)|^(?:total )?(?:other )?operating expenses|^costs and expenses"),
        )
    ),
    StatementKind.CASH_FLOW: tuple(
        (weight, re.compile(pattern))
        for weight, pattern in (
            (3, r"^(?:total |net )*(?:cash|cash flows?|provided|used|change)\b.*\boperat"),
            (3, r"^(?:total |net )*(?:cash|cash flows?|provided|used|change)\b.*\binvest"),
            (3, r"^(?:total |net )*(?:cash|cash flows?|provided|used|change)\b.*\bfinancing"),
            (1, r"^depreciation|^amortization"),
            (
                1,
                r"^(?:capital (?:expenditures|spending)|purchases? of property|additions to property|payments to acquire)",
            ),
            (1.5, r"(?:beginning|end|start) of (?:the )?(?:year|period|quarter)|at (?:beginning|end)"),
            (1, r"^(?:net )?(?:increase|decrease|change)\b.*\bcash"),
            (1, r"^(?:proceeds|repayments?|payments? of|issuance|borrowings)\b"),
            (1, r"^(?:deferred (?:income )?tax|share based|stock based|stock compensation)"),
        )
    ),
}

# Words around a table that say it is not the statement itself.
_DECOY = re.compile(
    r"parent[ -]company[ -]only|parent company\b|parent only|\bguarantor|non-guarantor|condensed financial information of|consolidating|obligor group|"
    r"summari[sz]ed (?:statements?|financial|balance|income|combined)|pro[ -]?forma|as adjusted|as previously|as reported|effect of adoption|impact of adoption|quarterly|unaudited quarter|selected (?:consolidated )?(?:historical )?(?:financial|data)|"
    r"five[- ]year|non-?gaap|reconcil|segment|schedule i\b|unconsolidated|joint venture|equity method|percent(?:age)? of|as a percentage|supplemental (?:consolidat|financial)|financial services\b|discontinued operations? (?:are|were|is)|purchase price|fair value of assets",
    re.IGNORECASE,
)
_INDEX_LINE = re.compile(
    r"\t\s*(?:[A-Z]-)?\d+\s*$|^[^\t]*\t[^\t]*(?:\d{3}|\d,\d)|\.{4,}"
)  # of a table of contents, or a row
_OWN = re.compile(r"\bconsolidated\b|\bgroup\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
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
    """

    table: Table
    rows: tuple[Row, ...]
    title: str
    titled: StatementKind | None
    foreign: bool
    scores: tuple[float, float, float]
    anchors: tuple[frozenset[int], frozenset[int], frozenset[int]]
    decoy: int

    def score(self, kind: StatementKind) -> float:
        """How much it looks like a statement."""
        return self.scores[_KINDS.index(kind)]

    def seen(self, kind: StatementKind) -> frozenset[int]:
        """Which signs of a statement were seen."""
        return self.anchors[_KINDS.index(kind)]


def may_hold(page: Page) -> bool:
    """Whether the text of a page can hold a statement or a part of one."""
    text = page.text.lower().replace("\xa0", " ")
    return any(
        sum(word in text for word in words) >= (1 if kind is not StatementKind.INCOME else 2)
        for kind, words in _WORDS.items()
    )


def cut(page: Page, tables: Iterable[Table]) -> list[Piece]:
    """The pieces of a page, from top to bottom."""
    titles = [
        match
        for match in _TITLE.finditer(page.text)
        if len(match[0].strip()) < 120 and not _INDEX_LINE.search(match[0])
    ]
    found: list[Piece] = []
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


def _is_caption(title: re.Match[str]) -> bool:
    """Whether inside a table these words are a heading of rows ("Reconciliation of net income to ..."), not a title."""
    return bool(title["other"]) and not title["other"].lower().startswith("statement")


def _piece(page: Page, table: Table, rows: list[Row], title: re.Match[str] | None, floor: int) -> Piece:
    labels = [plain(row.label) for row in rows]
    named = next((kind for kind in _KINDS if title and title[kind.value]), None)
    above = page.text[max(0, floor, rows[0].start - 700) : rows[0].start]
    heads = " ".join(column.head + " " + column.note for column in table.columns)
    about = f"{title[0] if title else ''} {above} {heads}"
    decoy = len({match[0].lower() for match in _DECOY.finditer(about)})
    seen = tuple(_seen(kind, labels) for kind in _KINDS)
    scores = tuple(
        sum(_ANCHORS[kind][i][0] for i in anchors)
        + (3.0 if named is kind else -2.0 if named else 0.0)
        + (1.0 if named is kind and _OWN.search(about) else 0.0)
        - 4.0 * decoy
        - 2.0 * _odd_columns(table)
        for kind, anchors in zip(_KINDS, seen, strict=True)
    )
    return Piece(
        table,
        tuple(rows),
        " ".join(title[0].split()) if title else "",
        named,
        bool(title and title["other"]) and not (title is not None and _is_whole_income(title["other"], seen)),
        (scores[0], scores[1], scores[2]),
        (seen[0], seen[1], seen[2]),
        decoy,
    )


def _is_whole_income(title: str, seen: tuple[frozenset[int], ...]) -> bool:
    """Whether a statement of comprehensive income has revenue or costs: then it is the income statement as well."""
    income = seen[_KINDS.index(StatementKind.INCOME)]
    return "comprehensive" in title.lower() and (len(income) >= 4 or (0 in income and bool(income & {2, 3})))


def _seen(kind: StatementKind, labels: list[str]) -> frozenset[int]:
    return frozenset(
        i for i, (_, pattern) in enumerate(_ANCHORS[kind]) if any(pattern.search(label) for label in labels)
    )


def _odd_columns(table: Table) -> int:
    """Columns that a statement does not have: percentages and changes."""
    return min(2, sum(column.kind in (ColumnKind.PERCENT, ColumnKind.CHANGE) for column in table.columns))


def weight(kind: StatementKind, anchor: int) -> float:
    """How much one sign of a statement counts."""
    return _ANCHORS[kind][anchor][0]
