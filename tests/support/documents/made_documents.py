"""A document of every format, without a fault, for the tests that go through the table of formats."""

from __future__ import annotations

from collections.abc import Callable

from support.documents.made_docx import docx_of
from support.documents.made_html import filing
from support.documents.made_pdf import small_report

MADE: dict[str, Callable[[], bytes]] = {
    "pdf": small_report,
    "docx": lambda: docx_of(["# Income", "(in millions)", [["", "2024", "2023"], ["Revenue", "1,200", "1,100"]]]),
    "html": lambda: filing().data,
}
"""By the id of the format."""
