"""Which keys open a vault, from the command line."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import time
from pathlib import Path

import pytest

from muniment.vault.keys import key_wrapping, recovery_code
from muniment.vault.store import Vault
from support.command_line import PASSPHRASE, CommandLine

POLICY = "from muniment import paths; from pathlib import Path; paths.machine_policy = lambda: Path({!r})"
PRIVATE = bytes(range(32))


@pytest.fixture
def made(muniment: CommandLine) -> CommandLine:
    assert muniment.run("vault", "create", *muniment.stored()).code == 0
    return muniment


def private(path: Path, text: str) -> Path:
    path.touch(mode=0o600)
    path.write_text(text + "\n")
    return path


def test_the_passphrase_is_set_anew(made: CommandLine) -> None:
    new = private(made.folder / "new", "another passphrase")
    ran = made.run("vault", "passphrase", "--new-passphrase-file", new, *made.stored())
    assert ran.code == 0, ran.err
    assert "rekey" in ran.err
    assert made.run("vault", "unlock-check", *made.stored()).code == 3
    assert made.run("vault", "unlock-check", "--vault", made.vault, "--passphrase-file", new).code == 0
    assert made.run("vault", "passphrase", "--vault", made.vault, "--passphrase-file", new).code == 2


def test_a_recovery_code_opens_the_vault_and_its_typing_errors_are_named(made: CommandLine) -> None:
    paper = made.folder / "paper"
    assert made.run("vault", "recovery", *made.stored()).code == 2
    ran = made.run("vault", "recovery", "--new-recovery-code-file", paper, *made.stored())
    assert ran.code == 0, ran.err
    assert paper.stat().st_mode & 0o777 == 0o600
    assert paper.read_text().strip() not in ran.err + ran.out
    by_code = ("--vault", made.vault, "--recovery-code-file", paper)
    assert made.run("vault", "unlock-check", *by_code).code == 0
    kinds = [row["kind"] for row in made.run("vault", "slots", "--json", "--vault", made.vault).objects()]
    assert kinds == ["passphrase", "recovery"]
    assert made.run("vault", "slots", "--remove", "passphrase", *by_code).code == 0
    last = made.run("vault", "slots", "--remove", "recovery", *by_code)
    assert last.code == 2
    assert "last passphrase or recovery code" in last.err
    paper.write_text(paper.read_text()[4:])
    typo = made.run("vault", "unlock-check", *by_code)
    assert typo.code == 3
    assert "typing error" in typo.err


def test_a_person_sees_the_code_once_and_types_it_again(made: CommandLine) -> None:
    person, terminal = pty.openpty()
    child = subprocess.Popen(
        made.command("vault", "recovery", *made.stored()), stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=made.environment, text=True, start_new_session=True,
    )  # fmt: skip
    os.close(terminal)
    assert child.stdout is not None
    code = child.stdout.readline().strip()
    assert recovery_code.parse(code)
    time.sleep(0.5)  # getpass throws away what was typed before it asks
    os.write(person, f"{recovery_code.make()}\n".encode())
    time.sleep(0.5)
    os.write(person, f"{code.lower().replace('-', ' ')}\n".encode())
    _, said = child.communicate(timeout=60)
    os.close(person)
    assert child.returncode == 0, said
    assert "another code" in said
    paper = private(made.folder / "paper", code)
    assert made.run("vault", "unlock-check", "--vault", made.vault, "--recovery-code-file", paper).code == 0


def test_a_new_master_key(made: CommandLine) -> None:
    before = (made.vault / "vault.slots").read_bytes()
    ran = made.run("vault", "rekey", *made.stored())
    assert ran.code == 0, ran.err
    assert made.run("vault", "unlock-check", *made.stored()).code == 0
    changes = [row["detail"].get("change") for row in made.run("audit", "--json", *made.stored()).objects()]
    assert "new master key" in changes
    (made.vault / "vault.slots").write_bytes(before)
    assert made.run("vault", "unlock-check", *made.stored()).code == 4


def test_without_a_real_keyring_none_is_set(made: CommandLine) -> None:
    """Whatever the environment names: there is no D-Bus in this test."""
    made.environment["PYTHON_KEYRING_BACKEND"] = "keyrings.alt.file.PlaintextKeyring"
    made.environment["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nowhere"
    ran = made.run("vault", "slots", "--add-keyring", *made.stored())
    assert ran.code == 2
    assert "no keyring that Muniment trusts" in ran.err


def test_the_journal_is_shown_and_held_against_its_chain(made: CommandLine) -> None:
    assert made.run("vault", "unlock-check", *made.stored()).code == 0
    rows = made.run("audit", "--json", *made.stored()).objects()
    assert [row["event"] for row in rows] == ["slots", "opened", "opened", "opened"]
    assert "opened: way passphrase" in made.run("audit", *made.stored()).out
    with Vault.open(made.vault, PASSPHRASE) as vault, vault._db.transaction():
        vault._db.run("DROP TRIGGER audit_stays")
        vault._db.run("UPDATE audit SET event = 'label' WHERE id = 2")
    ran = made.run("audit", *made.stored())
    assert ran.code == 4
    assert "from entry 2" in ran.err


def test_the_firms_key_is_visible_opens_and_stays(muniment: CommandLine) -> None:
    rules = muniment.folder / "policy.toml"
    rules.write_text(f'[escrow]\npublic_key = "{key_wrapping.public_of(PRIVATE).hex()}"\n')
    prelude = POLICY.format(str(rules))
    made = muniment.run("vault", "create", *muniment.stored(), prelude=prelude)
    assert made.code == 0
    assert "Your firm holds a key" in made.err
    shown = muniment.run("vault", "info", *muniment.stored(), prelude=prelude).out
    assert "by policy  Your firm holds a key" in shown
    assert "keys       passphrase, escrow" in shown
    assert "your firm holds the private key" in muniment.run("vault", "slots", "--vault", muniment.vault).out
    assert muniment.run("vault", "slots", "--remove", "escrow", *muniment.stored()).code == 2
    key = private(muniment.folder / "key", PRIVATE.hex())
    by_firm = ("--vault", muniment.vault, "--escrow-key-file", key)
    rows = muniment.run("audit", "--json", *by_firm).objects()
    assert json.dumps(rows[-1]["detail"]) == '{"way": "escrow"}'


def test_a_policy_that_is_not_understood_stops_everything(muniment: CommandLine, report: Path) -> None:
    rules = muniment.folder / "policy.toml"
    rules.write_text("[keys]\nkeyrings = false\n")
    for command in (("vault", "create", *muniment.stored()), ("analyze", report, "--no-store", "--no-model")):
        ran = muniment.run(*command, prelude=POLICY.format(str(rules)))
        assert ran.code == 4
        assert "keys.keyrings" in ran.err


def test_exports_have_the_formats_of_the_policy(muniment: CommandLine, report: Path) -> None:
    assert muniment.run("analyze", report, "--no-model", *muniment.stored()).code == 0
    rules = muniment.folder / "policy.toml"
    rules.write_text('[export]\nformats = ["json"]\n')
    for kind, code in (("csv", 4), ("json", 0)):
        target = muniment.folder / f"out.{kind}"
        ran = muniment.run("export", "-o", target, *muniment.stored(), prelude=POLICY.format(str(rules)))
        assert (ran.code, target.exists()) == (code, code == 0)
