"""Frames and pages: what is sent arrives, and what is not of the form is refused before it costs memory."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.document.pages.page import PackedWords, Page, Source, Unit
from muniment.worker.protocol.frames import MAX_JSON, BadFrame, read_frame, write_frame
from muniment.worker.protocol.page_frames import decode_page, encode_page, without_words

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)
PAGE = Page(
    3,
    612.0,
    792.0,
    Unit.POINT,
    Source.TEXT,
    "Umsatz\t1 000 €",
    PackedWords.of([(0, 6, (1, 2, 3, 4)), (7, 14, (5, 6, 7, 8))]),
)


class Greedy(io.BytesIO):
    """Fails when more is asked for than may be."""

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert 0 <= size <= MAX_JSON
        return super().read(size)


@given(st.dictionaries(st.text(max_size=8), JSON, max_size=4), st.binary(max_size=200))
def test_a_frame_arrives_as_it_was_sent(head: dict[str, object], blob: bytes) -> None:
    stream = io.BytesIO()
    write_frame(stream, head, blob)
    stream.seek(0)
    frame = read_frame(stream, max_blob=200)
    assert frame is not None
    assert (frame.head, frame.blob) == (head, blob)
    assert read_frame(stream, max_blob=200) is None


@given(st.binary(min_size=1, max_size=60))
def test_garbage_is_refused(data: bytes) -> None:
    try:
        frame = read_frame(Greedy(data), max_blob=100)
    except BadFrame:
        return
    assert frame is not None
    assert isinstance(frame.head, dict)


@pytest.mark.parametrize(("length", "size"), [(MAX_JSON + 1, 0), (2, 101), (2**32 - 1, 2**32 - 1)])
def test_too_much_is_refused_before_memory_is_taken(length: int, size: int) -> None:
    with pytest.raises(BadFrame, match="too large"):
        read_frame(Greedy(struct.pack("<II", length, size) + b"{}"), max_blob=100)


def test_a_bomb_of_brackets_is_refused() -> None:
    data = b"[" * 200_000
    with pytest.raises(BadFrame):
        read_frame(io.BytesIO(struct.pack("<II", len(data), 0) + data), max_blob=0)


def test_a_page_arrives_with_its_words_and_tables() -> None:
    assert decode_page(*encode_page(PAGE, b"tables")) == (PAGE, b"tables")


def test_without_words_everything_else_stays() -> None:
    page, tables = decode_page(*without_words(*encode_page(PAGE, b"tables")))
    assert (page.text, page.number, tables, len(page.words)) == (PAGE.text, 3, b"tables", 0)


@given(st.dictionaries(st.sampled_from(["number", "size", "unit", "source", "lengths"]), JSON), st.binary(max_size=40))
def test_no_head_makes_a_page_of_garbage(head: dict[str, object], blob: bytes) -> None:
    with pytest.raises(ValueError, match=r"page|words|not a valid"):
        decode_page(head, blob)
