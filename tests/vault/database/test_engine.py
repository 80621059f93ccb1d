from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import muniment
from muniment.errors import Exit, UserError
from muniment.vault.database import engine
from muniment.vault.database.engine import Connection
from muniment.vault.keys import key_wrapping
from muniment.vault.place.vault_folder import make_private_file
from muniment.vault.store import Vault
from vault.made import PASSPHRASE, add

KEY = "ab" * 32 + "cd" * 16
PAGE = 4096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "some #1 ?%41.db"
    make_private_file(made)
    return made


def table_of(path: Path, rows: int = 2000) -> None:
    db = engine.open_file(path, KEY)
    with db.transaction():
        db.run("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)")
        db.insert_all("t", ({"text": f"row {number} " * 20} for number in range(rows)))
    db.close()


def damage(path: Path, page: int) -> None:
    with path.open("r+b") as file:
        file.seek(page * PAGE + 100)
        file.write(b"\xff" * 8)


def pragma(db: Connection, name: str) -> object:
    row = db.row(f"PRAGMA {name}")
    assert row is not None
    return next(iter(row.values()))


def test_the_pragmas_are_those_of_the_design(vault: Vault) -> None:
    db = vault._db
    assert pragma(db, "cipher_status") == "1"
    assert pragma(db, "journal_mode") == "wal"
    assert pragma(db, "cache_size") == -65536
    assert pragma(db, "page_size") == str(PAGE)
    assert pragma(db, "temp_store") == 2
    assert pragma(db, "foreign_keys") == 1
    assert pragma(db, "secure_delete") == 1
    assert pragma(db, "recursive_triggers") == 1
    with db.transaction():
        assert pragma(db, "synchronous") == 2


def _begin_and_break(db: Connection) -> None:
    with db.transaction(bulk=True):
        db.run("DELETE FROM t")
        raise KeyboardInterrupt


def test_a_large_save_keeps_the_cache_small_only_while_it_lasts(path: Path) -> None:
    db = engine.open_file(path, KEY)
    with db.transaction(bulk=True):
        db.run("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)")
        assert pragma(db, "cache_size") == -2048
        db.insert_all("t", ({"text": os.urandom(2000).hex()} for _ in range(2000)))
        log = path.with_name(path.name + "-wal")
        assert log.stat().st_size > 5_000_000  # of the 8 MB most have left the memory before the end
    assert pragma(db, "cache_size") == -65536
    with pytest.raises(KeyboardInterrupt):
        _begin_and_break(db)
    assert pragma(db, "cache_size") == -65536
    assert len(db.rows("SELECT id FROM t")) == 2000
    db.close()


def test_rows_of_other_columns_are_refused(path: Path) -> None:
    db = engine.open_file(path, KEY)
    with db.transaction():
        db.run("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT, more TEXT)")
        assert db.insert("t", {"text": "one"}) == 1
        db.insert_all("t", [])
        db.insert_all("t", [{"text": "two", "more": None}, {"text": "three", "more": "3"}])
    for other in ({"more": "four", "text": "4"}, {"text": "four"}):
        with pytest.raises(ValueError, match="different columns"), db.transaction():
            db.insert_all("t", [{"text": "four", "more": None}, other])
    assert [row["text"] for row in db.rows("SELECT text FROM t ORDER BY id")] == ["one", "two", "three"]
    db.close()


def test_only_the_engine_opens_databases() -> None:
    """``connect`` without a key, or ``Database(path)``, would make a plaintext file without a word."""
    source = Path(muniment.__file__).parent
    engines = (source / "vault" / "database" / "engine.py", source / "vault" / "database" / "plain_database.py")
    banned = re.compile(
        r"\bsqlcipher3\b(?!\",)|(?:import|from) sqlite_utils\b|\bDatabase\(|\bsqlite3\b|\bpysqlite3\b|\bapsw\b"
    )
    only_types = re.compile(r"if TYPE_CHECKING:\n(?:    .*\n|\n)+")
    for module in source.rglob("*.py"):
        if module not in engines:
            lines = only_types.sub("", module.read_text("utf-8")).splitlines()
            found = [line for line in lines if banned.search(line)]
            assert found == [], module
    text = engines[0].read_text("utf-8")
    assert text.count("sqlcipher3.connect(") - text.count('sqlcipher3.connect(":memory:")') == 1
    assert re.findall(r"\bDatabase\((.*?)[,)]", text) == ["database"]  # an open connection


