"""What encryption costs: the same work on an encrypted and a plain database of the same library, in one run, in turns."""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import sqlcipher3

from bench.measured_figure import Figure
from muniment.vault import store
from muniment.vault.database import engine
from muniment.vault.store import Vault
from prove.vault_keys import real_secret_service

PASSAGES = 1_000_000
WORDS = 60  # a passage; about half a kilobyte
QUERIES = 150
TRIES = 7
PASSPHRASE = "for a measurement only"
_KEY = "42" * 48
_TABLES = (
    "CREATE TABLE passages (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT",
    """CREATE VIRTUAL TABLE search USING fts5 (text, content='passages', content_rowid='id',
    tokenize='unicode61 remove_diacritics 2')""",
)
_BEST = ("SELECT p.text FROM search JOIN passages p ON p.id = search.rowid WHERE search MATCH ? "
         "ORDER BY search.rank LIMIT 20")  # fmt: skip


@dataclass(slots=True)
class Store:
    """A database under measurement.

    Attributes:
        insert: CPU seconds of the bulk insert.
        index: CPU seconds of building the index.
        queries: CPU seconds of each query.
    """

    path: Path
    connection: Any
    insert: float = 0.0
    index: float = 0.0
    queries: list[float] = field(default_factory=list)

    def best(self, words: str) -> list[Any]:
        """The best passages for a query, with their text."""
        rows: list[Any] = self.connection.execute(_BEST, (words,)).fetchall()
        return rows

    def p95(self) -> float:
        """Of the queries."""
        return sorted(self.queries)[int(len(self.queries) * 0.95)]


def measure(passages: int = PASSAGES) -> Iterator[Figure]:
    """Compare an encrypted with a plain database, and time how a vault is unlocked.

    Args:
        passages: How many the databases hold; half a kilobyte each.
    """
    with tempfile.TemporaryDirectory() as temporary:
        plain, closed = _open(Path(temporary, "plain.db"), ""), _open(Path(temporary, "encrypted.db"), _KEY)
        for one in (plain, closed):
            _fill(one, passages)
        counted = f"{passages:,} passages, CPU time"
        yield _ratio("bulk insert, encrypted to plain", closed.insert / plain.insert, 1.8, counted)
        yield _ratio("index build, encrypted to plain", closed.index / plain.index, 1.2, counted)
        _query_in_turns(plain, closed)
        spent = f"{counted}; {1000 * plain.p95():.0f} and {1000 * closed.p95():.0f} ms"
        yield _ratio("BM25, p95, encrypted to plain", closed.p95() / plain.p95(), 1.25, spent)
        sizes = [_size_when_closed(one) for one in (plain, closed)]
        told = f"{sizes[0] / 1e6:.0f} and {sizes[1] / 1e6:.0f} MB"
        yield _ratio("size, encrypted to plain", sizes[1] / sizes[0], 1.05, told)
    yield from _unlocking()


def _query_in_turns(plain: Store, closed: Store) -> None:
    chance = random.Random(2)
    for _ in range(QUERIES):
        words = " ".join(f'"{_word(chance)}"' for _ in range(2))
        for one in chance.sample((plain, closed), 2):
            one.queries.append(_timed(partial(one.best, words)))


def _size_when_closed(one: Store) -> int:
    """Bytes of the file, the log of writes folded in."""
    one.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    one.connection.close()
    return one.path.stat().st_size


def _unlocking() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "Bench.muniment"
        with Vault.create(folder, PASSPHRASE) as vault:
            vault.arrive("large.pdf", "application/pdf", random.Random(1).randbytes(100_000_000))
        opened = store.unlocked(folder, PASSPHRASE)
        database, key = opened.folder.database, opened.key
        before = database.stat()
        both = [(_lasting(lambda: _first_row(folder)), _lasting(lambda: _rows_of(database, key))) for _ in range(TRIES)]
        by_passphrase, by_key = zip(*both, strict=True)
        yield Figure(name="passphrase to first row", values=by_passphrase, unit="s", target=1.5, at_least=False)
        yield Figure(name="key to first row, without a keyring", values=by_key, unit="s", target=0.15, at_least=False)
        yield from _by_keyring()
        changes = []
        with Vault.open(folder, PASSPHRASE) as vault:
            for old, new in pairwise([PASSPHRASE, *(f"{PASSPHRASE} {number}" for number in range(3))]):
                changes.append(_lasting(lambda old=old, new=new: vault.change_keys(old).set_passphrase(new)))
        same = database.stat().st_size == before.st_size
        yield Figure(name="change of passphrase, 100 MB vault", values=changes, unit="s", target=2.0, at_least=False,
                     detail="the database is not touched" if same else "THE DATABASE CHANGED")  # fmt: skip


def _by_keyring() -> list[Figure]:
    """With a real Secret Service, where one can be started."""
    if not real_secret_service.is_possible():
        print(f"No figure for the keyring: {' and '.join(real_secret_service.PROGRAMS)} are needed.", file=sys.stderr)
        return []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "Bench.muniment")
        script = Path(__file__).with_name("keyring_opening.py")
        done = real_secret_service.on_own_bus(script, Path(place), str(folder), str(TRIES))
    if done.returncode:
        raise SystemExit(done.stderr)
    return [
        Figure(name="keyring to first row, a real Secret Service", values=json.loads(done.stdout), unit="s", target=0.15,
               at_least=False),
    ]  # fmt: skip


def _first_row(folder: Path) -> None:
    with Vault.open(folder, PASSPHRASE) as vault:
        vault.documents()


def _rows_of(path: Path, key: str) -> None:
    engine.peek_version(path, key)
    connection = engine.open_file(path, key)
    connection.rows("SELECT id, name FROM documents")
    connection.close()


def _open(path: Path, key: str) -> Store:
    connection = sqlcipher3.connect(str(path), isolation_level=None)
    if key:
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
    for pragma in ("cipher_memory_security = OFF", "cache_size = -65536", "temp_store = MEMORY", "journal_mode = WAL",
                   "synchronous = FULL"):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}").fetchall()
    for table in _TABLES:
        connection.execute(table)
    return Store(path, connection)


def _fill(one: Store, passages: int) -> None:
    texts = [(number, text) for number, text in zip(range(1, passages + 1), _texts(), strict=False)]

    def insert() -> None:
        one.connection.execute("BEGIN")
        one.connection.executemany("INSERT INTO passages VALUES (?, ?)", texts)
        one.connection.execute("COMMIT")

    one.insert = _timed(insert)
    one.index = _timed(lambda: one.connection.execute("INSERT INTO search (search) VALUES ('rebuild')"))


def _texts() -> Iterator[str]:
    chance = random.Random(1)
    thirds = [" ".join(_word(chance) for _ in range(WORDS // 3)) for _ in range(30_000)]
    while True:
        yield " ".join(chance.choices(thirds, k=3))


def _word(chance: random.Random) -> str:
    """Some words are common and most are rare, as in any language."""
    return f"w{int(50_000 ** chance.random()):x}"


def _ratio(name: str, value: float, target: float, detail: str) -> Figure:
    return Figure(name=name, values=[value], target=target, at_least=False, detail=detail)


def _timed(deed: Any) -> float:
    begun = time.process_time()
    deed()
    return time.process_time() - begun


def _lasting(deed: Any) -> float:
    begun = time.perf_counter()
    deed()
    return time.perf_counter() - begun
