"""``dev.py prove leaks``: no word of a document lies in the clear outside the originals and what the user exported.

Every file that the journey wrote anywhere is searched, names included, in ten encodings and inside compressed streams; so is
what it printed. A file that it wrote outside its own home and vault and that is gone again is a fault: nobody can search it.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from prove.outside import canaries
from prove.outside.network_proof import aborted, halts
from prove.outside.watched_journey import Watched, watch
from prove.proof_outcome import ProofOutcome

KNOWN = ("/dev/", "/proc/", "/sys/")


def main(arguments: Sequence[str]) -> int:
    """Run the proof.

    Returns:
        0 if it holds and every control was caught.
    """
    parser = argparse.ArgumentParser(
        prog="dev.py prove leaks",
        description=__doc__,
        epilog="The long form takes about four minutes on two busy cores.",
    )
    parser.add_argument("--short", action="store_true", help="as the tests run it: one control a kind of end")
    options = parser.parse_args(arguments)
    pairs = [("closed", "no-key"), ("abort", "chatty")]
    if not options.short:
        pairs.append(("model", "chatty"))
    held = True
    for kind, control in pairs:
        outcome = measure(kind, control)
        held = held and outcome.holds
        print("\n".join(outcome.lines()), flush=True)
    print("No word was left in the clear." if held else "FAILED")
    return 0 if held else 1


def measure(kind: str, control: str) -> ProofOutcome:
    """A journey and its control."""
    wrong, said = journey(kind)
    caught, _ = journey(control)
    return ProofOutcome(f"words after {kind}", said, tuple(wrong), "; ".join(caught))


def journey(kind: str) -> tuple[list[str], str]:
    """Take one, and look at what is left.

    Returns:
        What leaked, and how much was searched.
    """
    wanted = canaries.words()
    with tempfile.TemporaryDirectory() as folder:
        (place := Path(folder, "journey")).mkdir()
        seen = watch(place, kind, wanted)
        early = aborted(seen) if kind == "abort" else halts(seen)
        if kind == "abort":  # and somebody goes on with what was left
            again = watch(place, "resume", wanted)
            early += halts(again, resumed=True)
            seen = Watched(again.code, seen.said + again.said, seen.trace + again.trace)
        left = [path for path in place.rglob("*") if not _is_the_users(path, place)]
        outside = {path for path in _outside(seen, place) if path.exists()}
        leaks = canaries.leaks([*left, *outside], wanted)
        gone = sorted(str(path) for path in _outside(seen, place) - outside)
        printed = canaries.seen(seen.said.encode(), wanted)
        names = [
            name
            for name in seen.written()
            if not _is_the_users(place / name, place) and canaries.seen(name.encode(), wanted)
        ]
    faults = [
        *early,
        *(f"{Path(path).name} shows {number} of {len(wanted)} words" for path, number in leaks.items()),
        *(f"{path} was written outside and is gone" for path in gone),
        *(["a word was printed"] if printed else []),
        *(f"a file was named {name}" for name in names),
    ]
    return (
        faults,
        f"{len(left)} files and folders of its own and {len(outside)} elsewhere searched, {len(wanted)} words",
    )


def _is_the_users(path: Path, place: Path) -> bool:
    """The originals, and what was exported."""
    return any(path.is_relative_to(place / name) for name in ("given", "exported"))


def _outside(seen: Watched, place: Path) -> set[Path]:
    """What was written elsewhere than below the journey's folder."""
    paths = {place / name for name in seen.written()}
    return {path for path in paths if not path.is_relative_to(place) and not str(path).startswith(KNOWN)}
