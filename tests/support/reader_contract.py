"""What every reader promises. A test class inherits this and says how to make a document."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from muniment.document.codec import from_json, to_json
from muniment.document.pages.page import Info, PackedWords
from muniment.document.pages.table import PageTables
from muniment.reading.open import open_document
from muniment.reading.reader import Reader

WORDS = ["Example", "Widgets", "1,234", "(567)"]  # what the document of every subclass must hold, in this order


class ReaderContract:
    """Inherit it, and override the fixture ``document``: at least three pages, with a table and the ``WORDS``."""

    @pytest.fixture
    def document(self) -> bytes:
        raise NotImplementedError

    @pytest.fixture
    def reader(self, document: bytes) -> Iterator[Reader]:
        opened = open_document(document, "a name that says nothing")
        yield opened
        opened.close()

    def test_it_has_pages_with_sizes(self, reader: Reader) -> None:
        sizes = reader.page_sizes()
        assert reader.page_count == len(sizes) >= 3
        assert all(width > 0 and height > 0 for width, height in sizes)

    def test_pages_are_numbered_from_one_and_have_the_sizes_that_were_promised(self, reader: Reader) -> None:
        for number, size in enumerate(reader.page_sizes(), 1):
            reading = reader.page(number)
            assert reading.page.number == number
            assert (reading.page.width, reading.page.height) == pytest.approx(size)
            assert reading.warning == ""

    def test_there_is_no_page_before_the_first_or_after_the_last(self, reader: Reader) -> None:
        for number in (0, -1, reader.page_count + 1):
            with pytest.raises(IndexError):
                reader.page(number)
            with pytest.raises(IndexError):
                reader.image(number, 1.0)

    def test_words_are_the_text_without_white_space_in_order(self, reader: Reader) -> None:
        for number in range(1, reader.page_count + 1):
            page = reader.page(number).page
            offsets = page.words.offsets
            words = [page.text[offsets[2 * i] : offsets[2 * i + 1]] for i in range(len(page.words))]
            assert "".join(words) == "".join(page.text.split())
            assert all(words)
            assert list(offsets) == sorted(offsets)

    def test_the_words_of_the_document_are_read(self, reader: Reader) -> None:
        text = "\n".join(reader.page(number).page.text for number in range(1, reader.page_count + 1))
        at = -1
        for word in WORDS:
            at = text.index(word, at + 1)

    def test_a_page_read_again_is_the_same(self, reader: Reader) -> None:
        once = [reader.page(number) for number in range(1, reader.page_count + 1)]
        again = [reader.page(number) for number in range(1, reader.page_count + 1)]
        assert once == again

    def test_cells_and_rows_are_places_in_the_text(self, reader: Reader) -> None:
        tables = 0
        for number in range(1, reader.page_count + 1):
            reading = reader.page(number)
            for table in reading.tables:
                tables += 1
                assert table.page == number
                for row in table.rows:
                    for cell in row.cells:
                        assert reading.page.text[cell.start : cell.end] == cell.raw
                        assert row.start <= cell.start < cell.end <= row.end
                        assert 0 <= cell.column < len(table.columns)
        assert tables

    def test_everything_can_cross_the_process_boundary(self, reader: Reader) -> None:
        for number in range(1, reader.page_count + 1):
            reading = reader.page(number)
            assert PackedWords.unpack(reading.page.words.pack()) == reading.page.words
            tables = json.loads(json.dumps(to_json(PageTables(reading.tables))))
            assert from_json(PageTables, tables).tables == reading.tables
            reading.page.text.encode()
        info = json.loads(json.dumps(to_json(reader.info())))
        assert from_json(Info, info) == reader.info()

    def test_closing_twice_does_no_harm(self, reader: Reader) -> None:
        reader.close()
        reader.close()
