"""The parent's side of a worker: it starts, asks, hears, and ends the process.

Must never trust an answer further than its form (``worker/parent/trust_gate.py`` does the rest), show what a worker wrote to its
standard error, or import a parser.
"""

from __future__ import annotations

import os
import queue
import re
import signal
import site
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypedDict, TypeVar

from muniment.errors import Cancelled
from muniment.paths import frozen, program_root
from muniment.worker.protocol.control import CancelRequest, RequestFailed
from muniment.worker.protocol.exchanged_message import AnswerMessage, RequestMessage, pack, unpack
from muniment.worker.protocol.frames import MAX_UP, BadFrame, Frame, FrameKind, read_frame, write_frame

A = TypeVar("A", bound=AnswerMessage)

CODE = re.compile(r"[a-z][a-z0-9-]{0,39}")
"""What a code of an error or a warning looks like."""
GRACE_SECONDS = 3.0
"""What a worker gets to answer a cancel, or to end, before it is killed."""
MAX_ANSWERS = 2_000_000_000
"""Bytes of all answers to a request, which may wait in memory until they are heard: 20,000 dense pages with their words."""
LOOK_SECONDS = 0.2
"""How often it is looked whether a request is still wanted."""
JOIN_SECONDS = 2.0
"""What its pipes get to run dry once it is dead."""

_KEPT_ENVIRONMENT = ("SYSTEMROOT", "WINDIR", "CUDA_VISIBLE_DEVICES", "OMP_NUM_THREADS", "GGML_METAL_PATH_RESOURCES")
# Threads of the model that wait must not spin: on a busy machine that took three times the time and the power (measured).
_SET_ENVIRONMENT = {"OMP_WAIT_POLICY": "PASSIVE"}
_LAST = (FrameKind.DONE, FrameKind.ERROR, FrameKind.CANCELLED)
_STDERR_LINES = 200
_PLACE = re.compile(r"[A-Za-z_]{1,60} at [A-Za-z0-9_.<> -]{1,60}:\d{1,6}")  # of our own code, never of a document


