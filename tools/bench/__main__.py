"""``python3 dev.py bench [PART...] [--documents DIR] [--rounds N]``."""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "app")]

from bench import filing, memory, reading, vault  # noqa: E402 - the paths come first
from bench.documents import Sample, load  # noqa: E402
from bench.figure import Figure, table  # noqa: E402

Part = Callable[[Sequence[Sample], int], list[Figure]]
PARTS: dict[str, Part] = {"reading": reading.measure, "filing": filing.measure, "memory": memory.measure}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print.

    Returns:
        0 if every target is reached, 1 if not.
    """
    options = _parser().parse_args(arguments)
    if options.parts == ["vault"]:
        return _tell(vault.measure(options.passages))
    with tempfile.TemporaryDirectory() as scratch:
        samples = load(options.documents, Path(scratch))
        if not samples:
            print(f"There is no PDF in {options.documents}. Name a folder that holds some.", file=sys.stderr)
            return 2
        whole = sum(sample.pages for sample in samples)
        print(f"{len(samples)} documents, {whole} pages, {samples[0].pages} to {samples[-1].pages} each; "
              f"{options.rounds} rounds in turns; Python {platform.python_version()}, {platform.machine()}")  # fmt: skip
        figures: list[Figure] = []
        for name in options.parts or [*PARTS, "vault"]:
            begun = time.monotonic()
            figures += vault.measure(options.passages) if name == "vault" else PARTS[name](samples, options.rounds)
            print(f"{name}: {time.monotonic() - begun:.0f} s", file=sys.stderr)
    return _tell(figures)


def _tell(figures: list[Figure]) -> int:
    print(table(figures))
    return 0 if all(figure.reached for figure in figures) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py bench", description="Performance, as ratios measured side by side.")
    parser.add_argument(
        "parts",
        nargs="*",
        choices=[*PARTS, "vault", []],
        metavar="PART",
        help=f"{', '.join(PARTS)}, vault; default: all",
    )
    parser.add_argument("--documents", type=Path, metavar="DIR", help="a folder of PDFs; default: made ones")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="default: 3")
    parser.add_argument(
        "--passages", type=int, default=vault.PASSAGES, metavar="N", help="of the vault's index; default: a million"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
