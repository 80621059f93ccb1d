"""What can go wrong with documents, models and questions has words, whatever a worker says."""

from __future__ import annotations

import pytest

from muniment.message import Message
from muniment.pipeline import failures
from muniment.texts.document_words import document_fault_words, model_words
from muniment.texts.error_words import all_error_words
from muniment.texts.finding_words import definition_words, question_words
from muniment.texts.say import say

OF_DOCUMENTS = [failures.of_document(code, "a.pdf") for code in (*sorted(failures.OF_DOCUMENTS), "nonsense")]
OF_MODELS = [failures.of_model(code, "tiny.gguf") for code in (*sorted(failures.OF_MODELS), "nonsense")]
OF_QUESTIONS = [failures.of_question(code) for code in (*sorted(failures.OF_QUESTIONS), "nonsense")]
OTHERS = [
    failures.not_added("a.pdf"),
    failures.of_derivation("a.pdf"),
    failures.of_model("no-model", failures.OF_INSTALLATION),
    failures.of_model("bug", failures.YOU_CHOSE),
]


@pytest.mark.parametrize(
    "failure", [*OF_DOCUMENTS, *OF_MODELS, *OF_QUESTIONS, *OTHERS], ids=lambda failure: str(failure.code)
)
def test_it_has_words(failure: Message) -> None:
    said = say(failure)
    assert said != failure.code
    assert said.endswith(".") or "muniment models" in said
    assert "{" not in said


def test_a_code_stands_in_one_table_of_words() -> None:
    tables = (
        all_error_words.ERRORS,
        definition_words.DEFINITIONS,
        document_fault_words.DOCUMENTS,
        model_words.MODELS,
        question_words.QUESTIONS,
    )
    named = [code for table in tables for code in table]
    assert len(named) == len(set(named))
