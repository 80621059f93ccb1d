"""``python3 dev.py bench [PART...] [--documents DIR] [--rounds N] [--model FILE]``."""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "dev"), str(ROOT / "app")]

from bench import filing_cost, memory_use, model_speed, reading_speed, vault_speed
from bench.measured_documents import Sample, load
from bench.measured_figure import Figure, print_as_made

Part = Callable[[Sequence[Sample], int], Iterable[Figure]]
ROUNDS, MODEL_ROUNDS = 3, 5
PARTS: dict[str, Part] = {"reading": reading_speed.measure, "filing": filing_cost.measure, "memory": memory_use.measure}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print each figure as it is made.

    Returns:
        0 if every target is reached, 1 if not, 2 if it cannot be measured here.
    """
    options = _parser().parse_args(arguments)
    alone: dict[str, Callable[[], Iterable[Figure]]] = {
        "vault": lambda: vault_speed.measure(options.passages),
        "model": lambda: model_speed.measure(
            options.rounds or MODEL_ROUNDS, options.model, size=model_speed.SHORT if options.short else None
        ),
    }
    wanted = options.parts or [*PARTS, *alone]
    try:
        return _measure(
            [name for name in wanted if name in PARTS], [alone[name] for name in wanted if name in alone], options
        )
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 2


def _measure(parts: Sequence[str], alone: Sequence[Callable[[], Iterable[Figure]]], options: argparse.Namespace) -> int:
    rounds = options.rounds or ROUNDS
    with tempfile.TemporaryDirectory() as scratch:
        samples = load(options.documents, Path(scratch)) if parts else []
        if parts and not samples:
            print(f"There is no PDF in {options.documents}. Name a folder that holds some.", file=sys.stderr)
            return 2
        if samples:
            whole = sum(sample.pages for sample in samples)
            print(f"{len(samples)} documents, {whole} pages, {samples[0].pages} to {samples[-1].pages} each; "
                  f"{rounds} rounds in turns; Python {platform.python_version()}, {platform.machine()}")  # fmt: skip
        return 0 if print_as_made(_figures(parts, alone, samples, rounds)) else 1


def _figures(
    parts: Sequence[str], alone: Sequence[Callable[[], Iterable[Figure]]], samples: Sequence[Sample], rounds: int
) -> Iterator[Figure]:
    for name in parts:
        begun = time.monotonic()
        yield from PARTS[name](samples, rounds)
        print(f"{name}: {time.monotonic() - begun:.0f} s", file=sys.stderr)
    for part in alone:
        yield from part()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py bench", description="Performance, as ratios measured side by side.")
    parser.add_argument(
        "parts",
        nargs="*",
        choices=[*PARTS, "vault", "model", []],
        metavar="PART",
        help=f"{', '.join(PARTS)}, vault, model; default: all",
    )
    parser.add_argument("--documents", type=Path, metavar="DIR", help="a folder of PDFs; default: made ones")
    parser.add_argument("--rounds", type=int, metavar="N", help=f"default: {ROUNDS}; {MODEL_ROUNDS} of a model")
    parser.add_argument("--model", type=Path, metavar="FILE", help="a GGUF file; default: the starter model")
    parser.add_argument("--short", action="store_true", help="of a model only that it runs; its figures mean nothing")
    parser.add_argument(
        "--passages",
        type=int,
        default=vault_speed.PASSAGES,
        metavar="N",
        help="of the vault's index; default: a million",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
