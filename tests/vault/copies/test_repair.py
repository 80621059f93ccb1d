from __future__ import annotations

import random
from pathlib import Path

import pytest

from muniment.errors import UserError
from muniment.formats import UNKNOWN, of_id
from muniment.vault import store
from muniment.vault.copies import repair
from muniment.vault.copies.repair import Fate, Repaired
from muniment.vault.copies.verify import OWNED
from muniment.vault.database import engine
from muniment.vault.database.records import Decision, DocumentState
from muniment.vault.store import Vault
from support.documents.made_docx import docx_of
from support.error_words import says
from vault.made import PASSPHRASE, add

PAGE = 4096
DOCUMENTS = 12


def filled(vault: Vault) -> list[int]:
    chance = random.Random(3)
    made = [add(vault, chance.randbytes(30_000)) for _ in range(DOCUMENTS)]
    vault.decide(vault.facts(made[2])[0].id, Decision.ACCEPT)
    return made


def repaired(folder: Path) -> Repaired:
    with store.closed(folder, PASSPHRASE) as (place, key):
        return repair.repair(place, key)


def fates(done: Repaired) -> dict[int, Fate]:
    return {one.document_id: one.fate for one in done.documents}


def damage_page(folder: Path, number: int) -> None:
    with (folder / "vault.db").open("r+b") as file:
        file.seek(number * PAGE + 300)
        byte = file.read(1)
        file.seek(number * PAGE + 300)
        file.write(bytes([byte[0] ^ 1]))


