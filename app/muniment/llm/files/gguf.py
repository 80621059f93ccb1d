"""The GGUF file format, read without trust: metadata and the places of tensors, in bounded memory and time.

Must never take memory or time on the word of a count in the file; every count is checked against what the file can hold.
The format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass, field
from enum import IntEnum
from typing import BinaryIO

MAX_VALUES = 4096
"""Metadata values; files have 30 to 60."""
MAX_TENSORS = 65_536
"""512 layers of 128 tensors each."""
MAX_NAME = 256
"""Bytes of a metadata key or tensor name; llama.cpp itself allows 64 for tensors."""
MAX_KEPT_TEXT = 1024**2
"""Bytes of a text value that is kept (chat templates are at most 20 kB); longer ones are stepped over."""
MAX_ENTRIES = 4_000_000
"""Elements of one array of texts; the largest vocabularies have 262,144 tokens and twice as many merges."""
MAX_KEPT_ARRAY = 1024
"""Elements of an array of numbers that is kept; longer ones are stepped over."""

VOCABULARY = "tokenizer.ggml.tokens"

_WINDOW = 1024**2


class NotGguf(Exception):  # noqa: N818 - it is what the file is
    """The file is of another kind."""


class BadGguf(Exception):  # noqa: N818 - it is what the file is
    """The file contradicts itself; the message says in which, and holds no text of the file."""


class GgufType(IntEnum):
    """Types of metadata values."""

    U8, I8, U16, I16, U32, I32, F32, BOOL, TEXT, ARRAY, U64, I64, F64 = range(13)


_NUMBERS = dict(zip(GgufType, ["B", "b", "H", "h", "I", "i", "f", "B", "-", "-", "Q", "q", "d"], strict=True))

# Elements and bytes of a block of each tensor type, by its number in ggml.h (those missing were withdrawn).
BLOCKS: dict[int, tuple[str, int, int]] = {
    0: ("F32", 1, 4),
    1: ("F16", 1, 2),
    2: ("Q4_0", 32, 18),
    3: ("Q4_1", 32, 20),
    6: ("Q5_0", 32, 22),
    7: ("Q5_1", 32, 24),
    8: ("Q8_0", 32, 34),
    9: ("Q8_1", 32, 40),
    10: ("Q2_K", 256, 84),
    11: ("Q3_K", 256, 110),
    12: ("Q4_K", 256, 144),
    13: ("Q5_K", 256, 176),
    14: ("Q6_K", 256, 210),
    15: ("Q8_K", 256, 292),
    16: ("IQ2_XXS", 256, 66),
    17: ("IQ2_XS", 256, 74),
    18: ("IQ3_XXS", 256, 98),
    19: ("IQ1_S", 256, 50),
    20: ("IQ4_NL", 32, 18),
    21: ("IQ3_S", 256, 110),
    22: ("IQ2_S", 256, 82),
    23: ("IQ4_XS", 256, 136),
    24: ("I8", 1, 1),
    25: ("I16", 1, 2),
    26: ("I32", 1, 4),
    27: ("I64", 1, 8),
    28: ("F64", 1, 8),
    29: ("IQ1_M", 256, 56),
    30: ("BF16", 1, 2),
    34: ("TQ1_0", 256, 54),
    35: ("TQ2_0", 256, 66),
    39: ("MXFP4", 32, 17),
    40: ("NVFP4", 64, 36),
    41: ("Q1_0", 128, 18),
}


@dataclass(frozen=True, slots=True)
class Array:
    """An array of metadata.

    Attributes:
        kind: Of its elements.
        count: How many.
        values: The elements, where they are numbers and few; else empty.
        repeats: Whether two elements are the same; looked for in the vocabulary only.
    """

    kind: GgufType
    count: int
    values: tuple[float, ...] = ()
    repeats: bool = False


Value = int | float | bool | str | Array | None
"""A value of the metadata; None for a text that is too long to keep."""


@dataclass(frozen=True, slots=True)
class Tensor:
    """Where the numbers of a tensor lie.

    Attributes:
        name: As in the file.
        shape: Elements in each dimension, the contiguous one first.
        type: A key of ``BLOCKS``.
        offset: Bytes from the start of the data.
        size: Bytes.
    """

    name: str
    shape: tuple[int, ...]
    type: int
    offset: int
    size: int


@dataclass(frozen=True, slots=True)
class Gguf:
    """What a GGUF file says before its numbers.

    Attributes:
        version: 2 or 3.
        values: The metadata by key.
        tensors: In the order of the file.
        digest: SHA-256 of everything before the data, in hexadecimal.
        size: Bytes of the whole file.
        kinds: Of the metadata values, by key.
    """

    version: int
    values: dict[str, Value]
    tensors: tuple[Tensor, ...]
    digest: str
    size: int
    kinds: dict[str, GgufType] = field(default_factory=dict)

    def whole(self, key: str, default: int = 0) -> int:
        """A whole number of the metadata; ``default`` where there is none.

        Args:
            key: Whole name in the metadata ("llama.block_count").
            default: Also for what is no whole number.
        """
        value = self.values.get(key, default)
        return value if type(value) is int else default

    def text(self, key: str) -> str:
        """A text of the metadata; empty where there is none.

        Args:
            key: Whole name in the metadata ("general.architecture").
        """
        value = self.values.get(key)
        return value if isinstance(value, str) else ""


class _Cursor:
    """A file from its start to its end, through a window of fixed size."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream = stream
        self._window = b""
        self._at = 0  # in the window
        self._hash = hashlib.sha256()
        self.left = size
        self.position = 0

    def digest(self) -> str:
        """Hash of what has been read; what lies in the window but was not read does not count."""
        done = self._hash.copy()
        done.update(self._window[: self._at])
        return done.hexdigest()

    def take(self, count: int) -> bytes:
        """The next bytes; ``count`` is bounded by the caller."""
        self._need(count)
        data = self._window[self._at : self._at + count]
        self._move(count)
        return data

    def skip(self, count: int) -> None:
        """Step over bytes, however many."""
        if count > self.left:
            raise BadGguf("it ends too early")
        while count:
            step = min(count, _WINDOW)
            self.take(step)
            count -= step

    def skip_texts(self, count: int, *, seen: set[bytes] | None = None) -> None:
        """Step over texts, fast: a vocabulary has some hundred thousand.

        Args:
            count: How many.
            seen: Is given each of them, as C sees it: up to its first zero byte, and with a name if it is empty.
        """
        read = struct.Struct("<Q").unpack_from
        for number in range(count):
            if len(self._window) - self._at < 8:
                self._need(8)
            (length,) = read(self._window, self._at)
            self._move(8)
            if length > len(self._window) - self._at:
                if length > _WINDOW:
                    self.skip(length)
                    continue
                self._need(length)
            if seen is not None:
                text = self._window[self._at : self._at + length]
                seen.add(text.split(b"\0", 1)[0] or b"[EMPTY_%d]" % number)
            self._move(length)

    def number(self, kind: GgufType) -> int | float | bool:
        """The next number."""
        code = struct.Struct("<" + _NUMBERS[kind])
        (value,) = code.unpack(self.take(code.size))
        return bool(value) if kind is GgufType.BOOL else value

    def count(self, kind: GgufType = GgufType.U64, *, most: int, what: str) -> int:
        """The next number, which counts something."""
        value = int(self.number(kind))
        if value > most:
            raise BadGguf(f"it claims {value:,} {what}")
        return value

    def name(self, what: str) -> str:
        """The next short text."""
        length = self.count(most=MAX_NAME, what=f"bytes in the name of a {what}")
        try:
            return self.take(length).decode("utf-8")
        except UnicodeDecodeError:
            raise BadGguf(f"the name of a {what} is not text") from None

    def _need(self, count: int) -> None:
        if count > self.left:
            raise BadGguf("it ends too early")
        if count > len(self._window) - self._at:
            self._hash.update(self._window[: self._at])
            rest = self._window[self._at :]
            self._window = rest + self._stream.read(max(_WINDOW, count) - len(rest))
            self._at = 0
            if count > len(self._window):
                raise BadGguf("it ends too early")

    def _move(self, count: int) -> None:
        self._at += count
        self.left -= count
        self.position += count


