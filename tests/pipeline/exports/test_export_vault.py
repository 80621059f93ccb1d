from __future__ import annotations

import csv
import os
import re
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from muniment import exports, paths
from muniment.document.facts.fact import State
from muniment.errors import Exit, UserError
from muniment.exports import EXPORTS, Scope
from muniment.pipeline.exports.export_documents import writer_of
from muniment.pipeline.exports.export_vault import export_vault
from muniment.pipeline.exports.vault_content import TABLES
from muniment.vault.content.journal import JournalEvent
from muniment.vault.database.records import Decision
from muniment.vault.keys import key_wrapping
from muniment.vault.store import Vault
from support.error_words import says
from support.small_disk import files_no_larger_than
from vault import made

IDS = [export.id for export in EXPORTS if export.scope is Scope.VAULT]


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with Vault.create(tmp_path / "Deals.muniment", "correct horse", cost=key_wrapping.LEAST_COST) as one:
        yield one


@pytest.fixture
def document(vault: Vault) -> int:
    return made.add(vault)


def read(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    return connection


def test_a_sqlite_export_holds_what_the_vault_knows(vault: Vault, document: int, tmp_path: Path) -> None:
    report = export_vault(vault, tmp_path / "out.sqlite", "sqlite")
    assert (report.documents, report.size) == (1, (tmp_path / "out.sqlite").stat().st_size)
    known = vault.analysis(document)
    database = read(tmp_path / "out.sqlite")
    counts = {shape.name: len(database.execute(f"SELECT * FROM {shape.name}").fetchall()) for shape in TABLES}  # noqa: S608
    assert counts["documents"] == 1
    assert counts["pages"] == known.document.page_count
    assert counts["facts"] == len(known.facts) > 0
    assert (counts["checks"], counts["measures"]) == (len(known.checks), len(known.measures))
    assert counts["summary"] == len(known.summary)
    for stored in known.facts:
        row = database.execute("SELECT * FROM facts WHERE id = ?", (stored.id,)).fetchone()
        span = stored.fact.evidence.span
        assert (row["page"], row["start"], row["end"], row["quote"]) == (
            span.page, span.start, span.end, stored.fact.evidence.quote,
        )  # fmt: skip
        page = database.execute("SELECT text FROM pages WHERE id = ?", (row["page_id"],)).fetchone()["text"]
        assert page[row["start"] : row["end"]] == row["quote"]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    database.close()


def test_an_exported_figure_is_exact_as_text_and_sorts_as_a_number(vault: Vault, document: int, tmp_path: Path) -> None:
    export_vault(vault, tmp_path / "out.sqlite", "sqlite")
    database = read(tmp_path / "out.sqlite")
    types = database.execute("SELECT typeof(value) AS a, typeof(value_number) AS b FROM facts").fetchall()
    assert {(row["a"], row["b"]) for row in types} <= {("text", "real"), ("text", "null")}
    assert any(row["b"] == "real" for row in types)
    assert database.execute("SELECT count(*) FROM figures").fetchone()[0] == len(vault.facts(document))
    database.close()


def test_the_pages_of_an_exported_database_can_be_searched(vault: Vault, document: int, tmp_path: Path) -> None:
    export_vault(vault, tmp_path / "out.sqlite", "sqlite")
    word = next(w for w in re.findall(r"[A-Za-z]{5,}", vault.page(document, 1).text))
    database = read(tmp_path / "out.sqlite")
    found = database.execute(
        "SELECT document_id FROM pages JOIN pages_fts ON pages.id = pages_fts.rowid WHERE pages_fts MATCH ?", (word,)
    ).fetchall()
    assert [row["document_id"] for row in found][:1] == [document]
    database.close()


@pytest.mark.parametrize("kind", IDS)
def test_a_rejected_figure_is_in_no_export_of_the_vault(vault: Vault, document: int, tmp_path: Path, kind: str) -> None:
    fact = vault.facts(document)[0]
    vault.decide(fact.id, Decision.REJECT)
    export_vault(vault, tmp_path / "out", kind)
    if kind == "sqlite":
        database = read(tmp_path / "out")
        rows = [dict(row) for row in database.execute("SELECT * FROM facts")]
        decided = database.execute("SELECT fact_id, action FROM decisions").fetchone()
        left_out = database.execute("SELECT left_out FROM documents").fetchone()[0]
        database.close()
        assert (decided["fact_id"], decided["action"], left_out) == (None, "reject", 1)
        ids = [row["id"] for row in rows]
    else:
        ids = [int(row["id"]) for row in of_csv(tmp_path / "out" / "facts.csv")]
    assert fact.id not in ids
    assert len(ids) == len([one for one in vault.facts(document) if one.fact.state is not State.REJECTED])


def of_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_folder_of_csv_files_has_a_file_a_table(vault: Vault, document: int, tmp_path: Path) -> None:
    report = export_vault(vault, tmp_path / "out", "csv-folder")
    assert {one.name for one in (tmp_path / "out").iterdir()} == {f"{shape.name}.csv" for shape in TABLES}
    assert report.size == sum(one.stat().st_size for one in (tmp_path / "out").iterdir())
    facts = of_csv(tmp_path / "out" / "facts.csv")
    assert [int(row["id"]) for row in facts] == [stored.id for stored in vault.facts(document)]
    assert list(facts[0]) == list(next(shape for shape in TABLES if shape.name == "facts").columns)


def test_a_text_of_an_exported_table_is_no_formula(vault: Vault, tmp_path: Path) -> None:
    vault.arrive("=1+1.pdf", "application/pdf", b"not read yet")
    export_vault(vault, tmp_path / "out", "csv-folder")
    assert of_csv(tmp_path / "out" / "documents.csv")[0]["name"] == "'=1+1.pdf"


def test_only_the_chosen_documents_leave(vault: Vault, document: int, tmp_path: Path) -> None:
    vault.arrive("secret canary.pdf", "application/pdf", b"other")
    export_vault(vault, tmp_path / "out.sqlite", "sqlite", [vault.document(document)])
    assert b"secret canary" not in (tmp_path / "out.sqlite").read_bytes()
    export_vault(vault, tmp_path / "all.sqlite", "sqlite")
    assert b"secret canary" in (tmp_path / "all.sqlite").read_bytes()


@pytest.mark.parametrize("kind", IDS)
def test_what_is_there_is_replaced_only_when_asked(vault: Vault, document: int, tmp_path: Path, kind: str) -> None:
    place = tmp_path / "out"
    export_vault(vault, place, kind)
    with pytest.raises(UserError) as caught:
        export_vault(vault, place, kind)
    assert (caught.value.code, caught.value.exit_code) in (
        ("export-exists", Exit.USAGE),
        ("folder-not-empty", Exit.USAGE),
    )
    export_vault(vault, place, kind, force=True)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["Deals.muniment", "out"]


def test_a_folder_of_other_things_is_never_replaced(vault: Vault, document: int, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine")
    with pytest.raises(UserError, check=says("not replaced")):
        export_vault(vault, tmp_path / "mine", "csv-folder", force=True)
    assert (tmp_path / "mine" / "letter.txt").read_text() == "mine"


@pytest.mark.parametrize("kind", IDS)
def test_no_export_lies_in_the_vault(vault: Vault, document: int, kind: str) -> None:
    assert vault.folder is not None
    with pytest.raises(UserError) as caught:
        export_vault(vault, vault.folder / "out", kind)
    assert caught.value.code == "inside-vault"


@pytest.mark.parametrize("kind", IDS)
@pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights")
def test_an_export_of_the_vault_is_for_its_owner_alone(vault: Vault, document: int, tmp_path: Path, kind: str) -> None:
    export_vault(vault, tmp_path / "out", kind)
    for path in (tmp_path / "out", *(tmp_path / "out").glob("*")):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


@pytest.mark.parametrize("kind", IDS)
def test_the_journal_knows_of_an_export_before_it_is_written(
    vault: Vault, document: int, tmp_path: Path, kind: str
) -> None:
    export_vault(vault, tmp_path / "out", kind)
    before, after = (entry for entry in vault.audit() if entry.event == JournalEvent.EXPORTED)
    assert before.detail == {"documents": [document], "to": str(tmp_path / "out"), "format": kind}
    assert after.detail.items() >= before.detail.items()
    assert len(str(after.detail["sha256"])) == 64


@pytest.mark.parametrize("kind", IDS)
@pytest.mark.skipif(os.name != "posix", reason="it limits the size of files")
def test_a_full_disk_leaves_nothing_of_an_export(tmp_path: Path, kind: str) -> None:
    with Vault.in_memory() as vault:
        made.add(vault)
        with files_no_larger_than(200), pytest.raises(UserError) as caught:
            export_vault(vault, tmp_path / "vault", kind)
        assert caught.value.code == "export-disk-full"
        last = [entry for entry in vault.audit() if entry.event == JournalEvent.EXPORTED][-1]
        assert last.detail["failed"] == "export-disk-full"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", IDS)
def test_the_policy_may_forbid_an_export_of_the_vault(
    vault: Vault, document: int, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = tmp_path / "policy.toml"
    rules.write_text('[export]\nformats = ["xlsx"]')
    monkeypatch.setattr(paths, "machine_policy", lambda: rules)
    with pytest.raises(UserError) as caught:
        export_vault(vault, tmp_path / "out", kind)
    assert caught.value.code == "policy-export"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.id)
def test_every_export_of_the_list_can_be_written(export: exports.Export) -> None:
    assert callable(writer_of(export))
    assert exports.find(export.id) is export
    assert not export.suffix or exports.of_suffix(export.suffix.upper()) is export
    assert export.words()


def test_ids_and_suffixes_of_exports_are_told_apart() -> None:
    assert len(set(exports.IDS)) == len(EXPORTS)
    suffixes = [export.suffix for export in EXPORTS if export.suffix]
    assert len(set(suffixes)) == len(suffixes)


def test_every_export_is_named_where_people_read_of_it() -> None:
    root = Path(__file__).resolve().parents[3]
    text = "\n".join(path.read_text("utf-8") for path in (root / "README.md", *(root / "docs").rglob("*.md")))
    for export in EXPORTS:
        assert re.search(rf"\b{export.id}\b", text), export.id
