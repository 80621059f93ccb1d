"""Train the classifier of rows from tagged statements, and say how good it is on companies that it has not seen.

    dev.py train-rows CORPUS [--folds N] [--no-write]

Writes ``resources/rows.bin`` and ``resources/rows.report.txt``. Companies that CORPUS holds graded documents of are left
out of everything.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "train"), str(ROOT / "app")]

from muniment.analysis.choosing import row_classifier
from muniment.analysis.choosing.row_features import features
from muniment.analysis.vocabulary.concepts import StatementKind
from rows import correction_lessons
from rows.chooser_report import Report
from rows.sparse_softmax import Softmax
from rows.tagged_filings import Example, examples, names_of
from rows.weights_file import weights_of

RESOURCES = ROOT / "resources"
_FORM = re.compile(r"\b(?:the|inc|corp|corporation|company|co|plc|ltd|incorporated|group|companies|n a)\b\.?|[^\w ]")


def graded(corpus: Path) -> list[re.Pattern[str]]:
    """Expressions for the names of companies whose documents are graded."""
    names = set()
    golds = [
        path for folder in ("filings", "filings_html", "other") for path in (corpus / folder / "gold").glob("*.json")
    ]
    for path in golds:
        name = json.loads(path.read_text()).get("company") or ""
        words = _FORM.sub(" ", name.lower()).split()
        if words:
            names.add(" ".join(words[:2]))
    names |= {path.name.split("_")[0].lower() for path in (corpus / "filings").glob("*.pdf")}
    return [re.compile(rf"^{re.escape(name)}\b") for name in sorted(names)]


def fit(kind: StatementKind, chosen: Sequence[Example]) -> row_classifier.Weights:
    """The weights for one kind of statement."""
    names = names_of(kind)
    model = Softmax(len(names) + 1)
    mine = [one for one in chosen if one.kind is kind]
    model.fit(
        [own for one in mine for own in features(one.rows)],
        [number for one in mine for number in one.classes],
        [weight for one in mine for weight in one.weights],
    )
    return weights_of(model, names)


def cross_validate(known: Sequence[Example], folds: int) -> Report:
    """Train without a part of the companies and choose on that part, until each has been left out once."""
    companies = sorted({one.company for one in known})
    random.Random(7).shuffle(companies)
    part = {company: number % folds for number, company in enumerate(companies)}
    report = Report()
    for number in range(folds):
        rest = [one for one in known if part[one.company] != number]
        trained = {kind: fit(kind, rest) for kind in StatementKind}
        left = [one for one in known if part[one.company] == number]
        for one in left:
            report.add(one, trained)
        correction_lessons.compare(left, trained, report.lessons)
        print(f"fold {number + 1} of {folds} done", file=sys.stderr, flush=True)
    return report


def main() -> int:
    """Train, report, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="a folder with statements/statements.jsonl.gz, see docs/corpus.md")
    parser.add_argument("--folds", type=int, default=5, help="0 for no report")
    parser.add_argument("--no-write", action="store_true")
    options = parser.parse_args()
    known = list(examples(options.corpus / "statements" / "statements.jsonl.gz", graded(options.corpus)))
    companies = len({one.company for one in known})
    rows = sum(len(one.rows) for one in known)
    print(f"{len(known)} statements of {companies} companies, {rows} rows", file=sys.stderr)
    text = ""
    if options.folds:
        text = f"{len(known)} statements of {companies} companies, {rows} rows; {options.folds} folds by company.\n\n"
        text += cross_validate(known, options.folds).text()
        print(text)
    if not options.no_write:
        data = row_classifier.pack({kind: fit(kind, known) for kind in StatementKind})
        (RESOURCES / "rows.bin").write_bytes(data)
        if text:
            (RESOURCES / "rows.report.txt").write_text(f"{text}\nrows.bin: {len(data)} bytes.\n", encoding="utf-8")
        print(f"rows.bin: {len(data)} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
