"""The language of parent and worker: frames on a pipe, and the names of what is asked and answered.

A frame is the length of its JSON, the length of its bytes (both 32 bits, little-endian), the JSON, the bytes. Must never
take memory for a frame before its lengths are known to be allowed.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, BinaryIO

MAX_JSON = 4 * 1024**2
"""Bytes; the small part of a frame. What may be long travels as its bytes."""
MAX_DOWN = 1_000_000_000
"""Bytes that a worker accepts: an original (the vault keeps up to 900 MB)."""
MAX_UP = 256 * 1024**2
"""Bytes that a parent accepts: one page, one image (8,192 x 8,192 points of 4 bytes), one analysis."""

_HEAD = struct.Struct("<II")


class Op(StrEnum):
    """What a parent asks."""

    CANCEL = "cancel"  # both roles, answered by the request that it cancels
    OPEN = "open"  # read: bytes -> done(pages, media_type)
    READ = "read"  # read: page..., done(info)
    CHILDREN = "children"  # read: child..., done(left_out)
    IMAGE = "image"  # read: done(width, height, stride) with pixels
    CLOSE = "close"  # read
    DOCUMENT = "document"  # analyse: pages will follow
    PAGE = "page"  # analyse: one page, not answered
    ANALYSE = "analyse"  # analyse, with what else is known, if anything: done with the analysis
    DROP = "drop"  # analyse: forget the pages
    STARTER = "starter"  # analyse: done(path), which may be null
    LOAD = "load"  # analyse: progress..., done(id, name, description)
    ENRICH = "enrich"  # analyse: done with the summary
    SCOPE = "scope"  # analyse, a question: done with the documents that it may be about, and what to look for
    COMPUTE = "compute"  # analyse, a question with figures: done with the answer that follows from them, if one does
    PLAN = "plan"  # analyse, as compute, with a model that earned it: done with the answer to what the model took it to ask
    CITE = "cite"  # analyse, a question with pages: progress with each sentence found, done
    EMBED = "embed"  # analyse, with texts: done(count, width) with their vectors, 16-bit floats, little-endian
    THREADS = "threads"  # analyse: cores that the models leave to others from now on; heard in the middle of work, not answered
    MACHINE = "machine"  # analyse: done with what there is to compute on
    INSPECT = "inspect"  # analyse: done with what a model's header says
    EXAM = "exam"  # analyse, with the table so far: progress(mark)..., done with the scores
    CONVERT = "convert"  # convert: done when the file is written


class FrameKind(StrEnum):
    """What a worker answers."""

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
    """One message.

    Attributes:
        head: Small JSON object; ``id`` names the request, ``op`` or ``kind`` what it is.
        blob: Bytes that go with it.
        size: Bytes of both as they came; 0 for one that was not received.
    """

    head: dict[str, Any]
    blob: bytes = b""
    size: int = 0


def write_frame(stream: BinaryIO, head: dict[str, Any], blob: bytes | memoryview = b"") -> None:
    """Send one frame whole."""
    data = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    stream.write(_HEAD.pack(len(data), len(blob)) + data)
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
    start = stream.read(_HEAD.size)
    if not start:
        return None
    if len(start) < _HEAD.size:
        raise BadFrame("a frame ends in its head")
    length, size = _HEAD.unpack(start)
    if length > MAX_JSON or size > max_blob:
        raise BadFrame("a frame is too large")
    data, blob = stream.read(length), stream.read(size)
    if len(data) < length or len(blob) < size:
        raise BadFrame("a frame ends in the middle")
    try:
        head = json.loads(data)
    except (ValueError, RecursionError):
        raise BadFrame("the head of a frame is not JSON") from None
    if type(head) is not dict:
        raise BadFrame("the head of a frame is not an object")
    return Frame(head, blob, len(data) + len(blob))
