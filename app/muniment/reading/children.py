"""The documents inside a document: its files are unpacked one by one, and those of a format that Muniment reads are handed on.

Must never unpack without a bound, nor lose a document over what lies in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from muniment.document.limits import MAX_CHILD, MAX_CHILDREN, MAX_CHILDREN_BYTES, MAX_LOOKED_AT, MAX_NAME
from muniment.formats import Format, of_name
from muniment.reading.common.file_metadata import softly
from muniment.reading.reader import InnerFile
from muniment.recognise import recognise


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A document that lay in another.

    Attributes:
        name: A file name without folders.
        media_type: Of a format that Muniment reads, found by looking at the bytes.
        data: All of it.
    """

    name: str
    media_type: str
    data: bytes


class Unpacking:
    """The documents among the files inside a document, in order; files of other formats are passed over.

    Attributes:
        left_out: How many so far seem to be documents, but are too many or too large, or cannot be unpacked.
    """

    def __init__(self, children: Iterable[InnerFile]) -> None:
        self.left_out = 0
        self._children = children

    def __iter__(self) -> Iterator[Unpacked]:
        """Unpack them. Whatever is unpacked counts, so that a thousand bombs take no longer than a few."""
        count, left = 0, MAX_CHILDREN_BYTES
        for child in islice(self._children, MAX_LOOKED_AT):
            data = softly(child.unpack, b"") if count < MAX_CHILDREN and left > 0 else b""
            left -= len(data) or MAX_CHILD
            found = recognise(data) if data else of_name(child.name)
            if found is None:
                continue
            if not data or left < 0 or len(data) > MAX_CHILD:
                self.left_out += 1
                continue
            count += 1
            yield Unpacked(file_name(child.name, found), found.media_type, data)


def file_name(name: str, found: Format) -> str:
    """A name that any system can give to a file: without folders, on one line, and not too long.

    Args:
        name: As the document gives it.
        found: The format of the file, for one that has no name.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    tidy = " ".join("".join(c if c.isprintable() else " " for c in last).split())
    stem, dot, suffix = tidy.rpartition(".")
    room = MAX_NAME - len(suffix.encode()) - 1 if dot and len(suffix) < 20 else 0
    if room:
        tidy = f"{_shortened(stem, room)}.{suffix}"
    tidy = _shortened(tidy, MAX_NAME).strip()
    return f"attachment{found.suffixes[0]}" if not tidy.strip(".") else tidy


def _shortened(text: str, limit: int) -> str:
    """At most ``limit`` bytes of UTF-8."""
    return text.encode("utf-8", "replace")[:limit].decode("utf-8", "ignore")
