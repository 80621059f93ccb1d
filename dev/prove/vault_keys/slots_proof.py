"""``dev.py prove slots``: what should open a vault always does, and nothing else ever does."""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from muniment.vault.keys import finish_open, key_slots, rekey
from muniment.vault.keys.keyring_store import Kept
from muniment.vault.keys.slot_format import SlotKind
from prove.proof_outcome import ProofOutcome
from prove.vault_keys import doctored_slots, killed_key_changes
from prove.vault_keys.key_change_bench import CHANGES, Bench, Moment, openers, opens, remembered
from prove.work_folders import in_memory


class WrongError(Exception):
    """Something opens that should not, or does not that should."""


SEQUENCES = 1000
DOCTORED = 3000
KILLS = 150


def main(arguments: Sequence[str]) -> int:
    """Run the parts and say what came of each.

    Returns:
        0 if all hold and every control was caught.
    """
    options = _parser().parse_args(arguments)
    print(f"seed {options.seed}", flush=True)
    held = True
    with remembered():
        for name in options.parts or PARTS:
            begun = time.monotonic()
            for outcome in PARTS[name](options.seed, options):
                held = held and outcome.holds
                print("\n".join(outcome.lines()), flush=True)
            print(f"    {time.monotonic() - begun:.0f} s", flush=True)
    print("Every vault opens by what should open it, and by nothing else." if held else "FAILED")
    return 0 if held else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dev.py prove slots", description=__doc__, epilog="The long form takes about twenty minutes of one core."
    )
    parser.add_argument(
        "parts", nargs="*", choices=[*PARTS, []], metavar="PART", help=f"{', '.join(PARTS)}; default: all"
    )
    parser.add_argument("--short", action="store_true", help="as the tests run it")
    parser.add_argument("--seed", type=int, default=os.getpid(), help="of all that is chosen by chance")
    parser.add_argument(
        "--sequences", type=int, default=SEQUENCES, help=f"of changes, in the long form; default {SEQUENCES}"
    )
    return parser


def changes(number: int, options: argparse.Namespace) -> list[ProofOutcome]:
    """Sequences of changes, with a crash at moments of each; and five faults that must be seen.

    The first sequence has every kind of change, and is tried at every moment; the others at some moments of each change.
    """
    short, counted, chance = options.short, {"sequences": 0, "moments": 0}, random.Random(number)
    every = ["recovery", "keyring", "escrow", "rekey", "passphrase", "keyring", "remove keyring", "remove passphrase"]
    wrong = _tried(lambda: _sequence(every, chance, counted, 2 if short else None))
    wrong += _searched(
        st.lists(st.sampled_from(CHANGES), min_size=1, max_size=5 if short else 8), 4 if short else options.sequences,
        number, lambda chosen: _sequence(chosen, chance, counted, 2),
    )  # fmt: skip
    said = f"{counted['sequences']} sequences of changes, {counted['moments']} moments at which a kill was tried"
    controls: list[tuple[str, list[str], Any, str, Any]] = [
        ("no opening finishes a new master key", ["rekey"], rekey, "finish", _nothing),
        ("the keyring is overwritten before the key file", ["keyring", "keyring"], rekey, "keep_both", _keep_one),
        (
            "the last key of a person can be removed",
            ["keyring", "remove passphrase"],
            key_slots,
            "HUMAN",
            tuple(SlotKind),
        ),
        ("an old key file is accepted", ["passphrase"], finish_open, "_refuse_older", _nothing),
        ("a copy counts before its key file stands", ["rekey"], rekey, "_is_swapped_in", lambda *_: True),
    ]
    return [
        ProofOutcome("changes", said, tuple(wrong), _caught(controls[0], number)),
        *(ProofOutcome(one[0], "a fault put in on purpose", (), _caught(one, number)) for one in controls[1:]),
    ]


