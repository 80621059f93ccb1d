"""Key files that somebody altered: swapped, truncated, downgraded, doctored. None may open a vault to whom it is shut."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from prove.vault_keys.key_change_bench import Bench, Key, Moment, openers

History = list[bytes]


def prepared(place: Path) -> tuple[Bench, History]:
    """A vault whose keys were changed often, and its key files from before; the last is of another vault."""
    bench = Bench(place)
    history = []
    for what in ("recovery", "keyring", "passphrase", "recovery", "keyring"):
        history.append((bench.folder / "vault.slots").read_bytes())
        bench.change(what)
    (place / "other").mkdir()
    other = Bench(place / "other")
    bench.retired.append(Key("another vault's passphrase", other.valid["passphrase"].way))
    return bench, [*history, (other.folder / "vault.slots").read_bytes()]


def tried(bench: Bench, history: History, kind: str, one: int, two: int) -> str:
    """Alter the key file, try every key, and put it back.

    Returns:
        What is wrong; empty if nothing is.
    """
    path = bench.folder / "vault.slots"
    whole = path.read_bytes()
    path.write_bytes(_ALTERATIONS[kind](whole, history[one % len(history)], two))
    now = Moment(bench.folder, dict(bench.ring.items))
    chance = random.Random(two)
    try:
        if opening := openers(bench, now, bench.retired, chance):
            return f"{kind} {one} {two}: {sorted(opening)} open the vault"
    finally:
        path.write_bytes(whole)
    shut = {key.name for key in bench.valid.values()} - openers(bench, now, list(bench.valid.values()), chance)
    return f"{kind} {one} {two}, put back: {sorted(shut)} do not open the vault" if shut else ""


def _sealed(header: dict[str, Any]) -> bytes:
    """As somebody writes it who knows the format and not the key."""
    body = {name: value for name, value in header.items() if name not in ("sum", "mac")}
    packed = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    return json.dumps({**header, "sum": hashlib.sha256(packed).hexdigest()}).encode()


def _old_slot(whole: bytes, old: bytes, two: int) -> bytes:
    header, before = json.loads(whole), json.loads(old)
    header["slots"].append(before["slots"][two % len(before["slots"])])
    return _sealed(header)


def _old_slots(whole: bytes, old: bytes, _: int) -> bytes:
    return _sealed({**json.loads(whole), "slots": json.loads(old)["slots"]})


def _field(whole: bytes, old: bytes, two: int) -> bytes:
    header, before = json.loads(whole), json.loads(old)
    name = sorted(header)[two % len(header)]
    return _sealed({**header, name: before[name]})


def _number(whole: bytes, _: bytes, two: int) -> bytes:
    header = json.loads(whole)
    kdf = next(slot["kdf"] for slot in header["slots"] if slot["kind"] == "passphrase")
    kdf[("memory", "iterations", "lanes")[two % 3]] = two
    return _sealed(header)


def _epoch(whole: bytes, old: bytes, two: int) -> bytes:
    """An old file that claims to be new."""
    return _sealed({**json.loads(old), "epoch": json.loads(whole)["epoch"] + two})


_ALTERATIONS: dict[str, Callable[[bytes, bytes, int], bytes]] = {
    "retired slot": _old_slot,
    "retired slots": _old_slots,
    "older": lambda _, old, __: old,
    "older that claims to be new": _epoch,
    "field of an older one": _field,
    "cost": _number,
    "truncated": lambda whole, _, two: whole[: two % len(whole)],
    "one byte": lambda whole, _, two: _changed(whole, two),
    "empty": lambda *_: b"",
}
KINDS = tuple(_ALTERATIONS)


def _changed(whole: bytes, two: int) -> bytes:
    place = two % len(whole)
    return whole[:place] + bytes([whole[place] ^ 1 << two % 8]) + whole[place + 1 :]
