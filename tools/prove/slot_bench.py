"""A vault whose keys are changed, what should open it, and what a kill at any moment of a change would leave."""

from __future__ import annotations

import functools
import hashlib
import itertools
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from muniment import paths
from muniment.errors import UserError
from muniment.vault import store
from muniment.vault.keys import key_wrapping, recovery_code
from muniment.vault.keys.key_changes import KeyChanges
from muniment.vault.keys.rekey import Fresh
from muniment.vault.keys.unlock_methods import EscrowKey, KeyringKey, Passphrase, RecoveryCode, Way
from muniment.vault.store import Vault
from prove.ring import MemoryRing

CHANGES = (
    "passphrase", "recovery", "keyring", "escrow", "remove passphrase", "remove recovery", "remove keyring", "rekey"
)  # fmt: skip
COST = key_wrapping.LEAST_COST
LARGE = 40_000
"""Bytes of a document in the vault, so that a copy of it has many pages."""

Items = dict[str, str]


@dataclass(frozen=True)
class Key:
    """Something that does, or must not, open the vault.

    Attributes:
        name: For the person.
        way: Made when it is tried, from what the keyring holds then.
    """

    name: str
    way: Callable[[MemoryRing], Way] = field(compare=False)


@dataclass(frozen=True)
class Moment:
    """What a kill would have left.

    Attributes:
        folder: A copy of the vault's.
        items: What the keyring held.
    """

    folder: Path
    items: Items


class Bench:
    """The vault.

    Attributes:
        folder: Of the vault.
        valid: What should open it, by kind.
        retired: What must not open it any more.
        ring: The keyring.
    """

    def __init__(self, place: Path) -> None:
        self.place = place
        self.folder = place / "Bench.muniment"
        self.policy = place / "policy.toml"
        self.ring = MemoryRing()
        self.valid: dict[str, Key] = {}
        self.retired: list[Key] = []
        self._numbers = itertools.count(1)
        self._copy: Key | None = None
        with self.ruled():
            first = self._passphrase()
            with Vault.create(self.folder, first[0], cost=COST) as vault:
                vault.arrive("large.pdf", "application/pdf", random.Random(1).randbytes(LARGE))
        self.valid["passphrase"] = first[1]

    @contextmanager
    def ruled(self) -> Iterator[None]:
        """The machine's policy is the bench's."""
        before = paths.machine_policy
        paths.machine_policy = lambda: self.policy
        try:
            yield
        finally:
            paths.machine_policy = before

    def change(self, what: str) -> tuple[dict[str, Key], dict[str, Key], list[Moment]]:
        """Change the keys.

        Returns:
            What opened the vault before, what opens it now, and the moments between.
        """
        before, self._copy = dict(self.valid), None
        human = before.get("passphrase") or before["recovery"]
        with self.ruled(), _watched(self) as moments:
            if what == "escrow":
                after = {**before, "escrow": self._escrow()}
                Vault.open(self.folder, human.way(self.ring)).close()
            else:
                vault, changes = Vault.open_with_keys(self.folder, human.way(self.ring))
                with vault:
                    after = self._change(what, before, changes)
        self.valid = after
        if self._copy:  # what somebody copied from the keyring before the change opened the vault as it was then
            self.retired.append(self._copy)
            before = {**before, "copy": self._copy}
        self.retired += [
            key for kind, key in before.items() if kind not in ("keyring", "copy") and after.get(kind) != key
        ]
        return before, after, moments

    def _change(self, what: str, before: dict[str, Key], changes: KeyChanges) -> dict[str, Key]:
        match what.split():
            case ["passphrase"]:
                text, key = self._passphrase()
                changes.set_passphrase(text, COST)
                return {**before, "passphrase": key}
            case ["recovery"]:
                code, key = self._recovery()
                changes.set_recovery(code)
                return {**before, "recovery": key}
            case ["keyring"]:
                self._retire_ring(before)
                changes.set_keyring(self.ring)
                return {**before, "keyring": self._keyring()}
            case ["rekey"]:
                return self._rekey(before, changes)
            case ["remove", kind]:
                if kind == "keyring":
                    self._retire_ring(before)
                try:
                    changes.remove(kind, self.ring)
                except UserError as error:
                    if error.code not in ("no-slot", "no-such-slot", "last-slot"):
                        raise
                    return before
                return {name: key for name, key in before.items() if name != kind}
        raise ValueError(what)

    def _rekey(self, before: dict[str, Key], changes: KeyChanges) -> dict[str, Key]:
        text = code = None
        after: dict[str, Key] = {name: key for name, key in before.items() if name == "escrow"}
        if "passphrase" in before:
            text, after["passphrase"] = self._passphrase()
        if "recovery" in before:
            code, after["recovery"] = self._recovery()
        if "keyring" in before:
            self._retire_ring(before)
            after["keyring"] = self._keyring()
        changes.renew_master(Fresh(text, code, self.ring if "keyring" in before else None, COST))
        return after

    def _passphrase(self) -> tuple[str, Key]:
        text = f"passphrase {next(self._numbers)}"
        return text, Key(text, lambda _: Passphrase(text))

    def _recovery(self) -> tuple[str, Key]:
        code = recovery_code.make()
        return code, Key(f"recovery code {next(self._numbers)}", lambda _: RecoveryCode(code))

    def _keyring(self) -> Key:
        return Key("keyring", KeyringKey)

    def _escrow(self) -> Key:
        number = next(self._numbers)
        private = bytes([number % 256]) * 32
        self.policy.write_text(f'[escrow]\npublic_key = "{key_wrapping.public_of(private).hex()}"\n')
        return Key(f"escrow {number}", lambda _: EscrowKey(private))

    def _retire_ring(self, before: dict[str, Key]) -> None:
        """What the keyring holds now is somebody's copy, and must not open the vault later."""
        if "keyring" in before:
            old = MemoryRing()
            old.items = dict(self.ring.items)
            self._copy = Key(f"copy {next(self._numbers)} of the keyring", lambda _: KeyringKey(old))


