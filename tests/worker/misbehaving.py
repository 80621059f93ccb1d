"""A worker program for the tests: it speaks the language, and does what a bad one does when it is asked to."""

from __future__ import annotations

import ctypes
import os
import struct
import sys
import time

from muniment.worker.messages import MAX_JSON, MAX_UP, Frame, read_frame, write_frame


def answer(frame: Frame, kind: str, **more: object) -> None:
    write_frame(sys.stdout.buffer, {"id": frame.head.get("id"), "kind": kind, **more}, frame.blob)


def misbehave(frame: Frame) -> None:
    out = sys.stdout.buffer
    match frame.head["op"]:
        case "echo":
            answer(frame, "done", value=frame.head.get("value"))
        case "count":
            for number in range(int(frame.head["to"])):
                answer(frame, "page", number=number)
            answer(frame, "done")
        case "segfault":
            ctypes.string_at(0)
        case "abort":
            os.abort()
        case "linger":
            time.sleep(3600)
        case "garbage":
            out.write(b"Segmentation fault (just kidding)\n" * 100)
            out.flush()
            time.sleep(3600)
        case "too much":
            out.write(struct.pack("<II", 2, MAX_UP + 1) + b"{}")
            out.flush()
            time.sleep(3600)
        case "too long":
            out.write(struct.pack("<II", MAX_JSON + 1, 0))
            out.flush()
            time.sleep(3600)
        case "half":
            out.write(struct.pack("<II", 100, 0) + b'{"id"')
            out.flush()
            os._exit(0)
        case "nonsense":
            answer(frame, "kind of strange")
            time.sleep(3600)
        case "shout":
            sys.stderr.buffer.write(b"secret words of the document\n" * 50_000)
            sys.stderr.flush()
            answer(frame, "done")
        case "refuse":
            answer(frame, "error", code=frame.head.get("code"), detail=frame.head.get("detail"))
        case "environment":
            answer(frame, "done", value=sorted(os.environ), folder=os.getcwd())  # noqa: PTH109 - what the process sees


def main() -> None:
    while frame := read_frame(sys.stdin.buffer, max_blob=MAX_UP):
        if frame.head["op"] == "stubborn":
            continue
        misbehave(frame)
    if "stays" in sys.argv:
        time.sleep(3600)


if __name__ == "__main__":
    main()
