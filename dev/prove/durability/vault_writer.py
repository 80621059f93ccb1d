"""The process that is killed, cut off or starved: it writes to a vault and says what the vault has acknowledged.

    writer.py FOLDER MODE

Modes: ``steady`` writes; ``checkpoint`` moves the log into the database after every few commits, and says so just before;
``lying`` says that it has saved before it has, and is the control; ``hold`` opens and waits; ``open`` opens and ends; ``fill``
writes large documents until it is refused, while no file may grow beyond a few megabytes; ``brim`` makes a vault on a disk that
really is small, fills it, and goes on when there is room again.
"""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "dev")]

from muniment.errors import UserError
from muniment.vault.store import Vault

PASSPHRASE = "only for these runs"
FILE_LIMIT = 8 << 20


def say(line: str) -> None:
    """In one write, so that no half line is ever read."""
    os.write(1, line.encode() + b"\n")


def original(number: int) -> bytes:
    """Bytes that tell their number, of 0.5 to 24 KB, that do not compress."""
    chance = random.Random(number)
    return chance.randbytes(chance.randrange(500, 24_000))


def write(folder: Path, mode: str, most: int) -> None:
    """Two commits a document; each is said after (by the liar before) it was acknowledged."""
    with Vault.open(folder, PASSPHRASE) as vault:
        number = len(vault.documents())
        for _ in range(most):
            number += 1
            if mode == "lying":
                say(f"arrived {number}")
                time.sleep(0.02)
            vault.arrive(f"{number}.pdf", "application/pdf", original(number))
            if mode != "lying":
                say(f"arrived {number}")
            vault.set("number", number)
            say(f"set {number}")
            if mode == "checkpoint" and number % 5 == 0:
                say("checkpoint")
                vault._db.move_log()  # noqa: SLF001 - a moment that no user can ask for


def fill(folder: Path) -> None:
    """Write until the vault refuses; say why, and what it still reads."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_LIMIT, FILE_LIMIT))  # Python ignores the signal, so writing fails
    with Vault.open(folder, PASSPHRASE) as vault:
        try:
            for number in range(1, 100):
                vault.arrive(f"{number}.pdf", "application/pdf", os.urandom(1 << 20))
                say(f"arrived {number}")
        except UserError as error:
            say(f"refused {error.code}")
        vault.verify()
        say(f"reads {sum(len(vault.original(row.id)) for row in vault.documents()) >> 20}")


def brim(folder: Path) -> None:
    """Fill a small disk, see what is refused and what still works, make room, and go on."""
    from muniment.vault.keys.key_wrapping import LEAST_COST
    from muniment.vault.keys.rekey import Fresh

    ballast = folder.with_name("ballast")
    ballast.write_bytes(bytes(3 << 20))
    with Vault.create(folder, PASSPHRASE, cost=LEAST_COST) as vault:
        arrived = 0
        try:
            while True:
                vault.arrive(f"{arrived + 1}.pdf", "application/pdf", os.urandom(200_000))
                arrived += 1
                say(f"arrived {arrived}")
        except UserError as error:
            say(f"refused {error.code}")
        try:
            vault.back_up()
        except UserError as error:
            say(f"backup refused {error.code}")
        say(f"left {len(list(folder.glob('backups/*')))}")
    vault, changes = Vault.open_with_keys(folder, PASSPHRASE)
    with vault:
        try:
            changes.renew_master(Fresh(PASSPHRASE, cost=LEAST_COST))
        except UserError as error:
            say(f"new master key refused {error.code}")
        vault.verify()
        say(f"reads {sum(len(vault.original(row.id)) == 200_000 for row in vault.documents())}")
        ballast.unlink()
        vault.arrive("last.pdf", "application/pdf", os.urandom(200_000))
        report = vault.verify()
        say(f"then {report.documents} whole {report.is_whole}")


def main() -> None:
    """Do as told."""
    folder, mode = Path(sys.argv[1]), sys.argv[2]
    if mode == "fill":
        fill(folder)
    elif mode == "brim":
        brim(folder)
    elif mode in ("hold", "open"):
        if mode == "open" and len(sys.argv) > 3 and os.geteuid() == 0:
            os.seteuid(65534)  # root may write everywhere
        try:
            with Vault.open(folder, PASSPHRASE):
                say("open")
                if mode == "hold":
                    sys.stdin.read()
        except UserError as error:
            say(f"refused {error.code}")
    else:
        write(folder, mode, int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000)


if __name__ == "__main__":
    main()
