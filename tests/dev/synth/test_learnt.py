"""Filings on learnt skeletons foot and tie whatever the seed, and say of themselves only what is printed."""

from __future__ import annotations

from random import Random

import pytest

from support.documents.printed import page_texts
from synth.learnt import drawn_figures, row_meaning, tongues
from synth.learnt.drawn_figures import Impossible, Ledger, Reckoning
from synth.learnt.learnt_filing import filing
from synth.learnt.skeletons import BALANCE, CASH, INCOME, Skeleton, learnt
from synth.tables.grid import Kind


def skeletons() -> list[Skeleton]:
    return [*learnt()[::12], *(tongues.skeleton(tongue, Random(1)) for tongue in ("de", "fr", "es"))]


def drawn(skeleton: Skeleton) -> tuple[Reckoning, ...]:
    for seed in range(50):
        try:
            return Ledger(skeleton, 80_000, Random(seed)).years(3)
        except Impossible:
            continue
    pytest.fail("no numbers suit this skeleton")


@pytest.mark.parametrize("skeleton", skeletons())
def test_every_sum_foots_and_the_statements_tie(skeleton: Skeleton) -> None:
    years = drawn(skeleton)
    assets = skeleton.find(BALANCE, "Assets")
    owed = skeleton.find(BALANCE, "LiabilitiesAndStockholdersEquity")
    assert assets is not None
    assert owed is not None
    for year in years:
        for name, amounts in ((BALANCE, year.balance), (INCOME, year.income), (CASH, year.cash)):
            for row, amount in zip(skeleton.statements[name], amounts, strict=True):
                if row.parts and row.kind is Kind.MONEY:
                    assert amount == sum(sign * amounts[part] for part, sign in row.parts)
        assert year.balance[assets] == year.balance[owed]
        for row, amount in zip(skeleton.statements[CASH], year.cash, strict=True):
            if row.same:
                assert amount == row.same[1] * year.income[row.same[0]]


def test_cash_goes_on_from_year_to_year() -> None:
    skeleton = next(one for one in learnt() if one.find(BALANCE, drawn_figures.CASH_TAG) is not None)
    newest, before, _ = Ledger(skeleton, 80_000, Random(5)).years(3)
    cash, change = skeleton.find(BALANCE, drawn_figures.CASH_TAG), skeleton.find(CASH, drawn_figures.CHANGE)
    assert cash is not None
    assert change is not None
    assert newest.balance[cash] == before.balance[cash] + newest.cash[change]


def test_restricted_cash_gets_a_row_and_the_cash_flow_statement_counts_it() -> None:
    for skeleton in learnt():
        known, concepts, held = drawn_figures.with_restricted(skeleton, row_meaning.settled(skeleton))
        if held is not None:
            break
    newest, *_ = Ledger(known, 80_000, Random(5), held).years(2)
    ends = [
        i
        for i, row in enumerate(known.statements[CASH])
        if drawn_figures.is_balance(row) and not drawn_figures.BEGINNING.search(row.label)
    ]
    assert held is not None
    assert newest.cash[ends[-1]] == newest.balance[held - 1] + newest.balance[held]
    assert concepts[BALANCE, held - 1] == "cash"


def test_nothing_is_settled_twice() -> None:
    for skeleton in learnt():
        concepts = list(row_meaning.settled(skeleton).values())
        assert len(concepts) == len(set(concepts))


@pytest.mark.parametrize("seed", range(12))
def test_the_truth_is_printed_where_it_says(seed: int) -> None:
    made = filing(seed)
    assert made.data == filing(seed).data
    if made.layout.medium != "pdf" or made.layout.turned:
        return
    with page_texts(made.data) as texts:
        for truth in made.truth:
            shown = texts[truth.page - 1].replace("\xa0", " ")
            assert truth.printed.strip("()").replace("\xa0", " ") in shown or made.layout.style.bracket_apart


def test_skeletons_hold_no_names() -> None:
    labels = {row.label for one in learnt() for rows in one.statements.values() for row in rows}
    assert len(learnt()) > 150
    assert not [
        label for label in labels if any(name in label for name in ("Inc.", "Corp.", "Corporation", " plc", "Ltd"))
    ]
