"""Find the primary statements: the three that stand together, not the best page for each.

A parent-only or a guarantor's balance sheet balances too, so no identity of one statement tells it apart; that the
three stand within a few pages and share their figures does. Must never read a statement that has no dated column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from muniment.analysis.statements import borrowed_dates, statement_periods, table_pieces
from muniment.analysis.statements.borrowed_dates import DatedNeighbour
from muniment.analysis.statements.statement_lines import Printed, Statement, StatementLine
from muniment.analysis.statements.statement_periods import Calendar
from muniment.analysis.statements.table_pieces import TablePiece
from muniment.analysis.vocabulary.concepts import StatementKind
from muniment.analysis.vocabulary.label_text import plain
from muniment.document.pages.source_document import Document
from muniment.document.pages.table import Column, ColumnKind, Period, Row, Table
from muniment.document.text.number_text import parse_number

_LEAST = {StatementKind.BALANCE: 8.0, StatementKind.INCOME: 7.5, StatementKind.CASH_FLOW: 7.0}
# A statement must show one sign of each of these groups (indices into the anchors of its kind).
_NEEDED = {
    StatementKind.BALANCE: (frozenset({0, 3, 2}), frozenset({2, 3, 4})),
    StatementKind.INCOME: (frozenset({5, 3}), frozenset({0, 1, 2, 3, 8})),
    StatementKind.CASH_FLOW: (frozenset({0}), frozenset({1, 2, 5})),
}
_ASSETS = 0  # the sign of a balance sheet that is the total of its assets
_FINANCED = frozenset({3, 4})  # those of the totals of what finances them
_FEWEST = 5  # rows of a statement
_FEWEST_NAMED = 3  # of one whose title says what it is: some begin with the net income
_HEAVY = 2.0  # the weight of a sign that a statement shows once
_KEPT = 7  # candidates of each kind that the triples are made of
_SECOND = 8.0  # that an earlier whole set may score less than a later one: a row more or less, a period more
_NEAR = 5  # pages that three statements may span without a penalty


@dataclass(frozen=True, slots=True)
class StatementCandidate:
    """A statement that may be the one.

    Attributes:
        statement: Its lines.
        score: How much it looks like it.
        tables: Whose rows it has.
        named: A title says what it is, and nothing around it that it is something else.
        partial: It says that it is of less than the group.
    """

    statement: Statement
    score: float
    tables: tuple[Table, ...]
    named: bool = False
    partial: bool = False


Candidates = dict[StatementKind, list[StatementCandidate]]


def find(document: Document, calendar: Calendar) -> tuple[Statement, ...]:
    """The primary statements of a document, and further tables of the same statements with other periods."""
    found = _of_the_group(candidates(document, calendar))
    best = _best_triple(found)
    chosen = [c for c in best if c is not None]
    others = [_companions(c, found[c.statement.kind], chosen) for c in chosen]
    return tuple(c.statement for c in [*chosen, *(other for more in others for other in more)])


def candidates(document: Document, calendar: Calendar) -> dict[StatementKind, list[StatementCandidate]]:
    """Everything that looks like a primary statement, best first."""
    parts = _pieces(document)
    found: dict[StatementKind, list[StatementCandidate]] = {}
    for kind in StatementKind:
        made = [_join(parts, i, kind, calendar) for i, piece in enumerate(parts) if _may_start(piece, kind)]
        ranked = sorted((c for c in made if c is not None), key=lambda c: -c.score)
        found[kind] = _distinct(ranked)[:_KEPT]
    for kind, more in _borrowing(parts, found, calendar):
        found[kind] = _distinct(sorted([*found[kind], more], key=lambda c: -c.score))[:_KEPT]
    return found


def _of_the_group(found: Candidates) -> Candidates:
    """Without those of less than the group, where any statement of the group stands in the document."""
    whole = any(c.named and not c.partial for pool in found.values() for c in pool)
    return {kind: [c for c in pool if not (c.partial and whole)] for kind, pool in found.items()}


def _borrowing(
    parts: Sequence[TablePiece], found: Candidates, calendar: Calendar
) -> Iterator[tuple[StatementKind, StatementCandidate]]:
    """Titled statements whose own dates were not read, with those of the statements beside them."""
    dated = [_neighbour(c) for pool in found.values() for c in pool if c.named and not c.partial]
    for at, piece in enumerate(parts):
        kind = piece.titled
        if kind is None or piece.foreign or piece.decoy or piece.partial or any(c.period for c in piece.table.columns):
            continue
        near = sorted(
            (n for n in dated if n.kind is not kind and abs(n.page - piece.table.page) <= _NEAR),
            key=lambda n: abs(n.page - piece.table.page),
        )
        tables = (borrowed_dates.dated(piece.table, kind, n, calendar.months) for n in near)
        table = next((table for table in tables if table is not None), None)
        if table is not None:
            mine = [replace(piece, table=table), *parts[at + 1 : at + 6]]
            made = _join(mine, 0, kind, calendar)
            if made is not None:
                yield kind, made


def _neighbour(candidate: StatementCandidate) -> DatedNeighbour:
    statement = candidate.statement
    evidence = {
        period: cell.column.evidence
        for line in reversed(statement.lines)
        for period, cell in zip(statement.periods, line.cells, strict=True)
        if cell is not None
    }
    columns = tuple((period, evidence.get(period, ())) for period in statement.periods)
    return DatedNeighbour(statement.kind, statement.pages[0], columns)


def _pieces(document: Document) -> list[TablePiece]:
    by_page: dict[int, list[Table]] = {}
    for table in document.tables:
        if table.rows:
            by_page.setdefault(table.page, []).append(table)
    found: list[TablePiece] = []
    last = Before()
    for page in document.pages:
        tables = by_page.get(page.number, [])
        goes_on = any(table.continued_from == last.page for table in tables)  # the words of a statement stood before
        speaks = bool(tables) and (goes_on or table_pieces.may_hold(page))
        if speaks or (tables and last.may_go_on(page.number, tables[0])):
            found.extend(table_pieces.cut(page, tables))
            last = Before(page.number, tables[-1], speaks=speaks)
    return found


@dataclass(frozen=True, slots=True)
class Before:
    """The page that was looked at before.

    Attributes:
        page: Its number; 0 for none.
        table: Its last one.
        speaks: It has words of a statement of its own.
    """

    page: int = 0
    table: Table | None = None
    speaks: bool = False

    def may_go_on(self, page: int, table: Table) -> bool:
        """Whether a table without words of a statement may be the middle of one: bare columns under the same ones.

        Args:
            page: On which the table stands, from 1.
            table: The first of that page.
        """
        above = self.table
        if above is None or not self.speaks or page != self.page + 1 or any(c.period for c in table.columns):
            return False
        return _values(table) == _values(above)


def _may_start(piece: TablePiece, kind: StatementKind) -> bool:
    fewest = 1 if piece.titled is kind else 2
    return (
        not piece.foreign and len(piece.seen(kind)) >= fewest and piece.score(kind) > 0 and piece.titled in (None, kind)
    )


def _join(
    parts: Sequence[TablePiece], start: int, kind: StatementKind, calendar: Calendar
) -> StatementCandidate | None:
    """The statement that begins with a piece: the pieces that follow belong to it until another title or statement."""
    mine = [parts[start]]
    for piece in parts[start + 1 :]:
        if not _follows(mine, piece, kind):
            break
        mine.append(piece)
    while len(mine) > 1 and not mine[-1].seen(kind):
        mine.pop()
    seen = frozenset().union(*(piece.seen(kind) for piece in mine))
    named = any(piece.titled is kind and not piece.decoy for piece in mine)
    if not named and not all(seen & group for group in _NEEDED[kind]):
        return None
    statement = _statement(kind, mine, calendar)
    if statement is None or len(statement.lines) < (_FEWEST_NAMED if named else _FEWEST):
        return None
    score = _score(kind, mine, seen, statement, calendar)
    tables = tuple(piece.table for piece in mine)
    return StatementCandidate(statement, score, tables, named, partial=any(piece.partial for piece in mine))


def _follows(mine: list[TablePiece], piece: TablePiece, kind: StatementKind) -> bool:
    last = mine[-1]
    gap = piece.table.page - last.table.page
    if gap > 1 or piece.foreign or len(mine) > 5:
        return False
    if _is_other_side(mine, piece, kind):
        return True
    again = gap == 0 and piece.title == last.title  # one title over two tables of a page
    if piece.titled is not None and (piece.titled is not kind or (gap == 0 and not again)):
        return False
    if piece.goes_on and piece.titled is kind:
        return True
    if piece.titled is kind and mine[0].titled is kind and plain(piece.title) != plain(mine[0].title):
        return False  # another title of the same kind begins another statement
    seen = frozenset().union(*(part.seen(kind) for part in mine))
    repeated = piece.seen(kind) & seen
    if piece.table.continued_from == last.table.page and piece.titled is None:
        repeated = frozenset(
            i for i in repeated if table_pieces.weight(kind, i) >= _HEAVY
        )  # two rows of equity are alike
    share = len(repeated) / max(1, len(piece.seen(kind)))
    if len(repeated) >= 2 and (share > 0.5 or (share == 0.5 and piece.table.continued_from is None)):
        return False  # it begins anew: a second statement of the same kind
    others = max(len(piece.seen(other)) for other in StatementKind if other is not kind)
    if len(piece.seen(kind)) < others and others >= 3:
        return False
    if gap == 1 and not piece.seen(kind) - seen and piece.table.continued_from != last.table.page:
        return False
    return _values(piece.table) >= min(2, _values(last.table))


def _is_other_side(mine: Sequence[TablePiece], piece: TablePiece, kind: StatementKind) -> bool:
    """Whether a balance sheet that has only shown its assets goes on with what they are financed by, under a title of its own."""
    if kind is not StatementKind.BALANCE or piece.titled is not kind or piece.decoy > mine[-1].decoy:
        return False
    seen = frozenset().union(*(part.seen(kind) for part in mine))
    return (
        _ASSETS in seen
        and not seen & _FINANCED
        and bool(piece.seen(kind) & _FINANCED)
        and _ASSETS not in piece.seen(kind)
    )


def _values(table: Table) -> int:
    return sum(column.kind is ColumnKind.VALUE for column in table.columns)


def _score(
    kind: StatementKind, mine: Sequence[TablePiece], seen: frozenset[int], statement: Statement, calendar: Calendar
) -> float:
    base = max(piece.score(kind) for piece in mine)
    whole = sum(table_pieces.weight(kind, i) for i in seen) - sum(
        table_pieces.weight(kind, i) for i in mine[0].seen(kind)
    )
    score = max(base, mine[0].score(kind) + whole)
    years = {period.end.year for period in statement.periods}
    score += 1.0 if len(years) > 1 else -2.0
    if calendar.months == 12 and kind is not StatementKind.BALANCE and max(p.months for p in statement.periods) < 12:
        score -= 6.0
    if calendar.end is not None:
        newest = max(period.end for period in statement.periods)
        score += 1.5 if abs((newest - calendar.end).days) <= 7 else -3.0
    return score + min(len(statement.lines), 30) / 15


def _statement(kind: StatementKind, mine: Sequence[TablePiece], calendar: Calendar) -> Statement | None:
    lead = max(mine, key=lambda piece: sum(c.period is not None for c in piece.table.columns))
    keys = _periods(lead.table, kind, calendar)
    order: list[Period] = []
    for period in keys:
        if period is not None and period not in order:
            order.append(period)
    if not order:
        return None
    lines: list[StatementLine] = []
    for piece in mine:
        own = _periods(piece.table, kind, calendar)
        if not any(period in order for period in own):
            own = _under(lead.table.columns, keys, piece.table.columns)
        lines.extend(_line(piece.table, row, own, order) for row in piece.rows)
    if sum(line.decimals >= 2 for line in lines) > len(lines) / 2:
        lines = [replace(line, fine=True) for line in lines]
    return Statement(kind, tuple(order), tuple(lines), tuple(sorted({piece.table.page for piece in mine})))


def _under(above: Sequence[Column], keys: list[Period | None], below: Sequence[Column]) -> list[Period | None]:
    """The periods of bare columns: those of the columns that they stand under on the page before."""
    if len(above) == len(below):
        return keys
    found: list[Period | None] = []
    for column in below:
        hits = [key for one, key in zip(above, keys, strict=True) if min(one.x1, column.x1) > max(one.x0, column.x0)]
        found.append(hits[0] if len(hits) == 1 else None)
    return found


def _periods(table: Table, kind: StatementKind, calendar: Calendar) -> list[Period | None]:
    found = statement_periods.complete(table.columns, kind, calendar)
    if _come_twice(table, found):
        return [None] * len(found)
    first: set[Period] = set()
    kept: list[Period | None] = []
    plainly = {
        p
        for p, c in zip(found, table.columns, strict=True)
        if p is not None and not c.note and c.kind is ColumnKind.VALUE
    }
    for i, (period, column) in enumerate(zip(found, table.columns, strict=True)):
        usable = period is not None and column.kind is ColumnKind.VALUE and not column.aside
        if usable and period in first and not _completes(table, kept, i, period):
            usable = False
        if usable and column.note and period in plainly:
            usable = False
        kept.append(period if usable else None)
        if usable and period is not None:
            first.add(period)
    return kept


def _completes(table: Table, kept: Sequence[Period | None], at: int, period: Period | None) -> bool:
    """Whether a column stands beside the one of the same period and no row fills both: one has the parts, one their sums."""
    if not at or kept[at - 1] != period or table.columns[at - 1].head != table.columns[at].head:
        return False
    return not any({at - 1, at} <= {cell.column for cell in row.cells} for row in table.rows)


def _come_twice(table: Table, periods: Sequence[Period | None]) -> bool:
    """Whether all periods come again over further columns: quarters and years whose lengths were not told apart."""
    plainly = [
        period
        for i, (period, column) in enumerate(zip(periods, table.columns, strict=True))
        if period is not None
        and column.kind is ColumnKind.VALUE
        and not (column.note or column.aside or _completes(table, periods, i, period))
    ]
    return len(set(plainly)) > 1 and all(plainly.count(period) > 1 for period in plainly)


def _line(table: Table, row: Row, own: Sequence[Period | None], order: Sequence[Period]) -> StatementLine:
    cells: list[Printed | None] = [None] * len(order)
    for cell in row.cells:
        period = own[cell.column] if cell.column < len(own) else None
        number = parse_number(cell.raw, table.decimal)
        if period in order and number is not None and not number.percent:
            cells[order.index(period)] = Printed(number, cell, table)
    return StatementLine(row.label, row.section, tuple(cells))


def _distinct(ranked: Sequence[StatementCandidate]) -> list[StatementCandidate]:
    """Without those that share a table with a better one."""
    kept: list[StatementCandidate] = []
    for candidate in ranked:
        rows = {id(cell.cell) for line in candidate.statement.lines for cell in line.cells if cell}
        if not any(rows & {id(c.cell) for line in other.statement.lines for c in line.cells if c} for other in kept):
            kept.append(candidate)
    return kept


def _best_triple(found: dict[StatementKind, list[StatementCandidate]]) -> tuple[StatementCandidate | None, ...]:
    """The three that belong together; of two whole sets the first, whose company the cover names first."""
    pools = [[*(c for c in found[kind] if c.score >= _LEAST[kind]), None] for kind in StatementKind]
    scored = [(_triple_score(triple), triple) for triple in product(*pools)]
    best = max(scored, key=lambda one: one[0])
    if best[0] <= 0:
        return (None, None, None)
    first = min((_pages(c) for c in best[1] if c is not None), default=range(0))[0]
    before = [
        one
        for one in scored
        if one[0] >= best[0] - _SECOND and all(c is not None and c.named and _pages(c)[-1] < first for c in one[1])
    ]
    return max(before, key=lambda one: one[0], default=best)[1]


def _pages(candidate: StatementCandidate) -> tuple[int, ...]:
    return candidate.statement.pages


def _triple_score(triple: tuple[StatementCandidate | None, ...]) -> float:
    there = [c for c in triple if c is not None]
    if not there:
        return 0.0
    first = [c.statement.pages[0] for c in there]
    score = sum(c.score for c in there) - 0.002 * sum(first)
    score -= 0.3 * (max(first) - min(first)) + 1.2 * max(0, max(first) - min(first) - _NEAR)
    for a, b in ((0, 2), (1, 2), (0, 1)):
        left, right = triple[a], triple[b]
        if left is not None and right is not None:
            score += _ties(left.statement, right.statement)
    return score


def _ties(a: Statement, b: Statement) -> float:
    """What speaks for two statements belonging together: their newest day, and amounts that stand in both."""
    newest = abs((max(p.end for p in a.periods) - max(p.end for p in b.periods)).days)
    score = 1.5 if newest <= 7 else -3.0
    common = _amounts(a) & _amounts(b)
    if a.kind is StatementKind.INCOME and not common:
        score -= 2.0  # a cash flow statement begins with the net income
    return score + (
        0.0 if a.kind is StatementKind.BALANCE and b.kind is StatementKind.INCOME else min(3, len(common)) * 1.0
    )


def _amounts(statement: Statement) -> set[Decimal]:
    """Amounts of some size, as printed in the newest period."""
    newest = max(range(len(statement.periods)), key=lambda i: (statement.periods[i].end, statement.periods[i].months))
    amounts = (abs(line.values[newest] or Decimal(0)) for line in statement.lines)
    return {amount for amount in amounts if amount >= 100}


def _companions(
    chosen: StatementCandidate, pool: Sequence[StatementCandidate], taken: Sequence[StatementCandidate]
) -> list[StatementCandidate]:
    """Tables of the same statement with other periods: a release may print the quarter and the year apart."""
    if chosen.statement.kind is StatementKind.BALANCE:
        return []
    have = set(chosen.statement.periods)
    found: list[StatementCandidate] = []
    for other in pool:
        near = abs(other.statement.pages[0] - chosen.statement.pages[0]) <= 2
        new = have.isdisjoint(other.statement.periods)
        same_end = max(p.end for p in other.statement.periods) == max(p.end for p in chosen.statement.periods)
        if (
            other not in taken
            and near
            and new
            and same_end
            and other.score >= max(_LEAST[chosen.statement.kind], 0.75 * chosen.score)
        ):
            found.append(other)
            have.update(other.statement.periods)
    return found
