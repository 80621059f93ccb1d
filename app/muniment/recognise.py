"""Say what a file is by its bytes and its inner names, never by its own name.

Must never unpack anything, nor follow what a file refers to: both sides of the process boundary ask here.
"""

from __future__ import annotations

import importlib
import io
import re
from collections.abc import Callable
from typing import cast

from muniment.formats import FORMATS, Format

MAX_DIRECTORY = 16 << 20  # bytes of the list of a ZIP's files; 20,000 of them, as in the largest documents, take 2 MB

_ZIP = b"PK"
_END_OF_ZIP = b"PK\x05\x06"
_LONGEST_END = 22 + (1 << 16)  # bytes; APPNOTE 4.3.16, with the longest comment
_FIRST_ENTRIES = 1 << 16  # bytes that are looked at where a ZIP's list of files is lost
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage"  # its stream in OLE; MS-OFFCRYPTO 2.3.4.4
_MARKUP_WITHIN = 1 << 16  # bytes; some filings begin with as many of comments
_WRAPPED = re.compile(
    rb"\s*(?:<SEC-DOCUMENT|<DOCUMENT>|<SEC-HEADER|-----BEGIN PRIVACY-ENHANCED MESSAGE)", re.IGNORECASE
)
_PAGE = re.compile(
    rb"<(?:html|body|p|div|table|pre)\b|<TEXT>(?!\s*(?:<(?:PDF|XML|XBRL|JSON)>|begin \d))", re.IGNORECASE
)
_BEFORE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,500}\?>|<\?[^>]{0,2000}\?>|<!--.*?-->|(?P<doctype><!doctype\b[^>]{0,2000}>))",
    re.DOTALL | re.IGNORECASE,
)
_FIRST = re.compile(
    rb"\s*<(?:\w+:)?(?:html|head|body|div|p|table|title|meta|center|font|h[1-6]|pre|span|article|section|main|base|link|style)\b[^<]{0,20000}",
    re.IGNORECASE,
)


def recognise(data: bytes) -> Format | None:
    """The format of a file; None if it is none of those that Muniment reads."""
    return next((one for one in FORMATS if _fits(one, data)), None)


def is_locked(data: bytes) -> bool:
    """Whether a file is an Office document with a password, of whatever format."""
    return data.startswith(_OLE) and _has_member(data, _LOCKED)


def is_web_page(data: bytes) -> bool:
    """Whether a text begins as web pages and the filings of the SEC do; an XML file of another kind does not."""
    if data.startswith((_ZIP, _OLE)):
        return False
    text = _without_marks(data[:_MARKUP_WITHIN])
    if _WRAPPED.match(text):
        return bool(_PAGE.search(text))
    while match := _BEFORE.match(text):
        if b"html" in (match["doctype"] or b"").lower():
            return True
        text = text[match.end() :]
    return bool(_FIRST.match(text))


def _fits(one: Format, data: bytes) -> bool:
    if not one.begins(data) or (one.member and not _has_member(data, one.member)):
        return False
    return not one.sign or _function(one.sign)(data)


def _function(place: str) -> Callable[[bytes], bool]:
    module, _, name = place.partition(":")
    return cast("Callable[[bytes], bool]", getattr(importlib.import_module(module), name))


def _has_member(data: bytes, member: str) -> bool:
    """Whether a ZIP lists a file, or an OLE container a stream, of that name."""
    if data.startswith(_OLE):
        return member.encode("utf-16-le") in data
    return data.startswith(_ZIP) and _lists(data, member)


def _lists(data: bytes, member: str) -> bool:
    """A ZIP whose list of files is lost, or absurdly long, is taken for what its first entries say."""
    import zipfile

    end = data.rfind(_END_OF_ZIP, max(0, len(data) - _LONGEST_END))
    if end < 0 or int.from_bytes(data[end + 12 : end + 16], "little") <= MAX_DIRECTORY:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                return member in archive.namelist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):  # the last: an unknown compression
            pass
    folder = member.partition("/")[0] + "/" if "/" in member else member
    return folder.encode() in data[:_FIRST_ENTRIES]


def _without_marks(data: bytes) -> bytes:
    """As bytes of one a character, whatever its byte order mark says."""
    for mark, name in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[2:].decode(name, "replace").encode("latin-1", "replace")
    return data.removeprefix(b"\xef\xbb\xbf")
