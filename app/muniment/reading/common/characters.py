"""Characters as people would type them: ligatures opened, hyphens made one, what cannot be seen taken out."""

from __future__ import annotations

import re

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# What stands on a page is visible, so a soft hyphen on it is an ordinary one; pdfium writes U+FFFE for that of a word
# that goes on in the next line.
_HYPHENS = dict.fromkeys((0xAD, 0x2010, 0x2011, 0xFFFE), "-")
_UNSEEN = dict.fromkeys((*range(0x7F, 0xA0), *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF))
_BROKEN = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # half a surrogate pair cannot be stored as UTF-8
_SYMBOLS = {0xF0B7: "•", 0xF0A7: "▪"}  # bullets of the Symbol and Wingdings fonts
_CLEAN = {**_LIGATURES, **_HYPHENS, **_UNSEEN, **_BROKEN, **_SYMBOLS}

UNCLEAN = re.compile(
    "[\x7f-\x9f\xad\u200b-\u2011\u202a-\u202e\u2060\ud800-\udfff\uf0a7\uf0b7\ufb00-\ufb06\ufeff\ufffe]"
)


def clean(text: str) -> str:
    """The text with every character that ``UNCLEAN`` finds replaced or taken out; offsets change."""
    return text.translate(_CLEAN)