class WorkerDied(Exception):  # noqa: N818 - it is what happened
    """The worker is gone.

    Attributes:
        reason: "signal SIGSEGV", "status 70", "garbage", ...; never what it wrote.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"the worker is gone: {reason}")
        self.reason = reason


class WorkerTimeout(Exception):  # noqa: N818
    """The worker did not answer in time."""


class Refusal(Exception):  # noqa: N818
    """The worker answered with an error.

    Attributes:
        code: Short stable name; the parent has the sentence.
        detail: Where a bug is; for the log.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker says to a request.

    Attributes:
        kind: What it is; done, error and cancelled are the last.
        fields: The small fields of its message, unchecked.
        blob: The bytes of its message, unchecked.
        died: Why the worker is gone; empty while it lives. Then ``kind`` is error.
    """

    kind: FrameKind
    fields: object = ()
    blob: bytes = b""
    died: str = ""

    @property
    def is_last(self) -> bool:
        """Whether the request is over."""
        return self.kind in _LAST

    def read(self, message: type[A]) -> A:
        """The answer as a message of a class.

        Raises:
            ValueError: It is of another kind, or not of the form.
        """
        if self.kind is not message.kind:
            raise ValueError(f"{self.kind} instead of {message.kind}")
        return unpack(message, self.fields, self.blob)


Sink = Callable[[Reply], None]


@dataclass(slots=True)
class _Open:
    """A request that is not over.

    Attributes:
        sink: Hears the answers.
        size: Bytes of the answers so far.
    """

    sink: Sink
    size: int = 0


class Worker:
    """One process of one role. Answers come on a thread of its own, through the sink of their request.

    Attributes:
        role: "read" or "analyse".
        died: Why it is gone; empty while it lives.

    Args:
        role: As above.
        files: The user's files that it may read: models; it can open no others. For "convert", the second is the folder that it
            may write to.
        command: What to start instead of the program of this installation.
    """

    def __init__(self, role: str, *, files: Sequence[Path] = (), command: Sequence[str] | None = None) -> None:
        self.role = role
        self.died = ""
        self._command = list(command) if command else _command(role, files)
        self._process: subprocess.Popen[bytes] | None = None
        self._open: dict[int, _Open] = {}
        self._lock = threading.Lock()
        self._count = 0
        self._is_killed = False  # by us: a frame cut in the middle is then no garbage
        self._outbox: queue.SimpleQueue[tuple[RequestMessage, int | None] | None] = queue.SimpleQueue()
        self._stderr: deque[bytes] = deque(maxlen=_STDERR_LINES)
        self._threads: list[threading.Thread] = []

    @property
    def pid(self) -> int | None:
        """Of the process; None before it was started."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the process; it gets ready by itself."""
        pipe = subprocess.PIPE
        process = self._process = subprocess.Popen(
            self._command,
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            cwd=_nowhere(),
            env=_environment(),
            close_fds=True,
            **_quiet(),
        )
        works = (
            (self._write, (process.stdin,)),
            (self._hear, (process, process.stdout)),
            (self._drain, (process.stderr,)),
        )
        self._threads = [
            threading.Thread(target=work, args=streams, name=f"{self.role} {work.__name__}", daemon=True)
            for work, streams in works
        ]
        for thread in self._threads:
            thread.start()

    def post(self, message: RequestMessage, *, sink: Sink) -> int:
        """Ask; every answer goes to ``sink``, on the worker's thread. A dead worker answers with an error at once.

        Returns:
            The number of the request, for ``cancel``.
        """
        with self._lock:
            self._count += 1
            number, died = self._count, self.died
            if not died:
                self._open[number] = _Open(sink)
        if died:
            sink(_dead(died))
        else:
            self._send(message, number)
        return number

    def tell(self, message: RequestMessage) -> None:
        """Send what is not answered."""
        self._send(message, None)

    def cancel(self, number: int) -> None:
        """Cancel a request; it is answered with cancelled, or with what came of it meanwhile.

        Args:
            number: As sending the request gave it.
        """
        self._send(CancelRequest(), number)

    def request(
        self,
        message: RequestMessage,
        *,
        timeout: float,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Iterator[Reply]:
        """Ask and wait for the answers; leaving the loop early cancels.

        Args:
            message: What.
            timeout: Seconds for each answer; after it the request is cancelled, and the worker killed if that does not help.
            stopped: Asked several times a second; where it says so, the request is cancelled.

        Raises:
            WorkerDied: It is gone.
            WorkerTimeout: It took too long.
            Refusal: It answered with an error.
            Cancelled: ``stopped`` said so.
        """
        answers: queue.SimpleQueue[Reply] = queue.SimpleQueue()
        number = self.post(message, sink=answers.put)
        is_over = False
        try:
            while not is_over:
                answer = _next(answers, timeout, stopped)
                is_over = answer.is_last
                if answer.died:
                    raise WorkerDied(answer.died)
                if answer.kind is FrameKind.ERROR:
                    raise refusal(answer)
                yield answer
        except queue.Empty:
            raise WorkerTimeout(f"{message.op} took more than {timeout:g} seconds") from None
        finally:
            if not is_over:
                self._end_request(number, answers)

    def _end_request(self, number: int, answers: queue.SimpleQueue[Reply]) -> None:
        self.cancel(number)
        end = time.monotonic() + GRACE_SECONDS
        with suppress(queue.Empty):
            while (left := end - time.monotonic()) > 0:  # answers that keep coming are no reason to wait longer
                if answers.get(timeout=left).is_last:
                    return
        self.kill()

    def stop(self, *, grace: float = GRACE_SECONDS) -> None:
        """End the process: close its pipe, and kill it if it lingers.

        Args:
            grace: Seconds that it has to end by itself.
        """
        if self._process is None:
            return
        self._outbox.put(None)
        try:
            self._process.wait(grace)
        except subprocess.TimeoutExpired:
            _end(self._process)
        self._join(self._process)

    def kill(self) -> None:
        """End the process at once."""
        if self._process is not None:
            self._is_killed = True
            _end(self._process)
            self._join(self._process)

    def _join(self, process: subprocess.Popen[bytes]) -> None:
        status = process.wait()
        deadline = time.monotonic() + JOIN_SECONDS
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join(max(deadline - time.monotonic(), 0))
        self._bury(_ending(status))  # what it started and hid from us may keep a pipe open; nobody waits for that

    def _send(self, message: RequestMessage, number: int | None) -> None:
        if not self.died:
            self._outbox.put((message, number))

    def _write(self, stream: BinaryIO) -> None:
        """Send in order; whoever asks is not held up by a worker that does not read."""
        with suppress(OSError, ValueError), stream:  # a dead worker is noticed by the thread that hears it
            while waiting := self._outbox.get():
                message, number = waiting
                write_frame(stream, message.op, number, *pack(message))

    def _hear(self, process: subprocess.Popen[bytes], stream: BinaryIO) -> None:
        reason = ""
        try:
            with stream:
                while frame := read_frame(stream, max_blob=MAX_UP):
                    self._deliver(frame)
            process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            reason = "silent"
        except (BadFrame, ValueError, OSError, MemoryError):
            reason = "garbage"
        if reason:
            _end(process)
        status = process.wait()
        self._bury(_ending(status) if self._is_killed else reason or _ending(status))

    def _deliver(self, frame: Frame) -> None:
        kind, number = FrameKind(frame.name), frame.number
        if number is None:
            return
        answer = Reply(kind, frame.fields, frame.blob)
        with self._lock:
            request = self._open.pop(number, None) if answer.is_last else self._open.get(number)
        if request is None:
            return
        request.size += frame.size
        if request.size > MAX_ANSWERS:
            raise BadFrame("a request is answered without end")
        request.sink(answer)

    def _bury(self, reason: str) -> None:
        with self._lock:
            self.died = self.died or reason
            left, self._open = list(self._open.values()), {}
        for request in left:
            request.sink(_dead(self.died))
        self._outbox.put(None)

    def _drain(self, stream: BinaryIO) -> None:
        with stream:
            while line := stream.readline(4096):
                self._stderr.append(line)


def _next(answers: queue.SimpleQueue[Reply], timeout: float, stopped: Callable[[], bool]) -> Reply:
    """The next answer; looks up now and then, so that Ctrl+C and a button are heard on every system."""
    end = time.monotonic() + timeout
    while True:
        if stopped():
            raise Cancelled
        try:
            return answers.get(timeout=min(LOOK_SECONDS, max(0.0, end - time.monotonic())))
        except queue.Empty:
            if time.monotonic() >= end:
                raise


def _dead(why: str) -> Reply:
    """What is answered for a worker that is gone."""
    return Reply(FrameKind.ERROR, pack(RequestFailed("worker-died"))[0], died=why)


def refusal(answer: Reply) -> Refusal:
    """An error as an exception, as far as its code and place have the form of one."""
    try:
        failed = answer.read(RequestFailed)
    except ValueError:
        return Refusal("bug")
    return Refusal(
        failed.code if CODE.fullmatch(failed.code) else "bug", failed.detail if _PLACE.fullmatch(failed.detail) else ""
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process with all that it has started, unless it has ended."""
    if os.name == "nt":
        process.kill()
    elif process.returncode is None:
        with suppress(OSError):  # it has just ended
            os.killpg(process.pid, signal.SIGKILL)


def _ending(status: int) -> str:
    if status >= 0:
        return f"status {status}"
    try:
        return f"signal {signal.Signals(-status).name}"
    except ValueError:
        return f"signal {-status}"


def _command(role: str, files: Sequence[Path] = ()) -> list[str]:
    arguments = [role, *(str(path.absolute()) for path in files)]  # the worker shuts every other file
    # -P, -S: nothing is imported from a working folder nor from the user's own packages, and no package's start-up hook is run.
    if frozen():
        suffix = ".exe" if os.name == "nt" else ""
        return [str(Path(sys.executable).with_name(f"muniment-worker{suffix}")), *arguments]
    return [sys.executable, "-P", "-S", "-X", "utf8", "-m", "muniment.worker.child.worker_program", *arguments]


def _environment() -> dict[str, str]:
    # Without a home, Python asks a name service for one, through a socket.
    kept = {"HOME": _nowhere(), **_SET_ENVIRONMENT}
    kept |= {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    if frozen():
        return kept
    return {**kept, "PYTHONPATH": os.pathsep.join([str(program_root() / "app"), *site.getsitepackages()])}


def _nowhere() -> str:
    """A folder that holds no document."""
    return str(Path(sys.executable).parent) if os.name == "nt" else "/"


class _Quiet(TypedDict, total=False):
    """Arguments of ``Popen``."""

    creationflags: int
    process_group: int


def _quiet() -> _Quiet:
    """No console window on Windows; a group of its own, so that Ctrl+C reaches the parent alone."""
    if os.name == "nt":
        return {"creationflags": 0x08000000 | 0x00000200}  # CREATE_NO_WINDOW, CREATE_NEW_PROCESS_GROUP
    return {"process_group": 0}
