"""The heads of the pages of a Word document, where many print the company and the period once for all pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from docx.oxml.ns import qn

_GAP = re.compile(r"\t|\n| {3,}|\xa0{3,}")
_WORD = re.compile(r"[^\W\d_]{2}")
_PAGE = re.compile(r"^(?:page|seite|p[áa]gina)\b[\s\d/]*(?:(?:of|von|sur|de)\s*\d*)?$", re.IGNORECASE)


def page_heads(document: Any, words: Callable[[Any], str]) -> Iterator[list[str]]:
    """For each section the lines of its heads that no section before it has.

    Args:
        document: As python-docx opened it.
        words: The text of a paragraph, its tabs kept.
    """
    seen: set[str] = set()
    for section in document.sections:
        heads = [section.header]
        if section.different_first_page_header_footer:
            heads.insert(0, section.first_page_header)
        lines: list[str] = []
        for head in heads:
            if head.is_linked_to_previous:
                continue
            for paragraph in head._element.iter(qn("w:p")):  # noqa: SLF001 - python-docx passes over text boxes
                lines += _lines(words(paragraph))
        fresh = [line for line in dict.fromkeys(lines) if line not in seen]
        seen.update(fresh)
        yield fresh


def _lines(text: str) -> Iterator[str]:
    for part in _GAP.split(text):
        line = " ".join(part.split())
        if _WORD.search(line) and not _PAGE.match(line):
            yield line
