"""Which year the prose at a place speaks of: its own words say it, or the nearest above them.

An annual report discusses the year before too, in the same words. Must never guess: where no year is near, the answer is None.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from muniment.document.pages.page import Page

# For small letters, so that it begins with a plain word: such a one is found ten times as fast.
_FISCAL = re.compile(r"fiscal (?:year )?((?:19|20)\d\d)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NEAR = 250  # characters in which years belong to one remark: "in 2022, compared with 2021"
_HEAD = 100  # characters; a line that is shorter and has no end stands above what follows
_BASE = re.compile(
    r"\b(?:compar|than |versus|vs\b|against|prior|previous|(?:from|over) (?:[$€£\d]|fiscal|the (?:year|same|prior)))",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b((?:compared (?:with|to)|versus|vs\.?|than(?: in)?|over|against) (?:fiscal (?:year )?|the year )?)((?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def own_year(pages: Sequence[Page], end: date) -> int:
    """What the document calls the year that it reports on: fiscal 2024 may end in January 2024 or 2025, or be half over in 2023."""
    named = Counter(year for page in pages for year in _FISCAL.findall(page.text.lower()))
    years = [end.year, *([end.year - 1] if end.month <= 2 else []), end.year + 1]
    return max(years, key=lambda year: named[str(year)])


class Years:
    """The years that a document's prose speaks of.

    Attributes:
        own: The year that it reports on, as the document calls it.

    Args:
        pages: Of the document, in order.
        end: Of the period that it reports on; later years are forecasts and dates of payment, and say nothing here.
    """

    def __init__(self, pages: Sequence[Page], end: date) -> None:
        self._pages = {page.number: page for page in pages}
        self.own = own_year(pages, end)
        self._day = re.compile(rf"\b([A-Z][a-z]+ \d{{1,2}}, ){end.year}\b")

    def spoken_of(self, page: Page, start: int, end: int) -> int | None:
        """The newest year that a sentence speaks of, or the prose above it on this page and the one before.

        Args:
            page: Where it stands.
            start: In the page's text.
            end: Behind its last character.
        """
        text = page.text[start:end]
        base = _BASE.search(text)
        said = self._in(text[: base.start()] if base else text)  # "compared to 2021" says nothing of its own year
        if said or (base and self.own in self._in(text)):
            return max(said, default=self.own)
        above = self._nearest(page.text[:start])
        if above is None and page.number - 1 in self._pages:
            above = self._nearest(self._pages[page.number - 1].text)
        return above

    def _in(self, text: str) -> list[int]:
        said = self._day.sub(rf"\g<1>{self.own}", text)  # a day of the year's end, whatever the year is called
        said = _COMPARED.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", said)  # what is compared is the year after
        return [year for year in map(int, _YEAR.findall(said)) if year <= self.own]

    def _nearest(self, text: str) -> int | None:
        """The newest year of the last remark; heads of tables say which years stand there, not which is spoken of."""
        lines = [line for line in text.split("\n") if "\t" not in line]
        for at in range(len(lines) - 1, -1, -1):
            found = self._in(lines[at])
            if not found:
                continue
            is_head = len(lines[at]) < _HEAD and not lines[at].rstrip().endswith((".", ","))
            return max(found if is_head else self._in("\n".join(lines[: at + 1])[-_NEAR - len(lines[at]) :]))
        return None
