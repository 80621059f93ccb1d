"""The only thing a fact, a hit or a citation stores: a place, and the words that stand there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from muniment.document.pages.page import Box, Page


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open interval of a page's text.

    Attributes:
        page: From 1.
        start: Offset into ``Page.text``.
        end: Offset, greater than ``start``.
    """

    page: int
    start: int
    end: int

    def __post_init__(self) -> None:
        if self.page < 1 or self.start < 0 or self.end <= self.start:
            raise ValueError("a span needs a page from 1 and a forward interval")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span with its quote.

    Attributes:
        span: Where.
        quote: The page's text in that interval, word for word.
    """

    span: Span
    quote: str

    @classmethod
    def at(cls, page: Page, start: int, end: int) -> Evidence:
        """Evidence for an interval of a page.

        Args:
            page: That prints it.
            start: Into the page's text.
            end: Half-open.

        Raises:
            ValueError: The interval is not inside the page's text.
        """
        if not 0 <= start < end <= len(page.text):
            raise ValueError("the interval is not inside the page's text")
        return cls(Span(page.number, start, end), page.text[start:end])

    def stands_on(self, page: Page) -> bool:
        """Whether the quote stands at this place, word for word."""
        within = self.span.page == page.number and self.span.end <= len(page.text)  # a slice would forgive more
        return within and page.text[self.span.start : self.span.end] == self.quote

    def boxes(self, page: Page) -> tuple[Box, ...]:
        """One box per word, in points; empty for pages without geometry."""
        return page.words.boxes_within(self.span.start, self.span.end)
