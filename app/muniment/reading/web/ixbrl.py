"""Inline XBRL: contexts, units and tagged elements of a page, resolved within the page.

Must never ask for a taxonomy, nor read a tag whose context or unit the page does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from muniment.document.pages.tag import MAX_MONTHS, MAX_TEXT, Tag
from muniment.reading.common.characters import clean
from muniment.reading.common.element import Element
from muniment.reading.web.ixbrl_values import plain_format, read_amount, read_text
from muniment.reading.web.markup_names import attribute, element_name

MAX_TAGS = 200_000  # the largest filings have 20,000
_CHAIN = 1_000  # continuations of one text
# Taxonomies by what their namespaces hold; their prefix is what ``concepts.toml`` calls them.
_FAMILIES = (
    ("fasb.org/us-gaap/", "us-gaap"),
    ("xbrl.sec.gov/dei/", "dei"),
    ("fasb.org/srt/", "srt"),
    ("ifrs.org/", "ifrs-full"),
    ("xbrl.frc.org.uk/fr/", "uk"),
    ("xbrl.org/uk/gaap/", "uk"),
)
_DAY = re.compile(r"^\s*(\d{4})-(\d\d)-(\d\d)(T[\d:.]+)?")


@dataclass(frozen=True, slots=True)
class _Context:
    entity: str = ""
    start: date | None = None
    end: date | None = None
    months: int = 0
    dimensions: tuple[tuple[str, str], ...] = ()


class InlineTags:
    """What the tags of a page mean.

    Args:
        root: Of the page, as lxml parsed it.
    """

    def __init__(self, root: Element) -> None:
        self._spaces = _spaces(root)
        self._contexts: dict[str, _Context] = {}
        self._units: dict[str, str] = {}
        self._goes_on: dict[str, Element] = {}
        self._found: list[Element] = []
        for element in root.iter():
            name = element_name(element)
            if name == "x:context":
                self._contexts[attribute(element, "id")] = self._context(element)
            elif name == "x:unit":
                self._units[attribute(element, "id")] = _unit(element)
            elif name == "ix:continuation":
                self._goes_on[attribute(element, "id")] = element
            elif name in ("ix:nonfraction", "ix:nonnumeric") and len(self._found) < MAX_TAGS:
                self._found.append(element)

    def read(self, element: Element) -> Tag | None:
        """What an element means, without its place; None where that cannot be told or is no figure and too long.

        Args:
            element: A tagged one, as lxml parsed it.
        """
        context = self._contexts.get(attribute(element, "contextRef"))
        if context is None:
            return None
        tag = Tag(
            name=self._name(element, attribute(element, "name"))[:MAX_TEXT],
            value=None,
            period_start=context.start,
            period_end=context.end,
            months=context.months,
            entity=context.entity,
            dimensions=context.dimensions,
            element_id=attribute(element, "id")[:MAX_TEXT] or None,
        )
        if element_name(element) == "ix:nonfraction":
            return self._amount(element, tag)
        words = self._words(element)
        value = None if words is None else read_text(words, plain_format(attribute(element, "format")))
        return None if value is None or len(value) > MAX_TEXT else replace(tag, value=value)

    def hidden(self, displayed: list[Element]) -> Iterator[Tag]:
        """The tags that are not among those displayed.

        Args:
            displayed: Elements that stand in the page's text.
        """
        seen = set(map(id, displayed))
        for element in self._found:
            if id(element) not in seen:
                tag = self.read(element)
                if tag is not None:
                    yield tag

    def _amount(self, element: Element, tag: Tag) -> Tag | None:
        unit = self._units.get(attribute(element, "unitRef"))
        if unit is None:
            return None
        scale, decimals = _whole(attribute(element, "scale")) or 0, _whole(attribute(element, "decimals"))
        negative = attribute(element, "sign") == "-"
        tag = replace(tag, unit=unit[:MAX_TEXT], scale=scale, decimals=decimals, negative=negative)
        if any(name.endswith("nil") and text in ("true", "1") for name, text in element.attrib.items()):
            return tag
        inner = next((e for e in element.iterdescendants() if element_name(e) == "ix:nonfraction"), None)
        if inner is not None:  # nested tags share one number; the innermost says how it reads
            form, scale = plain_format(attribute(inner, "format")), _whole(attribute(inner, "scale")) or 0
            value = read_amount(_shown(inner), form, scale, negative=attribute(inner, "sign") == "-")
        else:
            form = plain_format(attribute(element, "format"))
            value = read_amount(_shown(element), form, scale, negative=negative)
        return None if value is None else replace(tag, value=value)

    def _words(self, element: Element) -> str | None:
        """The text of an element and of those that continue it; None where it is longer than a value."""
        text, chain = _shown(element), 0
        while len(text) <= 4 * MAX_TEXT and chain < _CHAIN:
            further = self._goes_on.get(attribute(element, "continuedAt"))
            if further is None:
                return clean(text)
            element, chain = further, chain + 1
            text += _shown(element)
        return None

    def _context(self, element: Element) -> _Context:
        entity, start, end, instant = "", None, None, None
        dimensions: list[tuple[str, str]] = []
        for part in element.iterdescendants():
            name, text = element_name(part), (part.text or "").strip()
            if name == "x:identifier":
                entity = text[:MAX_TEXT]
            elif name == "x:startdate":
                start = _day(text)
            elif name == "x:enddate":
                end = _day(text, closes=True)
            elif name == "x:instant":
                instant = _day(text, closes=True)
            elif name == "x:explicitmember":
                dimensions.append((self._name(part, attribute(part, "dimension")), self._name(part, text)))
            elif name == "x:typedmember":
                said = " ".join("".join(part.itertext()).split())
                dimensions.append((self._name(part, attribute(part, "dimension")), said[:MAX_TEXT]))
            elif name in ("x:segment", "x:scenario") and not any(
                element_name(p) in ("x:explicitmember", "x:typedmember") for p in part.iterdescendants()
            ):
                dimensions.append(("segment", " ".join("".join(part.itertext()).split())[:MAX_TEXT]))
        if instant is not None:
            return _Context(entity, None, instant, 0, tuple(sorted(dimensions)))
        months = _months(start, end)
        if months > MAX_MONTHS:  # nobody reports on a century
            start, end, months = None, None, 0
        return _Context(entity, start, end, months, tuple(sorted(dimensions)))

    def _name(self, element: Element, name: str) -> str:
        """A qualified name with the usual prefix of its taxonomy."""
        prefix, _, local = name.strip().rpartition(":")
        space = self._spaces.get(prefix.lower()) or (getattr(element, "nsmap", None) or {}).get(prefix) or ""
        family = next((usual for part, usual in _FAMILIES if part in space), prefix)
        return f"{family}:{local}"[:MAX_TEXT]


def _spaces(root: Element) -> Mapping[str, str]:
    """Prefixes to namespaces, as the root declares them."""
    found = {str(prefix or "").lower(): str(space) for prefix, space in (root.nsmap or {}).items()}
    for name, value in root.attrib.items():
        if name.lower().startswith("xmlns:"):
            found[name[6:].lower()] = value
    return found


def _unit(element: Element) -> str:
    """A unit as one word ("USD", "shares", "USD/shares"); products are joined by an asterisk."""
    upper: list[str] = []
    lower: list[str] = []
    for part in element.iterdescendants():
        if element_name(part) == "x:measure":
            below = any(element_name(each) == "x:unitdenominator" for each in part.iterancestors())
            (lower if below else upper).append((part.text or "").strip().rpartition(":")[2])
    return "*".join(upper) + ("/" + "*".join(lower) if lower else "")


def _shown(element: Element) -> str:
    """The text of an element without what is excluded from its value."""
    parts = [element.text or ""]
    for child in element:
        if element_name(child) != "ix:exclude":
            parts.append(_shown(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _whole(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[+-]?\d{1,4}", text.strip(), re.ASCII) else None


def _day(text: str, *, closes: bool = False) -> date | None:
    """A day; midnight at the end of a period is the day before (XBRL 2.1, 4.7.2)."""
    match = _DAY.match(text)
    if match is None:
        return None
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    return day - timedelta(days=1) if closes and match[4] and set(match[4]) <= set("T0:.") and day > date.min else day


def _months(start: date | None, end: date | None) -> int:
    """Whole months of a stretch of time, at least one; 36 weeks are nine, for those who count so."""
    if start is None or end is None or end < start:
        return 0
    days = (end - start).days + 1
    return 9 if 248 <= days <= 256 else max(1, round(days / 30.4375))
