from __future__ import annotations

import plistlib
from pathlib import Path

import pytest

from muniment import paths, policy
from muniment.errors import Exit, UserError
from muniment.policy import Policy
from muniment.texts.say import say
from muniment.vault.keys import key_wrapping
from muniment.vault.store import Vault
from support.error_words import says

PASSPHRASE = "nine quiet otters"
HASH = "ab" * 32

ALL = f"""
[escrow]
public_key = "{key_wrapping.public_of(bytes(range(32))).hex()}"
[keys]
keyring = false
passphrase_length = 14
[lock]
minutes = 15
[vaults]
folders = ["/srv/vaults", "/home/*/Muniment"]
[network]
fetcher = false
[models]
sha256 = ["{HASH.upper()}"]
[export]
formats = ["json", "xlsx"]
copy = ["numbers"]
[retention]
days = 30
hold_all = false
hold = ["{HASH}"]
"""


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the machine's policy lies in these tests."""
    path = tmp_path / "policy.toml"
    monkeypatch.setattr(paths, "machine_policy", lambda: path)
    return path


def test_without_a_policy_everything_is_as_the_user_likes(where: Path) -> None:
    assert policy.read() == Policy()
    assert Policy().rules() == []


def test_all_that_can_be_set(where: Path) -> None:
    where.write_text(ALL)
    found = policy.read()
    assert found.escrow == key_wrapping.public_of(bytes(range(32)))
    assert (found.keyring, found.passphrase_length, found.lock_minutes, found.fetcher) == (False, 14, 15, False)
    assert (found.exports, found.copies, found.models) == (("xlsx", "json"), ("numbers",), frozenset({HASH}))
    assert (found.retention_days, found.hold_all, found.hold) == (30, False, frozenset({HASH}))
    assert len(found.rules()) == 11
    assert all(say(rule).endswith(".") for rule in found.rules())


def test_a_property_list_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "org.muniment.plist"
    path.write_bytes(plistlib.dumps({"keys": {"keyring": False}, "lock": {"minutes": 5}}))
    monkeypatch.setattr(paths, "machine_policy", lambda: path)
    assert policy.read() == Policy(keyring=False, lock_minutes=5)


@pytest.mark.parametrize(
    "text",
    [
        "not toml",
        "[keyz]\nkeyring = false",
        "[keys]\nkeyrings = false",
        "keys = 1",
        '[keys]\nkeyring = "no"',
        "[keys]\npassphrase_length = 0",
        "[keys]\npassphrase_length = true",
        "[lock]\nminutes = 0",
        '[vaults]\nfolders = ["relative"]',
        "[vaults]\nfolders = []",
        '[models]\nsha256 = ["12"]',
        '[export]\nformats = ["pdf"]',
        f'[escrow]\npublic_key = "{"0" * 64}"',
        '[escrow]\npublic_key = "12"',
        '[retention]\nhold = "all"',
    ],
)
def test_what_is_not_understood_lets_nothing_through(where: Path, tmp_path: Path, text: str) -> None:
    where.write_text(text)
    for attempt in (
        policy.read,
        Vault.in_memory,
        lambda: Vault.create(tmp_path / "x.muniment", PASSPHRASE, cost=key_wrapping.LEAST_COST),
        lambda: Vault.open(tmp_path / "x.muniment", PASSPHRASE),
    ):
        with pytest.raises(UserError) as caught:
            attempt()
        assert (caught.value.code, caught.value.exit_code) == ("policy", Exit.REFUSED)


def test_what_cannot_be_read_lets_nothing_through(where: Path) -> None:
    where.mkdir()
    with pytest.raises(UserError, check=says("cannot be read")):
        policy.read()
    where.rmdir()
    where.symlink_to(where.with_name("gone"))
    with pytest.raises(UserError, check=says("leads nowhere")):
        policy.read()


def test_the_place_is_not_the_users_to_choose(monkeypatch: pytest.MonkeyPatch) -> None:
    before = paths.machine_policy()
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CONFIG_DIRS", "MUNIMENT_POLICY"):
        monkeypatch.setenv(name, "/elsewhere")
    assert paths.machine_policy() == before
    assert before.is_absolute()