def read(stream: BinaryIO, size: int) -> Gguf:
    """Read everything before the data.

    Args:
        stream: At its start.
        size: Bytes of the file.

    Raises:
        NotGguf: It is of another kind.
        BadGguf: It contradicts itself.
    """
    cursor = _Cursor(stream, size)
    if size < 4 or cursor.take(4) != b"GGUF":
        raise NotGguf
    version = int(cursor.number(GgufType.U32))
    if version not in (2, 3):  # 1 had 32-bit counts; a big-endian file reads as 2**24 and more
        raise BadGguf(f"its format has the version {version}, and only 2 and 3 are known")
    tensor_count = cursor.count(most=MAX_TENSORS, what="tensors")
    value_count = cursor.count(most=MAX_VALUES, what="metadata values")
    values, kinds = _values(cursor, value_count)
    alignment = values.get("general.alignment", 32)
    if type(alignment) is not int or not 8 <= alignment <= 65_536 or alignment & (alignment - 1):
        raise BadGguf("its alignment is not a power of two")
    tensors = tuple(_tensor(cursor, alignment) for _ in range(tensor_count))
    if len({tensor.name for tensor in tensors}) < len(tensors):
        raise BadGguf("two tensors have the same name")
    digest, start = cursor.digest(), -(-cursor.position // alignment) * alignment
    if any(start + tensor.offset + tensor.size > size for tensor in tensors):
        raise BadGguf("it ends before its last tensor")
    return Gguf(version, values, tensors, digest, size, kinds)


def _values(cursor: _Cursor, count: int) -> tuple[dict[str, Value], dict[str, GgufType]]:
    values: dict[str, Value] = {}
    kinds: dict[str, GgufType] = {}
    for _ in range(count):
        key = cursor.name("value")
        if key in values:
            raise BadGguf("two values have the same name")
        kinds[key] = _kind(cursor)
        values[key] = _value(cursor, kinds[key], key)
    return values, kinds


def _kind(cursor: _Cursor) -> GgufType:
    number = int(cursor.number(GgufType.U32))
    if number >= len(GgufType):
        raise BadGguf("a value has an unknown type")
    return GgufType(number)


def _value(cursor: _Cursor, kind: GgufType, key: str) -> Value:
    if kind is GgufType.TEXT:
        return _text(cursor)
    if kind is GgufType.ARRAY:
        return _array(cursor, key)
    return cursor.number(kind)


def _text(cursor: _Cursor) -> str | None:
    length = int(cursor.number(GgufType.U64))
    if length > MAX_KEPT_TEXT:
        cursor.skip(length)
        return None
    return cursor.take(length).decode("utf-8", "replace")


def _array(cursor: _Cursor, key: str) -> Array:
    kind = _kind(cursor)
    if kind is GgufType.ARRAY:
        raise BadGguf("an array holds arrays")
    if kind is GgufType.TEXT:
        count = cursor.count(most=min(MAX_ENTRIES, cursor.left // 8), what="texts in one array")
        if key != VOCABULARY:
            cursor.skip_texts(count)
            return Array(kind, count)
        seen: set[bytes] = set()
        cursor.skip_texts(count, seen=seen)
        return Array(kind, count, repeats=len(seen) < count)
    code = struct.Struct("<" + _NUMBERS[kind])
    count = cursor.count(most=cursor.left // code.size, what="numbers in one array")
    if count > MAX_KEPT_ARRAY:
        cursor.skip(count * code.size)
        return Array(kind, count)
    return Array(kind, count, struct.unpack(f"<{count}{code.format[1:]}", cursor.take(count * code.size)))


def _tensor(cursor: _Cursor, alignment: int) -> Tensor:
    name = cursor.name("tensor")
    dimensions = cursor.count(GgufType.U32, most=4, what="dimensions of a tensor")
    shape = tuple(int(cursor.number(GgufType.U64)) for _ in range(dimensions))
    number, offset = int(cursor.number(GgufType.U32)), int(cursor.number(GgufType.U64))
    if number not in BLOCKS:
        raise BadGguf("a tensor has an unknown type")
    _, elements, size = BLOCKS[number]
    total = 1
    for count in shape:
        total *= count  # Python's integers do not overflow
    if not shape or total == 0 or shape[0] % elements:
        raise BadGguf("a tensor has an impossible shape")
    if offset % alignment:
        raise BadGguf("a tensor does not lie where it may")
    return Tensor(name, shape, number, offset, total // elements * size)
