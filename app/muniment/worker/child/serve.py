"""How a worker answers: requests in order, long work in pieces, cancel at any moment.

Must never let what goes wrong in one request end another, nor put a document's text into an answer that says what went wrong.
"""

from __future__ import annotations

import os
import queue
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, BinaryIO, NoReturn, Protocol, TypeVar, runtime_checkable

from muniment import guard
from muniment.errors import Cancelled, UserError
from muniment.worker.protocol.frames import MAX_DOWN, BadFrame, Frame, FrameKind, Op, read_frame, write_frame

T = TypeVar("T")
Send = Callable[[dict[str, Any], bytes | memoryview], None]

BAD_INPUT = 65
"""Exit status: the parent did not speak the language (``EX_DATAERR``)."""
CPU_SECONDS = 3600
"""Of processor time for one request; the parent gives up far earlier."""

_LAST = (FrameKind.DONE, FrameKind.ERROR, FrameKind.CANCELLED)


class Request:
    """What the parent asked, and the way to answer it.

    Attributes:
        op: What is asked.
        head: Its arguments.
        blob: Its bytes.
        is_cancelled: The parent wants no more of it.
        is_answered: The last answer has been sent.
    """

    def __init__(self, frame: Frame, send: Send) -> None:
        self.op = str(frame.head.get("op"))
        self.head = frame.head
        self.blob = frame.blob
        self.is_cancelled = False
        self.is_answered = False
        self._id = frame.head.get("id")
        self._send = send

    def answer(self, kind: FrameKind, head: dict[str, Any] | None = None, blob: bytes | memoryview = b"") -> None:
        """Send one answer; the last one is done, error or cancelled."""
        self.is_answered = kind in _LAST
        self._send({**(head or {}), "id": self._id, "kind": kind.value}, blob)

    def cancelled(self) -> bool:
        """Whether the parent has cancelled it."""
        return self.is_cancelled

    def check(self) -> None:
        """Raise ``Cancelled`` if the parent has cancelled it."""
        if self.is_cancelled:
            raise Cancelled


class Role(Protocol):
    """What a worker can do."""

    def handle(self, request: Request) -> Iterator[None] | None:
        """Answer a request; or give an iterator that does so piece by piece, between which others are answered."""


@runtime_checkable
class Hearing(Protocol):
    """A role that is told something in the middle of its work."""

    def hear(self, op: str, head: Mapping[str, Any]) -> bool:
        """Take note of what is not answered, at once and on another thread; whether it was such a thing."""


class RequestInbox:
    """Requests in order; a thread of its own reads them, so that cancel works during a long native call."""

    def __init__(self, stream: BinaryIO, send: Send, hearing: Hearing | None = None) -> None:
        self._queue: queue.SimpleQueue[Request] = queue.SimpleQueue()
        self._open: dict[Any, Request] = {}
        self._stream = stream
        self._send = send
        self._hearing = hearing
        threading.Thread(target=self._read, name="inbox", daemon=True).start()

    def take(self, *, wait: bool) -> Request | None:
        """The next request; None if there is none and ``wait`` is off."""
        try:
            return self._queue.get(block=wait)
        except queue.Empty:
            return None

    def forget(self, request: Request) -> None:
        """It is answered."""
        self._open.pop(request.head.get("id"), None)

    def _read(self) -> None:
        try:
            while frame := read_frame(self._stream, max_blob=MAX_DOWN):
                if frame.head.get("op") == Op.CANCEL:
                    if request := self._open.get(frame.head.get("id")):
                        request.is_cancelled = True
                    continue
                if self._hearing is not None and self._hearing.hear(str(frame.head.get("op")), frame.head):
                    continue
                request = Request(frame, self._send)
                if frame.head.get("id") is not None:
                    self._open[frame.head["id"]] = request
                self._queue.put(request)
        except (BadFrame, MemoryError):
            os._exit(BAD_INPUT)
        os._exit(0)  # the parent has closed the pipe or is gone


def sender(stream: BinaryIO) -> Send:
    """The way to send frames, one at a time."""
    lock = threading.Lock()

    def send(head: dict[str, Any], blob: bytes | memoryview) -> None:
        with lock:
            write_frame(stream, head, blob)

    return send


def serve(role: Role, stdin: BinaryIO, send: Send) -> NoReturn:
    """Answer requests until the parent is gone."""
    inbox = RequestInbox(stdin, send, role if isinstance(role, Hearing) else None)
    working: deque[tuple[Request, Iterator[None]]] = deque()
    while True:
        request = inbox.take(wait=not working)
        guard.allow_cpu(CPU_SECONDS)
        if request is not None:
            pieces = _attempt(request, partial(role.handle, request))
            if pieces is not None:
                working.append((request, pieces))
        else:
            request, pieces = working[0]
            if _attempt(request, partial(_piece, pieces)) is not True:
                working.popleft()
        if request.is_answered:
            inbox.forget(request)


def _piece(pieces: Iterator[None]) -> bool:
    """Do the next piece; whether there may be more."""
    for _ in pieces:
        return True
    return False


def _attempt(request: Request, work: Callable[[], T]) -> T | None:
    """Do some work of a request; what goes wrong is its answer."""
    try:
        request.check()
        return work()
    except Cancelled:
        request.answer(FrameKind.CANCELLED)
    except UserError as error:
        request.answer(FrameKind.ERROR, {"code": error.code})
    except MemoryError:
        request.answer(FrameKind.ERROR, {"code": "memory"})
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the top of this program: a bug ends one request, not the worker
        from muniment import log  # hardly ever needed

        request.answer(FrameKind.ERROR, {"code": "bug", "detail": log.place(error)})
    return None
