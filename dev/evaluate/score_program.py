"""Grade the program, `muniment analyze`, on a corpus with ground truth, by the corpus's own score.py (docs/corpus.md).

    dev.py score CORPUS [--part tuned|aside|all] [--set filings] [--jobs N] [--out FILE] [--model starter|PATH]

With ``--model`` it is graded twice, without a model and with this one as far as its exam earned it, and the headlines stand
side by side; the exit status is 1 where any is worse with the model.

`dev.py evaluate` tells more, and sooner; this one starts the whole program for every document. Some companies are set
aside (`corpus_parts.py`): the part `aside` is for a closing run only.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "dev"), str(ROOT / "app")]

from evaluate.corpus.corpus_parts import CORPUS_HELP, PARTS, aside, part_of

GOOD = {
    "precision": 1, "recall": 1, "page": 1, "box": 1, "checked_precision": 1, "checked_coverage": 1, "kind": 1,
    "wrong": -1, "false": -1, "missed": -1, "errors": -1,
}  # fmt: skip
"""Headlines of the grader: 1 where more is better, -1 where less is."""


def linked(corpus: Path, chosen: str, part: str, folder: Path) -> Path:
    """A corpus of links that holds one part of a set."""
    source, target = corpus / chosen, folder / chosen
    held_back = aside(corpus, chosen)
    (target / "gold").mkdir(parents=True)
    for path in [*source.glob("*.*"), *(source / "gold").glob("*.json")]:
        if path.is_file() and part_of(path, held_back) == part:
            (target / path.relative_to(source)).symlink_to(path.resolve())
    if not (target / "manifest.json").exists():
        (target / "manifest.json").write_text(json.dumps({"files": []}))
    return folder


def main() -> int:
    """Run the grader on the asked part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help=f"{CORPUS_HELP}; the grader is CORPUS/../score.py")
    parser.add_argument("--part", choices=(*PARTS, "all"), default="tuned")
    parser.add_argument("--set", default="filings", dest="chosen")
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--out")
    parser.add_argument("--model")
    options, passed = parser.parse_known_args()
    grader = options.corpus.resolve().parent / "score.py"
    if not grader.is_file():
        print(
            f"There is no grader {grader}. docs/corpus.md says what one is given; `evaluate` needs none.",
            file=sys.stderr,
        )
        return 2
    with tempfile.TemporaryDirectory() as folder:
        corpus = options.corpus.resolve()
        parted = corpus if options.part == "all" else linked(corpus, options.chosen, options.part, Path(folder))
        command = [
            sys.executable,
            str(grader),
            str(parted),
            "--set",
            options.chosen,
            "--jobs",
            options.jobs,
        ]
        command += ["--out", options.out] if options.out else []
        ours = [sys.executable, "-m", "muniment", "analyze", "--json", "--no-store"]
        if options.model:
            return _compared([*command, "--", *ours], options.model)
        return subprocess.run([*command, "--", *ours, *(passed or ["--no-model"])], check=False).returncode


def _compared(command: list[str], model: str) -> int:
    """Grade without and with a model, and print the headlines side by side."""
    ways = {"without": ["--no-model"], model: [] if model == "starter" else ["--model", model]}
    found: dict[str, dict[str, object]] = {}
    for name, more in ways.items():
        ran = subprocess.run([*command, *more], check=False, stdout=subprocess.PIPE, text=True)
        if ran.returncode:
            return ran.returncode
        print(f"--- {name}", ran.stdout, sep="\n", flush=True)
        found[name] = json.loads(ran.stdout.splitlines()[-1])
    plain, with_model = found.values()
    for line in side_by_side(plain, with_model, model):
        print(line)
    return int(bool(worse(plain, with_model)))


def side_by_side(plain: dict[str, object], with_model: dict[str, object], model: str) -> list[str]:
    """The headlines of both runs, one a line."""
    lines = [f"{'':<28}{'without':>14}{model[-14:]:>16}"]
    for key, value in plain.items():
        other = with_model.get(key)
        if not isinstance(value, dict | list):
            lines.append(f"{key:<28}{value!s:>14}{other!s:>16}{'' if value == other else '  differs'}")
    return lines


def worse(plain: dict[str, object], with_model: dict[str, object]) -> list[str]:
    """The headlines that are worse with the model: less of what is good, more of what is not; times are not looked at."""
    found = []
    for key, sign in GOOD.items():
        before, after = plain.get(key), with_model.get(key)
        if isinstance(before, int | float) and isinstance(after, int | float) and sign * after < sign * before:
            found.append(key)
    return found


if __name__ == "__main__":
    sys.exit(main())
