"""Names of elements and attributes, however a page was parsed: HTML knows no namespaces, XHTML knows only them."""

from __future__ import annotations

from functools import lru_cache

from muniment.reading.common.element import Element

_XHTML = "http://www.w3.org/1999/xhtml"
_INLINE = "inlineXBRL"  # in the namespace of each of its versions


@lru_cache(maxsize=4096)
def name_of(tag: str) -> str:
    """Lower-case name: bare for HTML, with ``ix:`` for inline XBRL, with ``x:`` for anything else.

    Args:
        tag: As lxml has it: with a namespace in braces, with a prefix, or bare.
    """
    if tag.startswith("{"):
        space, _, local = tag[1:].partition("}")
        local = local.lower()
        if space == _XHTML:
            return local
        return f"ix:{local}" if _INLINE in space else f"x:{local}"
    prefix, _, local = tag.rpartition(":")
    if not prefix:
        return local.lower()
    return f"ix:{local.lower()}" if prefix.lower() == "ix" else f"x:{local.lower()}"


def element_name(element: Element) -> str:
    """Of an element; empty for comments, entities and the like.

    Args:
        element: As lxml parsed it; its tag is no text for a comment.
    """
    tag = element.tag
    return name_of(tag) if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """An attribute by its name in XHTML; HTML has it in lower case. Empty where it is missing.

    Args:
        element: As lxml parsed it.
        name: As XHTML spells it.
    """
    found = element.get(name)
    return (element.get(name.lower()) if found is None else found) or ""
