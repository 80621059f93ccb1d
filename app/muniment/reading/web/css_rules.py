"""The few words of CSS that decide what is read: what is hidden, what begins a line, how far it is indented.

Must never fetch a style sheet; what a page does not say itself does not hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from muniment.reading.common.element import Element
from muniment.reading.web.markup_names import attribute, element_name

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_CLASS = re.compile(r"^(?:[a-z]+)?\.([\w-]+)$", re.IGNORECASE)
_LENGTH = re.compile(r"^(-?\d*\.?\d+)(pt|px|em|ex|in|cm|mm|pc|rem)?$")
_POINTS = {"pt": 1.0, "px": 0.75, "em": 10.0, "rem": 10.0, "ex": 5.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "pc": 12.0}
_SIDES = {1: 0, 2: 1, 3: 1, 4: 3}  # which of the values of a shorthand is the left one
MAX_SHEETS = 1_000_000  # characters of style sheets that are looked at
MAX_STYLE = 4_000  # characters of declarations, the last ones, which win
MAX_INDENT = 400.0  # points


@dataclass(frozen=True, slots=True)
class Style:
    """What is known of an element's style.

    Attributes:
        hidden: It is not displayed.
        display: "block", "inline" or empty.
        indent: Of its first line, in points.
    """

    hidden: bool = False
    display: str = ""
    indent: float = 0.0


PLAIN = Style()


class Styles:
    """The styles of a page: those of its elements, and of the classes that its own style sheets name.

    Args:
        root: Of the page, as lxml parsed it.
    """

    def __init__(self, root: Element) -> None:
        self._classes: dict[str, str] = {}
        left = MAX_SHEETS
        for element in root.iter():
            if element_name(element) == "style" and element.text and left > 0:
                self._learn(element.text[:left])
                left -= len(element.text)

    def _learn(self, sheet: str) -> None:
        for rule in _COMMENT.sub(" ", sheet).split("}"):
            *outer, body = rule.split("{")
            for selector in outer[-1].split(",") if outer else ():  # the innermost, where rules stand in "@media"
                match = _CLASS.match(selector.strip())
                if match:
                    self._classes[match[1]] = f"{self._classes.get(match[1], '')};{body}"[-MAX_STYLE:]

    def of(self, element: Element) -> Style:
        """The style of an element.

        Args:
            element: As lxml parsed it.
        """
        own = element.get("style") or ""
        classes = element.get("class")
        if classes and self._classes:
            own = ";".join([*(self._classes.get(name, "") for name in classes.split()), own])
        if not own:
            return PLAIN if attribute(element, "hidden") == "" and element.get("hidden") is None else Style(hidden=True)
        return read_style(own)


@lru_cache(maxsize=8192)
def read_style(text: str) -> Style:
    """Read declarations: "display:none;padding-left:9pt"."""
    found: dict[str, str] = {}
    for declaration in text[-MAX_STYLE:].split(";"):
        name, _, value = declaration.partition(":")
        found[name.strip().lower()] = value.strip().lower().removesuffix("!important").strip()
    display = found.get("display", "")
    indent = sum(
        (
            length(found.get("text-indent", "")),
            length(found["padding-left"]) if "padding-left" in found else _left(found.get("padding", "")),
            length(found["margin-left"]) if "margin-left" in found else _left(found.get("margin", "")),
        )
    )
    return Style(
        hidden=display == "none" or found.get("visibility") == "hidden",
        display="inline" if display.startswith("inline") else "block" if display in ("block", "table", "flex") else "",
        indent=min(max(indent, -MAX_INDENT), MAX_INDENT),
    )


def length(text: str) -> float:
    """A length in points; 0 for what is none."""
    match = _LENGTH.match(text)
    return float(match[1]) * _POINTS[match[2] or "px"] if match else 0.0


def _left(shorthand: str) -> float:
    values = shorthand.split()
    return length(values[_SIDES[len(values)]]) if len(values) in _SIDES else 0.0
