"""How a worker answers: requests in order, long work in pieces, cancel at any moment.

Must never let what goes wrong in one request end another, nor put a document's text into an answer that says what went wrong.
"""

from __future__ import annotations

import os
import queue
import threading
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO, NoReturn, Protocol, TypeVar, runtime_checkable

from muniment import guard
from muniment.errors import Cancelled, UserError
from muniment.worker.protocol.control import RequestCancelled, RequestFailed
from muniment.worker.protocol.exchanged_message import AnswerMessage, RequestMessage, pack, unpack
from muniment.worker.protocol.frames import MAX_DOWN, BadFrame, Frame, FrameKind, Op, read_frame, write_frame

T = TypeVar("T")
R = TypeVar("R", bound=RequestMessage)
Send = Callable[[int | None, AnswerMessage], None]
"""Sends an answer to the request of a number; None for one to no request."""
Pieces = Iterator[None] | None
"""Work that goes on piece by piece; None where all of it is done."""

BAD_INPUT = 65
"""Exit status: the parent did not speak the language (``EX_DATAERR``)."""
CPU_SECONDS = 3600
"""Of processor time for one request; the parent gives up far earlier."""

_LAST = (FrameKind.DONE, FrameKind.ERROR, FrameKind.CANCELLED)


class Request:
    """What the parent asked, and the way to answer it.

    Attributes:
        op: What is asked.
        number: Of the request; None for what is told and not answered.
        is_cancelled: The parent wants no more of it.
        is_answered: The last answer has been sent.
    """

    def __init__(self, frame: Frame, send: Send) -> None:
        self.op = frame.name
        self.number = frame.number
        self.is_cancelled = False
        self.is_answered = False
        self._frame = frame
        self._send = send

    def read(self, kind: type[R]) -> R:
        """What is asked, as a message.

        Raises:
            ValueError: It is not of the form of one.
        """
        return unpack(kind, self._frame.fields, self._frame.blob)

    def answer(self, message: AnswerMessage) -> None:
        """Send one answer; the last one is done, error or cancelled."""
        self.is_answered = message.kind in _LAST
        if self.number is not None:
            self._send(self.number, message)

    def cancelled(self) -> bool:
        """Whether the parent has cancelled it."""
        return self.is_cancelled

    def check(self) -> None:
        """Raise ``Cancelled`` if the parent has cancelled it."""
        if self.is_cancelled:
            raise Cancelled


class Operations:
    """What a role can do: the work for each class of requests."""

    def __init__(self) -> None:
        self._works: dict[str, Callable[[Request], Pieces]] = {}

    def on(self, kind: type[R], work: Callable[[R, Request], Pieces]) -> None:
        """Have requests of a class answered by ``work``."""
        self._works[kind.op] = lambda request: work(request.read(kind), request)

    def handle(self, request: Request) -> Pieces:
        """Answer a request.

        Raises:
            KeyError: The role knows no such request.
            ValueError: It is not of the form.
        """
        return self._works[request.op](request)


class Role(Protocol):
    """What a worker can do."""

    def handle(self, request: Request) -> Pieces:
        """Answer a request; or give an iterator that does so piece by piece, between which others are answered."""


@runtime_checkable
class Hearing(Protocol):
    """A role that is told something in the middle of its work."""

    def hear(self, request: Request) -> bool:
        """Take note of what is not answered, at once and on another thread; whether it was such a thing."""


class RequestInbox:
    """Requests in order; a thread of its own reads them, so that cancel works during a long native call.

    Args:
        stream: That requests come on.
        send: Answers go there.
        hearing: The role, where it is told something in the middle of its work; else None.
    """

    def __init__(self, stream: BinaryIO, send: Send, hearing: Hearing | None = None) -> None:
        self._queue: queue.SimpleQueue[Request] = queue.SimpleQueue()
        self._open: dict[int, Request] = {}
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
        if request.number is not None:
            self._open.pop(request.number, None)

    def _read(self) -> None:
        try:
            while frame := read_frame(self._stream, max_blob=MAX_DOWN):
                self._sort(Request(frame, self._send))
        except (BadFrame, MemoryError):
            os._exit(BAD_INPUT)
        os._exit(0)  # the parent has closed the pipe or is gone

    def _sort(self, request: Request) -> None:
        """What is meant for the work under way is heard at once; all else waits its turn."""
        number = request.number
        if request.op == Op.CANCEL:
            if number in self._open:
                self._open[number].is_cancelled = True
        elif self._hearing is None or not self._hearing.hear(request):
            if number is not None:
                self._open[number] = request
            self._queue.put(request)


def sender(stream: BinaryIO) -> Send:
    """The way to send frames, one at a time."""
    lock = threading.Lock()

    def send(number: int | None, message: AnswerMessage) -> None:
        fields, blob = pack(message)
        with lock:
            write_frame(stream, message.kind, number, fields, blob)

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
        request.answer(RequestCancelled())
    except UserError as error:
        request.answer(RequestFailed(error.code))
    except MemoryError:
        request.answer(RequestFailed("memory"))
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - the top of this program: a bug ends one request, not the worker
        from muniment import log  # hardly ever needed

        request.answer(RequestFailed("bug", log.place(error)))
    return None
