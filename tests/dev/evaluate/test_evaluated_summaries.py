"""The judge of summaries: the sample's sentences are supported, and each way to doctor one is found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from evaluate.corpus.program_answers import answer
from evaluate.summaries.sentence_support import faults

SAMPLE = Path(__file__).parents[3] / "resources" / "sample" / "annual-report.pdf"


@pytest.fixture(scope="module")
def record() -> dict[str, Any]:
    return dict(answer(SAMPLE))


@pytest.fixture(scope="module")
def pages() -> dict[int, str]:
    with pypdfium2.PdfDocument(SAMPLE) as document:
        return {n + 1: document[n].get_textpage().get_text_range() for n in range(len(document))}


def starting(record: dict[str, Any], words: str) -> dict[str, Any]:
    return dict(next(one for one in record["summary"] if one["text"].startswith(words)))


def test_every_sentence_of_the_sample_is_supported(record: dict[str, Any], pages: dict[int, str]) -> None:
    assert len(record["summary"]) > 5
    assert [faults(sentence, record["facts"], pages) for sentence in record["summary"]] == [[]] * len(record["summary"])


@pytest.mark.parametrize(
    ("start", "old", "new", "found"),
    [
        ("Revenue was", "Revenue was", "Net income was", "after 'Net income was'"),
        ("Revenue was", "$", "€", "after 'Revenue was'"),
        ("Revenue was", " billion", " million", "after 'Revenue was'"),
        ("Revenue was", "up ", "down ", "'down "),
        ("Revenue was", "fiscal 20", "fiscal 19", "no cited fact is of 19"),
        ("Net income", "Net income", "The net loss", "after 'The net loss"),
        ("At ", "At ", "At March 3, 2001 and ", "no cited fact ends on March 3, 2001"),
        ("At ", "equity ", "cash ", "after 'cash'"),
    ],
)
def test_a_doctored_sentence_is_found(
    record: dict[str, Any], pages: dict[int, str], start: str, old: str, new: str, found: str
) -> None:
    sentence = starting(record, start)
    assert old in sentence["text"]
    sentence["text"] = sentence["text"].replace(old, new, 1)
    assert any(found in fault for fault in faults(sentence, record["facts"], pages))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sales grew 12 % as prices rose.", None),
        ("Sales grew 12 % as prices  rose.", None),
        ("As prices rose, sales grew 12 %.", None),
        ("Sales increased by 12 % as prices were higher.", None),
        ("Sales grew 13 % as prices rose.", "the number '13'"),
        ("Sales declined 12 % as prices rose.", "the word of direction 'declined'"),
        ("Sales of Acme grew 12 % as prices rose.", "the name 'Acme'"),
    ],
)
def test_a_sentence_in_other_words_says_no_more_than_its_quote(text: str, found: str | None) -> None:
    quote = "Sales grew 12 % as prices rose."
    cited = [{"page": 1, "start": 0, "end": len(quote), "quote": quote}]
    said = faults({"text": text, "citations": cited, "operands": []}, [], {1: f"Before. {quote} After."})
    assert (said == []) is (found is None)
    assert found is None or found in said[0]


@pytest.mark.parametrize(("word", "is_right"), [("profit", True), ("loss", False)])
def test_a_turn_from_profit_to_loss_has_both_signs(word: str, is_right: bool) -> None:
    facts = [
        {
            "concept": "operating_income",
            "value": value,
            "unit": "USD",
            "period_start": None,
            "period_end": end,
            "months": 12,
            "entity": None,
        }
        | {"page": 1, "start": start, "end": start + 4}
        for value, end, start in (("-1000000", "2022-12-31", 0), ("2000000", "2021-12-31", 5))
    ]
    cited = [{"page": 1, "start": 0, "end": 4, "quote": "(1)"}, {"page": 1, "start": 5, "end": 9, "quote": "2"}]
    text = f"The operating loss was $1.00 million in fiscal 2022, after a {word} of $2.00 million in 2021."
    found = faults({"text": text, "citations": cited, "operands": ["operating_income"] * 2}, facts, {1: "(1) 2"})
    assert (found == []) is is_right


@pytest.mark.parametrize(
    ("stretch", "found"),
    [
        ("12 weeks to March 25, 2023", None),
        ("13 weeks to March 25, 2023", "no cited fact is of the 13 weeks to March 25, 2023"),
        ("12 weeks to March 26, 2023", "no cited fact is of the 12 weeks to March 26, 2023"),
    ],
)
def test_a_stretch_of_weeks_is_that_of_a_cited_fact(stretch: str, found: str | None) -> None:
    fact = {
        "concept": "revenue",
        "value": "2000000",
        "unit": "USD",
        "months": 3,
        "entity": None,
        "page": 1,
        "start": 0,
        "end": 1,
    }
    fact |= {"period_start": "2023-01-01", "period_end": "2023-03-25"}
    cited = [{"page": 1, "start": 0, "end": 1, "quote": "2"}]
    text = f"Revenue was $2.00 million in the {stretch}."
    said = faults({"text": text, "citations": cited, "operands": ["revenue"]}, [fact], {1: "2"})
    assert (said == []) is (found is None)
    assert found is None or found in said


def test_what_does_not_stand_on_its_page_is_found() -> None:
    cited = [{"page": 1, "start": 0, "end": 8, "quote": "We grew."}]
    assert faults({"text": "We grew.", "citations": cited, "operands": []}, [], {1: "We shrank."}) == [
        "page 1 has no 'We grew.'"
    ]
    assert faults({"text": "We grew.", "citations": [], "operands": []}, [], {}) == ["it cites nothing"]