def test_tables_are_made_and_changed_in_the_encrypted_file(path: Path) -> None:
    db = engine.open_file(path, KEY)
    with db.transaction(), db.tables() as tables:
        tables.table("t").create({"id": int, "text": str}, pk="id")
        tables.table("t").insert_all([{"id": 1, "text": "canary one"}, {"id": 2, "text": "canary two"}])
        tables.table("t").upsert({"id": 2, "text": "canary three"}, pk="id")
        tables.table("t").enable_fts(["text"])
        tables.table("t").transform(drop={"absent"}, rename={"text": "words"})
    with db.tables() as tables:
        assert {"t", "t_fts"} <= set(tables.table_names())
        assert tables.table("t").columns_dict == {"id": int, "words": str}
    assert [row["words"] for row in db.rows("SELECT words FROM t ORDER BY id")] == ["canary one", "canary three"]
    db.close()
    written = b"".join(one.read_bytes() for one in path.parent.iterdir())
    assert not path.read_bytes().startswith(b"SQLite format 3")
    assert b"canary" not in written


def test_a_change_of_tables_that_fails_leaves_nothing(path: Path) -> None:
    db = engine.open_file(path, KEY)
    for after in ("INSERT INTO absent VALUES (1)", "INSERT INTO t VALUES (1)"):
        with pytest.raises(Exception, match=r"no such table|UNIQUE"):
            _insert_and(db, after)
    with db.tables() as tables:
        assert tables.table_names() == []
    db.close()


def _insert_and(db: Connection, statement: str) -> None:
    with db.transaction(), db.tables() as tables:
        tables.table("t").insert({"id": 1}, pk="id")
        tables.execute(statement)


def test_what_the_disk_says_to_sqlite_utils_becomes_an_error(path: Path) -> None:
    db = engine.open_file(path, KEY)
    with db.transaction(), db.tables() as tables:
        tables.table("t").insert_all([{"id": i, "text": "x" * 3000} for i in range(50)])
    db.move_log()
    db.close()
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\xff" * 4096 * 4)
    db = engine.open_file(path, KEY)
    with pytest.raises(UserError) as caught, db.tables() as tables:
        list(tables.table("t").rows)
    assert caught.value.code == "damaged-vault"
    db.close()


def test_an_ordinary_opening_loads_no_sqlite_utils(tmp_path: Path) -> None:
    Vault.create(tmp_path / "x.muniment", "correct horse", cost=key_wrapping.LEAST_COST).close()
    code = (
        "import sys; from pathlib import Path; from muniment.vault.store import Vault\n"
        "Vault.in_memory().close(); Vault.open(Path(sys.argv[1]), 'correct horse').close()\n"
        "sys.exit('sqlite_utils' in sys.modules)"
    )
    source = str(Path(muniment.__file__).parents[1])
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "x.muniment")],
        check=False,
        env={**os.environ, "PYTHONPATH": source},
    )
    assert ran.returncode == 0


def test_the_file_is_no_plain_database(vault: Vault, folder: Path) -> None:
    add(vault)
    vault.close()
    data = (folder / "vault.db").read_bytes()
    assert not data.startswith(b"SQLite format 3")
    plain = sqlite3.connect(folder / "vault.db")
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM documents")
    plain.close()


def test_a_plain_database_is_not_opened(path: Path) -> None:
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE t (x)")
    plain.commit()
    plain.close()
    with pytest.raises(UserError) as caught:
        engine.open_file(path, KEY)
    assert caught.value.code == "not-encrypted"


