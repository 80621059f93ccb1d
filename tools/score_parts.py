"""Grade `muniment analyze` on a corpus with ground truth, by the corpus's own score.py.

    dev.py score CORPUS [--part tuned|aside|all] [--set filings] [--jobs N] [--out FILE]

A filing belongs to the part `aside` if its company is one of the five whose names (the file name up to the first
underscore) have the lowest SHA-256: drawn before anything was tuned, and read only for a closing run.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ASIDE = 5


def company(path: Path) -> str:
    """The first part of a file name."""
    return path.name.split("_")[0]


def aside(folder: Path) -> set[str]:
    """The companies set aside."""
    names = {company(path) for path in folder.glob("*.pdf")}
    return set(sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest())[:ASIDE])


def part_of(corpus: Path, part: str, folder: Path) -> Path:
    """A corpus of links that holds one part of the filings."""
    source, target = corpus / "filings", folder / "filings"
    chosen = aside(source)
    (target / "gold").mkdir(parents=True)
    for path in [*source.glob("*.pdf"), *(source / "gold").glob("*.json")]:
        if (company(path) in chosen) == (part == "aside"):
            (target / path.relative_to(source)).symlink_to(path.resolve())
    (target / "manifest.json").write_text(json.dumps({"files": []}))
    return folder


def main() -> int:
    """Run the grader on the asked part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--part", choices=("tuned", "aside", "all"), default="all")
    parser.add_argument("--set", default="filings", dest="chosen")
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--out")
    options, passed = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = options.corpus.resolve()
        parted = corpus if options.part == "all" else part_of(corpus, options.part, Path(folder))
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