@contextmanager
def remembered() -> Iterator[None]:
    """Argon2id gives the same for the same passphrase, salt and cost, so that it is asked once for each."""
    before = key_wrapping.stretch
    key_wrapping.stretch = functools.lru_cache(maxsize=4096)(before)
    try:
        yield
    finally:
        key_wrapping.stretch = before


def opens(bench: Bench, folder: Path, items: Items, key: Key) -> bool:
    """Whether a key opens what lies in a folder; tried on a copy, so that no try helps another."""
    copy, ring = _copied(bench, folder), _ring(items)
    with bench.ruled():
        return _is_whole(copy, key.way(ring))


def openers(bench: Bench, moment: Moment, tried: list[Key], chance: random.Random) -> set[str]:
    """Those of some keys that open what lies in a folder.

    Each is tried on the key file. One of those that fit opens the vault itself: all give the same master key (else none counts),
    and with that any of them opens the same.
    """
    copy, ring = _copied(bench, moment.folder), _ring(moment.items)
    masters: dict[str, bytes] = {}
    ways = {key.name: key.way for key in tried}
    with bench.ruled():
        for name, way in ways.items():
            try:
                masters[name] = store.unlocked(copy, way(ring)).master
            except UserError:
                continue
        if not masters or len(set(masters.values())) > 1:
            return set()
        one = chance.choice(sorted(masters))
        return set(masters) if _is_whole(copy, ways[one](ring)) else set()


def _copied(bench: Bench, folder: Path) -> Path:
    copy = bench.place / "try.muniment"
    shutil.rmtree(copy, ignore_errors=True)
    return Path(shutil.copytree(folder, copy))


def _ring(items: Items) -> MemoryRing:
    ring = MemoryRing()
    ring.items = dict(items)
    return ring


def _is_whole(folder: Path, way: Way) -> bool:
    try:
        with Vault.open(folder, way) as vault:
            return vault.audit_fault() is None and len(vault.original(1)) == LARGE
    except UserError:
        return False


_watching: list[Callable[[], None]] = []
_hooked: list[bool] = []


@contextmanager
def _watched(bench: Bench) -> Iterator[list[Moment]]:
    """Copy the folder before each touch of a file in it and of the keyring, where it is not as at a moment before.

    What a kill would leave; kills in the middle of the database's own writes are another part's (``slot_kills``).
    """
    moments: list[Moment] = []
    numbers, seen = itertools.count(), set()
    shutil.rmtree(bench.place / "moments", ignore_errors=True)

    def keep() -> None:
        _watching.clear()  # what follows touches files too
        state = _state(bench)
        if state not in seen:
            seen.add(state)
            target = bench.place / "moments" / str(next(numbers)) / bench.folder.name
            shutil.copytree(bench.folder, target)
            moments.append(Moment(target, dict(bench.ring.items)))
        _watching.append(keep)

    if not _hooked:
        sys.addaudithook(_hook)  # stays for good; it does nothing while nobody watches
        _hooked.append(True)
    bench.ring.on_change = keep
    _watching.append(keep)
    try:
        yield moments
    finally:
        _watching.clear()
        bench.ring.on_change = lambda: None


def _state(bench: Bench) -> bytes:
    """A hash of every file but the lock, and of the keyring."""
    found = hashlib.blake2b(repr(sorted(bench.ring.items.items())).encode())
    for path in sorted(bench.folder.rglob("*")):
        if path.is_file() and path.name != "lock":
            found.update(f"{path} ".encode() + path.read_bytes())
    return found.digest()


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watching or event not in ("open", "os.rename", "os.remove", "os.mkdir"):
        return
    if ".muniment" in str(arguments[0]) and "/moments/" not in str(arguments[0]):
        for keep in list(_watching):
            keep()
