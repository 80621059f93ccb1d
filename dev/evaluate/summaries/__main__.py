"""``python3 dev.py evaluate-summaries CORPUS [--part PART] [--model] [--read N] [--seed N]``: is every sentence supported?

Analyses the graded filings of a part as ``muniment analyze`` does and judges every sentence of every summary by code that is not the
program's: each citation stands on its page by pdfium's own text; amounts, signs, percentages, directions and periods of a sentence made
from facts follow from the cited ones; a sentence from the document is its quote, or says no number, direction or name that is not
in it. With --read N it prints N sentences, drawn by seed, each with what is cited and what stands around it, for a person to read.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pypdfium2

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "dev"), str(ROOT / "app")]

from evaluate.corpus.corpus_cases import cases
from evaluate.corpus.corpus_parts import CORPUS_HELP, PARTS
from evaluate.grading.success_rates import Rate
from evaluate.summaries.sentence_support import Record, faults

AROUND = 300
"""Characters of the page shown on both sides of a citation."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Analyse, judge and print.

    Returns:
        0 when every sentence is supported, 1 when one is not, 2 for a folder without filings of the asked part.
    """
    options = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        graded = cases(options.corpus, "filings", Path(scratch))
        paths = [case.path for case in graded if options.part in ("all", case.part) and options.only in case.path.name]
    if not paths:
        print(f"{options.corpus} holds no graded filing of that part.", file=sys.stderr)
        return 2
    judged = [one for record in _records(paths, model=options.model) for one in _judged(record)]
    _print(judged)
    drawn = random.Random(options.seed).sample(judged, min(options.read, len(judged)))
    for sentence, name, pages, _ in drawn:
        print("\n".join(_shown(sentence, name, pages)))
    return 1 if any(found for *_, found in judged) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dev.py evaluate-summaries", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path, help=CORPUS_HELP)
    parser.add_argument("--part", default="tuned", choices=[*PARTS, "all"], help="default: tuned")
    parser.add_argument("--only", default="", metavar="TEXT", help="only files with this in their name")
    parser.add_argument("--model", action="store_true", help="with the models in use; otherwise without any")
    parser.add_argument("--read", type=int, default=0, metavar="N", help="print N sentences with what is around them")
    parser.add_argument("--seed", type=int, default=1, help="which N; default: 1")
    return parser


Judged = tuple[Record, str, Mapping[int, str], list[str]]


def _records(paths: Sequence[Path], *, model: bool) -> Iterator[Record]:
    command = [sys.executable, "-m", "muniment", "analyze", "--json", "--no-store", *([] if model else ["--no-model"])]
    with subprocess.Popen([*command, *map(str, paths)], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        yield from map(json.loads, program.stdout)


def _judged(record: Record) -> Iterator[Judged]:
    path = Path(record["file"])
    numbers = {cited["page"] for sentence in record["summary"] for cited in sentence["citations"]}
    with pypdfium2.PdfDocument(path) as document:
        pages = {number: document[number - 1].get_textpage().get_text_range() for number in numbers}
    for sentence in record["summary"]:
        yield sentence, path.name, pages, faults(sentence, record["facts"], pages)


def _print(judged: Sequence[Judged]) -> None:
    names = {name for _, name, *_ in judged}
    for what, those in (
        ("made from facts", [one for one in judged if one[0]["operands"]]),
        ("from the document", [one for one in judged if not one[0]["operands"]]),
        ("all", list(judged)),
    ):
        rate = Rate(sum(not found for *_, found in those), len(those))
        low, high = rate.interval()
        print(
            f"{what}: {rate.n} sentences, {rate.n - sum(not f for *_, f in those)} unsupported; {rate.share:.3f} ({low:.3f}-{high:.3f})"
        )
    print(f"{len(names)} documents")
    for sentence, name, _, found in judged:
        for fault in found:
            print(f"  {name}: {sentence['text'][:160]!r}: {fault}")


def _shown(sentence: Record, name: str, pages: Mapping[int, str]) -> Iterator[str]:
    yield f"\n=== {name}  [{sentence['heading']}]\n{sentence['text']}"
    for cited in sentence["citations"]:
        page = pages[cited["page"]]
        at = max(page.find(cited["quote"][:25].strip()), 0)
        yield f"  --- page {cited['page']}: {cited['quote']!r}\n  {page[max(at - AROUND, 0) : at + len(cited['quote']) + AROUND]}"


if __name__ == "__main__":
    sys.exit(main())
