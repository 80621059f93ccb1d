"""A company, its look and its accounts from one seed; each has a stream of its own, so that changing one leaves the others."""

from __future__ import annotations

from random import Random

from synth.company.account_books import Books, keep
from synth.company.invented_company import Company, invent
from synth.printing.document_style import Style, draw


def cast(seed: int, company: Company | None = None, style: Style | None = None) -> tuple[Books, Style]:
    """Draw everything that a document needs, but for what is given."""
    company = company or invent(Random(f"company {seed}"))
    return keep(company, Random(f"books {seed}")), style or draw(Random(f"style {seed}"))
