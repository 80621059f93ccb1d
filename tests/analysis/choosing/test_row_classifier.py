from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.analysis.choosing import row_classifier
from muniment.analysis.choosing.row_classifier import Weights, hash_of
from muniment.analysis.choosing.row_features import RowText, features
from muniment.analysis.vocabulary.concepts import StatementKind, concepts
from muniment.errors import UserError

INCOME = [
    RowText("net sales"),
    RowText("cost of sales"),
    RowText("gross profit"),
    RowText("selling general and administrative"),
    RowText("operating income"),
    RowText("interest expense"),
    RowText("income before income taxes"),
    RowText("provision for income taxes"),
    RowText("net income"),
]


def best(rows: list[RowText], concept: str) -> str:
    shares = row_classifier.probabilities(row_classifier.shipped(), StatementKind.INCOME, rows)
    return rows[max(range(len(rows)), key=lambda i: shares[i].get(concept, 0.0))].label


@pytest.mark.parametrize(
    ("concept", "label"),
    [
        ("revenue", "net sales"),
        ("gross_profit", "gross profit"),
        ("net_income", "net income"),
        ("sga", INCOME[3].label),
    ],
)
def test_it_knows_the_rows_of_a_plain_statement(concept: str, label: str) -> None:
    assert best(INCOME, concept) == label


def test_it_looks_at_the_neighbours() -> None:
    debt = [RowText("accounts payable"), RowText("debt"), RowText("total current liabilities"), RowText("debt")]
    alone = row_classifier.probabilities(row_classifier.shipped(), StatementKind.BALANCE, debt)
    assert alone[3].get("long_term_debt", 0.0) > 5 * alone[1].get("long_term_debt", 0.0)


def test_every_class_is_a_concept_of_its_statement() -> None:
    for kind, weights in row_classifier.shipped().items():
        assert set(weights.names) <= {concept.id for concept in concepts() if concept.statement is kind}


def test_a_kind_of_statement_without_weights_is_silent() -> None:
    assert row_classifier.probabilities({}, StatementKind.INCOME, INCOME) == [{}] * len(INCOME)


def test_features_do_not_depend_on_far_rows() -> None:
    other = [*INCOME[:-1], RowText("net loss")]
    assert features(INCOME)[0] == features(other)[0]
    assert features(INCOME)[-1] != features(other)[-1]


@given(st.dictionaries(st.text(max_size=8), st.lists(st.integers(-127, 127), min_size=2, max_size=2), max_size=6))
def test_packing_keeps_every_weight(known: dict[str, list[int]]) -> None:
    by_hash = sorted({hash_of(name): levels for name, levels in known.items()}.items())
    weights = Weights(
        ("revenue", "cash"),
        array("I", [hashed for hashed, _ in by_hash]),
        array("I", range(0, 2 * len(by_hash) + 1, 2)),
        bytes([1, 2] * len(by_hash)),
        array("b", [level for _, levels in by_hash for level in levels]),
        0.25,
        frozenset(("cash",)),
    )
    (read,) = row_classifier.unpack(row_classifier.pack({StatementKind.BALANCE: weights})).values()
    assert read == weights


WHOLE = row_classifier.pack(row_classifier.shipped())


@pytest.mark.parametrize(
    "content",
    [b"", b"something else", row_classifier.MAGIC + b"not packed", WHOLE[:-1], WHOLE[:-9] + b"?" + WHOLE[-8:]],
    ids=["empty", "other", "no checksum", "cut", "changed"],
)
def test_a_damaged_file_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "rows.bin"
    path.write_bytes(content)
    with pytest.raises(UserError, match="bad-classifier"):
        row_classifier.load(path)
    with pytest.raises(UserError, match="bad-classifier"):
        row_classifier.load(tmp_path / "none.bin")
