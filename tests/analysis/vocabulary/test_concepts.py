from pathlib import Path

import pytest

from muniment.analysis.vocabulary.concepts import StatementKind, concepts, load
from muniment.errors import UserError
from muniment.texts.say import say

GOOD = """
[[concept]]
id = "revenue"
name = "Revenue"
statement = "income"
period = "duration"
labels = ["^total revenues$", "only: revenues$"]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "concepts.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_shipped_concepts_are_those_of_the_design() -> None:
    ids = {c.id for c in concepts()}
    wanted = (
        "revenue cost_of_revenue gross_profit operating_income net_income net_income_total eps_diluted total_assets "
        "total_liabilities total_equity equity_parent cash long_term_debt operating_cash_flow capex dividends_paid "
        "pretax_income income_tax interest_expense depreciation rnd sga eps_basic receivables inventory current_assets "
        "goodwill accounts_payable current_liabilities liabilities_and_equity retained_earnings buybacks "
        "investing_cash_flow financing_cash_flow short_term_debt current_portion_of_debt lease_liabilities "
        "restricted_cash minority_interest interest_paid tax_paid"
    )
    assert set(wanted.split()) <= ids
    assert len(ids) >= 85
    assert all(c.instant for c in concepts() if c.statement is StatementKind.BALANCE)
    assert not any(c.instant for c in concepts() if c.statement is StatementKind.INCOME)


def test_a_tag_belongs_to_one_concept() -> None:
    whose: dict[str, list[str]] = {}
    for concept in concepts():
        for tag in concept.tags:
            whose.setdefault(tag, []).append(concept.id)
    shared = {tag: ids for tag, ids in whose.items() if len(ids) > 1}
    assert shared.pop("StockholdersEquity") == [
        "equity_parent",
        "total_equity",
    ]  # which, tells whether there is another
    wholes = ["ifrs-full:ProfitLoss", "uk:ProfitLoss", "uk:ProfitLossForPeriod", "uk:ProfitLossForFinancialYear"]
    assert shared == {tag: ["net_income", "net_income_total"] for tag in wholes}


def test_a_file_is_read(tmp_path: Path) -> None:
    (concept,) = load(written(tmp_path, GOOD))
    assert (concept.id, concept.positive, concept.unit, concept.last) == ("revenue", False, "money", False)
    assert [label.only for label in concept.labels] == [False, True]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "[[concept]]"),
        ("[[concept", "not valid TOML"),
        (GOOD + GOOD, "twice"),
        (GOOD.replace('"revenue"', '"Revenue!"'), "lower-case"),
        (GOOD.replace('"income"', '"incme"'), "'statement' must be one of balance, income, cash_flow, notes"),
        (GOOD.replace("labels", "lables"), "unknown entry 'lables'"),
        (GOOD.replace("^total revenues$", "^total (revenues$"), "not a regular expression"),
        (
            GOOD.replace("^total revenues$", "^total [a").replace("only: revenues$", "[b]"),
            "'^total [a' is not a regular",
        ),
        (GOOD.replace("^total revenues$", "(a").replace("only: revenues$", "b)"), "'(a' is not a regular"),
        (GOOD.replace('["^total revenues$", "only: revenues$"]', '"^total"'), "list of texts"),
        (GOOD.replace('name = "Revenue"', "name = 3"), "needs a name"),
    ],
)
def test_a_bad_file_is_refused_with_its_fault(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(UserError) as refused:
        load(written(tmp_path, text))
    assert refused.value.code == "bad-concepts"
    assert says in say(refused.value.message)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        load(tmp_path / "concepts.toml")
    assert "cannot be read" in say(refused.value.message)
