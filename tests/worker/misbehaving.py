"""A worker program for the tests: it speaks the language, and does what a bad one does when it is asked to."""

from __future__ import annotations

import ctypes
import os
import struct
import subprocess
import sys
import time
from collections.abc import Callable

from muniment.worker.protocol.frames import MAX_JSON, MAX_UP, Frame, read_frame, write_frame

SENT_RAW = {
    "garbage": b"Segmentation fault (just kidding)\n" * 100,
    "too much": struct.pack("<II", 2, MAX_UP + 1) + b"[]",
    "too long": struct.pack("<II", MAX_JSON + 1, 0),
    "half": struct.pack("<II", 100, 0) + b'["done"',
}
DEADLY: dict[str, Callable[[], object]] = {
    "segfault": lambda: ctypes.string_at(0),
    "abort": os.abort,
    "linger": lambda: time.sleep(3600),
}


def answer(frame: Frame, kind: str, *fields: object) -> None:
    write_frame(sys.stdout.buffer, kind, frame.number, fields, frame.blob)


def send_raw(data: bytes) -> None:
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    os.close(1)
    time.sleep(3600)


def misbehave(frame: Frame) -> None:
    op = frame.name
    said = dict(frame.fields[0]) if isinstance(frame.fields, list) and frame.fields else {}
    if op in SENT_RAW:
        send_raw(SENT_RAW[op])
    elif op in DEADLY:
        DEADLY[op]()
    elif op == "echo":
        answer(frame, "done", said.get("value"))
    elif op == "count":
        for number in range(int(said["to"])):
            answer(frame, "page", number)
        answer(frame, "done")
    elif op == "nonsense":
        answer(frame, "kind of strange")
        time.sleep(3600)
    elif op == "shout":
        sys.stderr.buffer.write(b"secret words of the document\n" * 50_000)
        sys.stderr.flush()
        answer(frame, "done")
    elif op == "refuse":
        answer(frame, "error", said.get("code"), said.get("detail"))
    elif op == "fork":
        with open("/dev/null") as nothing:  # noqa: PTH123 - the pipes of the worker stay open in it, but for its input
            subprocess.Popen(
                [sys.executable, "-c", "import time; time.sleep(3600)"],
                stdin=nothing,
                start_new_session=bool(said["hides"]),
            )
        time.sleep(3600)
    elif op == "close":
        os.close(1)
        time.sleep(3600)
    elif op == "environment":
        answer(frame, "done", sorted(os.environ), os.getcwd())  # noqa: PTH109 - what the process sees


def main() -> None:
    if "deaf" in sys.argv:
        time.sleep(3600)
    while frame := read_frame(sys.stdin.buffer, max_blob=MAX_UP):
        misbehave(frame)
    if "stays" in sys.argv:
        time.sleep(3600)


if __name__ == "__main__":
    main()
