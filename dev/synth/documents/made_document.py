"""What every maker returns."""

from __future__ import annotations

from dataclasses import dataclass

from synth.company.invented_company import Company
from synth.tables.grid import Truth


@dataclass(frozen=True, slots=True)
class Made:
    """A document and the truth about it.

    Attributes:
        data: The file.
        truth: Every graded figure, once, at the place where it has its home.
        company: Whose; None where the document names none.
        kind: Of the closed set of document kinds.
    """

    data: bytes
    truth: tuple[Truth, ...]
    company: Company | None
    kind: str
