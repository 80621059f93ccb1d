from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from muniment.document.facts.fact import State
from muniment.vault.database.records import DocumentState
from muniment.vault.keys import key_wrapping
from muniment.vault.store import Vault
from vault.child import original
from vault.made import PASSPHRASE, analysis, child, pages

FACTS = [one.value for one in analysis(pages()).facts]


@pytest.mark.parametrize("rounds", [6, pytest.param(60, marks=pytest.mark.slow)])
def test_nothing_acknowledged_is_lost_when_the_writer_is_killed(folder: Path, rounds: int) -> None:
    Vault.create(folder, PASSPHRASE, cost=key_wrapping.LEAST_COST).close()
    moments = random.Random(5)
    acknowledged: list[list[str]] = []
    for _ in range(rounds):
        writer = child("write", folder)
        assert writer.stdout is not None
        acknowledged.append(writer.stdout.readline().split())  # it is at work: what follows hits a moment of that
        time.sleep(moments.uniform(0, 0.25))
        writer.kill()
        output, complaints = writer.communicate()
        assert complaints == ""
        acknowledged += [line.split() for line in output.split("\n")[:-1]]
        check(folder, acknowledged)
    assert len(acknowledged) > rounds


def check(folder: Path, acknowledged: list[list[str]]) -> None:
    with Vault.open(folder, PASSPHRASE) as vault:
        assert vault._db.integrity_errors() == 0
        vault.requeue_running()
        states = {row.id: row.state for row in vault.documents()}
        assert set(states.values()) <= {DocumentState.DONE, DocumentState.QUEUED}
        accepted = {
            one.id for row in vault.documents() for one in vault.facts(row.id) if one.fact.state is State.ACCEPTED
        }
        for what, number, *rest in acknowledged:
            if what == "arrived":
                assert vault.original(int(number)) == original(int(rest[0]))
            elif what == "done":
                assert states[int(number)] is DocumentState.DONE
                assert [one.fact.value for one in vault.facts(int(number))] == FACTS
                assert vault.pages(int(number)) == list(pages())
            else:
                assert int(number) in accepted
        for document_id, state in states.items():
            if state is DocumentState.QUEUED:
                assert vault.pages(document_id) == []
                assert vault.facts(document_id) == []


def can_mount() -> bool:
    return (
        sys.platform == "linux"
        and os.geteuid() == 0
        and subprocess.run(["mount", "-h"], capture_output=True, check=False).returncode == 0
    )


@contextmanager
def disk_of_12_megabytes(place: Path) -> Iterator[None]:
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(place)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)


def fill(folder: Path, task: str) -> list[list[str]]:
    Vault.create(folder, PASSPHRASE, cost=key_wrapping.LEAST_COST).close()
    output, complaints = child(task, folder).communicate()
    assert complaints == ""
    said = [line.split() for line in output.splitlines()]
    with Vault.open(folder, PASSPHRASE) as vault:
        assert vault._db.integrity_errors() == 0
        assert len(vault.documents()) == int(said[1][1])
        assert all(len(vault.original(row.id)) == row.size for row in vault.documents())
    return said


@pytest.mark.parametrize("how", ["limit", "disk"] if can_mount() else ["limit"])
def test_a_full_disk_loses_nothing_that_was_saved(tmp_path: Path, how: str) -> None:
    """On a real small disk where we may mount one; and with files that must not grow, which the system says otherwise."""
    if how == "limit":
        said = fill(tmp_path / "x.muniment", "fill_limited")
    else:
        with disk_of_12_megabytes(tmp_path):
            said = fill(tmp_path / "x.muniment", "fill")
    assert said[0] in (["refused", "disk-full"], ["refused", "disk-failed"] if how == "limit" else [])
    documents, tries = int(said[1][1]), int(said[1][3])
    assert documents == tries  # the first one and all but the last of the others
    assert tries > 3
    assert said[2] == ["facts", "4"]


def test_a_full_disk_while_a_vault_is_made_leaves_nothing(tmp_path: Path) -> None:
    output, complaints = child("create_limited", tmp_path / "x.muniment").communicate()
    assert (output.split()[0], complaints) == ("refused", "")
    assert list(tmp_path.iterdir()) == []
