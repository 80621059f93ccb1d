from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from muniment.errors import Exit, UserError
from muniment.vault.keys import key_slots, key_wrapping
from muniment.vault.keys.slot_format import Slots
from muniment.vault.keys.unlock_methods import Passphrase
from muniment.vault.place.vault_folder import Folder
from muniment.vault.store import Vault
from support.error_words import says, words_of
from vault.made import PASSPHRASE, files_of


def content(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder / "vault.slots").read_bytes())
    return data


def rewrite(folder: Path, data: dict[str, Any], *, fix_sum: bool = True) -> None:
    """Write an altered header as somebody would who knows the format but not the key."""
    if fix_sum:
        body = {name: value for name, value in data.items() if name not in ("sum", "mac")}
        packed = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
        data = {**data, "sum": hashlib.sha256(packed).hexdigest()}
    (folder / "vault.slots").write_text(json.dumps(data))


def refusal(folder: Path, passphrase: str = PASSPHRASE) -> UserError:
    with pytest.raises(UserError) as caught:
        Vault.open(folder, passphrase)
    return caught.value


@pytest.fixture
def closed(vault: Vault, folder: Path) -> Path:
    vault.close()
    return folder


def test_the_passphrase_opens_and_another_does_not(closed: Path) -> None:
    Vault.open(closed, PASSPHRASE).close()
    error = refusal(closed, "Correct horse")
    assert (error.code, error.exit_code) == ("wrong-passphrase", Exit.CANNOT_UNLOCK)


def test_composed_and_decomposed_characters_are_one_passphrase(folder: Path) -> None:
    Vault.create(folder, unicodedata.normalize("NFD", "Müller Ångström"), cost=key_wrapping.LEAST_COST).close()
    Vault.open(folder, unicodedata.normalize("NFC", "Müller Ångström")).close()


def test_a_changed_passphrase_replaces_the_old_one_everywhere_and_leaves_the_database_alone(
    vault: Vault, folder: Path
) -> None:
    before = (folder / "vault.db").read_bytes()
    vault.change_keys(PASSPHRASE).set_passphrase("new", key_wrapping.LEAST_COST)
    assert (folder / "vault.db").read_bytes() == before
    vault.close()
    assert refusal(folder).code == "wrong-passphrase"
    (folder / "vault.slots").unlink()
    (folder / "vault.slots.bak").rename(folder / "vault.slots")
    assert refusal(folder).code == "wrong-passphrase"
    Vault.open(folder, "new").close()


def test_changing_needs_the_old_passphrase_and_a_new_one(vault: Vault) -> None:
    with pytest.raises(UserError, check=says("does not open")):
        vault.change_keys("wrong").set_passphrase("new", key_wrapping.LEAST_COST)
    with pytest.raises(UserError, check=says("at least one character")):
        vault.change_keys(PASSPHRASE).set_passphrase("", key_wrapping.LEAST_COST)


def test_the_file_holds_what_the_format_says_and_nothing_secret(closed: Path) -> None:
    data = content(closed)
    assert data.keys() == {"format", "min_reader", "vault", "epoch", "db_salt", "slots", "sum", "mac"}
    assert (data["format"], data["min_reader"], data["epoch"]) == (1, 1, 1)
    (slot,) = data["slots"]
    assert slot.keys() == {"kind", "id", "epoch", "kdf", "wrapped"}
    assert slot["kdf"].keys() == {"name", "salt", "memory", "iterations", "lanes"}
    assert (closed / "vault.slots.bak").read_bytes() == (closed / "vault.slots").read_bytes()
    assert not (closed / "vault.slots.new").exists()
    header = key_slots.load(Folder(closed))
    master = key_slots.unlock(header, Passphrase(PASSPHRASE), Folder(closed))
    everything = b"".join(files_of(closed).values())
    for secret in (
        master,
        key_wrapping.derive(master, "database"),
        key_wrapping.derive(master, "header"),
        PASSPHRASE.encode(),
    ):
        assert secret not in everything
        assert secret.hex().encode() not in everything


def test_the_default_cost_is_the_one_of_the_design() -> None:
    assert key_wrapping.Cost(memory=65536, iterations=3, lanes=4) == key_wrapping.DEFAULT_COST
    assert key_wrapping.DEFAULT_COST.is_safe()
    assert key_wrapping.LEAST_COST.is_safe()


def leaves(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else None
    if items is None:
        yield path
        return
    for key, value in items:
        yield from leaves(value, (*path, key))


def altered(value: Any, position: int) -> Any:
    if isinstance(value, int):
        return value + 1
    place = position % len(value)
    return value[:place] + ("0" if value[place] != "0" else "1") + value[place + 1 :]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choice=st.integers(0, 1000), position=st.integers(0, 1000), fix_sum=st.booleans())
def test_no_field_can_be_altered(closed: Path, choice: int, position: int, fix_sum: bool) -> None:
    original = (closed / "vault.slots").read_bytes()
    data = content(closed)
    paths = [path for path in leaves(data) if path != ("sum",) or not fix_sum]
    path = paths[choice % len(paths)]
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = altered(place[path[-1]], position)
    try:
        rewrite(closed, data, fix_sum=fix_sum)
        error = refusal(closed)
    finally:
        (closed / "vault.slots").write_bytes(original)
    if path == ("min_reader",):
        assert error.code == "newer-vault"
    elif fix_sum or path == ("mac",):
        assert error.code in ("damaged-slots", "wrong-passphrase", "unsafe-slots", "no-slot")
    else:
        assert error.code == "damaged-slots"


