"""Short names in a question stand for the names that documents print, and words of the language never do."""

from __future__ import annotations

import pytest

from analysis.questions.test_answer_question import company
from muniment.analysis.questions import answer_question
from muniment.analysis.questions.short_names import spelled_out

PAIR = company("Oakley & Nyman, Inc.", [])
RUN = company("QRStone Holdings plc", [])
FORM = company("Tarn & Co.", [])


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("What was OnN's revenue?", "What was Oakley & Nyman, Inc.'s revenue?"),
        ("What was O&N's revenue?", "What was Oakley & Nyman, Inc.'s revenue?"),
        ("Revenue of O & N and QRS", "Revenue of Oakley & Nyman, Inc. and QRStone Holdings plc"),
        ("Is it on n or onn?", "Is it on n or onn?"),
        ("What do ONNX and QRST earn?", "What do ONNX and QRST earn?"),
        ("What did T&C earn? And qrs?", "What did T&C earn? And qrs?"),
    ],
)
def test_a_short_name_is_spelled_out(question: str, says: str) -> None:
    assert spelled_out(question, [PAIR, RUN, FORM]) == says


def test_a_short_name_names_the_documents() -> None:
    named = {sha256 for sha256, _ in answer_question.documents("How did sales of OnN grow?", [PAIR, RUN, FORM])}
    assert named == {PAIR.sha256}


@pytest.mark.parametrize("other", ["Otter & Nash plc", "O&N Ferries, Inc."])
def test_a_short_name_of_two_companies_names_neither(other: str) -> None:
    question = "What was O&N's revenue?"
    assert spelled_out(question, [PAIR, company(other, [])]) == question
    again = company("OAKLEY & NYMAN, INC.", [], file="again.pdf")
    assert "NYMAN" in spelled_out(question, [PAIR, again])  # two documents of one company are no two companies
