"""A short form of ``dev.py robust``, its grader, and the seeds that failed once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count, islice
from pathlib import Path
from random import Random

import pytest

from stress import robust
from synth.learnt import filing_layout
from synth.learnt.filing_layout import TONGUES
from synth.learnt.learnt_filing import filing
from synth.learnt.score_claims import Claim, marks_of
from synth.tables.grid import Truth

SHORT = 25  # documents in English; those in other languages are counted by ``dev.py robust``
FAILED_ONCE = {
    4: "long-term debt after a total of current liabilities without a label",
    8: "a column of notes under a shared head took its period",
    10: "13, 14, 52 and 53 weeks, each over one column",
    15: "net income once and shares called common: the page was not looked at",
    20: "a cash flow statement whose total is called total operating activities",
    37: "a total in capitals that breaks off before its last words",
    58: "a table of the discussion under a title like the statement's, on the page before it",
    60: "three rows of equity alone on the next page",
    66: "a second registrant in a Word file, whose income statement is longer",
    81: "a second registrant whose statements look more like statements",
    87: "the statements of the parent alone, where the main cash flow statement was lost",
    113: "total assets called total, and a table that goes on without heads",
    134: "an income statement without shares, beside that of the parent alone",
    88: "attributable to the shareholders, over two lines that both begin with a capital",
    146: "weeks as heads of single columns in a release",
}
FIGURE = Truth("revenue", date(2023, 12, 31), 12, Decimal(900), 3, "900", (100.0, 100.0, 130.0, 110.0))
CLAIM = Claim(concept="revenue", end=date(2023, 12, 31), months=12, value=Decimal(900), page=3,
              boxes=((100.0, 100.0, 130.0, 110.0),), state="checked", confidence=0.9, label="Sales")  # fmt: skip


def test_a_short_run_reaches_the_bar() -> None:
    seeds = (seed for seed in count(1000) if filing_layout.draw(Random(f"layout {seed}")).tongue == "en")
    results = [robust.grade(seed) for seed in islice(seeds, SHORT)]
    assert [result.error for result in results if result.error] == []
    whole = robust.tallied(("all", mark) for result in results for mark in result.marks)["all"]
    faults = [f"{result.seed}: {fault}" for result in results for fault in result.faults()]
    assert whole.precision() >= robust.PRECISION, faults
    assert whole.recall() >= robust.RECALL, faults
    assert whole.share("page") >= 0.99
    assert whole.share("box") >= 0.99


@pytest.mark.parametrize("seed", FAILED_ONCE)
def test_what_failed_once_does_not_again(seed: int) -> None:
    assert robust.grade(seed).faults() == [], FAILED_ONCE[seed]


def test_layouts_of_all_kinds_are_among_the_first_thousand() -> None:
    drawn = [filing_layout.draw(Random(f"layout {seed}")) for seed in range(1000)]
    features = {feature for one in drawn for feature in one.features()}
    assert {
        *TONGUES,
        "two registrants",
        "turned",
        "landscape",
        "docx",
        "html",
        "ixbrl",
        "notice",
        "unlabelled",
    } <= features
    assert {f"decoy {name}" for name in filing_layout.DECOYS} <= features


@pytest.mark.parametrize(
    ("claims", "what"),
    [([CLAIM], ["right"]), ([replace(CLAIM, value=Decimal(901))], ["wrong"]), ([], ["missed"]),
     ([replace(CLAIM, end=date(2022, 12, 31))], ["missed", "false"]),
     ([replace(CLAIM, end=date(2022, 12, 31), value=Decimal(800))], ["missed", "extra"]),
     ([replace(CLAIM, end=date(2024, 1, 3))], ["right"]), ([replace(CLAIM, entity="Another Inc.")], ["missed"])],
)  # fmt: skip
def test_a_claim_is_graded_as_the_corpus_grades_it(claims: list[Claim], what: list[str]) -> None:
    assert [mark.what for mark in marks_of([FIGURE], claims)] == what


def test_any_figure_is_false_where_there_are_no_statements() -> None:
    assert [mark.what for mark in marks_of([], [CLAIM])] == ["false"]


def test_a_figure_elsewhere_is_right_but_misplaced() -> None:
    (elsewhere,) = marks_of([FIGURE], [replace(CLAIM, page=4)])
    (beside,) = marks_of([FIGURE], [replace(CLAIM, boxes=((200.0, 100.0, 230.0, 110.0),))])
    assert (elsewhere.what, elsewhere.page, elsewhere.box) == ("right", False, None)
    assert (beside.what, beside.page, beside.box) == ("right", True, False)


def test_one_document_can_be_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = tmp_path / "kept"
    robust.one(1001, kept)
    assert kept.read_bytes() == filing(1001).data
    assert filing(1001).layout.features()[0] in capsys.readouterr().out
