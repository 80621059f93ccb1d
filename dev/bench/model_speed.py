"""What the engine for models costs, beside llama.cpp's own bench and beside one prompt per field.

Times are CPU time of one thread, which holds on a busy machine, but for the comparison with llama-bench, which tells wall time
only: there each round takes the best of its tries on both sides. Each round does everything once.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from bench import llama_bench, worker_resume
from bench.json_grammar import JsonGrammar
from bench.measured_figure import Figure, take_rounds
from bench.model_pages import QUESTION, ModelSheet, sheet
from muniment.errors import Cancelled
from muniment.llm.engine import machine
from muniment.llm.engine.llama import MICRO_BATCH, Engine, EngineOptions, TokenRun
from muniment.llm.files import starter_file
from muniment.llm.pointing import model_loading
from muniment.llm.pointing.loaded_model import Model

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Size:
    """How much is done.

    Attributes:
        prompt: Tokens read at once, beside llama-bench.
        answer: Tokens written one by one, beside llama-bench.
        tries: Of both in a round; the best one counts.
        alone: Fields of a page that are asked with a prompt of their own.
        cancels: In a round.
        kills: Whether a worker is killed in each round.
    """

    prompt: int = 256
    answer: int = 32
    tries: int = 3
    alone: int = 2
    cancels: int = 20
    kills: bool = True


SHORT = Size(prompt=16, answer=4, tries=1, alone=1, cancels=4, kills=False)
"""For the tests: that it runs and tells. llama-bench is left out where it is not built."""


@dataclass(slots=True)
class Seen:
    """What was measured, one value a round, but for ``cancel``: one a cancel."""

    speed: dict[str, list[float]] = field(default_factory=dict)
    eight: list[float] = field(default_factory=list)
    forty: list[float] = field(default_factory=list)
    structure: dict[str, list[float]] = field(default_factory=dict)
    second: list[float] = field(default_factory=list)
    back: list[float] = field(default_factory=list)
    cancel: list[float] = field(default_factory=list)
    batch: list[float] = field(default_factory=list)
    details: dict[str, str] = field(default_factory=dict)


def measure(rounds: int, path: Path | None = None, *, size: Size | None = None) -> Iterator[Figure]:
    """Measure a model.

    Args:
        rounds: Everything is done once in each.
        path: None for the starter model.
        size: How much is done; None for the full form.

    Raises:
        RuntimeError: There is no model, or llama-bench cannot be made.
    """
    path, size = path or starter_file.find(), size or Size()
    if path is None:
        raise RuntimeError("The starter model is not installed.")
    seen = Seen()
    model = model_loading.load(path, threads=1, gpu_layers=0)
    engine = model._engine  # noqa: SLF001 - what is measured is inside

    def take(number: int) -> None:
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
        if size is not SHORT or llama_bench.is_built():
            for threads in sorted({1, machine.physical_cores()}):
                _speed(path, threads, size, seen, own_first=bool(number % 2))
        _fields(model, engine, size, seen, number)
        _structure(model, seen, number)
        _pages(model, seen, number)
        _cancels(engine, size, seen, number)

    try:
        _, stop = take_rounds(rounds, take)
    finally:
        model.close()
    yield from [*_speeds(seen), *_figures(seen)]
    if stop:
        raise stop
    yield from worker_resume.measure(rounds if size.kills else 0, path)


def _speed(path: Path, threads: int, size: Size, seen: Seen, *, own_first: bool) -> None:
    """Reading and writing, beside llama-bench; both sides with as many threads."""
    engine = Engine(path, EngineOptions(2 * max(size.prompt, size.answer), 1, threads, 0))

    def theirs() -> tuple[float, float]:
        read, written = llama_bench.rates(
            path, prompt=size.prompt, answer=size.answer, threads=threads, tries=size.tries
        )
        return max(read), max(written)

    def ours() -> tuple[float, float]:
        return (
            max(size.prompt / _read(engine, size.prompt, time.perf_counter) for _ in range(size.tries)),
            max(size.answer / _written(engine, size.answer) for _ in range(size.tries)),
        )

    first = ours() if own_first else None
    read, written = theirs()
    own_read, own_written = first or ours()
    engine.close()
    for name, own, other in (("reading", own_read, read), ("writing", own_written, written)):
        what = f"{name}, {threads} thread{'s' if threads > 1 else ''}"
        seen.speed.setdefault(what, []).append(own / other)
        seen.details[what] = f"{own:.0f} against {other:.0f} tokens a second"


def _read(engine: Engine, tokens: int, clock: Clock) -> float:
    """Seconds in which a prompt is read."""
    chance = random.Random(tokens)
    prompt = [chance.randrange(engine.vocabulary) for _ in range(tokens)]
    engine.clear(wipe=False)
    begun = clock()
    engine.decode([TokenRun(prompt, 0, 0, (tokens - 1,))])
    return clock() - begun


def _written(engine: Engine, tokens: int) -> float:
    """Seconds in which an answer is written; the likeliest token each time, as ``Model.generate`` does."""
    engine.clear(wipe=False)
    begun, token = time.perf_counter(), 1
    for place in range(tokens):
        (scores,) = engine.decode([TokenRun([token], place, 0, (0,))])
        token = int(scores.argmax())
        engine.piece(token)
    return time.perf_counter() - begun


def _fields(model: Model, engine: Engine, size: Size, seen: Seen, number: int) -> None:
    for fields, values in ((8, seen.eight), (40, seen.forty)):
        page = sheet(fields, 100 * number + fields)
        model.forget()
        together = _spent(partial(model.fields, page.text, QUESTION, page.fields, page.figures))
        plain, grammar = _alone(model, engine, page, size.alone)
        values.append((plain + grammar) * fields / together)
        seen.details[str(fields)] = (
            f"last round: {1000 * together / fields:.0f} against {1000 * plain:.0f} CPU ms a field, and {1000 * grammar:.0f} for the "
            f"grammar ({plain * fields / together:.1f} x without); {model.count(page.text)} tokens, answer {model.count(page.answers[0])}"
        )


def _alone(model: Model, engine: Engine, page: ModelSheet, fields: int) -> tuple[float, float]:
    """One prompt per field, as is usual: the page, the question, and the answer in JSON, held to it by the binding's grammar.

    Returns:
        CPU seconds a field without the grammar, and those of the grammar.
    """
    plain = grammar = 0.0
    for name, answer in zip(page.fields[:fields], page.answers[:fields], strict=True):
        text, asked = model._prompt(page.text, f"{QUESTION} Row: {name}. Answer with JSON.")  # noqa: SLF001 - its own prompt
        prompt, held = [*text, *asked], JsonGrammar(engine)
        engine.clear(wipe=False)
        begun = time.process_time()
        (scores,) = engine.decode([TokenRun(prompt, 0, 0, (len(prompt) - 1,))])
        plain += time.process_time() - begun
        for place, token in enumerate(engine.tokens(answer, special=False), start=len(prompt)):
            grammar += _spent(partial(held.take, scores, token))
            begun = time.process_time()
            (scores,) = engine.decode([TokenRun([token], place, 0, (0,))])
            plain += time.process_time() - begun
        held.close()
    model.forget()
    return plain / fields, grammar / fields


def _structure(model: Model, seen: Seen, number: int) -> None:
    """The share of time that is not spent in llama.cpp: template, tokens, trees, scores, sequences. The page is read before."""
    page = sheet(8, 7000 + number)
    rows = page.text.splitlines()[2:10]
    deeds: dict[str, Callable[[], object]] = {
        "eight fields along the tree": lambda: model.fields(page.text, QUESTION, page.fields, page.figures),
        "one of eight rows": lambda: model.point(page.text, "Which row is the profit?", rows),
        "an answer in words": lambda: model.generate(page.text, "Say it in a sentence.", most=24, on_text=lambda _: None),
        "sentences by fit": lambda: model.fit("", ["What is told?"], "What is not?", rows),
    }  # fmt: skip
    model.evaluate(page.text)
    for name, deed in deeds.items():
        with _inside() as inside:
            whole = _spent(deed)
        seen.structure.setdefault(name, []).append(1 - inside[0] / whole)


def _pages(model: Model, seen: Seen, number: int) -> None:
    first, second = (sheet(40, 50_000 + 2 * number + k) for k in (0, 1))
    model.forget()
    page = _spent(lambda: model.evaluate(first.text))
    question = _spent(lambda: model.generate(first.text, "Which row is the profit?", most=1, on_text=lambda _: None))
    seen.second.append(question / page)
    model.evaluate(second.text)
    back = _spent(lambda: model.evaluate(first.text))
    seen.back.append(back / page)
    seen.details["pages"] = (
        f"{1000 * question:.0f} and {1000 * back:.1f} of {1000 * page:.0f} CPU ms, {model.count(first.text)} tokens"
    )


def _cancels(engine: Engine, size: Size, seen: Seen, number: int) -> None:
    """From the moment of the cancel to when the engine is free and emptied again; at any moment of a page."""
    chance = random.Random(number)
    prompt = [chance.randrange(engine.vocabulary) for _ in range(1024)]
    engine.clear()
    begun = time.perf_counter()
    engine.decode([TokenRun(prompt[:MICRO_BATCH], 0, 0)])
    seen.batch.append(time.perf_counter() - begun)
    for _ in range(size.cancels):
        engine.clear()
        due = time.perf_counter() + chance.uniform(0, 1.5) * seen.batch[-1]
        try:
            engine.decode([TokenRun(prompt, 0, 0)], cancelled=partial(_is_past, due))
        except Cancelled:
            engine.clear()
            seen.cancel.append(time.perf_counter() - due)


def _speeds(seen: Seen) -> list[Figure]:
    how = "wall time, best of the tries; last round:"
    return [
        Figure(name=f"{name}, own / llama-bench", values=values, target=0.9, limit=1.0, why="llama-bench",
               detail=f"{how} {seen.details[name]}")
        for name, values in seen.speed.items()
    ]  # fmt: skip


def _is_past(due: float) -> bool:
    return time.perf_counter() > due


def _figures(seen: Seen) -> list[Figure]:
    cancels = sorted(seen.cancel) or [0.0]
    slowest, middle = cancels[int(len(cancels) * 0.99)], cancels[len(cancels) // 2]
    structure = [
        Figure(name=f"share of structure: {name}", values=[100 * share for share in shares], unit="%", target=5, at_least=False)
        for name, shares in seen.structure.items()
    ]  # fmt: skip
    return [
        Figure(name="eight fields of a page: one prompt each, in JSON / together", values=seen.eight, target=8,
               detail=seen.details["8"]),
        Figure(name="forty fields of a page: one prompt each, in JSON / together", values=seen.forty, target=15,
               detail=seen.details["40"]),
        *structure,
        Figure(name="second question on an open page, to its first token", values=[100 * v for v in seen.second], unit="%",
               target=5, at_least=False, detail=f"of the page's evaluation; {seen.details['pages']}"),
        Figure(name="switching back to a page", values=[100 * v for v in seen.back], unit="%", target=1, at_least=False,
               detail="of the page's evaluation; keeping the state of the page that is left included"),
        Figure(name="cancel to idle, p99 / one micro batch", values=[slowest / min(seen.batch)], target=1, at_least=False,
               detail=f"{1000 * slowest:.0f} of {1000 * min(seen.batch):.0f} ms wall time, {len(cancels)} cancels, "
                      f"{MICRO_BATCH} tokens; median {1000 * middle:.1f} ms"),
    ]  # fmt: skip


def _spent(deed: Callable[[], Any]) -> float:
    begun = time.process_time()
    deed()
    return time.process_time() - begun


@contextmanager
def _inside() -> Iterator[list[float]]:
    """CPU seconds spent in llama_decode meanwhile."""
    import llama_cpp  # not before our engine has: it says first how threads are to wait

    original, spent = llama_cpp.llama_decode, [0.0]

    def timed(context: Any, batch: Any) -> Any:
        begun = time.process_time()
        result = original(context, batch)
        spent[0] += time.process_time() - begun
        return result

    llama_cpp.llama_decode = timed
    try:
        yield spent
    finally:
        llama_cpp.llama_decode = original