def page_of(folder: Path, sql: str, document_id: int = 0) -> int:
    """A page, as far to the leaves as there is one, without which a query fails but the list of documents does not."""
    opened = store.unlocked(folder, PASSPHRASE)
    place, key = opened.folder, opened.key
    whole = place.database.read_bytes()
    for number in reversed(range(1, len(whole) // PAGE)):
        damage_page(folder, number)
        try:
            connection = engine.open_file(place.database, key)
        except UserError:  # a page of the schema
            place.database.write_bytes(whole)
            continue
        readable = [can_read(connection, one, document_id) for one in ("SELECT id FROM documents NOT INDEXED", sql)]
        connection.close()
        place.database.write_bytes(whole)
        if readable == [True, False]:
            return number
    raise AssertionError("no page")


def can_read(connection: engine.Connection, sql: str, document_id: int) -> bool:
    try:
        connection.rows(sql, (document_id,) if "?" in sql else ())
    except UserError:
        return False
    return True


def test_every_table_that_belongs_to_documents_is_known(vault: Vault) -> None:
    """A new one that were forgotten would be left out of checks, and bring a repair down that has lost its document."""
    tables = vault._db.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    owned = {
        row["name"]
        for row in tables
        if any(key["table"] == "documents" for key in vault._db.rows(f"PRAGMA foreign_key_list({row['name']})"))
    }
    assert owned - {"documents"} == set(OWNED)  # a document may be of another


def test_a_whole_vault_stays_as_it_is(vault: Vault, folder: Path) -> None:
    made = filled(vault)
    facts = [vault.facts(one) for one in made]
    vault.set("gui.scheme", "dark")
    vault.close()
    done = repaired(folder)
    assert set(fates(done).values()) == {Fate.WHOLE}
    assert done.tables == ()
    with Vault.open(folder, PASSPHRASE) as back:
        assert [back.facts(one) for one in made] == facts
        assert back.get("gui.scheme") == "dark"
        assert len(back.search("Revenue", 100)) == DOCUMENTS
        assert back.verify().is_whole


def test_a_damaged_original_costs_its_document_alone(vault: Vault, folder: Path) -> None:
    made = filled(vault)
    vault.close()
    damage_page(folder, page_of(folder, "SELECT bytes FROM originals WHERE document_id = ?", made[5]))
    with Vault.open(folder, PASSPHRASE) as hurt:
        report = hurt.verify()
        assert report.faults
        assert [number for number, _ in report.damaged] == [made[5]]
    found = fates(repaired(folder))
    assert found.pop(made[5]) is Fate.LOST
    assert set(found.values()) == {Fate.WHOLE}
    with Vault.open(folder, PASSPHRASE) as back:
        assert back.verify().is_whole
        assert len(back.documents()) == DOCUMENTS - 1


def test_a_backup_gives_what_is_lost(vault: Vault, folder: Path) -> None:
    made = filled(vault)
    facts = vault.facts(made[5])
    vault.back_up()
    newer = add(vault, b"after the backup")
    vault.close()
    damage_page(folder, page_of(folder, "SELECT bytes FROM originals WHERE document_id = ?", made[5]))
    found = fates(repaired(folder))
    assert found[made[5]] is Fate.FROM_BACKUP
    assert found[newer] is Fate.WHOLE
    with Vault.open(folder, PASSPHRASE) as back:
        assert back.facts(made[5]) == facts


def test_damaged_pages_are_read_again_and_decisions_stay(vault: Vault, folder: Path) -> None:
    made = filled(vault)
    decided = vault.facts(made[2])
    vault.close()
    damage_page(folder, page_of(folder, "SELECT text FROM pages WHERE document_id = ?", made[2]))
    found = fates(repaired(folder))
    assert found[made[2]] is Fate.READ_AGAIN
    assert Fate.LOST not in found.values()
    with Vault.open(folder, PASSPHRASE) as back:
        assert back.document(made[2]).state is DocumentState.QUEUED
        assert back.facts(made[2]) == decided
        assert back.verify().is_whole


def test_a_damaged_index_of_words_costs_nothing(vault: Vault, folder: Path) -> None:
    filled(vault)
    vault.close()
    damage_page(folder, page_of(folder, "SELECT block FROM search_data"))
    assert set(fates(repaired(folder)).values()) == {Fate.WHOLE}
    with Vault.open(folder, PASSPHRASE) as back:
        assert len(back.search("Revenue", 100)) == DOCUMENTS


def test_the_names_are_taken_from_the_backup_or_made(vault: Vault, folder: Path) -> None:
    filled(vault)
    vault.close()
    opened = store.unlocked(folder, PASSPHRASE)
    place, key = opened.folder, opened.key
    connection = engine.open_file(place.database, key)
    root = connection.row("SELECT rootpage FROM sqlite_schema WHERE name = 'documents'")
    connection.close()
    assert root is not None
    damage_page(folder, root["rootpage"] - 1)
    done = repaired(folder)
    assert set(fates(done).values()) == {Fate.READ_AGAIN}
    assert all(one.name.startswith("recovered document") for one in done.documents)
    with Vault.open(folder, PASSPHRASE) as back:
        assert len(back.documents()) == DOCUMENTS


def test_a_damaged_first_page_is_put_back_from_a_backup(vault: Vault, folder: Path) -> None:
    made = filled(vault)
    vault.close()
    damage_page(folder, 0)
    with pytest.raises(UserError) as caught:
        repaired(folder)
    assert caught.value.code == "nothing-saved"
    damage_page(folder, 0)
    with Vault.open(folder, PASSPHRASE) as good:
        good.back_up()
    damage_page(folder, 0)
    with pytest.raises(UserError, check=says("vault repair")):
        Vault.open(folder, PASSPHRASE)
    assert set(fates(repaired(folder)).values()) == {Fate.FROM_BACKUP}
    with Vault.open(folder, PASSPHRASE) as back:
        assert [row.id for row in back.documents()] == made


def test_a_damaged_salt_is_named_though_the_vault_opens(vault: Vault, folder: Path) -> None:
    filled(vault)
    vault.close()
    with (folder / "vault.db").open("r+b") as file:
        file.write(bytes(16))
    with Vault.open(folder, PASSPHRASE) as hurt:
        report = hurt.verify()
        assert (len(report.faults), report.damaged) == (1, ())
    repaired(folder)
    with Vault.open(folder, PASSPHRASE) as back:
        assert back.verify().is_whole


@pytest.mark.parametrize(
    ("data", "media_type", "ending"),
    [
        (b"%PDF-1.7", "application/pdf", ".pdf"),
        (docx_of(["text"]), of_id("docx").media_type, ".docx"),
        (b"<!DOCTYPE html><html><p>text</p></html>", "text/html", ".html"),
        (b"PK\x03\x04 and no document of Word", UNKNOWN, ""),
        (b"From: somebody", UNKNOWN, ""),
    ],
)
def test_an_original_without_its_row_is_what_its_bytes_say(data: bytes, media_type: str, ending: str) -> None:
    """Never a guess: what is no format of ours is not called one."""
    found = repair._Found(None, {"originals": [{"document_id": 4, "deflated": 0, "bytes": data}]})
    row = repair._described(4, found, "")
    assert row is not None
    assert (row["media_type"], row["name"]) == (media_type, f"recovered document 4{ending}")
