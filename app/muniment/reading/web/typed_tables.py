"""Tables that were typed, not marked up: filings of the 1990s set them between ``<TABLE>``, ``<CAPTION>``, ``<S>`` and ``<C>``.

To a parser of HTML these are a table without rows, whose spaces mean nothing; so they are taken for what they are, text whose
columns stand under each other, before the page is parsed. Must never touch a table that has rows of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TABLE = re.compile(r"<TABLE>.*?(?:</TABLE>|(?=<TABLE>)|\Z)", re.IGNORECASE | re.DOTALL)
_MARKS = re.compile(r"</?(?:TABLE|CAPTION|S|C|FN|F\d{1,2}|R|PAGE)>", re.IGNORECASE)
_ROWS = re.compile(r"<(?:tr|td|th)\b", re.IGNORECASE)
_FRAMES = re.compile(r"</?(?:html|head|body|div|font|center|p|br|hr|title)\b[^<>]*>", re.IGNORECASE)
_LAID_OUT = re.compile(r"<(?:p|br|pre|tr|li)\b", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:html|body|p|div|br|pre|tr|td|font|h\d)\b", re.IGNORECASE)
_PRE = re.compile(r"<(/?)pre\b", re.IGNORECASE)


def as_preformatted(text: str) -> str:
    """The markup of a page with its typed tables as preformatted text; any other page is given back as it is.

    Args:
        text: Of the page.
    """
    if "<C>" not in text and "<c>" not in text:
        return text
    blocks = [match.span() for match in _TABLE.finditer(text) if _is_typed(match[0])]
    if not blocks:
        return text
    if not _LAID_OUT.search(text):  # nothing but typed lines
        return f"<pre>{_blank(_FRAMES.sub(' ', text))}</pre>"
    return "".join(_replaced(text, blocks))


def with_lines(text: str) -> str:
    """A document of a filing without any markup as preformatted text; any other is given back as it is.

    Args:
        text: Of the document, without what it is wrapped in.
    """
    return text if _MARKUP.search(text) else f"<pre>{_blank(text)}</pre>"


def _is_typed(block: str) -> bool:
    return bool(re.search(r"<C>", block, re.IGNORECASE)) and not _ROWS.search(block)


def _replaced(text: str, blocks: list[tuple[int, int]]) -> Iterator[str]:
    turns = [(match.start(), not match[1]) for match in _PRE.finditer(text)]
    at = turn = 0
    inside = False
    for start, end in blocks:
        while turn < len(turns) and turns[turn][0] < start:
            inside = turns[turn][1]
            turn += 1
        yield text[at:start]
        block = _blank(text[start:end])
        yield block if inside else f"<pre>{block}</pre>"
        at = end
    yield text[at:]


def _blank(block: str) -> str:
    """Spaces in place of the marks, so that what stands under each other goes on doing so."""
    return _MARKS.sub(lambda mark: " " * len(mark[0]), block)
