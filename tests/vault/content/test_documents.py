from __future__ import annotations

import hashlib
import os

import pytest

from muniment.document.pages.page import Info, Unit
from muniment.errors import UserError
from muniment.vault.content import documents
from muniment.vault.database.records import Decision, DocumentState, PageShape
from muniment.vault.store import Vault
from vault.made import add, extract, page, pages, waiting

BLOCKS_WITH = "SELECT count(*) AS n FROM search_data WHERE instr(block, CAST(? AS BLOB))"


def test_an_arrival_is_queued_with_its_original(memory: Vault) -> None:
    data = b"%PDF " + os.urandom(1000)
    arrival = memory.arrive("Report 2024.pdf", "application/pdf", data)
    document = arrival.document
    assert arrival.new
    assert (document.name, document.media_type, document.size) == ("Report 2024.pdf", "application/pdf", len(data))
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert (document.state, document.page_count, document.kind) == (DocumentState.QUEUED, None, None)
    assert memory.original(document.id) == data
    assert memory.documents() == [document]


def test_the_same_bytes_are_one_document(memory: Vault) -> None:
    first = memory.arrive("a.pdf", "application/pdf", b"same")
    again = memory.arrive("b.pdf", "application/pdf", b"same")
    assert (first.new, again.new) == (True, False)
    assert again.document == first.document
    assert waiting(memory) == 1


@pytest.mark.parametrize("data", [b"", b"x", b"words " * 100_000, os.urandom(300_000), b"a" * 200_000 + os.urandom(9)])
def test_originals_come_back_byte_for_byte(memory: Vault, data: bytes) -> None:
    document = memory.arrive("x", "text/plain", data).document
    assert memory.original(document.id) == data


def test_text_is_kept_small(memory: Vault) -> None:
    memory.arrive("x", "text/plain", b"words " * 100_000)
    row = memory._db.row("SELECT deflated, length(bytes) AS n FROM originals")
    assert row is not None
    assert row["deflated"] == 1
    assert row["n"] < 10_000


def test_an_original_that_changed_is_not_given_out(memory: Vault) -> None:
    document = memory.arrive("x", "text/plain", b"words").document
    with memory._db.transaction():
        memory._db.run("UPDATE originals SET bytes = ?", (b"other",))
    with pytest.raises(UserError) as caught:
        memory.original(document.id)
    assert caught.value.code == "damaged-original"


def test_too_large_is_said_before_anything_is_kept(memory: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_ORIGINAL", 10)
    with pytest.raises(UserError) as caught:
        memory.arrive("x.pdf", "application/pdf", b"12345678901")
    assert caught.value.code == "too-large-for-vault"
    assert memory.documents() == []


def test_finding_by_id_name_and_digest(memory: Vault) -> None:
    one = memory.arrive("Annual.pdf", "application/pdf", b"1").document
    two = memory.arrive("annual.PDF", "application/pdf", b"2").document
    same = memory.arrive("Annual.pdf", "application/pdf", b"3").document
    assert memory.find(str(two.id)) == [two]
    assert memory.find("Annual.pdf") == [one, same]
    assert memory.find("ANNUAL.PDF") == [one, two, same]
    assert memory.find(two.sha256[:8].upper()) == [two]
    assert memory.find(two.sha256[:3]) == []
    assert memory.find("") == []
    assert memory.find("other.pdf") == []


def test_pages_tables_and_info_come_back(memory: Vault) -> None:
    document_id = add(memory)
    assert memory.pages(document_id) == list(pages())
    assert memory.page(document_id, 2) == pages()[1]
    assert memory.tables(document_id) == [b"[]", b"[[]]"]
    assert memory.info(document_id) == Info(title="Annual report")
    assert memory.page_shapes(document_id) == [PageShape(612.0, 792.0, Unit.POINT)] * 2


def test_what_is_not_there_is_said(memory: Vault) -> None:
    document_id = memory.arrive("x", "text/plain", b"x").document.id
    assert memory.info(document_id) == Info()
    assert memory.pages(document_id) == []
    for ask in (memory.document, memory.original, memory.info, memory.analysis):
        with pytest.raises(UserError) as caught:
            ask(99)
        assert caught.value.code == "no-document"
    with pytest.raises(UserError):
        memory.page(document_id, 1)


def blocks(vault: Vault, word: str) -> int:
    row = vault._db.row(BLOCKS_WITH, (word,))
    assert row is not None
    return int(row["n"])


def test_removing_leaves_no_row_and_no_word_in_the_index(vault: Vault) -> None:
    kept = add(vault, b"kept")
    read = pages()
    vault.arrive("x", "application/pdf", b"removed")
    gone = extract(vault, (read[0], page(2, read[1].text + "\nzanzibarexpress")))
    vault.decide(vault.facts(gone)[0].id, Decision.ACCEPT)
    assert blocks(vault, "zanzibarexpress") == 1
    vault.remove(gone)
    assert blocks(vault, "zanzibarexpress") == 0
    assert vault.search("zanzibarexpress") == []
    assert [row.id for row in vault.documents()] == [kept]
    tables = ("originals", "jobs", "pages", "facts", "checks", "measures", "sentences", "decisions")
    for table in tables:
        row = vault._db.row(f"SELECT count(*) AS n FROM {table} WHERE document_id = ?", (gone,))  # noqa: S608
        assert row == {"n": 0}, table
    assert vault.search("Düsseldorf")[0].document_id == kept
    with vault._db.transaction():
        vault._db.run("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")


def test_the_words_stay_in_the_index_without_secure_delete(vault: Vault) -> None:
    """The control of the test above: it must be able to see a word that stays."""
    with vault._db.transaction():
        vault._db.run("INSERT INTO search (search, rank) VALUES ('secure-delete', 0)")
    read = pages()
    vault.arrive("x", "application/pdf", b"removed")
    vault.remove(extract(vault, (read[0], page(2, read[1].text + "\nzanzibarexpress"))))
    assert blocks(vault, "zanzibarexpress") > 0


def test_a_removed_id_is_not_given_again(memory: Vault) -> None:
    first = memory.arrive("x", "text/plain", b"1").document.id
    memory.remove(first)
    assert memory.arrive("x", "text/plain", b"1").document.id > first


def test_labels_of_the_vault_and_of_a_document(memory: Vault) -> None:
    document_id = memory.arrive("x", "text/plain", b"1").document.id
    assert (memory.label, memory.document(document_id).label) == ("", "")
    memory.set_label("Confidential")
    assert (memory.label, memory.document(document_id).label) == ("Confidential", "Confidential")
    memory.set_label('Strictly "private"', document_id)
    assert memory.documents()[0].label == 'Strictly "private"'
    memory.set_label("", document_id)
    memory.set_label("")
    assert memory.document(document_id).label == ""


def test_settings_hold_any_json(memory: Vault) -> None:
    assert memory.get("window") is None
    assert memory.get("window", 5) == 5
    memory.set("window", {"open": [1, 2], "name": "Ä"})
    memory.set("window", {"open": [3]})
    assert memory.get("window") == {"open": [3]}
    memory.set("window", None)
    assert memory.get("window") is None
