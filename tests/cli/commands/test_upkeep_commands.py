"""Backups, verification and repair, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.command_line import CommandLine


@pytest.fixture
def stored(muniment: CommandLine, report: Path) -> CommandLine:
    assert muniment.run("analyze", report, "--no-model", *muniment.stored()).code == 0
    return muniment


def test_a_removed_document_comes_back_with_the_backup(stored: CommandLine) -> None:
    made = stored.run("vault", "backup", *stored.stored())
    assert Path(made.out.strip()).exists()
    removed = stored.run("remove", "report.pdf", *stored.stored())
    assert "removed from this vault" in removed.err
    assert "backups still hold it" in removed.err
    assert stored.run("list", *stored.stored()).out == ""
    listed = stored.run("vault", "restore", "--list", *stored.stored()).out
    assert Path(made.out.strip()).name in listed
    ran = stored.run("vault", "restore", *stored.stored())
    assert (ran.code, ran.out) == (0, "")
    assert "set-aside" in ran.err
    assert "report.pdf" in stored.run("list", *stored.stored()).out


def test_the_daily_backup_is_made_where_it_is_due_and_hinders_nothing(stored: CommandLine, report: Path) -> None:
    backups = stored.vault / "backups"
    (first,) = backups.glob("*-daily.db")
    old = first.with_name("20200101T000000000000Z-daily.db")
    first.rename(old)
    removed = stored.run("remove", "report.pdf", *stored.stored())
    assert removed.code == 0
    (made,) = set(backups.glob("*-daily.db")) - {old}
    assert stored.run("vault", "restore", made.name, *stored.stored()).code == 0
    assert "report.pdf" in stored.run("list", *stored.stored()).out  # it was made before the removal
    for path in backups.rglob("*"):
        path.rename(stored.folder / path.name)
    backups.rmdir()
    backups.touch()
    ran = stored.run("analyze", report, "--no-model", *stored.stored())
    assert ran.code == 0
    assert "The daily backup could not be made. The vault" in ran.err


def test_removing_with_the_backups(stored: CommandLine) -> None:
    old = stored.run("vault", "backup", *stored.stored()).out.strip()
    assert stored.run("remove", "report.pdf", "--backups-too", *stored.stored()).code == 0
    assert not Path(old).exists()
    assert stored.run("vault", "restore", *stored.stored()).code == 0
    assert stored.run("list", *stored.stored()).out == ""


def test_damage_is_named_and_repaired(stored: CommandLine) -> None:
    assert "The vault is whole: 1 document," in stored.run("vault", "verify", *stored.stored()).out
    database = stored.vault / "vault.db"
    data = bytearray(database.read_bytes())
    data[len(data) // 2] ^= 1
    database.write_bytes(data)
    ran = stored.run("vault", "verify", "--json", *stored.stored())
    assert ran.code == 1
    assert ran.objects()[0]["whole"] is False
    assert ran.objects()[0]["faults"]
    ran = stored.run("vault", "repair", *stored.stored())
    assert "whole" in ran.out
    assert "set-aside" in ran.err
    assert stored.run("vault", "verify", *stored.stored()).code == 0


def test_a_whole_copy_elsewhere(stored: CommandLine) -> None:
    target = stored.folder / "Copy.muniment"
    assert stored.run("vault", "backup", "--to", target, *stored.stored()).code == 0
    assert "report.pdf" in stored.run("list", "--vault", target, "--passphrase-file", stored.passphrase_file).out
    assert stored.run("vault", "backup", "--to", target, *stored.stored()).code == 2