def test_vaults_lie_where_the_policy_says(where: Path, tmp_path: Path) -> None:
    allowed = tmp_path / "allowed"
    (tmp_path / "elsewhere").mkdir()
    allowed.mkdir()
    (allowed / "out").symlink_to(tmp_path / "elsewhere")
    where.write_text(f'[vaults]\nfolders = ["{tmp_path.as_posix()}/all*"]')
    Vault.create(allowed / "x.muniment", PASSPHRASE, cost=key_wrapping.LEAST_COST).close()
    for other in (tmp_path / "y.muniment", allowed / ".." / "y.muniment", allowed / "out" / "y.muniment"):
        with pytest.raises(UserError, check=says("vaults lie in")) as caught:
            Vault.create(other, PASSPHRASE, cost=key_wrapping.LEAST_COST)
        assert caught.value.code == "policy-folders"
    with Vault.open(allowed / "x.muniment", PASSPHRASE) as vault:
        with pytest.raises(UserError, check=says("vaults lie in")):
            vault.back_up_to(tmp_path / "elsewhere" / "copy.muniment")
        vault.back_up_to(allowed / "copy.muniment")
    assert not (tmp_path / "elsewhere" / "copy.muniment").exists()
    (allowed / "x.muniment").rename(tmp_path / "x.muniment")
    with pytest.raises(UserError, check=says("vaults lie in")):
        Vault.open(tmp_path / "x.muniment", PASSPHRASE)


def test_a_passphrase_is_as_long_as_the_policy_says(where: Path, tmp_path: Path) -> None:
    Vault.create(tmp_path / "old.muniment", "short", cost=key_wrapping.LEAST_COST).close()
    where.write_text("[keys]\npassphrase_length = 10")
    with pytest.raises(UserError, check=says("at least 10 characters")):
        Vault.create(tmp_path / "x.muniment", "123456789", cost=key_wrapping.LEAST_COST)
    with Vault.open(tmp_path / "old.muniment", "short") as vault:
        assert "this one is shorter" in say(vault.notices[0])
        with pytest.raises(UserError, check=says("at least 10 characters")):
            vault.change_keys("short").set_passphrase("123456789", key_wrapping.LEAST_COST)
        vault.change_keys("short").set_passphrase("1234567890", key_wrapping.LEAST_COST)
    with Vault.open(tmp_path / "old.muniment", "1234567890") as vault:
        assert vault.notices == ()


def test_what_is_held_or_new_is_not_removed(where: Path) -> None:
    with Vault.in_memory() as vault:
        held = vault.arrive("held.pdf", "application/pdf", b"held").document
        other = vault.arrive("other.pdf", "application/pdf", b"other").document
        where.write_text(f'[retention]\nhold = ["{held.sha256}"]')
        with pytest.raises(UserError, check=says("on hold")):
            vault.remove(held.id)
        vault.remove(other.id)
        where.write_text("[retention]\ndays = 1")
        with pytest.raises(UserError, check=says("at least 1 days")):
            vault.remove(held.id)
        with vault._db.transaction():
            vault._db.run("UPDATE documents SET added_at = '2020-01-01T00:00:00+00:00'")
        where.write_text("[retention]\ndays = 1\nhold_all = true")
        with pytest.raises(UserError, check=says("on hold")):
            vault.remove(held.id)
        where.write_text("[retention]\ndays = 1")
        vault.remove(held.id)
        assert vault.documents() == []


def test_the_lock_comes_no_later_than_the_policy_says() -> None:
    rules = Policy(lock_minutes=15)
    assert [rules.lock_after(asked) for asked in (None, 0, 5, 60)] == [15, 15, 5, 15]
    assert Policy().lock_after(60) == 60
    assert Policy().lock_after(None) is None


def test_a_change_of_the_policy_is_in_the_journal(where: Path, tmp_path: Path) -> None:
    folder = tmp_path / "x.muniment"
    Vault.create(folder, PASSPHRASE, cost=key_wrapping.LEAST_COST).close()
    for text in ("[lock]\nminutes = 5", "[lock]\nminutes = 5", ""):
        where.write_text(text)
        Vault.open(folder, PASSPHRASE).close()
    with Vault.open(folder, PASSPHRASE) as vault:
        told = [entry.detail["set"] for entry in vault.audit() if entry.event == "policy"]
    assert told == [["lock_minutes: 5"], []]