def test_names_with_signs_of_addresses_stay_names(path: Path) -> None:
    table_of(path, 1)
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert path.stat().st_size > 0


def test_another_key_reads_nothing(path: Path) -> None:
    table_of(path, 1)
    with pytest.raises(UserError) as caught:
        engine.open_file(path, "00" * 48)
    assert caught.value.code == "damaged-vault"  # the slots have proved the key by then, so it is the file


def test_memory_is_encrypted_too_and_shared_by_connections_of_one_vault_only() -> None:
    first, other = engine.open_memory(KEY), engine.open_memory(KEY)
    second = first.second()
    with first.transaction():
        first.run("CREATE TABLE t (x)")
    assert second.rows("SELECT * FROM t") == []
    assert other.row("SELECT 1 FROM sqlite_schema") is None
    assert pragma(first, "cipher_status") == "1"
    for one in (first, second, other):
        one.close()


def test_changes_need_a_transaction(memory: Vault) -> None:
    with pytest.raises(RuntimeError):
        memory._db.run("DELETE FROM documents")
    with pytest.raises(RuntimeError):
        memory._db.insert("settings", {"key": "a", "value": "1"})
    with pytest.raises(RuntimeError):
        memory._db.insert_all("settings", [{"key": "a", "value": "1"}])


def test_a_transaction_is_all_or_nothing(memory: Vault) -> None:
    def half() -> None:
        with memory._db.transaction():
            memory._db.insert("settings", {"key": "a", "value": "1"})
            raise LookupError

    with pytest.raises(LookupError):
        half()
    assert memory.get("a") is None
    memory.set("a", 1)


def test_a_damaged_page_is_told_and_spoils_no_other(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    table_of(path)
    damage(path, path.stat().st_size // PAGE // 2)
    db = engine.open_file(path, KEY)
    with pytest.raises(UserError) as caught:
        db.rows("SELECT sum(length(text)) FROM t")
    assert (caught.value.code, caught.value.exit_code) == ("damaged-vault", Exit.REFUSED)
    lost = 0
    for number in range(2000):
        try:
            assert db.row("SELECT text FROM t WHERE id = ?", (number + 1,)) == {"text": f"row {number} " * 20}
        except UserError:
            lost += 1
    assert 0 < lost < 40  # one page of about 30 rows
    assert db.integrity_errors() > 0
    db.close()
    assert capfd.readouterr() == ("", "")


def test_swapped_pages_are_found(path: Path) -> None:
    table_of(path)
    data = bytearray(path.read_bytes())
    one, two = slice(20 * PAGE, 21 * PAGE), slice(21 * PAGE, 22 * PAGE)
    data[one], data[two] = data[two], data[one]
    path.write_bytes(data)
    db = engine.open_file(path, KEY)
    assert db.integrity_errors() > 0
    db.close()


def test_a_wiped_salt_is_survived(vault: Vault, folder: Path) -> None:
    add(vault)
    vault.close()
    with (folder / "vault.db").open("r+b") as file:
        file.write(bytes(16))
    with Vault.open(folder, PASSPHRASE) as again:
        assert len(again.documents()) == 1


def test_a_full_database_says_so_and_keeps_what_it_had(vault: Vault) -> None:
    add(vault)
    kept = vault.documents()
    vault._db.rows("PRAGMA max_page_count = 100")
    with pytest.raises(UserError) as caught:
        vault.arrive("big.pdf", "application/pdf", bytes(range(256)) * 8 + os.urandom(1 << 20))
    assert caught.value.code == "disk-full"
    assert vault.documents() == kept
    vault._db.rows("PRAGMA max_page_count = 100000")
    assert vault.arrive("big.pdf", "application/pdf", b"small").new


def test_what_is_a_bug_stays_an_exception(memory: Vault) -> None:
    with pytest.raises(Exception, match="no such table") as caught:
        memory._db.rows("SELECT * FROM absent")
    assert not isinstance(caught.value, UserError)
