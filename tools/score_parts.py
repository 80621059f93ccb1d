"""Grade the program, `muniment analyze`, on a corpus with ground truth, by the corpus's own score.py.

    dev.py score CORPUS [--part tuned|aside|all] [--set filings] [--jobs N] [--out FILE]

`dev.py evaluate` tells more, and sooner; this one starts the whole program for every document. Some companies are set
aside (`evaluate/parts.py`): the part `aside` is for a closing run only.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "app")]

from evaluate.parts import PARTS, aside, part_of  # noqa: E402 - the paths come first


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
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--part", choices=(*PARTS, "all"), default="tuned")
    parser.add_argument("--set", default="filings", dest="chosen")
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--out")
    options, passed = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = options.corpus.resolve()
        parted = corpus if options.part == "all" else linked(corpus, options.chosen, options.part, Path(folder))
        command = [
            sys.executable,
            str(corpus.parent / "score.py"),
            str(parted),
            "--set",
            options.chosen,
            "--jobs",
            options.jobs,
        ]
        command += ["--out", options.out] if options.out else []
        ours = [sys.executable, "-m", "muniment", "analyze", "--json", "--no-store", *(passed or ["--no-model"])]
        return subprocess.run([*command, "--", *ours], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
