"""What a model spends is counted where it is spent: each token once, and what is held already apart."""

from __future__ import annotations

import pytest

from llm.conftest import TinyModel
from muniment.llm.engine.token_tally import Tally
from muniment.llm.pointing import model_loading

pytestmark = pytest.mark.model


def counts(tally: Tally) -> tuple[int, int, int]:
    return tally.evaluated, tally.reused, tally.written


def test_a_text_that_is_asked_about_again_is_reused_also_after_another_one(tiny: TinyModel) -> None:
    model = model_loading.load(tiny("llama"), threads=1, context=2048)
    first, second = "Net sales rose by 8 % to 394.3 billion.", "Cash was 12 million."
    length = len(model._prompt(first, "?")[0])
    model.point(first, "What rose?", ["sales", "cash"])
    evaluated = model.tally.evaluated
    assert evaluated > length
    assert counts(model.tally) == (evaluated, 0, 0)
    model.point(first, "What rose?", ["sales", "cash"])
    assert counts(model.tally) == (2 * evaluated - length, length, 0)
    model.point(second, "What was it?", ["sales", "cash"])
    before = counts(model.tally)
    model.point(first, "What rose?", ["sales", "cash"])
    assert counts(model.tally) == (before[0] + evaluated - length, before[1] + length, 0)
    model.close()


def test_tokens_of_an_answer_are_written_not_read(tiny: TinyModel) -> None:
    model = model_loading.load(tiny("llama"), threads=1, context=2048)
    text, asked = model._prompt("A page.", "What?")
    heard: list[str] = []
    model.generate("A page.", "What?", most=6, on_text=heard.append)
    assert model.tally.evaluated == len(text) + len(asked)
    assert 0 < model.tally.written <= 6
    model.close()
