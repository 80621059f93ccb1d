"""``dev.py prove durability``: what was acknowledged survives kills, power cuts, full disks and changed bytes."""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Callable, Sequence

from prove.durability import changed_bytes, disk_limits, killed_commits, killed_processes, power_cuts
from prove.proof_outcome import ProofOutcome


def main(arguments: Sequence[str]) -> int:
    """Run the parts and say what came of each.

    Returns:
        0 if all hold and every control was caught.
    """
    options = _parser().parse_args(arguments)
    chance = random.Random(options.seed)
    print(f"seed {options.seed}", flush=True)
    held = True
    parts = _parts(short=options.short, chance=chance, seed=options.seed)
    for name in options.parts or parts:
        begun = time.monotonic()
        for outcome in parts[name]():
            held = held and outcome.holds
            print("\n".join(outcome.lines()), flush=True)
        print(f"    {time.monotonic() - begun:.0f} s", flush=True)
    print("Nothing acknowledged was lost." if held else "FAILED")
    return 0 if held else 1


def _parts(*, short: bool, chance: random.Random, seed: int) -> dict[str, Callable[[], list[ProofOutcome]]]:
    def processes() -> list[ProofOutcome]:
        runs = 3 if short else 30
        wrong = killed_processes.measure(runs, seed, 0 if short else 24)
        return [ProofOutcome("kill -9 of each process", f"{runs} runs of the whole pipeline", tuple(wrong), None)]

    return {
        "commits": lambda: [
            killed_commits.measure(6, 100, chance) if short else killed_commits.measure(300, 10_000, chance)
        ],
        "power": lambda: [power_cuts.measure(30 if short else 1000, chance)],
        "limits": disk_limits.measure,
        "changed": lambda: [changed_bytes.measure(10 if short else 200, chance)],
        "processes": processes,
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dev.py prove durability",
        description=__doc__,
        epilog="The long form takes about an hour on two busy cores; its parts can be run one by one.",
    )
    names = ["commits", "power", "limits", "changed", "processes"]
    parser.add_argument(
        "parts", nargs="*", choices=[*names, []], metavar="PART", help=f"{', '.join(names)}; default: all"
    )
    parser.add_argument("--short", action="store_true", help="as the tests run it")
    parser.add_argument("--seed", type=int, default=os.getpid(), help="of all random moments and places")
    return parser
