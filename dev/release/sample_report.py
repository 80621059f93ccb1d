"""Makes ``resources/sample/annual-report.pdf``; run as ``python dev/release/sample_report.py``."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "dev"))

from synth.company.invented_company import TRADES, Calendar, Company
from synth.documents.annual_report import annual_report
from synth.documents.made_document import Made
from synth.printing.document_style import sample

SEED = 1873
TARGET = ROOT / "resources" / "sample" / "annual-report.pdf"
COMPANY = Company(
    name="Brindleharth Instruments, Inc.",
    short="Brindleharth",
    town="Alder Falls, Oregon",
    trade=TRADES[0],
    calendar=Calendar(9, weeks=True),
    scale=1_000_000,
    minority=True,
    dividends=True,
    year=2023,
)


def make() -> Made:
    """The sample and the truth about it."""
    return annual_report(SEED, company=COMPANY, style=sample())


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(make().data)
