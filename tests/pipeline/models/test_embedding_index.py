"""With an embedding model, documents are found by meaning too, and never less than without."""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.document.facts.answer import Outcome
from muniment.pipeline.jobs.asking_job import Asker
from muniment.pipeline.models.embedding_index import EMBED, EmbeddingIndex
from muniment.pipeline.models.model_store import ModelStore
from muniment.pipeline.models.rank_fusion import fused
from muniment.pipeline.pipeline import PipelineOptions
from muniment.pipeline.workers import pipeline_events
from muniment.vault.store import Vault
from support.documents.made_pdf import small_report
from support.models import tiny_embedder
from support.pipeline_bench import Bench, Listener

PLACES = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 9)), max_size=30)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> ModelStore:
    """One with a model of meanings in use."""
    return shelf_with_model(tmp_path_factory.mktemp("models"), seed=0)


def shelf_with_model(folder: Path, *, seed: int) -> ModelStore:
    made = ModelStore(folder)
    made.use(tiny_embedder.build(folder / f"tiny-bert-{seed}.gguf", seed=seed), EMBED)
    return made


@pytest.fixture(scope="module")
def known(shelf: ModelStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A vault with two reports and their vectors."""
    bench = Bench(Vault.in_memory(), PipelineOptions(model=None, models=shelf.folder))
    for number in range(2):
        path = tmp_path_factory.mktemp("reports") / f"{number}.pdf"
        path.write_bytes(small_report(path.name))
        bench.add(path)
    for _ in range(2):
        bench.listener.until(pipeline_events.Extracted)
    bench.listener.until(pipeline_events.Idle)
    yield bench
    bench.pipeline.stop()
    bench.vault.close()


@given(PLACES, PLACES)
def test_what_one_ranking_holds_is_never_lost(words: list[tuple[int, int]], near: list[tuple[int, int]]) -> None:
    both = fused(words, near)
    assert set(both) == {*words, *near}
    assert len(both) == len(set(both))
    assert fused(words) == list(dict.fromkeys(words))


def test_what_stands_high_in_both_stands_highest() -> None:
    assert fused(["a", "b", "c"], ["d", "b", "e"])[0] == "b"


@pytest.mark.model
def test_a_document_that_was_read_gets_its_vectors(known: Bench, shelf: ModelStore) -> None:
    meanings = EmbeddingIndex(shelf)
    meant, _ = known.vault.vectors(meanings.sha256)
    assert meant.width == tiny_embedder.WIDTH
    pages = {page.number: page.text for page in known.vault.pages(meant.document_id, words=False)}
    quoted = "".join(pages[one.page][one.start : one.end] for one in meant.portions)
    assert [c for c in quoted if c.isalnum()] == [c for c in "".join(pages.values()) if c.isalnum()]


@pytest.mark.model
def test_questions_find_no_less_than_without(known: Bench, shelf: ModelStore, tmp_path: Path) -> None:
    question = "What does the company say about its liquidity and restructuring?"
    with_words, by_words = asked(known.vault, ModelStore(tmp_path / "none"), question)
    with_both, by_both = asked(known.vault, shelf, question)
    assert set(by_words) <= set(by_both)
    assert len(by_both) > len(by_words)
    if with_words is Outcome.CITED:
        assert with_both is Outcome.CITED


def asked(vault: Vault, shelf: ModelStore, question: str) -> tuple[Outcome, list[tuple[int, int]]]:
    asker = Asker(vault, shelf)
    try:
        answer, pages = asker.ask(question)
    finally:
        asker.close()
    return answer.outcome, pages


@pytest.mark.model
def test_the_nearest_portion_of_a_text_is_itself(known: Bench, shelf: ModelStore) -> None:
    meanings = EmbeddingIndex(shelf)
    meant, _ = known.vault.vectors(meanings.sha256)
    for number, portion in enumerate(meant.portions):
        vector = meant.numbers[number * 2 * meant.width : (number + 1) * 2 * meant.width]
        first = meanings.nearest(known.vault, vector, [meant.document_id], 1)[0]
        assert first.portion.page == portion.page
        assert first.nearness == pytest.approx(1, abs=1e-2)
    assert meanings.nearest(known.vault, meant.numbers[: 2 * meant.width], [], 9) == []
    assert meanings.nearest(known.vault, b"\0\0", [meant.document_id], 9) == []


@pytest.mark.model
def test_a_model_that_cannot_be_used_costs_nothing_but_the_search_by_meaning(
    make_bench: Callable[..., Bench], report: Path, tmp_path: Path
) -> None:
    shelf = ModelStore(tmp_path / "models")
    shelf.folder.mkdir()
    bad = shelf.folder / "bad.gguf"
    bad.write_bytes(b"GGUF" + b"\xff" * 1000)
    shelf.use(bad, EMBED)
    bench = make_bench(model=None, models=shelf.folder)
    bench.add(report)
    bench.listener.until(pipeline_events.Idle)
    assert not bench.listener.of(pipeline_events.Failed)
    outcome, pages = asked(bench.vault, shelf, "What was the revenue in 2023?")
    assert outcome is not Outcome.ABSENT
    assert pages


def test_without_the_wish_for_a_model_none_is_asked(make_bench: Callable[..., Bench], shelf: ModelStore) -> None:
    bench = make_bench(model=False, models=shelf.folder)
    assert bench.pipeline._place.meanings.path is None
    assert not EmbeddingIndex(shelf, wanted=False).is_there
    assert EmbeddingIndex(shelf).is_there


@pytest.mark.model
@pytest.mark.parametrize("deaths", [1, 2])
def test_a_worker_that_is_killed_at_it_is_started_again_but_not_for_ever(
    make_bench: Callable[..., Bench], report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deaths: int
) -> None:
    own, hear = shelf_with_model(tmp_path, seed=1), Listener.__call__
    killed: list[int] = []
    bench = make_bench(model=None, models=own.folder)

    def kill(listener: Listener, event: pipeline_events.Event) -> None:
        if isinstance(event, pipeline_events.Progress) and event.stage == "meaning" and len(killed) < deaths:
            killed.append(bench.worker("analyse"))
            os.kill(killed[-1], signal.SIGKILL)
        hear(listener, event)

    monkeypatch.setattr(Listener, "__call__", kill)
    bench.add(report)
    bench.listener.until(pipeline_events.Extracted)
    bench.listener.until(pipeline_events.Idle)
    meanings = EmbeddingIndex(own)
    assert len(killed) == deaths
    assert (meanings.path is None) == (deaths == 2)  # what ends its worker twice is not tried again by itself
    assert (
        len(bench.vault.vectors(hashlib.sha256((own.folder / "tiny-bert-1.gguf").read_bytes()).hexdigest()))
        == 2 - deaths
    )
    assert not bench.listener.of(pipeline_events.Failed)


@pytest.mark.model
def test_another_model_makes_them_anew(
    known: Bench, make_bench: Callable[..., Bench], shelf: ModelStore, tmp_path: Path
) -> None:
    """The last one: afterwards the vault has no vectors of the first model."""
    other = shelf_with_model(tmp_path, seed=5)
    again = make_bench(known.vault.second_connection(), model=None, models=other.folder)
    again.listener.until(pipeline_events.Idle)
    assert known.vault.vectors(EmbeddingIndex(shelf).sha256) == []
    assert len(known.vault.vectors(EmbeddingIndex(other).sha256)) == 2
