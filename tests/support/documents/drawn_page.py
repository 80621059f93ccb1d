"""Pages as drawings in text: what stands in a column of the drawing stands there on the page."""

from __future__ import annotations

import re

from muniment.document.pages.table import Table
from muniment.reading.layout.page_rows import Layout, layout
from muniment.reading.layout.raw_word import RawWord
from muniment.reading.tables.page_tables import page_tables

PITCH = 5.0  # points a character: two spaces part segments, one does not
LEADING = 12.0
HEIGHT = 10.0
WIDTH = 612.0


def drawn_words(drawing: str, *, top: float = 40.0, left: float = 20.0) -> list[RawWord]:
    """The words of a drawing with their boxes."""
    words: list[RawWord] = []
    for number, line in enumerate(drawing.strip("\n").splitlines()):
        y = top + number * LEADING
        for match in re.finditer(r"\S+", line):
            x0, x1 = left + PITCH * match.start(), left + PITCH * match.end()
            words.append((x0, y, x1, y + HEIGHT, match[0]))
    return words


def drawn_page(drawing: str) -> Layout:
    """A drawing as a page of US Letter."""
    return layout(drawn_words(drawing), WIDTH, 792.0)


def drawn_tables(drawing: str, page: int = 1) -> tuple[Table, ...]:
    """The tables of a drawing."""
    return page_tables(drawn_page(drawing), page)
