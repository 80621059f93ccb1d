"""Takes the inline tags (ix:...) out of an HTML filing, so that what is left must be read as a person reads it.

Must never change a word that is shown.
"""

from __future__ import annotations

import re

_HIDDEN = re.compile(rb"<ix:header\b.*?</ix:header\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(rb"</?ix:[^>]*>", re.IGNORECASE)


def strip(data: bytes) -> bytes:
    """The document without its inline tags and without the header of hidden facts, contexts and units."""
    return _TAG.sub(b"", _HIDDEN.sub(b"", data))
