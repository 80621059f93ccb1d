"""A vault of the version before, which kept what was said as English sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from muniment.document.facts.fact import Fact, StretchKind
from muniment.message import Message, message, verbatim
from muniment.texts.say import say
from muniment.texts.summary_sentence import written
from muniment.vault.database import sentences_to_messages as step
from muniment.vault.database.records import Decision, StoredAnalysis
from muniment.vault.store import Vault
from vault.made import PASSPHRASE, add

BEFORE = 9
"""The ``user_version`` of the last vaults with sentences."""
BALANCE = "Balance closes: assets 12,345 = liabilities (7,345)."
REASONS = [
    "Only the label rules point at this row.",
    "The document tags it as us-gaap:Assets.",
    "The row labels lead to the same figure on page 12.",
    'The row labels lead to another figure: 1,234 in "Owner\'s equity"; the tag decides.',
    BALANCE,
]
PERIOD = [None, {"date": "2023-12-31"}, 0]


def outdate(vault: Vault, document_id: int) -> None:
    """Write what is kept of a document as the version before did."""
    check = ["total = sum of its rows", PERIOD, "closes", [0], ["12,345"], {"decimal": "0"}, BALANCE, []]
    ratio = ["turnover", "Turnover, last twelve months", {"decimal": "0.8"}, "pure", PERIOD, [2, 0], "located", "times",
             "Returns", "revenue / total_assets", "What it says.", "last twelve months", []]  # fmt: skip
    linked = ["At the end, assets were 12,345 and 99.", "", [], [[24, 30, [0]], [35, 37, [0, 1]]], "cited"]
    with vault._db.transaction():
        for row in vault._db.rows("SELECT id, found FROM facts WHERE document_id = ?", (document_id,)):
            old = json.dumps([*json.loads(row["found"])[:16], REASONS])
            vault._db.run("UPDATE facts SET found = ?, shown = ? WHERE id = ?", (old, old, row["id"]))
        vault._db.run("UPDATE checks SET name = 'total = sum of its rows', content = ?", (json.dumps(check),))
        vault._db.run("UPDATE measures SET content = ?", (json.dumps(ratio),))
        vault._db.run("UPDATE sentences SET content = ? WHERE role = 'summary' AND position = 0", (json.dumps(linked),))
        for row in vault._db.rows("SELECT id, content FROM content_tags"):
            old = json.loads(row["content"])
            old[1] = "Debt"
            vault._db.run("UPDATE content_tags SET content = ? WHERE id = ?", (json.dumps(old), row["id"]))
        said = ["no-scale", "own-measures: Measure 'x' needs 'unit'."]
        vault._db.run("UPDATE documents SET warnings = ?", (json.dumps(said),))
        vault._db.run(f"PRAGMA user_version = {BEFORE}")


@pytest.fixture
def older(vault: Vault, folder: Path) -> tuple[Path, int]:
    document_id = add(vault)
    vault.decide(vault.facts(document_id)[1].id, Decision.ACCEPT)
    outdate(vault, document_id)
    vault.close()
    return folder, document_id


@pytest.fixture
def known(older: tuple[Path, int]) -> StoredAnalysis:
    folder, document_id = older
    with Vault.open(folder, PASSPHRASE) as now:
        return now.analysis(document_id)


def first(known: StoredAnalysis) -> Fact:
    return known.facts[0].fact


def test_reasons_that_are_known_become_codes_and_others_stay_as_they_are(known: StoredAnalysis) -> None:
    assert first(known).reasons == (
        message("only-rules"),
        message("tagged-as", tag="us-gaap:Assets"),
        message("labels-lead-to-page", page=12),
        message("labels-lead-elsewhere", figure="1,234", row="Owner's equity"),
        verbatim(BALANCE),
    )
    assert [say(reason) for reason in first(known).reasons] == REASONS  # in English nothing reads otherwise


@pytest.mark.parametrize(("said", "code"), step._REASONS.items())
def test_each_known_reason_reads_as_before(said: str, code: str) -> None:
    assert say(Message(code)) == said


@pytest.mark.parametrize("before", [one for one in step._REASONS if one.startswith(("You", "It", "Revenue"))])
def test_two_known_reasons_in_one_entry_become_two(before: str) -> None:
    told = "The label rules and the classifier point at different rows."
    assert step._reasons(f"{before} {told}") == [[step._REASONS[before], []], ["choosers-differ", []]]


def test_an_entry_of_which_one_sentence_is_not_known_stays_whole() -> None:
    said = "You pointed at a row of this name before. Nobody said this."
    assert step._reasons(said) == [["verbatim", [["text", said]]]]


def test_checks_and_measures_keep_their_words(known: StoredAnalysis) -> None:
    (check,), (measure,) = known.checks, known.measures
    assert (check.id, check.name, check.sentence) == ("footing", verbatim("total = sum of its rows"), verbatim(BALANCE))
    assert check.parts == (verbatim("12,345"),)
    assert (measure.name, measure.short_name) == (verbatim("Turnover, last twelve months"), verbatim("Turnover"))
    assert (measure.group, measure.note) == (verbatim("Returns"), verbatim("What it says."))
    assert measure.stretch is StretchKind.LAST_TWELVE_MONTHS


def test_numbers_of_a_sentence_still_lead_to_their_figures(known: StoredAnalysis) -> None:
    sentence = known.summary[0]
    shown = written(sentence)
    assert shown.text == "At the end, assets were 12,345 and 99."
    leads = {shown.text[place.start : place.end]: sentence.links[place.link].facts for place in shown.places}
    assert leads == {"12,345": (0,), "99": (0, 1)}


def test_tags_and_warnings_keep_their_words(known: StoredAnalysis) -> None:
    assert [tag.name for tag in known.tags] == [verbatim("Debt")]
    fault = verbatim("Measure 'x' needs 'unit'.")
    assert known.warnings == (message("no-scale"), message("own-measures", fault=fault))


def test_what_checks_said_of_a_decided_fact_is_still_told_from_its_other_reasons(older: tuple[Path, int]) -> None:
    folder, document_id = older
    with Vault.open(folder, PASSPHRASE) as now:
        assert all(verbatim(BALANCE) not in fact.reasons for fact in now.decided(document_id))
        assert "footing" in {row["name"] for row in now._db.rows("SELECT name FROM checks")}


def test_documents_are_derived_anew_so_that_they_speak_in_codes(older: tuple[Path, int]) -> None:
    folder, document_id = older
    with Vault.open(folder, PASSPHRASE) as now:
        waiting = now._db.rows("SELECT document_id FROM jobs WHERE task = 'derive' AND state = 'queued'")
        assert [row["document_id"] for row in waiting] == [document_id]


def test_a_vault_without_sentences_stays_as_it_is(vault: Vault, folder: Path) -> None:
    document_id = add(vault)
    before = vault.analysis(document_id)
    with vault._db.transaction():
        vault._db.run(f"PRAGMA user_version = {BEFORE}")
    vault.close()
    with Vault.open(folder, PASSPHRASE) as now:
        assert now.analysis(document_id) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([1, 2, 3], [1, 2, 3]),  # a fact of the first vaults, without reasons
        ([*range(16), []], [*range(16), []]),
    ],
)
def test_a_fact_without_reasons_is_the_same(old: list[Any], new: list[Any]) -> None:
    assert step.fact(old) == new


def test_a_measure_of_the_first_vaults_has_all_fields_then() -> None:
    old = ["m", "M", {"decimal": "1"}, "pure", PERIOD, [], "located"]
    assert step.measure(old)[7:] == ["", None, "", None, "", [], None]
