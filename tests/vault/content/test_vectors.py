"""Vectors belong to a document's pages and to a model: they go with either."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from muniment.document.pages.portion import Portion
from muniment.vault.content.vectors import Meant
from muniment.vault.store import Vault
from vault.made import PASSPHRASE, add, extract

ONE, OTHER = "1" * 64, "2" * 64


def meant(document_id: int, *, end: int = 5) -> Meant:
    portions = (Portion(1, 0, end), Portion(2, 0, 4))
    return Meant(document_id, portions, 3, bytes(range(12)))


def test_they_come_back_as_they_were(vault: Vault) -> None:
    document_id = add(vault)
    assert vault.without_vectors(ONE) == document_id
    before = vault.vectors_since(ONE)
    assert vault.save_vectors(ONE, meant(document_id))
    assert vault.vectors(ONE) == [meant(document_id)]
    assert vault.without_vectors(ONE) is None
    assert vault.vectors_since(ONE) != before
    assert vault.verify().is_whole


def test_those_of_another_model_take_their_place(memory: Vault) -> None:
    document_id = add(memory)
    memory.save_vectors(ONE, meant(document_id))
    assert memory.vectors(OTHER) == []
    assert memory.without_vectors(OTHER) == document_id
    memory.save_vectors(OTHER, meant(document_id))
    assert memory.vectors(ONE) == []
    assert memory.without_vectors(OTHER) is None


def test_a_document_takes_its_vectors_along(memory: Vault) -> None:
    document_id = add(memory)
    memory.save_vectors(ONE, meant(document_id))
    memory.remove(document_id)
    assert memory.vectors(ONE) == []
    assert not memory.save_vectors(ONE, meant(document_id))
    assert memory.vectors(ONE) == []


def test_a_document_that_is_read_anew_has_none(memory: Vault) -> None:
    document_id = add(memory)
    memory.save_vectors(ONE, meant(document_id))
    memory.retry(document_id)
    assert memory.without_vectors(ONE) is None  # it is not read yet
    extract(memory)
    assert memory.vectors(ONE) == []
    assert memory.without_vectors(ONE) == document_id


def test_portions_that_stand_on_no_page_are_not_kept(memory: Vault) -> None:
    document_id = add(memory)
    assert not memory.save_vectors(ONE, meant(document_id, end=100_000))
    assert not memory.save_vectors(ONE, replace(meant(document_id), portions=(Portion(9, 0, 1), Portion(9, 1, 2))))
    assert memory.without_vectors(ONE) == document_id


def test_vectors_that_do_not_fit_their_places_are_a_fault_of_the_document(memory: Vault) -> None:
    document_id = add(memory)
    memory.save_vectors(ONE, meant(document_id))
    with memory._db.transaction():
        memory._db.run("UPDATE vectors SET numbers = X'00'")
    assert memory.verify().damaged == ((document_id, memory.document(document_id).name),)


def test_a_backup_holds_them(vault: Vault, tmp_path: Path) -> None:
    document_id = add(vault)
    vault.save_vectors(ONE, meant(document_id))
    vault.back_up_to(tmp_path / "other.muniment")
    with Vault.open(tmp_path / "other.muniment", PASSPHRASE) as other:
        assert other.vectors(ONE) == [meant(document_id)]
