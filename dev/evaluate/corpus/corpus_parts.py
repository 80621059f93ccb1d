"""Which documents may be read while the rules are tuned, and which only for a closing run.

Must never be changed: companies that were set aside once stay so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

CORPUS_HELP = "a folder of documents with ground truth, laid out as docs/corpus.md says"
PARTS = ("tuned", "aside")
ASIDE = {"filings": 5, "filings_html": 2}
"""How many companies of a set are set aside: those whose names have the lowest SHA-256."""
SUFFIXES = (".pdf", ".html")
SAME = {"stripped": "filings_html", "filings_scanned": "filings"}
"""Sets that are made from the documents of another."""
ELSEWHERE = frozenset({"apple", "aapl"})
"""Set aside in the other sets too: the same company under its other name."""


def company(path: Path) -> str:
    """The first part of a file name: up to the first underscore, or hyphen in tagged filings."""
    return path.name.split("_" if "_" in path.name else "-")[0]


def aside(corpus: Path, chosen: str) -> frozenset[str]:
    """The companies of a set that are set aside."""
    source = SAME.get(chosen, chosen)
    if source not in ASIDE:
        return ELSEWHERE
    return drawn((p for p in (corpus / source).glob("*") if p.suffix in SUFFIXES), ASIDE[source])


def drawn(paths: Iterable[Path], count: int) -> frozenset[str]:
    """The companies whose names have the lowest SHA-256."""
    names = {company(path) for path in paths}
    return frozenset(sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest())[:count])


def part_of(path: Path, held_back: frozenset[str]) -> str:
    """The part that a document belongs to."""
    return "aside" if company(path) in held_back else "tuned"
