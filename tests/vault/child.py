"""The other process of some tests; run with the name of what to do and the vault's folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from muniment.errors import UserError
from muniment.vault.database.records import Decision
from muniment.vault.keys.key_wrapping import LEAST_COST
from muniment.vault.store import Vault
from vault.made import PASSPHRASE, add, analysis, extract, fact, page, pages

MEGABYTE = 1 << 20


def say(line: str) -> None:
    os.write(1, line.encode() + b"\n")


def hold(folder: Path) -> None:
    """Open the vault and keep it open until stdin ends."""
    with Vault.open(folder, PASSPHRASE):
        say("open")
        sys.stdin.read()


def write(folder: Path) -> None:
    """Take in and extract documents for ever; each line is said after the vault has acknowledged it."""
    vault = Vault.open(folder, PASSPHRASE)
    vault.requeue_running()
    number = len(vault.documents())
    while True:
        number += 1
        arrival = vault.arrive(f"{number}.pdf", "application/pdf", original(number))
        say(f"arrived {arrival.document.id} {number}")
        document_id = extract(vault)
        say(f"done {document_id}")
        if number % 3 == 0:
            fact_id = vault.facts(document_id)[0].id
            vault.decide(fact_id, Decision.ACCEPT)
            say(f"accepted {fact_id}")


def original(number: int) -> bytes:
    """Bytes that tell their number, of sizes from 1 to 100 KB, that do not compress."""
    import random

    return random.Random(number).randbytes(1000 + 9973 * number % 99_000)


def fill(folder: Path) -> None:
    """Take in documents until the vault refuses; then say why, and that it still reads."""
    with Vault.open(folder, PASSPHRASE) as vault:
        done = add(vault)
        number = 0
        try:
            while True:
                number += 1
                vault.arrive(f"{number}.pdf", "application/pdf", os.urandom(MEGABYTE))
        except UserError as error:
            say(f"refused {error.code}")
        say(f"documents {len(vault.documents())} of {number}")
        say(f"facts {len(vault.facts(done))}")


def fill_limited(folder: Path) -> None:
    limit_files(8 * MEGABYTE)
    fill(folder)


def create_limited(folder: Path) -> None:
    """Make a vault where its database does not fit."""
    limit_files(MEGABYTE // 32)
    try:
        Vault.create(folder, PASSPHRASE, cost=LEAST_COST).close()
    except UserError as error:
        say(f"refused {error.code}")


def limit_files(size: int) -> None:
    """No file grows beyond this many bytes from now on."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))  # Python ignores the signal, so writing fails


def read_only(folder: Path) -> None:
    """Open the vault as somebody who may only read it; what it needs is imported before the rights go."""
    if os.geteuid() == 0:
        os.seteuid(65534)
    try:
        Vault.open(folder, PASSPHRASE).close()
    except UserError as error:
        say(f"refused {error.code}")


def canaries(folder: Path, kind: str, words: list[str]) -> None:
    """A whole life with the words in every place that a document's words can reach."""
    vault = Vault.in_memory() if kind == "memory" else Vault.create(folder, PASSPHRASE, cost=LEAST_COST)
    joined = "\n".join(words)
    first, second = pages()
    read = (page(1, first.text + "\n" + joined), page(2, second.text + "\n" + joined))
    base = analysis(read)
    named = fact(read[0], words[0], words[0], "company_name", label=words[1], column=words[2], scale=1)
    found = analysis(read, facts=(*base.facts, named))
    for number in range(5):
        data = f"{number} {joined}".encode() * 50
        vault.arrive(f"{words[3]} {number}.pdf", "application/pdf", data)
        document_id = extract(vault, read, found)
    facts = vault.facts(document_id)
    vault.decide(facts[-1].id, Decision.CORRECT, fact=named)
    vault.decide(facts[-1].id, Decision.REJECT)
    vault.undo(document_id)
    vault.set("window", {"place": words[4]})
    vault.set_label(words[5])
    other = vault.second_connection()
    if not all(other.search(word) for word in words):
        raise AssertionError("the index does not know the words")
    vault.retry(document_id)
    extract(vault, read, found)
    vault.remove(document_id)
    if kind == "control":
        connection = vault._db._database
        connection.execute("ATTACH DATABASE ? AS plain KEY ''", [str(folder / "plain.db")])
        connection.execute("SELECT sqlcipher_export('plain')")
    if kind == "abort":
        os.abort()
    other.close()
    vault.close()


def main() -> None:
    name, folder, *rest = sys.argv[1:]
    if name == "canaries":
        canaries(Path(folder), rest[0], rest[1:])
        return
    tasks: list[Callable[[Path], None]] = [hold, write, fill, fill_limited, create_limited, read_only]
    {task.__name__: task for task in tasks}[name](Path(folder))


if __name__ == "__main__":
    main()
