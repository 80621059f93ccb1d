"""What jobs of older vaults say of why they failed."""

from __future__ import annotations

import pytest

from muniment.document.codec import decode_value
from muniment.message import Message, message, verbatim
from muniment.texts.document_words.document_fault_words import DOCUMENTS
from muniment.vault.database import reasons_to_messages

NAME = 'the "50 %" (v. 2).pdf'


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (
            f"{NAME} is protected by a password. Open it in a PDF viewer, save it without the password and add that file.",
            message("document-encrypted", name=NAME),
        ),
        (
            f"The analysis of {NAME} contradicts its own pages and was not kept. The original is kept; please report this.",
            message("document-claim", name=NAME),
        ),
        (
            (
                "Reading this document ended the worker twice after page 12. The original is kept in the vault; "
                "try again, or after an update."
            ),
            message("document-died-after-page", page=12),
        ),
        (
            (
                "Reading this document took too long twice at its start. The original is kept in the vault; "
                "try again, when the machine is less busy."
            ),
            message("document-late-at-start"),
        ),
        (f"{NAME} is protected.", verbatim(f"{NAME} is protected.")),
        ("The model é ended the worker twice.", verbatim("The model é ended the worker twice.")),
    ],
)
def test_a_known_sentence_becomes_its_code_and_another_one_is_kept(said: str, meant: Message) -> None:
    assert decode_value(Message, reasons_to_messages.message_of(said).encode()) == meant


def test_all_codes_have_words() -> None:
    assert reasons_to_messages.SENTENCES.keys() <= DOCUMENTS.keys()