@pytest.mark.parametrize(
    "alter",
    [
        lambda data: data.pop("db_salt"),
        lambda data: data.pop("mac"),
        lambda data: data.update(extra="field"),
        lambda data: data.update(slots={}),
        lambda data: data["slots"].append(dict(data["slots"][0])),
        lambda data: data["slots"][0].pop("wrapped"),
        lambda data: data["slots"][0].update(wrapped="%%%"),
        lambda data: data["slots"][0]["kdf"].update(name="scrypt"),
        lambda data: data.update(epoch=True),
    ],
)
def test_no_field_can_be_added_or_removed(closed: Path, alter: Callable[[dict[str, Any]], Any]) -> None:
    data = content(closed)
    alter(data)
    rewrite(closed, data)
    assert refusal(closed).code == "damaged-slots"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("memory", 8),
        ("memory", 19 * 1024 - 1),
        ("memory", 2 * 1024 * 1024 + 1),
        ("iterations", 1),
        ("iterations", 1_000_000),
        ("lanes", 0),
        ("lanes", 4096),
    ],
)
def test_weak_and_hostile_costs_are_refused_before_they_are_paid(closed: Path, name: str, value: int) -> None:
    data = content(closed)
    data["slots"][0]["kdf"][name] = value
    rewrite(closed, data)
    error = refusal(closed)
    assert (error.code, error.exit_code) == ("unsafe-slots", Exit.REFUSED)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"{}" + b" " * (1 << 20), b"[" * 200_000])
def test_a_damaged_file_is_not_called_a_wrong_passphrase(closed: Path, data: bytes) -> None:
    (closed / "vault.slots").write_bytes(data)
    error = refusal(closed, "wrong")
    assert (error.code, error.exit_code) == ("damaged-slots", Exit.REFUSED)
    assert "vault.slots.bak" in words_of(error)


def test_a_missing_file_names_its_copy_and_the_copy_opens(closed: Path) -> None:
    (closed / "vault.slots").unlink()
    error = refusal(closed)
    assert (error.code, error.exit_code) == ("missing-slots", Exit.REFUSED)
    assert "rename vault.slots.bak to vault.slots" in words_of(error)
    (closed / "vault.slots.bak").rename(closed / "vault.slots")
    Vault.open(closed, PASSPHRASE).close()


def test_a_missing_file_without_a_copy_says_so(closed: Path) -> None:
    (closed / "vault.slots").unlink()
    (closed / "vault.slots.bak").unlink()
    error = refusal(closed)
    assert error.code == "missing-slots"
    assert "backup of the folder" in words_of(error)


def test_slots_of_another_vault_do_not_open_this_one(closed: Path, tmp_path: Path) -> None:
    other = tmp_path / "Other.muniment"
    Vault.create(other, PASSPHRASE, cost=key_wrapping.LEAST_COST).close()
    data, foreign = content(closed), content(other)
    data["slots"] = foreign["slots"]
    rewrite(closed, data)
    assert refusal(closed).code == "wrong-passphrase"
    rewrite(closed, foreign)
    assert refusal(closed).code == "damaged-vault"


def test_a_newer_file_is_refused_untouched(closed: Path) -> None:
    data = content(closed)
    data["min_reader"] = 2
    data["slots"] = [{"some": "thing new"}]
    rewrite(closed, data)
    before = files_of(closed)
    error = refusal(closed)
    assert (error.code, error.exit_code) == ("newer-vault", Exit.REFUSED)
    assert files_of(closed) == before


def test_kinds_that_this_version_does_not_open_are_kept(closed: Path) -> None:
    place = Folder(closed)
    header = key_slots.load(place)
    master = key_slots.unlock(header, Passphrase(PASSPHRASE), place)
    others = [
        {"kind": "smart card", "id": "s1", "epoch": 1, "kdf": {"name": "of-the-card"}, "wrapped": "AAAA"},
        {"kind": "of-the-future", "id": "f1", "epoch": 1, "anything": {"goes": [1, 2]}},
    ]
    header = Slots({**header.header, "slots": [*others, *header.header["slots"]], "future_field": [1]})
    key_slots.save(place, header, master)
    with Vault.open(closed, PASSPHRASE) as vault:
        vault.change_keys(PASSPHRASE).set_passphrase("new", key_wrapping.LEAST_COST)
    assert content(closed)["slots"][:2] == others
    assert content(closed)["future_field"] == [1]
    Vault.open(closed, "new").close()


def test_a_vault_without_a_passphrase_says_so(closed: Path) -> None:
    place = Folder(closed)
    header = key_slots.load(place)
    master = key_slots.unlock(header, Passphrase(PASSPHRASE), place)
    key_slots.save(place, Slots({**header.header, "slots": []}), master)
    error = refusal(closed)
    assert (error.code, error.exit_code) == ("no-slot", Exit.CANNOT_UNLOCK)
