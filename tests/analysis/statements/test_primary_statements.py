"""Each rule that tells a statement from its likeness, alone: with it taken out, one of these fails."""

from dataclasses import replace
from datetime import date

from muniment.analysis.statements import primary_statements, table_pieces
from muniment.analysis.statements.statement_lines import Statement
from muniment.analysis.statements.statement_periods import Calendar
from muniment.analysis.vocabulary.concepts import StatementKind
from muniment.document.pages.source_document import Document
from support.documents.paper import Grid, document, instant, quarter, year
from support.documents.statements_on_paper import BALANCE, BEFORE, CASH, COVER, INCOME, NOW, changed

CALENDAR = Calendar(date(2022, 12, 31), None, 12)
NOTES = [["Notes to the financial statements, which go on for pages."]]


def found(paper: Document) -> dict[StatementKind, Statement]:
    return {statement.kind: statement for statement in primary_statements.find(paper, CALENDAR)}


def balance_score(title: str) -> float:
    paper = document([replace(BALANCE, title=title)])
    (piece,) = table_pieces.cut(paper.pages[0], paper.tables)
    return piece.score(StatementKind.BALANCE)


def test_words_of_another_scope_lower_the_score() -> None:
    plain = balance_score("CONSOLIDATED BALANCE SHEETS")
    for words in ("PARENT COMPANY ONLY", "GUARANTOR SUBSIDIARIES", "PRO FORMA", "AS ADJUSTED", "QUARTERLY DATA"):
        assert balance_score(f"{words}\nCONSOLIDATED BALANCE SHEETS") <= plain - 4


def test_of_two_alike_the_nearer_one_is_taken() -> None:
    twin = changed(BALANCE, "Goodwill", "1,111", "1,111")
    paper = document([COVER], [twin], *(NOTES * 25), [BALANCE], [INCOME], [CASH])
    assert found(paper)[StatementKind.BALANCE].pages == (28,)


def test_of_two_alike_the_one_that_shares_its_figures_is_taken() -> None:
    rows = tuple((row[0], *(cell.replace("4", "9").replace("0", "7") for cell in row[1:])) for row in INCOME.rows)
    paper = document([COVER], [replace(INCOME, rows=rows)], [BALANCE], [INCOME], [CASH])
    assert found(paper)[StatementKind.INCOME].pages == (4,)


def test_an_annual_report_means_its_year() -> None:
    twin = replace(INCOME, periods=(quarter(NOW), quarter(BEFORE)))
    paper = document([COVER], [twin], [BALANCE], [INCOME], [CASH])
    taken = [s.periods for s in primary_statements.find(paper, CALENDAR) if s.kind is StatementKind.INCOME]
    assert taken == [INCOME.periods]


def test_a_column_as_adjusted_gives_way_to_the_plain_one() -> None:
    rows = tuple((row[0], *(["1", *row[1:]] if len(row) > 1 else [])) for row in INCOME.rows)
    grid = replace(INCOME, periods=(year(NOW), year(NOW), year(BEFORE)), rows=rows, notes=("as adjusted", "", ""))
    income = found(document([COVER], [BALANCE], [grid], [CASH]))[StatementKind.INCOME]
    revenue = next(line for line in income.lines if line.label == "Total revenues")
    assert [cell.cell.raw for cell in revenue.cells if cell] == ["4,000", "3,600"]


def test_a_quarter_and_a_year_apart_are_both_taken() -> None:
    twin = replace(INCOME, periods=(quarter(NOW), quarter(BEFORE)))
    paper = document([COVER], [BALANCE], [INCOME], [twin], [CASH])
    kinds = [s.kind for s in primary_statements.find(paper, Calendar(date(2022, 12, 31)))]
    assert kinds.count(StatementKind.INCOME) == 2


def test_the_end_of_a_statement_may_stand_on_a_page_that_says_little() -> None:
    end = next(n for n, row in enumerate(INCOME.rows) if row[0] == "Earnings per share:")
    first = replace(INCOME, title=f"{INCOME.title}\n(except per share amounts)", rows=INCOME.rows[:end])
    rest = replace(INCOME, title="", rows=INCOME.rows[end + 1 :])
    paper = document([COVER], [BALANCE], [first], [rest], [CASH])
    tables = tuple(replace(table, continued_from=3) if table.page == 4 else table for table in paper.tables)
    income = found(replace(paper, tables=tables))[StatementKind.INCOME]
    assert income.pages == (3, 4)
    assert income.lines[-1].label == "Diluted"


def test_the_last_rows_of_equity_may_stand_on_the_next_page() -> None:
    end = next(n for n, row in enumerate(BALANCE.rows) if row[0] == "Retained earnings")
    first = replace(BALANCE, rows=(*BALANCE.rows[:end], ("Treasury stock", "-", "-"), ("Total deficit", "1", "1")))
    rest = replace(
        BALANCE, title="", rows=(("Treasury stock at cost", "5", "5"), *BALANCE.rows[end:-1], ("Total", "1", "1"))
    )
    paper = document([COVER], [first], [rest], [INCOME], [CASH])
    tables = tuple(replace(table, continued_from=2) if table.page == 3 else table for table in paper.tables)
    balance = found(replace(paper, tables=tables))[StatementKind.BALANCE]
    assert balance.pages == (2, 3)


def test_a_page_of_contents_is_no_title() -> None:
    paper = document(["Consolidated Balance Sheets\t58\nConsolidated Statements of Income\t59", INCOME])
    (piece,) = table_pieces.cut(paper.pages[0], paper.tables)
    assert piece.titled is StatementKind.INCOME


def test_a_table_without_days_is_no_statement() -> None:
    grid = replace(BALANCE, periods=(None, None), heads=("East", "West"))
    assert primary_statements.find(document([COVER], [grid]), CALENDAR) == ()


def test_a_small_table_is_no_statement() -> None:
    grid = Grid("Net income", (instant(NOW),), (("Net income", "450"), ("Total assets", "5,000")))
    assert primary_statements.find(document([COVER], [grid]), CALENDAR) == ()
