"""Whether a fact was found at the place that gold means."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import lxml.html

from evaluate.grading.gold_matching import Record, inside

_ROWS = ("tr", "p", "li", "div")


class Places:
    """The places of one document.

    A PDF has pages and boxes. In tagged HTML the place is the element; where the tags were taken out, the row: the text
    of the found row must be that of the row (or paragraph) of one of the gold's elements.
    """

    def __init__(self, original: Path | None, *, tagged: bool) -> None:
        self._original = original
        self._tagged = tagged

    def of(self, gold: Record, fact: Record) -> tuple[bool | None, bool | None]:
        """Whether page and box (element, row) of a right value are right; None where that is not asked."""
        if gold.get("element_ids"):
            if self._tagged:
                return None, fact.get("element_id") in gold["element_ids"]
            return None, self._in_row(gold, str(fact.get("row") or ""))
        if not (gold.get("page") and gold.get("box")):
            return None, None
        if fact.get("page") != gold["page"]:
            return False, None
        return True, inside(gold["box"], fact.get("boxes") or [])

    def rows(self, gold: Record) -> list[str]:
        """The text of the rows (or paragraphs) that hold the gold's elements."""
        found = [self._elements.get(i) for i in gold.get("element_ids") or ()]
        return list(dict.fromkeys(_text(_row(element)) for element in found if element is not None))

    def _in_row(self, gold: Record, row: str) -> bool:
        squashed = _squashed(row)
        return bool(squashed) and any(squashed in (s := _squashed(r)) or s in squashed for r in self.rows(gold) if r)

    @cached_property
    def _elements(self) -> dict[str, lxml.html.HtmlElement]:
        if self._original is None:
            return {}
        tree = lxml.html.fromstring(self._original.read_bytes())
        ids = ((element.get("id"), element) for element in tree.iter() if isinstance(element.tag, str))
        return {name: element for name, element in ids if name}


def _row(element: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """The row of a table that holds an element, or else its paragraph."""
    above = [element, *element.iterancestors()]
    rows = (e for tag in _ROWS for e in above if e.tag == tag)
    return next(rows, element)


def _text(element: lxml.html.HtmlElement) -> str:
    """The text of a row, its cells apart, or of a paragraph."""
    cells = [element] if element.tag != "tr" else [cell for cell in element if cell.tag in ("td", "th")]
    texts = (" ".join("".join(cell.itertext()).split()) for cell in cells)
    return "  ".join(text for text in texts if text)


def _squashed(text: str) -> str:
    return "".join(text.replace("\xa0", " ").split()).lower()
