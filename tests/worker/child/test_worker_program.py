"""The real worker program: how it binds itself, hears cancel in the middle of work, and ends with its parent."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from muniment import guard
from muniment.worker.parent import worker_client
from muniment.worker.parent.worker_client import Refusal, Worker
from muniment.worker.protocol.frames import FrameKind
from muniment.worker.protocol.reading import DrawPage, OpenDocument, PageDrawn, ReadPages
from support.command_line import is_gone
from support.documents.made_pdf import pdf_of_lines
from worker.odd import odd

LIMITS = ("Max address space", "Max core file size", "Max cpu time")


@pytest.fixture(params=["read", "analyse"])
def worker(request: pytest.FixtureRequest) -> Iterator[Worker]:
    started = Worker(request.param)
    started.start()
    yield started
    started.stop()


@pytest.fixture
def reader() -> Iterator[Worker]:
    started = Worker("read")
    started.start()
    yield started
    started.stop()


def settle(worker: Worker) -> int:
    """Wait until it answers, so that it has bound itself."""
    with pytest.raises(Refusal):
        list(worker.request(odd("no such thing"), timeout=30))
    assert worker.pid
    return worker.pid


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the limits are read from /proc")
def test_it_binds_itself_before_the_first_frame(worker: Worker) -> None:
    pid = settle(worker)
    status = Path(f"/proc/{pid}/status").read_text()
    assert "NoNewPrivs:\t1" in status
    limits = {line[:17].strip(): line[26:46].strip() for line in Path(f"/proc/{pid}/limits").read_text().splitlines()}
    assert limits["Max core file siz"] == "0"
    assert limits["Max cpu time"] != "unlimited"
    assert (limits["Max address space"] == "unlimited") == (worker.role == "analyse")
    assert (limits["Max file size"] == "0") == (worker.role == "read")


def test_an_unknown_request_is_a_fault_with_its_place_and_the_worker_lives(worker: Worker) -> None:
    with pytest.raises(Refusal) as refused:
        list(worker.request(odd("no such thing"), timeout=30))
    assert refused.value.code == "bug"
    assert refused.value.detail.startswith("KeyError at ")
    settle(worker)


@pytest.mark.parametrize("values", [{}, {"key": 1}, {"key": "1"}])
def test_a_request_of_the_wrong_form_is_a_fault_and_the_worker_lives(worker: Worker, values: dict[str, object]) -> None:
    with pytest.raises(Refusal) as refused:
        list(worker.request(odd("read" if worker.role == "read" else "drop", b"", **values), timeout=30))
    assert refused.value.code == "bug"
    assert refused.value.detail.startswith("ValueError at ")
    settle(worker)


def test_cancel_is_heard_between_pages(reader: Worker) -> None:
    data = pdf_of_lines([["a line"] * 40] * 60)
    list(reader.request(OpenDocument(1, ".pdf", data), timeout=30))
    answers = reader.request(ReadPages(1), timeout=30)
    assert next(answers).kind is FrameKind.PAGE
    answers.close()  # type: ignore[attr-defined]
    assert not reader.died
    settle(reader)


def test_images_are_served_between_pages(reader: Worker) -> None:
    list(reader.request(OpenDocument(1, ".pdf", pdf_of_lines([["x"] * 30] * 200)), timeout=30))
    heard: list[FrameKind | str] = []
    reader.post(ReadPages(1), sink=lambda answer: heard.append(answer.kind))
    reader.post(DrawPage(1, 2, 0.1), sink=lambda answer: heard.append(f"image {answer.kind}"))
    deadline = time.monotonic() + 60
    while FrameKind.DONE not in heard and time.monotonic() < deadline:
        time.sleep(0.02)
    assert heard.count(FrameKind.PAGE) == 200
    assert heard.index("image done") < heard.index(FrameKind.DONE)


def test_an_image_is_never_larger_than_the_parent_takes(reader: Worker) -> None:
    list(reader.request(OpenDocument(1, ".pdf", pdf_of_lines([["x"]])), timeout=30))
    (answer,) = reader.request(DrawPage(1, 1, 1e9), timeout=60)
    image = answer.read(PageDrawn)
    assert image.stride * image.height == len(image.data)


@pytest.mark.skipif(os.name == "nt", reason="it sends SIGKILL")
def test_it_ends_when_its_parent_is_killed() -> None:
    code = """
        import sys, time
        from muniment.worker.parent.worker_client import Worker
        workers = [Worker(role) for role in ("read", "analyse")]
        for worker in workers:
            worker.start()
        print(*[worker.pid for worker in workers], flush=True)
        time.sleep(3600)
    """
    with subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        pids = [int(word) for word in parent.stdout.readline().split()]
        parent.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 20
    while not all(map(is_gone, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert all(map(is_gone, pids))


@pytest.mark.parametrize(
    "fed",
    [
        b"\xff\xff\xff\xff\xff\xff\xff\xff",
        b"hello worker, how are you",
        b"\x02\0\0\0\0\0\0\0[]",
        b"\x02\0\0\0\0\0\0\0{}",
    ],
)
def test_it_ends_on_a_parent_that_does_not_speak_the_language(fed: bytes) -> None:
    command = [sys.executable, "-m", "muniment.worker.child.worker_program", "read"]
    done = subprocess.run(command, input=fed, capture_output=True, timeout=60, check=False)
    assert done.returncode == 65


def test_it_says_that_it_is_not_for_people() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "muniment.worker.child.worker_program"], capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert done.stdout == b""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="RLIMIT_AS of the parent is inherited on Linux")
def test_it_does_not_start_when_it_cannot_bind_itself() -> None:
    """A limit below its own cannot be raised again: it ends instead of going on with another one."""
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30)); "
        "from muniment.worker.child.worker_program import main; sys.exit(main(['read']))"
    )
    done = subprocess.run([sys.executable, "-c", code], input=b"", capture_output=True, timeout=60, check=False)
    assert done.returncode == 70
    assert done.stdout == b""


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
def test_it_opens_no_socket_while_it_starts_and_reads(tmp_path: Path) -> None:
    log, inner = tmp_path / "calls", worker_client._command("read")
    traced = ["strace", "-f", "-qq", "-e", "trace=socket,socketpair", "-o", str(log), *inner]
    worker = Worker("read", command=traced)
    worker.start()
    list(worker.request(OpenDocument(1, ".pdf", pdf_of_lines([["x"]])), timeout=60))
    list(worker.request(ReadPages(1), timeout=60))
    worker.stop()
    assert "socket" not in log.read_text()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel's word is read from /proc")
def test_the_kernel_says_that_it_has_no_network(worker: Worker) -> None:
    assert guard.probe_process(worker.role, settle(worker)).is_blocked is True
