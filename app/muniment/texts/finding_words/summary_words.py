"""The sentences that the summary makes of figures; each number in them is marked with its link."""

from __future__ import annotations

import re
from collections.abc import Mapping

from muniment.document.facts.fact import LINKED, PIECES
from muniment.message import Message
from muniment.texts.document_words.chosen_words import Words
from muniment.texts.text import Text

_BEGIN, _AFTER, _END = "\x01", "\x02", "\x03"  # no sound message holds them
MARKED_NUMBER = re.compile(f"{_BEGIN}(\\d+){_AFTER}([^{_BEGIN}{_END}]*){_END}")
"""A number in what is said: the position of its link, and its words."""


def _linked(what: Message) -> str:
    return f"{_BEGIN}{what.get('link')}{_AFTER}{what.get('of') or ''}{_END}"


def _pieces(what: Message) -> str:
    return "".join(str(value) for _, value in what.arguments)


SUMMARY: Mapping[str, Words] = {
    LINKED: _linked,
    PIECES: _pieces,
    "full-sentence": Text("{said}.", context="end of a sentence"),
    "with-clause": Text("{said}{clause}", context="a sentence goes on"),
    # Results.
    "revenue-was": Text("Revenue was {amount} in {period}"),
    "operating-income-was": Text("Operating income was {amount} in {period}"),
    "operating-loss-was": Text("The operating loss was {amount} in {period}"),
    "net-income-was": Text("Net income was {amount} in {period}"),
    "net-income-of-company-was": Text("Net income attributable to the company was {amount} in {period}"),
    "net-loss-was": Text("The net loss was {amount} in {period}"),
    "net-loss-of-company-was": Text("The net loss attributable to the company was {amount} in {period}"),
    # Against the year before.
    "wider-loss": Text(", wider than {amount} in {before}"),
    "narrower-loss": Text(", narrower than {amount} in {before}"),
    "same-loss": Text(", the same as {amount} in {before}"),
    "after-loss": Text(", after a loss of {amount} in {before}"),
    "after-profit": Text(", after a profit of {amount} in {before}"),
    "after-amount": Text(", after {amount} in {before}"),
    "same-as-before": Text(", the same as in {before}"),
    "almost-unchanged": Text(", almost unchanged from {before}"),
    "up-on": Text(", up {share} on {before}"),
    "down-on": Text(", down {share} on {before}"),
    # What else belongs to a result.
    "margin-of": Text(", a margin of {margin}"),
    "diluted-earnings-were": Text("; diluted earnings per share were {amount}"),
    "diluted-loss-was": Text("; the diluted loss per share was {amount}"),
    # Cash.
    "operations-brought-in": Text("Operating activities brought in {amount} in {period}"),
    "operations-used": Text("Operating activities used {amount} in {period}"),
    "capex-leaves": Text("; capital expenditure took {capex}, which leaves {rest}"),
    "capex-took-more": Text("; capital expenditure took {capex}, {rest} more"),
    "capex-makes-used": Text("; capital expenditure took {capex}, which makes {rest} used"),
    # The balance sheet.
    "balance-at": Text("At {day}, {items}"),
    "first-of-balance": Text("{name} was {amount}"),
    "first-of-balance-many": Text("{name} were {amount}"),
    "of-balance": Text("{name} {amount}"),
    "below-zero": Text("minus {amount}"),
    "listed": Text("{first}, {second}"),
    "listed-last": Text("{first} and {second}"),
    "balance-assets": Text("total assets"),
    "balance-equity": Text("equity"),
    "balance-cash": Text("cash"),
    "balance-investments": Text("short-term investments"),
    "balance-short-term-debt": Text("short-term debt"),
    "balance-due-debt": Text("debt due within a year"),
    "balance-long-term-debt": Text("long-term debt"),
    # Periods; in German with the word that English has before them ("im Geschäftsjahr 2023").
    "fiscal-year": Text("fiscal {year}"),
    "year-to": Text("the year to {end}"),
    "month-to": Text("the month to {end}"),
    "three-months-to": Text("the three months to {end}"),
    "six-months-to": Text("the six months to {end}"),
    "nine-months-to": Text("the nine months to {end}"),
    "months-to": Text("the {months} months to {end}"),
    "weeks-to": Text("the {weeks} weeks to {end}"),
    "year-alone": Text("{year}", context="year"),
    "year-before-that": Text("the year before"),
    "same-period-before": Text("the same period a year before"),
}
"""The words of each code that a sentence of the summary is made of."""
