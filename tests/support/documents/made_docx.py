"""Word documents for the tests, made while they run."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

Rows = Sequence[Sequence[str]]


def docx_of(blocks: Sequence[str | Rows], change: Callable[[Any], object] | None = None) -> bytes:
    """A document of paragraphs (texts) and tables (rows of texts); ``# `` begins a heading, ``## `` one below."""
    document = docx.Document()
    for block in blocks:
        if not isinstance(block, str):
            _add_table(document, block)
        elif block.startswith("#"):
            marks, _, title = block.partition(" ")
            document.add_heading(title, len(marks))
        else:
            document.add_paragraph(block)
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add_table(document: Any, rows: Rows) -> None:
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text


def element(xml: str) -> Any:
    """An element of WordprocessingML; ``w:`` is known."""
    head, tag, rest = xml.partition(">")
    head, slash = (head[:-1], "/") if head.endswith("/") else (head, "")
    return parse_xml(f"{head} {nsdecls('w', 'm')}{slash}{tag}{rest}")


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The archive with one part replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info.filename))
        new.writestr(name, content)
    return out.getvalue()


def part(data: bytes, name: str) -> bytes:
    """The content of one part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)
