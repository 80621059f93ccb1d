"""An inline XBRL tag: what the document itself says that one of its figures or words means.

Must never hold what a taxonomy would add: all of it stands in the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

MAX_MONTHS = 1_200
MAX_TEXT = 500  # characters of a value; names, days and codes are short, and whole notes are on the pages anyway


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tagged figure or text.

    Attributes:
        name: Of the concept, with the usual prefix of its taxonomy ("us-gaap:Revenues", "dei:DocumentType").
        value: In absolute units with its sign, or as text (days as ISO); None for nil.
        period_start: First day of its context; None for an instant.
        period_end: Last day of its context; None where the context is for ever.
        months: Whole months (13 weeks are 3, 36 and 39 are 9, 52 and 53 are 12); 0 for an instant.
        unit: ISO currency, "USD/shares", "shares", "pure"; None for texts.
        entity: The identifier that its context names.
        dimensions: (axis, member) of its context, typed ones with their value.
        element_id: Of the element; None where it has none.
        decimals: Digits after the decimal mark that are exact, negative for rounded figures; None where exact or unsaid.
        scale: Power of ten that the displayed number is multiplied by.
        negative: The tag turns the sign of the displayed number.
        page: That displays it, from 1.
        start: Of the displayed token in the page's text: a number with its own sign or brackets.
        end: Half-open; 0 for what is not displayed.
        quote: What is displayed there.
    """

    name: str
    value: Decimal | str | None
    period_start: date | None
    period_end: date | None
    months: int
    unit: str | None = None
    entity: str = ""
    dimensions: tuple[tuple[str, str], ...] = ()
    element_id: str | None = None
    decimals: int | None = None
    scale: int = 0
    negative: bool = False
    page: int = 1
    start: int = 0
    end: int = 0
    quote: str = ""

    @property
    def is_displayed(self) -> bool:
        """Whether it stands on its page."""
        return self.end > 0

    def stands_on(self, number: int, text: str) -> bool:
        """Whether its quote stands at its place on a page, word for word, and its other texts are short.

        Args:
            number: Of the page, from 1.
            text: Of the page.
        """
        place = 0 <= self.start < self.end <= len(text) and text[self.start : self.end] == self.quote
        if self.page != number or (self.is_displayed and not place):
            return False
        texts = [self.name, self.entity, self.unit or "", self.element_id or "", self.quote]
        texts += [part for pair in self.dimensions for part in pair]
        texts += [self.value] if isinstance(self.value, str) else []
        finite = not isinstance(self.value, Decimal) or self.value.is_finite()
        return finite and 0 <= self.months <= MAX_MONTHS and all(len(each) <= MAX_TEXT for each in texts)
