"""Pages and their tables as they cross the boundary between two processes.

Must never import what only an analysis knows: the process that meets hostile input stays small.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from muniment.document.codec import decode_value, encode_value
from muniment.document.pages.page import PackedWords, Page, Source, Unit
from muniment.document.pages.table import PageTables


@dataclass(frozen=True, slots=True)
class PackedPage:
    """All of a page but its text, words and tables: those are long, and travel as bytes, one behind the other.

    Attributes:
        number: From 1.
        width: As ``Page`` has it.
        height: As ``Page`` has it.
        unit: As ``Page`` has it.
        source: As ``Page`` has it.
        text_length: Bytes of the text, which is UTF-8.
        words_length: Bytes of the words, as ``Words.pack`` makes them.
        tables_length: Bytes of the tables, as ``encode_tables`` makes them.
    """

    number: int
    width: float
    height: float
    unit: Unit
    source: Source
    text_length: int
    words_length: int
    tables_length: int


def encode_page(page: Page, tables: bytes) -> tuple[PackedPage, bytes]:
    """A page with its tables, as it travels: what is short, and what is long.

    Args:
        page: Its text and words are among what is long.
        tables: As ``encode_tables`` makes them.
    """
    text, words = page.text.encode("utf-8", "replace"), page.words.pack()
    lengths = len(text), len(words), len(tables)
    packed = PackedPage(page.number, page.width, page.height, page.unit, page.source, *lengths)
    return packed, b"".join((text, words, tables))


def decode_page(packed: PackedPage, data: bytes) -> tuple[Page, bytes]:
    """What ``encode_page`` made; the bytes of the tables are not looked into.

    Raises:
        ValueError: It is not of that form.
    """
    lengths = packed.text_length, packed.words_length, packed.tables_length
    if min(packed.number, *lengths) < 0:
        raise ValueError("a page has a bad number or length")
    if sum(lengths) != len(data):
        raise ValueError("a page has the wrong length")
    middle = packed.text_length + packed.words_length
    words = PackedWords.unpack(data[packed.text_length : middle])
    text = data[: packed.text_length].decode("utf-8")
    return Page(packed.number, packed.width, packed.height, packed.unit, packed.source, text, words), data[middle:]


def without_words(packed: PackedPage, data: bytes) -> tuple[PackedPage, bytes]:
    """A page as ``encode_page`` made it, but without its words: who looks for figures needs the text and the tables only.

    It keeps the analyse worker's memory and the pipe small: words are four times as long as the text.
    """
    none = PackedWords().pack()
    rest = data[packed.text_length + packed.words_length :]
    kept = replace(packed, words_length=len(none))
    return kept, b"".join((data[: packed.text_length], none, rest))


def encode_tables(tables: PageTables) -> bytes:
    """The tables of one page as bytes."""
    return encode_value(tables)


def decode_tables(data: bytes) -> PageTables:
    """What ``encode_tables`` made.

    Raises:
        ValueError: It is not of that form.
    """
    return decode_value(PageTables, data)