def alterations(number: int, options: argparse.Namespace) -> list[ProofOutcome]:
    """Swapped, truncated, downgraded and doctored key files; and a seal that is not looked at."""
    with in_memory() as place:
        bench, history = doctored_slots.prepared(place)
        counted = {"files": 0}

        def one(chosen: tuple[str, int, int]) -> None:
            counted["files"] += 1
            fault = doctored_slots.tried(bench, history, *chosen)
            if fault:
                raise WrongError(fault)

        kinds = st.tuples(st.sampled_from(doctored_slots.KINDS), st.integers(0, 10_000), st.integers(0, 10_000))
        wrong = [fault for kind in doctored_slots.KINDS for fault in _tried(partial(one, (kind, number, number // 7)))]
        wrong += _searched(kinds, 4 if options.short else DOCTORED, number, one)
        with _broken(key_slots, "compare_digest", lambda *_: True):
            caught = _tried(lambda: one(("retired slot", 0, 0)))
    return [ProofOutcome("doctored", f"{counted['files']} altered key files", tuple(wrong), (caught or [""])[0])]


def _sequence(chosen: Sequence[str], chance: random.Random, counted: dict[str, int], most: int | None) -> None:
    """Change the keys, and try every key on the vault and on what a kill would have left."""
    with in_memory() as place:
        bench = Bench(place)
        counted["sequences"] += 1
        if counted["sequences"] % 100 == 0:
            print(f"{counted['sequences']} sequences, {counted['moments']} moments", file=sys.stderr, flush=True)
        for what in chosen:
            header = (bench.folder / "vault.slots").read_bytes()
            before, after, moments = bench.change(what)
            if not {"passphrase", "recovery"} & after.keys():
                raise WrongError(f"after {what} nobody holds a key")
            _check(bench, Moment(bench.folder, dict(bench.ring.items)), [after], what, chance)
            tried = moments if most is None else chance.sample(moments, min(most, len(moments)))
            for moment in tried:
                counted["moments"] += 1
                _check(bench, moment, [before, after], f"a kill during {what}", chance)
                if _tear(moment, header, chance):
                    counted["moments"] += 1
                    _check(bench, moment, [before], f"a kill while {what} wrote its copy", chance)
            if after != before:  # a keyring set anew is one, by its copy
                _check_downgrade(bench, header, before, after, what)


def _tear(moment: Moment, header: bytes, chance: random.Random) -> bool:
    """Leave half of a copy under a new master key, as a kill in the middle of writing it does; false if there is none."""
    copy = moment.folder / "vault.db.rekey"
    if not copy.exists() or (moment.folder / "vault.slots").read_bytes() != header:
        return False
    whole = copy.read_bytes()
    copy.write_bytes(whole[: chance.randrange(len(whole) + 1)])
    return True


def _check(bench: Bench, moment: Moment, allowed: list[dict[str, Any]], when: str, chance: random.Random) -> None:
    universe = {key for state in allowed for key in state.values()} | set(bench.retired[-4:])
    found = openers(bench, moment, sorted(universe, key=lambda key: key.name), chance)
    states = [{key.name for key in state.values()} for state in allowed]
    if found not in states:
        raise WrongError(
            f"after {when}: {sorted(found)} open, {' or '.join(str(sorted(state)) for state in states)} should"
        )


def _check_downgrade(bench: Bench, header: bytes, before: dict[str, Any], after: dict[str, Any], what: str) -> None:
    """The key file from before the change is put back: what was retired must not open the vault."""
    place = bench.folder / "vault.slots"
    now = place.read_bytes()
    place.write_bytes(header)
    try:
        for kind, key in before.items():
            if after.get(kind) != key and opens(bench, bench.folder, bench.ring.items, key):
                raise WrongError(f"after {what} and an old key file put back: {key.name} opens")
    finally:
        place.write_bytes(now)


def _searched(strategy: st.SearchStrategy[Any], examples: int, number: int, run: Callable[[Any], None]) -> list[str]:
    @seed(number)
    @settings(
        max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )  # fmt: skip
    @given(strategy)
    def search(chosen: Any) -> None:
        run(chosen)

    return _tried(search)


def _tried(run: Callable[[], None]) -> list[str]:
    try:
        run()
    except WrongError as fault:
        return [str(fault)]
    return []


def _caught(control: tuple[str, list[str], Any, str, Any], number: int) -> str:
    name, chosen, module, attribute, broken = control
    with _broken(module, attribute, broken):
        found = _tried(lambda: _sequence(chosen, random.Random(number), {"sequences": 0, "moments": 0}, None))
    return f"{name}: {found[0]}" if found else ""


@contextmanager
def _broken(module: Any, attribute: str, broken: Any) -> Iterator[None]:
    whole = getattr(module, attribute)
    setattr(module, attribute, broken)
    try:
        yield
    finally:
        setattr(module, attribute, whole)


def _nothing(*_: object) -> None:
    return


def _keep_one(ring: Any, header: Any, master: bytes, secret: bytes) -> None:  # noqa: ARG001 - as keep_both
    ring.put(header.vault_id, Kept(header.epoch, (secret,)))


def kills(number: int, options: argparse.Namespace) -> list[ProofOutcome]:
    """A process that changes keys is killed."""
    return [killed_key_changes.measure(4 if options.short else KILLS, random.Random(number))]


PARTS: dict[str, Callable[[int, argparse.Namespace], list[ProofOutcome]]] = {
    "changes": changes,
    "doctored": alterations,
    "kills": kills,
}
