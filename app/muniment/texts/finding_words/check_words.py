"""Checks in words: the identity with the names of its figures, and what came of it with the figures as printed."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.message import Message
from muniment.texts.document_words.chosen_words import Words
from muniment.texts.finding_words import vocabulary_words
from muniment.texts.text import Text


def _raised(words: str) -> str:
    """Words that begin a sentence."""
    return words[:1].upper() + words[1:]


def _figure(what: Message) -> str:
    return vocabulary_words.figure_name(str(what.get("concept")), str(what.get("check") or ""))


def _figure_equals(what: Message) -> str:
    return _raised(_FIGURE_EQUALS(**dict(what.arguments)))


def _total_foots(what: Message) -> str:
    return _raised(_TOTAL_FOOTS(**dict(what.arguments)))


_FIGURE_EQUALS = Text("{figure} equals {column} of {file}.")
_TOTAL_FOOTS = Text("{total} foots: {how}.")

CHECKS: Mapping[str, Words] = {
    # Names.
    "figure": _figure,
    "figure-in-check": _figure,
    "concept": lambda what: vocabulary_words.concept_name(str(what.get("concept"))),
    "concept-within": lambda what: vocabulary_words.within(vocabulary_words.concept_name(str(what.get("concept")))),
    "check-title": lambda what: vocabulary_words.check_title(str(what.get("id"))),
    "cash-flow-statement": Text("cash flow statement"),
    "running-text": Text("running text"),
    "sum-of-its-rows": Text("sum of its rows"),
    "several-figures": Text("figures"),
    "another-filing": Text("another filing of the company"),
    "total-without-label": Text("a total without a label"),
    # Formulas.
    "equation": Text("{left} = {right}"),
    "inequation": Text("{left} ≠ {right}"),
    "sum": Text("{left} + {right}"),
    "difference": Text("{left} - {right}"),
    "product": Text("{left} * {right}"),
    "quotient": Text("{left} / {right}"),
    "bracketed": Text("({of})"),
    "negative": Text("- {of}"),
    "added": Text("+ {of}"),
    "opening-balance": Text("opening {of}"),
    "year-before": Text("last year's {of}"),
    "function-of": Text("{function} of {of}"),
    "and-then": Text("{first}, {second}"),
    "as-printed": Text("{name} {printed}"),
    "with-figure": Text("{printed}, with {figure}"),
    "total-of-rows": Text("total: {of}"),
    # What came of an identity.
    "check-closes": Text("{title} closes: {sides}."),
    "checks-close": Text("{title} close: {sides}.", context="several figures"),
    "check-does-not-close": Text("{title} does not close: {sides}."),
    "checks-do-not-close": Text("{title} do not close: {sides}.", context="several figures"),
    "check-ties": Text("{title} ties to the {place}: {figure} and {printed}."),
    "check-differs": Text("{title} differs from the {place}: {figure} and {printed}."),
    "of-entity": Text("{entity}: {said}"),
    # Sums of rows.
    "total-foots": _total_foots,
    "rows-add-up": Text("{number} rows add up to it"),
    "rows-make-it": Text("{number} rows, added and taken off, make it"),
    # The running text.
    "said-on-page": Text("{said} (page {page})"),
    "text-says-it-too": Text("The text on page {page} says it, too: {said}."),
    # Other documents of the company.
    "figures-equal-elsewhere": Text("{number} figures equal {column} of {file}."),
    "figure-equals-elsewhere": _figure_equals,
    "figure-here": Text("{figure} here"),
    "printed-elsewhere": Text("{printed} in {column} of {file}, page {page}"),
    "filings-conflict": Text("Conflict: {here}, {there}, which reports on the same period; look at both."),
    "filings-opposite": Text("Conflict: {here}, {there}, with the opposite sign; look at both."),
    "restated": Text("Restated: {here}, {there}."),
    "restated-later": Text("Restated later: {here}, {there}."),
    "column-of-year": Text("the {year} column"),
    "same-column": Text("the same column"),
    "column-of-months": Text("the column of {months} months to {end}"),
    "column-of-day": Text("the column of {end}"),
}
"""The words of each code that a check is made of."""
