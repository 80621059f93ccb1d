"""The language of parent and worker: frames on a pipe, and the names of what is asked and answered.

A frame is the length of its JSON, the length of its bytes (both 32 bits, little-endian), the JSON, the bytes. The JSON is a
list of three: the name of the message, the number of the request, the small fields. What a message is made of stands in
``worker/protocol``. Must never take memory for a frame before its lengths are known to be allowed.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from enum import StrEnum
from types import NoneType
from typing import BinaryIO

MAX_JSON = 4 * 1024**2
"""Bytes; the small part of a frame. What may be long travels as its bytes."""
MAX_DOWN = 1_000_000_000
"""Bytes that a worker accepts: an original (the vault keeps up to 900 MB)."""
MAX_UP = 256 * 1024**2
"""Bytes that a parent accepts: one page, one image (8,192 x 8,192 points of 4 bytes), one analysis."""

_LENGTHS = struct.Struct("<II")


class Op(StrEnum):
    """The name of what a parent asks; ``worker/protocol`` has a class for each that says what it means."""

    CANCEL = "cancel"
    OPEN = "open"
    READ = "read"
    UNPACK = "unpack"
    IMAGE = "image"
    CLOSE = "close"
    DOCUMENT = "document"
    PAGE = "page"
    ANALYSE = "analyse"
    DROP = "drop"
    STARTER = "starter"
    LOAD = "load"
    ENRICH = "enrich"
    SCOPE = "scope"
    COMPUTE = "compute"
    PLAN = "plan"
    STATE = "state"
    CITE = "cite"
    EMBED = "embed"
    THREADS = "threads"
    MACHINE = "machine"
    INSPECT = "inspect"
    EXAM = "exam"
    CONVERT = "convert"


class FrameKind(StrEnum):
    """The name of what a worker answers; what is in it follows from what was asked."""

    READY = "ready"  # once, after it has bound itself
    PAGE = "page"
    CHILD = "child"
    PROGRESS = "progress"
    DONE = "done"
    ERROR = "error"  # with a code
    CANCELLED = "cancelled"


class BadFrame(Exception):  # noqa: N818 - it is what arrived
    """What arrived is not a frame, or is too large."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One message as it travels.

    Attributes:
        name: An ``Op`` of what is asked, a ``FrameKind`` of what is answered; unchecked.
        number: Of the request; None for what is told and not answered.
        fields: JSON values of the small fields of the message; unchecked.
        blob: Bytes of its large field.
        size: Bytes of all as they came; 0 for one that was not received.
    """

    name: str
    number: int | None
    fields: object
    blob: bytes = b""
    size: int = 0


def write_frame(
    stream: BinaryIO, name: str, number: int | None, fields: object, blob: bytes | memoryview = b""
) -> None:
    """Send one frame whole; the arguments are those of ``Frame``.

    Args:
        stream: The pipe; it is flushed.
        name: An ``Op`` or a ``FrameKind``.
        number: Of the request; None for what is told and not answered.
        fields: What JSON can hold.
        blob: Bytes that would be too long as JSON.
    """
    data = json.dumps([name, number, fields], ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    stream.write(_LENGTHS.pack(len(data), len(blob)) + data)
    if blob:
        stream.write(blob)
    stream.flush()


def read_frame(stream: BinaryIO, *, max_blob: int) -> Frame | None:
    """Receive one frame.

    Args:
        stream: Blocking.
        max_blob: Bytes that may go with it.

    Returns:
        The frame, or None where the stream has ended between two frames.

    Raises:
        BadFrame: It is too large, ends in the middle, or is not of the form.
    """
    start = stream.read(_LENGTHS.size)
    if not start:
        return None
    if len(start) < _LENGTHS.size:
        raise BadFrame("a frame ends in its lengths")
    length, size = _LENGTHS.unpack(start)
    if length > MAX_JSON or size > max_blob:
        raise BadFrame("a frame is too large")
    data, blob = stream.read(length), stream.read(size)
    if len(data) < length or len(blob) < size:
        raise BadFrame("a frame ends in the middle")
    try:
        head = json.loads(data)
    except (ValueError, RecursionError):
        raise BadFrame("the head of a frame is not JSON") from None
    if type(head) is not list or len(head) != 3:
        raise BadFrame("the head of a frame does not have three parts")
    name, number, fields = head
    if type(name) is not str or type(number) not in (int, NoneType):
        raise BadFrame("the name or the number of a frame is none")
    return Frame(name, number, fields, blob, len(data) + len(blob))
