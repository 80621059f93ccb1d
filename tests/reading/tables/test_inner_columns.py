"""Amounts of one year in an inner and an outer column."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from muniment.analysis.analyse import analyse
from muniment.document.facts.fact import Fact
from muniment.document.pages.source_document import Document
from muniment.reading.pdf.pdf_reader import PdfReader
from support.documents.drawn_pdf import drawn, texts

_PLACES = (300, 360, 420, 480, 540)  # right edges: notes, inner and outer column of each year
_ROWS: Sequence[tuple[str, ...]] = (
    ("Fixed assets",),
    ("Tangible assets", "3", "", "41,600", "", "39,250"),
    ("Current assets",),
    ("Stocks", "", "6,100", "", "5,900", ""),
    ("Debtors", "4", "12,340", "", "11,020", ""),
    ("Cash at bank and in hand", "", "8,260", "", "7,080", ""),
    ("", "", "26,700", "", "24,000", ""),
    ("Creditors",),
    ("Amounts falling due within one year", "5", "(17,200)", "", "(16,450)", ""),
    ("Net current assets", "", "", "9,500", "", "7,550"),
    ("Total assets less current liabilities", "", "", "51,100", "", "46,800"),
    ("Creditors",),
    ("Amounts falling due after one year", "", "", "(11,100)", "", "(13,400)"),
    ("Net assets", "", "", "40,000", "", "33,400"),
    ("Capital and reserves",),
    ("Called up share capital", "7", "", "1,000", "", "1,000"),
    ("Profit and loss account", "", "", "39,000", "", "32,400"),
    ("Shareholders' funds", "", "", "40,000", "", "33,400"),
)


def _document(years: tuple[float, float], signs: str) -> Document:
    """The sheet as a PDF.

    Args:
        years: Right edges of the two years.
        signs: What stands over each column.
    """
    placed: list[tuple[float, float, str]] = [
        (60, 800, "Juniper Row Tools Limited"),
        (60, 780, "Unaudited financial statements"),
        (60, 760, "Balance sheet as at 30 June 2023"),
        *((right - 22, 730, year) for right, year in zip(years, ("2023", "2022"), strict=True)),
        (275, 715, "Notes"),
        *((right - 5.5 * len(signs), 715, signs) for right in _PLACES[1:]),
    ]
    for number, (label, *amounts) in enumerate(_ROWS):
        y = 695 - 15 * number
        placed.append((60, y, label))
        placed += [(right - 5.5 * len(text), y, text) for right, text in zip(_PLACES, amounts, strict=False) if text]
    reader = PdfReader(drawn(texts(*(each for each in placed if each[2]))))
    page = reader.page(1)
    return Document(sha256="0" * 64, name="a.pdf", media_type=reader.media_type, pages=(page.page,), tables=page.tables)


def _facts(document: Document) -> dict[tuple[str, date], Fact]:
    return {(f.concept, f.period.end): f for f in analyse(document).facts if f.period is not None}


@pytest.mark.parametrize("years", [(420.0, 540.0), (385.0, 505.0), (362.0, 482.0)])
@pytest.mark.parametrize("signs", ["£", "£'000"])
def test_an_inner_and_an_outer_column_are_one_year(years: tuple[float, float], signs: str) -> None:
    facts = _facts(_document(years, signs))
    scale = 1 if signs == "£" else 1_000
    this, last = date(2023, 6, 30), date(2022, 6, 30)
    for concept, now, before in (
        ("ppe", 41_600, 39_250),
        ("receivables", 12_340, 11_020),
        ("current_assets", 26_700, 24_000),
        ("current_liabilities", 17_200, 16_450),
        ("noncurrent_liabilities", 11_100, 13_400),
        ("total_equity", 40_000, 33_400),
    ):
        assert [facts[concept, day].value for day in (this, last)] == [now * scale, before * scale], concept
