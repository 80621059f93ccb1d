"""A file from a network to the disk: in parts, resumed where it broke off, and in place only if its hash is right.

Must never leave a file under its name that is not byte for byte what was wanted, nor write more than its size.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import ssl
import time
from collections.abc import Callable
from decimal import Decimal
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib.error import URLError

from fetch.transport import RangeRefused, Transport
from fetch.wanted import Wanted
from muniment.errors import UserError
from muniment.message import printable

TRIES = 5
"""Connections that may break off without a byte, one after the other."""
PAUSE_SECONDS = 0.5
"""After a connection that brought nothing."""
_CHUNK = 1 << 20
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")
Progress = Callable[[int, int], None]


def fetch(wanted: Wanted, folder: Path, transport: Transport, on_progress: Progress) -> Path:
    """Have a file, by fetching what of it is not there yet.

    Args:
        wanted: What.
        folder: Where to; it must exist.
        transport: Where from.
        on_progress: Told the bytes that are there, and of how many.

    Returns:
        Where it is.

    Raises:
        UserError: Codes of ``texts`` that begin with ``fetch-``.
    """
    target, part = folder / wanted.file, folder / f"{wanted.file}.part"
    if target.exists() and is_whole(target, wanted):
        return target
    if part.exists() and part.stat().st_size > wanted.size:
        part.unlink()
    there = part.stat().st_size if part.exists() else 0
    if shutil.disk_usage(folder).free < wanted.size - there:
        raise UserError("fetch-needs-room", file=wanted.file, gigabytes=Decimal(wanted.size) / 10**9)
    _fill(part, wanted, transport, on_progress)
    if not is_whole(part, wanted):
        part.unlink()
        raise UserError("fetch-wrong-hash", file=wanted.file)
    part.replace(target)
    return target


def is_whole(path: Path, wanted: Wanted) -> bool:
    """Whether a file is byte for byte what is wanted."""
    if path.stat().st_size != wanted.size:
        return False
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == wanted.sha256


def _fill(part: Path, wanted: Wanted, transport: Transport, on_progress: Progress) -> None:
    left = TRIES
    while (there := part.stat().st_size if part.exists() else 0) < wanted.size:
        try:
            _once(part, there, wanted, transport, on_progress)
        except RangeRefused:
            part.unlink()
        except (OSError, HTTPException) as error:
            _refuse_for_good(error)
        if part.exists() and part.stat().st_size > there:
            left = TRIES
            continue
        left -= 1
        time.sleep(PAUSE_SECONDS)
        if not left:
            raise UserError("fetch-no-connection", there=there, whole=wanted.size)


def _refuse_for_good(error: Exception) -> None:
    """Raise what another try would not mend."""
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, ssl.SSLCertVerificationError):
        raise UserError("fetch-not-trusted", why=printable(reason.verify_message)) from error
    if "407" in str(reason):  # the proxy's answer to CONNECT has no type of its own
        raise UserError("fetch-http-407") from error
    if isinstance(reason, OSError) and reason.errno == 28:
        raise UserError("fetch-disk-full") from error


def _once(part: Path, there: int, wanted: Wanted, transport: Transport, on_progress: Progress) -> None:
    """One connection, as far as it carries."""
    with transport.open(there) as answer:
        start = _start(answer, there, wanted)
        with part.open("r+b" if part.exists() else "wb") as stream:
            stream.seek(start)
            stream.truncate()
            while data := answer.read(min(_CHUNK, wanted.size - start + 1)):
                start += len(data)
                if start > wanted.size:
                    stream.close()
                    part.unlink()
                    raise UserError("fetch-too-long", file=wanted.file)
                stream.write(data)
                on_progress(start, wanted.size)
            stream.flush()
            os.fsync(stream.fileno())


def _start(answer: HTTPResponse, there: int, wanted: Wanted) -> int:
    """From which byte the answer is; its own word on the whole size must not contradict what is wanted."""
    found = _RANGE.fullmatch(answer.headers.get("Content-Range") or "")
    if answer.status == 206 and found:
        start, whole = int(found[1]), found[2]
    else:
        start, whole = 0, answer.headers.get("Content-Length") or "*"
    if start > there or (whole.isdecimal() and int(whole) != wanted.size):
        raise UserError("fetch-wrong-size", file=wanted.file)
    return start
