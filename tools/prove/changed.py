"""One byte changed at a random place of a vault: the fault is named, and every document that it does not touch is saved."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from docmaker.annual import annual_report
from muniment.errors import UserError
from muniment.pipeline.pipeline import Pipeline, PipelineOptions
from muniment.texts.say import say
from muniment.vault import store
from muniment.vault.copies import repair
from muniment.vault.copies.repair import Fate
from muniment.vault.copies.verify import OWNED
from muniment.vault.database import engine
from muniment.vault.keys.key_wrapping import LEAST_COST
from muniment.vault.store import Vault
from prove.outcome import Outcome
from prove.places import in_memory
from prove.writer import PASSPHRASE

READ = 3
"""Documents that are read by the real pipeline; the others wait with their originals."""
WAITING = 30


def measure(places: int, chance: random.Random) -> Outcome:
    """Change so many bytes, one at a time; every tenth in the keys. In the control none is changed.

    Every other time there is a backup too, and then nothing at all may be lost.
    """
    with in_memory() as temporary:
        base = make(temporary / "Base.muniment")
        scratch = temporary / "Changed.muniment"
        wrong: list[str] = []
        fates = dict.fromkeys(Fate, 0)
        for number in range(places):
            name = "vault.slots" if number % 10 == 9 else "vault.db"
            _copy(base, scratch, with_backup=number % 2 == 0)
            place = _change(scratch / name, chance)
            found = keys_named(base, scratch) if name == "vault.slots" else pages_named(scratch, fates)
            wrong += [f"byte {place} of {name}: {one}" for one in found]
        _copy(base, scratch, with_backup=True)
        caught = pages_named(scratch, dict.fromkeys(Fate, 0))
    counted = ", ".join(f"{count} {fate.value}" for fate, count in fates.items() if count)
    return Outcome("changed bytes", f"{places} places; documents: {counted}", tuple(wrong), caught[0] if caught else "")


def make(folder: Path) -> Path:
    """A vault of documents that were read, and others that wait."""
    chance = random.Random(1)
    with Vault.create(folder, PASSPHRASE, cost=LEAST_COST) as vault:
        for number in range(READ):
            vault.arrive(f"report-{number}.pdf", "application/pdf", annual_report(number + 1).data)
        _read(vault)
        for number in range(WAITING):
            vault.arrive(f"{number}.pdf", "application/pdf", chance.randbytes(chance.randrange(2_000, 60_000)))
        vault.back_up()
    return folder


def _read(vault: Vault) -> None:
    import queue

    from muniment.pipeline.workers import pipeline_events

    heard: queue.SimpleQueue[pipeline_events.Event] = queue.SimpleQueue()
    pipeline = Pipeline(vault.second_connection, options=PipelineOptions(model=False), on_event=heard.put)
    pipeline.start()
    while not isinstance(heard.get(timeout=300), pipeline_events.Idle):
        continue
    pipeline.stop()


def pages_named(folder: Path, fates: dict[Fate, int]) -> list[str]:
    """What is wrong with how a changed database is told of and repaired."""
    whole = readable(folder)
    wrong = [] if _is_named(folder) else ["no fault was named"]
    try:
        with store.closed(folder, PASSPHRASE) as (place, key):
            done = repair.repair(place, key)
    except UserError as error:
        # Without its first page nothing can be read of a database, and this vault has no backup.
        return wrong if error.code == "nothing-saved" and not whole else [*wrong, say(error.message)]
    for one in done.documents:
        fates[one.fate] += 1
        if one.document_id in whole and one.fate is not Fate.WHOLE:
            wrong.append(f"document {one.document_id} is whole and was called: {one.fate.value}")
        if one.fate is Fate.LOST and any((folder / "backups").glob("*-asked.db")):
            wrong.append(f"document {one.document_id} is lost, and is in the backup")
    if not whole <= {one.document_id for one in done.documents}:
        wrong.append("a whole document was forgotten")
    with Vault.open(folder, PASSPHRASE) as vault:
        if not vault.verify().is_whole:
            wrong.append("the repaired vault is not whole")
        for number in whole:
            vault.original(number)
    return wrong


def keys_named(base: Path, folder: Path) -> list[str]:
    """What is wrong with how a changed key file is told of; the copy beside it must open the vault."""
    import json

    try:
        same = json.loads((folder / "vault.slots").read_bytes()) == json.loads((base / "vault.slots").read_bytes())
    except ValueError:
        same = False
    try:
        Vault.open(folder, PASSPHRASE).close()
    except UserError as error:
        wrong = [] if error.code != "wrong-passphrase" else ["damage was taken for a wrong passphrase"]
    else:
        wrong = [] if same else ["a changed key file opened"]
    shutil.copy(folder / "vault.slots.bak", folder / "vault.slots")
    Vault.open(folder, PASSPHRASE).close()
    return wrong


def readable(folder: Path) -> set[int]:
    """The documents of which every row can be read, found without ``repair``: a connection for each question."""
    opened = store.unlocked(folder, PASSPHRASE)
    place, key = opened.folder, opened.key
    found = set()
    for number in range(1, READ + WAITING + 1):
        try:
            connection = engine.open_file(place.database, key)
        except UserError:
            return set()
        try:
            connection.rows("SELECT * FROM documents WHERE id = ?", (number,))
            for table in OWNED:
                connection.rows(f"SELECT * FROM {table} WHERE document_id = ?", (number,))
            found.add(number)
        except UserError:
            continue
        finally:
            connection.close()
    return found


def _is_named(folder: Path) -> bool:
    try:
        with Vault.open(folder, PASSPHRASE) as vault:
            return not vault.verify().is_whole
    except UserError as error:
        return error.code == "damaged-vault"


def _copy(base: Path, scratch: Path, *, with_backup: bool) -> None:
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(base, scratch, ignore=None if with_backup else shutil.ignore_patterns("*-asked.db"))


def _change(path: Path, chance: random.Random) -> int:
    content = bytearray(path.read_bytes())
    place = chance.randrange(len(content))
    content[place] ^= chance.randrange(1, 256)
    path.write_bytes(content)
    return place
