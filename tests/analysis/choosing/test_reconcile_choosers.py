from datetime import date

import pytest

from muniment.analysis.choosing import reconcile_choosers
from muniment.analysis.choosing.label_chooser import LineChoice
from muniment.analysis.choosing.learned_choosers import choosers
from muniment.analysis.choosing.reconcile_choosers import choices
from muniment.analysis.choosing.row_classifier import shipped
from muniment.analysis.statements.row_sums import sums
from muniment.analysis.statements.statement_lines import Printed, Statement, StatementLine
from muniment.analysis.vocabulary.concepts import StatementKind, concepts
from muniment.document.facts.fact import Method
from muniment.document.pages.table import Cell, Column, Period, Table
from muniment.document.text.number_text import parse_number
from muniment.message import message

TABLE = Table(page=1, title="", columns=(Column(x0=0, x1=0, head="2022"),), rows=())
PERIOD = Period(start=None, end=date(2022, 12, 31), months=12)


def chosen(*rows: tuple[str, str], kind: StatementKind = StatementKind.INCOME) -> dict[str, tuple[str, LineChoice]]:
    lines = []
    for label, raw in rows:
        number = parse_number(raw)
        assert number is not None
        lines.append(StatementLine(label, "", (Printed(number, Cell(0, 0, len(raw), raw), TABLE),)))
    statement = Statement(kind, (PERIOD,), tuple(lines))
    found = choices(statement, concepts(), choosers(), sums(statement.lines))
    return {name: (lines[choice.index].label, choice) for name, choice in found.items()}


PLAIN = (
    ("Net sales", "4,000"),
    ("Cost of sales", "2,400"),
    ("Gross profit", "1,600"),
    ("Selling, general and administrative", "600"),
    ("Operating income", "1,000"),
    ("Interest expense", "120"),
    ("Income before income taxes", "880"),
    ("Provision for income taxes", "220"),
    ("Net income", "660"),
)


def test_two_choosers_that_agree_are_said_to() -> None:
    label, choice = chosen(*PLAIN)["revenue"]
    assert label == "Net sales"
    assert (choice.method, choice.doubted, choice.why) == (Method.BOTH, False, (reconcile_choosers.BOTH,))
    assert choice.confidence >= 0.96


@pytest.mark.parametrize(
    ("share", "learnt", "doubted"), [(0.3, True, False), (0.001, True, True), (0.001, False, False)]
)
def test_a_row_that_only_the_rules_know_is_said_to_be(share: float, *, learnt: bool, doubted: bool) -> None:
    concept = concepts()[0]
    choice = reconcile_choosers._weigh(
        concept, LineChoice(concept, 0, 0.97), None, [{concept.id: share}], learnt=learnt
    )
    assert choice is not None
    assert (choice.method, choice.doubted, choice.why) == (Method.RULE, doubted, (reconcile_choosers.ONLY_RULE,))


def test_the_classifier_does_not_deny_what_it_hardly_ever_saw() -> None:
    """Operating leases came into balance sheets after the statements that it learnt from."""
    rows = (
        ("Cash and cash equivalents", "400"),
        ("Total current assets", "900"),
        ("Operating lease right-of-use assets", "300"),
        ("Total assets", "1,200"),
    )
    label, choice = chosen(*rows, kind=StatementKind.BALANCE)["operating_lease_assets"]
    assert label.startswith("Operating lease")
    assert (choice.method, choice.doubted, choice.why) == (Method.RULE, False, (reconcile_choosers.ONLY_RULE,))
    known = shipped()[StatementKind.BALANCE].known
    assert {"cash", "goodwill", "total_assets"} <= known
    assert not known & {"operating_lease_assets", "operating_lease_liabilities_current", "lease_liabilities"}


@pytest.mark.parametrize(("rule", "shares", "row", "doubted"), [(0, (0.03, 0.97), 1, True), (0, (0.4, 0.9), 0, True)])
def test_where_they_differ_the_figure_is_doubted(
    rule: int, shares: tuple[float, float], row: int, *, doubted: bool
) -> None:
    concept = concepts()[0]
    choice = reconcile_choosers._weigh(
        concept, LineChoice(concept, rule, 0.97), 1, [{concept.id: share} for share in shares], learnt=True
    )
    assert choice is not None
    assert (choice.index, choice.doubted, choice.why) == (row, doubted, (reconcile_choosers.DIFFER,))


def test_what_arithmetic_says_is_not_overruled_by_wording() -> None:
    concept = concepts()[0]
    rule = LineChoice(concept, 0, 0.9, (message("sum-above"),))
    choice = reconcile_choosers._weigh(concept, rule, 1, [{}, {concept.id: 0.99}], learnt=True)
    assert choice is not None
    assert (choice.index, choice.doubted) == (0, True)


@pytest.mark.parametrize(("share", "found"), [(0.95, True), (0.8, False)])
def test_the_classifier_alone_must_be_sure(share: float, *, found: bool) -> None:
    concept = concepts()[0]
    choice = reconcile_choosers._weigh(concept, None, 0, [{concept.id: share}], learnt=True)
    assert (choice is not None) == found
    if choice is not None:
        assert (choice.method, choice.why) == (Method.CLASSIFIER, (reconcile_choosers.ONLY_CLASSIFIER,))
