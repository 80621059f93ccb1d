"""The named situations: a worker completes, is cancelled, lingers, must be killed, crashes, sends garbage, sends too much."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

import pytest

from muniment.worker.parent import worker_client
from muniment.worker.parent.worker_client import Refusal, Worker, WorkerDied, WorkerTimeout
from support.command_line import is_gone
from worker.odd import odd

PROGRAM = [sys.executable, str(Path(__file__).parents[1] / "misbehaving.py")]
Start = Callable[..., Worker]


@pytest.fixture
def start() -> Iterator[Start]:
    started: list[Worker] = []

    def start_one(*arguments: str) -> Worker:
        worker = Worker("read", command=[*PROGRAM, *arguments])
        worker.start()
        started.append(worker)
        return worker

    yield start_one
    for worker in started:
        worker.kill()


def ask(worker: Worker, op: str, *, timeout: float = 20, blob: bytes = b"", **values: object) -> list[list[Any]]:
    """The fields of the answers."""
    return [cast("list[Any]", answer.fields) for answer in worker.request(odd(op, blob, **values), timeout=timeout)]


def wait_for(condition: Callable[[], object]) -> bool:
    deadline = time.monotonic() + 20
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return bool(condition())


def test_it_completes(start: Start) -> None:
    worker = start()
    assert ask(worker, "echo", value="ä", blob=b"x" * 1_000_000)[0] == ["ä"]
    assert ask(worker, "count", to=3) == [[0], [1], [2], []]


def test_it_ends_when_it_is_stopped(start: Start) -> None:
    worker = start()
    ask(worker, "echo")
    worker.stop()
    assert worker.died == "status 0"


def test_one_that_stays_is_killed_after_the_grace(start: Start) -> None:
    worker = start("stays")
    ask(worker, "echo")
    before = time.monotonic()
    worker.stop(grace=0.2)
    assert worker.died == "signal SIGKILL"
    assert time.monotonic() - before < 5


@pytest.mark.parametrize(
    ("op", "reason"),
    [
        ("segfault", "signal SIGSEGV"),
        ("abort", "signal SIGABRT"),
        ("garbage", "garbage"),
        ("too much", "garbage"),
        ("too long", "garbage"),
        ("half", "garbage"),
        ("nonsense", "garbage"),
    ],
)
def test_one_that_crashes_or_lies_is_gone_and_says_why(start: Start, op: str, reason: str) -> None:
    worker = start()
    with pytest.raises(WorkerDied) as gone:
        ask(worker, op)
    assert gone.value.reason == reason
    with pytest.raises(WorkerDied):
        ask(worker, "echo")


def test_one_that_answers_without_end_is_gone(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muniment.worker.parent.worker_client.MAX_ANSWERS", 100_000)
    with pytest.raises(WorkerDied) as gone:
        ask(start(), "count", to=1_000_000)
    assert gone.value.reason == "garbage"


def test_one_that_lingers_is_killed_after_the_grace(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muniment.worker.parent.worker_client.GRACE_SECONDS", 0.2)
    worker = start()
    with pytest.raises(WorkerTimeout):
        ask(worker, "linger", timeout=0.2)
    assert worker.died == "signal SIGKILL"


def test_one_that_does_not_read_holds_nobody_up(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muniment.worker.parent.worker_client.GRACE_SECONDS", 0.2)
    worker = start("deaf")
    before = time.monotonic()
    with pytest.raises(WorkerTimeout):
        ask(worker, "echo", timeout=0.2, blob=b"x" * 10_000_000)
    assert worker.died == "signal SIGKILL"
    assert time.monotonic() - before < 5


def test_one_that_falls_silent_is_ended(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muniment.worker.parent.worker_client.GRACE_SECONDS", 0.2)
    with pytest.raises(WorkerDied) as gone:
        ask(start(), "close")
    assert gone.value.reason == "silent"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="it looks into /proc")
@pytest.mark.parametrize("hides", [False, True])
def test_what_a_worker_started_keeps_nobody_waiting(start: Start, hides: bool) -> None:
    worker = start()
    worker.post(odd("fork", hides=hides), sink=lambda answer: None)
    children = Path(f"/proc/{worker.pid}/task/{worker.pid}/children")
    wait_for(children.read_text)
    child = int(children.read_text())
    try:
        before = time.monotonic()
        worker.kill()
        assert time.monotonic() - before < 10
        assert worker.died == "signal SIGKILL"
        assert hides or wait_for(lambda: is_gone(child))
    finally:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)


def test_leaving_early_cancels_and_kills_who_does_not_listen(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muniment.worker.parent.worker_client.GRACE_SECONDS", 0.2)
    worker = start()
    answers = worker.request(odd("count", to=1_000_000), timeout=20)
    next(answers)
    answers.close()  # type: ignore[attr-defined]
    assert worker.died == "signal SIGKILL"


def test_what_it_shouts_does_not_block_it_and_is_bounded(start: Start) -> None:
    worker = start()
    ask(worker, "shout")
    worker.stop()
    assert len(worker._stderr) == worker._stderr.maxlen


@pytest.mark.parametrize(
    ("code", "detail", "expected"),
    [
        ("encrypted", "KeyError at read.py:12", ("encrypted", "KeyError at read.py:12")),
        ("The CEO said: <b>", "net loss of 12 million", ("bug", "")),
        (17, None, ("bug", "")),
        ("x" * 41, "x" * 1000, ("bug", "")),
    ],
)
def test_a_refusal_carries_a_code_and_a_place_but_no_text(
    start: Start, code: object, detail: object, expected: tuple[str, str]
) -> None:
    with pytest.raises(Refusal) as refused:
        ask(start(), "refuse", code=code, detail=detail)
    assert (refused.value.code, refused.value.detail) == expected


def test_it_starts_with_a_bare_environment_and_nowhere(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHONSTARTUP", "PYTHONINSPECT", "LD_PRELOAD_TEST", "MUNIMENT_SECRET", "HTTP_PROXY"):
        monkeypatch.setenv(name, "injected")
    names, folder = ask(start(), "environment")[0]
    assert folder == "/"
    assert set(names) <= {
        "HOME",
        "PYTHONPATH",
        "LC_CTYPE",
        "CUDA_VISIBLE_DEVICES",
        "OMP_NUM_THREADS",
        "OMP_WAIT_POLICY",
    }


def test_no_start_up_hook_of_a_package_runs_in_a_worker() -> None:
    """``site`` runs them; the packages are found all the same."""
    command = worker_client._command("read")
    code = "import sys, pypdfium2_raw, tomli; print('site' in sys.modules)"
    asked = [*command[: command.index("-m")], "-c", code]
    ran = subprocess.run(
        asked, env=worker_client._environment(), capture_output=True, text=True, check=True, timeout=60
    )
    assert ran.stdout == "False\n"
