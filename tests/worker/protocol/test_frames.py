"""Frames and pages: what is sent arrives, and what is not of the form is refused before it costs memory."""

from __future__ import annotations

import io
import json
import struct
from dataclasses import dataclass
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.document.codec import from_json
from muniment.document.pages.evidence import Span
from muniment.document.pages.page import PackedWords, Page, Source, Unit
from muniment.worker.protocol.control import RequestDone
from muniment.worker.protocol.exchanged_message import Bulk, RequestMessage, pack, unpack
from muniment.worker.protocol.frames import MAX_JSON, BadFrame, read_frame, write_frame
from muniment.worker.protocol.page_frames import PackedPage, decode_page, encode_page, without_words

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


@given(st.text(max_size=8), st.none() | st.integers(0, 2**31), st.lists(JSON, max_size=4), st.binary(max_size=200))
def test_a_frame_arrives_as_it_was_sent(name: str, number: int | None, values: list[object], blob: bytes) -> None:
    stream = io.BytesIO()
    write_frame(stream, name, number, values, blob)
    stream.seek(0)
    frame = read_frame(stream, max_blob=200)
    assert frame is not None
    assert (frame.name, frame.number, frame.fields, frame.blob) == (name, number, values, blob)
    assert read_frame(stream, max_blob=200) is None


@given(st.binary(min_size=1, max_size=60))
def test_garbage_is_refused(data: bytes) -> None:
    try:
        frame = read_frame(Greedy(data), max_blob=100)
    except BadFrame:
        return
    assert frame is not None
    assert isinstance(frame.name, str)


@pytest.mark.parametrize(
    "data",
    [b"[]", b"{}", b"null", b'["done",1]', b'["done",1,[],[]]', b"[1,1,[]]", b'["done","1",[]]', b'["done",true,[]]'],
)
def test_a_head_that_is_not_name_number_and_fields_is_refused(data: bytes) -> None:
    with pytest.raises(BadFrame):
        read_frame(io.BytesIO(struct.pack("<II", len(data), 0) + data), max_blob=0)


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


@given(st.lists(JSON | st.integers(-3, 60), min_size=1, max_size=9), st.binary(max_size=40))
def test_no_fields_make_a_page_of_garbage(values: list[object], blob: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the codec says it in many ways
        decode_page(from_json(PackedPage, values), blob)


@dataclass(frozen=True, slots=True)
class Sample(RequestMessage):
    """A message with a field of each sort."""

    op: ClassVar[str] = "sample"
    number: int
    name: str | None
    several: tuple[tuple[str, float], ...]
    facts: Bulk[tuple[Span, ...]]


@given(
    st.integers(),
    st.none() | st.text(st.characters(exclude_categories=["Cs"])),
    st.lists(st.tuples(st.just("x"), st.floats(0, 1))),
)
def test_a_message_arrives_as_it_was_sent(number: int, name: str | None, several: list[tuple[str, float]]) -> None:
    sent = Sample(number, name, tuple(several), (Span(1, 0, 3), Span(2, 1, 5)))
    small, blob = pack(sent)
    assert unpack(Sample, json.loads(json.dumps(small)), bytes(blob)) == sent


@pytest.mark.parametrize(
    ("small", "blob"),
    [
        ([], b"[]"),
        (None, b"[]"),
        ([1, None, [], 4], b"[]"),
        (["1", None, []], b"[]"),
        ([True, None, []], b"[]"),
        ([1, 2, []], b"[]"),
        ([1, None, [["x"]]], b"[]"),
        ([1, None, []], b""),
        ([1, None, []], b"[[1,0]]"),
        ([1, None, []], b"[[1,5,2]]"),
        ([1, None, []], b"[" * 100_000),
    ],
)
def test_a_message_of_which_one_field_is_wrong_is_refused(small: object, blob: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the codec says it in many ways
        unpack(Sample, small, blob)


def test_bytes_where_none_belong_are_refused() -> None:
    with pytest.raises(ValueError, match="RequestDone"):
        unpack(RequestDone, [], b"x")
