"""Pages and their tables as they cross the boundary between two processes.

Must never import what only an analysis knows: the process that meets hostile input stays small.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from muniment.document.codec import decode_value, encode_value
from muniment.document.pages.page import PackedWords, Page, Source, Unit
from muniment.document.pages.table import PageTables


def encode_page(page: Page, tables: bytes) -> tuple[dict[str, Any], bytes]:
    """A page with its tables as a frame's head and bytes."""
    text, words = page.text.encode("utf-8", "replace"), page.words.pack()
    head = {
        "number": page.number,
        "size": [page.width, page.height],
        "unit": page.unit.value,
        "source": page.source.value,
        "lengths": [len(text), len(words), len(tables)],
    }
    return head, b"".join((text, words, tables))


def decode_page(head: dict[str, Any], blob: bytes) -> tuple[Page, bytes]:
    """What ``encode_page`` made; the bytes of the tables are not looked into.

    Raises:
        ValueError: It is not of that form.
    """
    try:
        width, height = head["size"]
        text_length, words_length, tables_length = head["lengths"]
        number, unit, source = head["number"], Unit(head["unit"]), Source(head["source"])
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError("not a page") from error
    if any(type(n) is not int or n < 0 for n in (number, text_length, words_length, tables_length)):
        raise ValueError("a page has a bad number or length")
    if text_length + words_length + tables_length != len(blob):
        raise ValueError("a page has the wrong length")
    if type(width) not in (int, float) or type(height) not in (int, float):
        raise ValueError("a page has no size")
    middle = text_length + words_length
    words = PackedWords.unpack(blob[text_length:middle])
    text = blob[:text_length].decode("utf-8")
    return Page(number, float(width), float(height), unit, source, text, words), blob[middle:]


def without_words(head: Mapping[str, Any], blob: bytes) -> tuple[dict[str, Any], bytes]:
    """A page as ``encode_page`` made it, but without its words: who looks for figures needs the text and the tables only.

    It keeps the analyse worker's memory and the pipe small: words are four times as long as the text.
    """
    text_length, words_length, tables_length = head["lengths"]
    none = PackedWords().pack()
    kept = {name: head[name] for name in ("number", "size", "unit", "source")}
    rest = blob[text_length + words_length :]
    return {**kept, "lengths": [text_length, len(none), tables_length]}, b"".join((blob[:text_length], none, rest))


def encode_tables(tables: PageTables) -> bytes:
    """The tables of one page as bytes."""
    return encode_value(tables)


def decode_tables(data: bytes) -> PageTables:
    """What ``encode_tables`` made.

    Raises:
        ValueError: It is not of that form.
    """
    return decode_value(PageTables, data)
