"""Why jobs of older vaults failed, which they kept as English sentences, becomes messages: codes where a sentence is known.

A migration; it is never edited once released. Must never lose words: what is not known here is kept verbatim.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_KEPT = "The original is kept in the vault; try again, "
SENTENCES = {
    "document-empty": "{name} is empty (0 bytes). Get the file again from where it came.",
    "document-encrypted": (
        "{name} is protected by a password. Open it in a PDF viewer, save it without the password and add that file."
    ),
    "document-damaged": "{name} is damaged and cannot be read. Get the file again from where it came.",
    "document-truncated": "{name} is cut off: its end is missing. Download or copy it again.",
    "document-unsupported": (
        "{name} is of a kind that Muniment does not read yet. Save it as PDF, DOCX or HTML and add that file."
    ),
    "document-misnamed": (
        "{name} is no PDF, DOCX or web page, although its name says so. "
        "Get the file again, or save it as PDF where it opens."
    ),
    "document-no-pages": "{name} has no pages. Get the file again from where it came.",
    "document-too-large": "{name} is too large to be read. Split it and add the parts.",
    "document-memory": "{name} needs more memory than reading may take. Split it and add the parts.",
    "document-distrust": (
        "What was read of {name} contradicts itself and was not kept. The original is kept; please report this."
    ),
    "document-claim": (
        "The analysis of {name} contradicts its own pages and was not kept. The original is kept; please report this."
    ),
    "document-bug": "{name} met a fault in Muniment. The original is kept; retry it, and please report this.",
    "document-not-derived": (
        "The checks and measures of {name} could not be computed anew after your decision. What is out of date is "
        "marked, and exports leave it out. Choose Read again, and please report this."
    ),
    "document-late-at-start": (
        f"Reading this document took too long twice at its start. {_KEPT}when the machine is less busy."
    ),
    "document-late-after-page": (
        f"Reading this document took too long twice after page {{page}}. {_KEPT}when the machine is less busy."
    ),
    "document-died-at-start": f"Reading this document ended the worker twice at its start. {_KEPT}or after an update.",
    "document-died-after-page": (
        f"Reading this document ended the worker twice after page {{page}}. {_KEPT}or after an update."
    ),
}
"""How versions before this step said what has these codes now."""


def change(tables: Database) -> None:
    """Rewrite why jobs failed."""
    tables.register_function(message_of, name="message_of")
    tables.execute("UPDATE jobs SET error = message_of(error) WHERE error <> ''")


def message_of(said: str) -> str:
    """A sentence as a message, in the form of ``document/codec`` of that time: a code, and pairs of names and values."""
    for code, sentence in SENTENCES.items():
        found = re.fullmatch(_pattern(sentence), said, re.DOTALL)
        if found:
            return _encoded(
                code, {name: int(one) if name == "page" else one for name, one in found.groupdict().items()}
            )
    return _encoded("verbatim", {"text": said})


def _pattern(sentence: str) -> str:
    escaped = re.escape(sentence)
    return escaped.replace(r"\{name\}", "(?P<name>.+)").replace(r"\{page\}", r"(?P<page>[0-9]+)")


def _encoded(code: str, arguments: dict[str, str | int]) -> str:
    return json.dumps([code, list(arguments.items())], ensure_ascii=False, separators=(",", ":"))
