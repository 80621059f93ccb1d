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
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib.error import URLError

from fetch.transport import RangeRefused, Transport
from fetch.wanted import Wanted
from muniment.errors import UserError

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
        UserError: ``http``, ``redirected``, ``tls``, ``no-connection``, ``wrong-size``, ``wrong-hash``, ``disk-full``.
    """
    target, part = folder / wanted.file, folder / f"{wanted.file}.part"
    if target.exists() and is_whole(target, wanted):
        return target
    if part.exists() and part.stat().st_size > wanted.size:
        part.unlink()
    there = part.stat().st_size if part.exists() else 0
    if shutil.disk_usage(folder).free < wanted.size - there:
        raise UserError(
            f"{wanted.file} needs {wanted.size / 1e9:.1f} GB on the disk. Make room first.", code="disk-full"
        )
    _fill(part, wanted, transport, on_progress)
    if not is_whole(part, wanted):
        part.unlink()
        raise UserError(
            f"What came is not {wanted.file}: its SHA-256 is another one, so it was deleted. Check the address.",
            code="wrong-hash",
        )
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
            raise UserError(
                f"The connection breaks off, or there is none. {there:,} of {wanted.size:,} bytes are there; the same "
                "command goes on from there.",
                code="no-connection",
            )


def _refuse_for_good(error: Exception) -> None:
    """Raise what another try would not mend."""
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, ssl.SSLCertVerificationError):
        sentence = f"The host's certificate is not trusted ({reason.verify_message}). A firm's own goes with --ca FILE."
        raise UserError(sentence, code="tls") from error
    if "407" in str(reason):  # the proxy's answer to CONNECT has no type of its own
        sentence = "The proxy wants a user and a password, or does not accept them: give both with --proxy-user and --proxy-password-file."
        raise UserError(sentence, code="http") from error
    if isinstance(reason, OSError) and reason.errno == 28:
        raise UserError(
            "The disk is full. Make room, then run the same command; it goes on.", code="disk-full"
        ) from error


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
                    raise UserError(_TOO_LONG.format(wanted.file), code="wrong-size")
                stream.write(data)
                on_progress(start, wanted.size)
            stream.flush()
            os.fsync(stream.fileno())


_TOO_LONG = "What came is longer than {} and was deleted. Check the address."


def _start(answer: HTTPResponse, there: int, wanted: Wanted) -> int:
    """From which byte the answer is; its own word on the whole size must not contradict what is wanted."""
    found = _RANGE.fullmatch(answer.headers.get("Content-Range") or "")
    if answer.status == 206 and found:
        start, whole = int(found[1]), found[2]
    else:
        start, whole = 0, answer.headers.get("Content-Length") or "*"
    if start > there or (whole.isdecimal() and int(whole) != wanted.size):
        raise UserError(
            f"The host has a file of another size than {wanted.file}, so nothing was taken. Check the address.",
            code="wrong-size",
        )
    return start
