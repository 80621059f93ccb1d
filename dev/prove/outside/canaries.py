"""Words that occur nowhere else, and the search for them in whatever form they may have been written."""

from __future__ import annotations

import base64
import json
import re
import secrets
import urllib.parse
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

COMPRESSED = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
INFLATED = 1 << 22
"""Bytes looked at of each compressed stream."""


def words(number: int = 20) -> list[str]:
    """New canaries, some with letters beyond ASCII."""
    letters = ("", "ä", "Ж", "漢字", "é")
    return [f"canary{secrets.token_hex(6)}{letters[n % len(letters)]}" for n in range(number)]


def forms(word: str) -> list[bytes]:
    """A word in ten encodings; compression, the eleventh, is undone by ``streams``."""
    plain = word.encode()
    shifted = [base64.b64encode(b"\0" * shift + plain)[4 if shift else 0 : -4] for shift in range(3)]
    return [
        plain,
        plain.upper(),
        word.encode("utf-16-le"),
        word.encode("utf-16-be"),
        word.encode("utf-32-le"),
        plain.hex().encode(),
        json.dumps(word)[1:-1].encode(),
        urllib.parse.quote(word).encode(),
        plain[::-1],
        *shifted,
    ]


def streams(data: bytes) -> Iterator[bytes]:
    """The bytes themselves, and what comes out of every place that looks like a compressed stream."""
    yield data
    for start in (match.start() for match in COMPRESSED.finditer(data)):
        try:
            yield zlib.decompressobj(wbits=47).decompress(data[start:], INFLATED)
        except zlib.error:
            continue


def seen(data: bytes, wanted: Iterable[str]) -> list[str]:
    """Those of the words that stand in some bytes, in any form."""
    texts = list(streams(data))
    return [word for word in wanted if any(form in text for text in texts for form in forms(word))]


def leaks(paths: Iterable[Path], wanted: list[str]) -> dict[str, int]:
    """How many of the words each file shows, in its bytes or its name; empty if none does."""
    found = {}
    for path in paths:
        shown = set(seen(str(path).encode(), wanted))
        if path.is_file():
            shown.update(seen(path.read_bytes(), wanted))
        if shown:
            found[str(path)] = len(shown)
    return found
