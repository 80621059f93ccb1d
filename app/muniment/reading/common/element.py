"""An element of a tree of markup, as far as the readers look at it.

lxml's own types leave open whether a text is one of bytes. Must never be made or changed here: a tree is only read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol, cast, overload


class Element(Protocol):
    """What lxml and python-docx give."""

    @property
    def tag(self) -> object:
        """The name; no text for a comment, an entity and the like."""

    @property
    def text(self) -> str | None:
        """What stands before the first child."""

    @property
    def tail(self) -> str | None:
        """What stands after the element, before the next one."""

    @property
    def attrib(self) -> Mapping[str, str]:
        """The attributes by name."""

    @property
    def nsmap(self) -> Mapping[str | None, str]:
        """Prefixes to namespaces that hold here."""

    def __iter__(self) -> Iterator[Element]: ...

    def __len__(self) -> int: ...

    @overload
    def get(self, key: str, /) -> str | None: ...

    @overload
    def get(self, key: str, default: str, /) -> str: ...

    def find(self, path: str, /) -> Element | None:
        """The first child with a tag."""

    def iter(self, *tags: str) -> Iterator[Element]:
        """The element and all below it, in document order; only those with one of the tags where any is given."""
        ...

    def iterdescendants(self, *tags: str) -> Iterator[Element]:
        """All below the element, in document order; only those with one of the tags where any is given."""
        ...

    def iterancestors(self) -> Iterator[Element]:
        """All that the element stands in, from the innermost."""
        ...

    def itertext(self) -> Iterator[str]:
        """The pieces of text within the element, in document order."""
        ...


def as_element(parsed: object) -> Element:
    """The one place where a tree enters.

    Args:
        parsed: An element of lxml.
    """
    return cast("Element", parsed)
