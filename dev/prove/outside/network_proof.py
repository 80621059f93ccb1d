"""``dev.py prove network``: the whole journey opens no internet socket, and connects to the display and session bus at most.

A refused attempt sends nothing and is none. The control opens one socket before it binds itself, and must be caught.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

from prove.outside import canaries
from prove.outside.watched_journey import Watched, namespace, watch
from prove.proof_outcome import ProofOutcome

LOCAL = (
    "/tmp/.X11-unix/",
    "@/tmp/.X11-unix/",
    "/tmp/dbus-",
    "@/tmp/dbus-",
    "/run/user/",
    "/run/dbus/",
    "/var/run/dbus/",
    "/var/run/nscd/",
    "/run/nscd/",
)
"""Display, session and system bus, keyring, and the cache of user names, all on this machine."""
STAGES = (
    "network Network: blocked by the kernel",
    "dropped 2",
    "read 2 facts some",
    "found 20",
    "asked 2",
    "exported 3",
    "lock asked by the ",
    "locked",
    "at the lock screen, the vault closed",
)
ENDED = (0, -15, 143)
"""By the process that saw the lock screen; with or without another that runs it."""


def main(arguments: Sequence[str]) -> int:
    """Run the proof.

    Returns:
        0 if it holds and the control was caught.
    """
    parser = argparse.ArgumentParser(
        prog="dev.py prove network",
        description=__doc__,
        epilog="The long form takes about three minutes on two busy cores.",
    )
    parser.add_argument("--short", action="store_true", help="as the tests run it: without the model")
    options = parser.parse_args(arguments)
    parts = [lambda: traced("closed"), alone]
    if not options.short:
        parts = [lambda: traced("model"), crashed, alone]
    outcomes = []
    for part in parts:
        outcomes.append(part())
        print("\n".join(outcomes[-1].lines()), flush=True)
    held = all(outcome.holds for outcome in outcomes)
    print("No internet socket was opened." if held else "FAILED")
    return 0 if held else 1


def traced(kind: str) -> ProofOutcome:
    """Under strace, every process of it."""
    seen, control = journey(kind), journey("open-socket")
    reached = sum(stage in seen.said for stage in (*STAGES, "model used"))
    said = f"journey of {reached} stages, {len(seen.sockets())} internet sockets opened, connects: {_some(seen)}"
    unused = ["the model was not used"] if kind == "model" and "model used" not in seen.said else []
    return ProofOutcome("sockets", said, (*halts(seen), *unused, *faults(seen)), "; ".join(faults(control)))


def crashed() -> ProofOutcome:
    """The program is aborted while it reads, and the next one goes on with what it left; the control is that of ``traced``."""
    with tempfile.TemporaryDirectory() as folder:
        (place := Path(folder, "journey")).mkdir()
        words = canaries.words()
        first, second = (watch(place, kind, words) for kind in ("abort", "resume"))
    wrong = [*aborted(first), *faults(first), *halts(second, resumed=True), *faults(second)]
    opened = len(first.sockets()) + len(second.sockets())
    return ProofOutcome(
        "sockets around a crash", f"aborted while reading, and gone on with; {opened} opened", tuple(wrong), None
    )


def alone() -> ProofOutcome:
    """In a name space without any network, where nothing could be reached if it were tried."""
    before = namespace()
    if not before:
        return ProofOutcome("without a network", "this system makes no name spaces", ("it could not be tried",), None)
    with tempfile.TemporaryDirectory() as folder:
        (place := Path(folder, "journey")).mkdir()
        seen = watch(place, "closed", canaries.words(), strace=False, before=before)
    return ProofOutcome("without a network", f"whole journey under `{' '.join(before)}`", tuple(halts(seen)), None)


def journey(kind: str) -> Watched:
    """Take it in a fresh folder."""
    with tempfile.TemporaryDirectory() as folder:
        (place := Path(folder, "journey")).mkdir()
        return watch(place, kind, canaries.words())


def halts(seen: Watched, *, resumed: bool = False) -> list[str]:
    """Stages that were not reached: a journey that stops early would prove nothing."""
    missing = [stage for stage in STAGES if stage not in seen.said and not (resumed and stage.startswith("dropped"))]
    return (
        [f"ended with {seen.code}; not reached: {', '.join(missing)}; {seen.said[-600:]}"]
        if seen.code not in ENDED or missing
        else []
    )


def aborted(seen: Watched) -> list[str]:
    """Whether it did not end while it read: then there was no crash in the middle."""
    is_middle = seen.code and "dropped 2" in seen.said and "read 2" not in seen.said and "Traceback" not in seen.said
    return [] if is_middle else [f"ended with {seen.code}: {seen.said[-600:]}"]


def faults(seen: Watched) -> list[str]:
    """What left the machine, or could have."""
    far = [where for where in seen.connections() if not where.startswith(LOCAL)]
    return [*(f"opened a socket of {family}" for family in seen.sockets()), *(f"connected to {where}" for where in far)]


def _some(seen: Watched) -> str:
    return ", ".join(sorted(set(seen.connections()))) or "none"
