"""Messages of every role: that something is done, has failed, or is not wanted any more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from muniment.worker.protocol.exchanged_message import AnswerMessage, RequestMessage
from muniment.worker.protocol.frames import FrameKind, Op


@dataclass(frozen=True, slots=True)
class CancelRequest(RequestMessage):
    """Nobody waits for a request any more, that of the frame's number; it is answered by the request itself."""

    op: ClassVar[str] = Op.CANCEL


@dataclass(frozen=True, slots=True)
class WorkerReady(AnswerMessage):
    """A worker has bound itself; sent once, to no request.

    Attributes:
        pid: Of its process.
    """

    kind: ClassVar[FrameKind] = FrameKind.READY
    pid: int


@dataclass(frozen=True, slots=True)
class RequestDone(AnswerMessage):
    """A request is done, and there is nothing to say."""

    kind: ClassVar[FrameKind] = FrameKind.DONE


@dataclass(frozen=True, slots=True)
class RequestFailed(AnswerMessage):
    """A request could not be done.

    Attributes:
        code: Short stable name.
        detail: The place in our code where a bug is; empty else.
    """

    kind: ClassVar[FrameKind] = FrameKind.ERROR
    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class RequestCancelled(AnswerMessage):
    """A request was cancelled, and has ended."""

    kind: ClassVar[FrameKind] = FrameKind.CANCELLED
