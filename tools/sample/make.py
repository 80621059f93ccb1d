"""Makes ``resources/sample/annual-report.pdf``; run as ``python tools/sample/make.py``."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from docmaker.annual import annual_report  # noqa: E402 - the path comes first
from docmaker.company import TRADES, Calendar, Company  # noqa: E402
from docmaker.made import Made  # noqa: E402
from docmaker.style import sample  # noqa: E402

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
