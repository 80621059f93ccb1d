"""Words about documents: why one could not be read, what a user should know of one that was."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.message import Message
from muniment.texts.document_words import format_names
from muniment.texts.document_words.chosen_words import Words
from muniment.texts.text import Text

_UNSUPPORTED = Text("{name} is of a kind that Muniment does not read yet. Save it as {formats} and add that file.")
_MISNAMED = Text(
    "{name} is no {things}, although its name says so. Get the file again, or save it as PDF where it opens."
)


def _unsupported(what: Message) -> str:
    return _UNSUPPORTED(name=str(what.get("name")), formats=format_names.saved_as())


def _misnamed(what: Message) -> str:
    return _MISNAMED(name=str(what.get("name")), things=format_names.things())


DOCUMENTS: Mapping[str, Words] = {
    "document-unsupported": _unsupported,
    "document-misnamed": _misnamed,
    "document-empty": Text("{name} is empty (0 bytes). Get the file again from where it came."),
    "document-encrypted": Text(
        "{name} is protected by a password. Open it in a PDF viewer, save it without the password and add that file."
    ),
    "document-damaged": Text("{name} is damaged and cannot be read. Get the file again from where it came."),
    "document-truncated": Text("{name} is cut off: its end is missing. Download or copy it again."),
    "document-no-pages": Text("{name} has no pages. Get the file again from where it came."),
    "document-too-large": Text("{name} is too large to be read. Split it and add the parts."),
    "document-memory": Text("{name} needs more memory than reading may take. Split it and add the parts."),
    "document-distrust": Text(
        "What was read of {name} contradicts itself and was not kept. The original is kept; please report this."
    ),
    "document-claim": Text(
        "The analysis of {name} contradicts its own pages and was not kept. The original is kept; please report this."
    ),
    "document-bug": Text("{name} met a fault in Muniment. The original is kept; retry it, and please report this."),
    "document-not-added": Text(
        "{name} could not be added: Muniment met a fault, or there is not enough memory for it. "
        "Nothing of it was kept; close other programs and add it again."
    ),
    "document-not-derived": Text(
        "The checks and measures of {name} could not be computed anew after your decision. What is out of date is marked, "
        "and exports leave it out. Choose Read again, and please report this."
    ),
    "document-late-at-start": Text(
        "Reading this document took too long twice at its start. The original is kept in the vault; "
        "try again, when the machine is less busy."
    ),
    "document-late-after-page": Text(
        "Reading this document took too long twice after page {page}. The original is kept in the vault; "
        "try again, when the machine is less busy."
    ),
    "document-died-at-start": Text(
        "Reading this document ended the worker twice at its start. The original is kept in the vault; "
        "try again, or after an update."
    ),
    "document-died-after-page": Text(
        "Reading this document ended the worker twice after page {page}. The original is kept in the vault; "
        "try again, or after an update."
    ),
}
"""Why a document could not be read, added or derived; the codes are made by ``pipeline/failures`` and the vault."""
