"""Answers to questions in words: conclusions, the rules that they follow, names of values and notes."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.document.facts.answer import Conclusion
from muniment.texts.document_words.chosen_words import Words
from muniment.texts.finding_words import vocabulary_words
from muniment.texts.text import Text

ANSWERS: Mapping[str, Words] = {
    # Conclusions.
    Conclusion.YES: Text("Yes", context="answer"),
    Conclusion.NO: Text("No", context="answer"),
    Conclusion.HIGHER: Text("Higher"),
    Conclusion.LOWER: Text("Lower"),
    Conclusion.UNCHANGED: Text("Unchanged"),
    # Rules.
    "later-against-earlier": Text("The later value against the earlier one."),
    "later-against-earlier-from": Text("The later value against the earlier one; less than {least} is no change."),
    "percentage-points": Text("{number} percentage points"),
    "rule-with-quality": Text("{rule} {quality}", context="two sentences"),
    "lower-is-better": Text("Lower counts as better."),
    "higher-is-better": Text("Higher counts as better."),
    "yes-within-points": Text(
        "Yes where no year differs from the one before by more than {limit:f} percentage points."
    ),
    "yes-within-percent": Text("Yes where no year differs from the one before by more than {limit:f} percent."),
    "yes-above-zero": Text("Yes where the value is above zero."),
    "yes-below-zero": Text("Yes where the value is below zero."),
    "yes-where-not-zero": Text("Yes where the amount is not zero."),
    "yes-where-there-is": Text("Yes where there is {what}."),
    "at-least": Text("{name} of at least {least:f}"),
    "at-least-percent": Text("{name} of at least {least:.0f} %"),
    "one-or-other": Text("{first} or {second}"),
    "one-and-other": Text("{first} and {second}", context="conditions"),
    "lowest-of-companies": Text(
        "The lowest of the values, each of the year that is asked for, else of the newest one."
    ),
    "highest-of-companies": Text(
        "The highest of the values, each of the year that is asked for, else of the newest one."
    ),
    "lowest-of-three": Text("The lowest of the three amounts; money spent counts below zero."),
    "highest-of-three": Text("The highest of the three amounts; money spent counts below zero."),
    "first-against-second": Text("The value of the company that is named first against the other's."),
    "stated-so": Text("Read from the sentences below, which say so."),
    "no-mention": Text("No mention found; all of {file} was searched."),
    # Names of values.
    "of-company": Text("{company}: {name}"),
    "change": Text("Change", context="difference"),
    "change-in-percent": Text("Change in percent"),
    "average-of-years": Text("Average of {years} years"),
    "compound-growth": Text("Compound annual growth over {years} years: {of}"),
    "compound-formula": Text("(last value / first value) ^ (1 / {years}) - 1"),
    "largest-change": Text("Largest change from year to year"),
    "margin-of-figure": Text("{of} margin"),
    "growth-of": Text("Growth of {of}"),
    "figure-to-figure": Text("{left} to {right}", context="ratio"),
    "figure-less-figure": Text("{left} less {right}"),
    "figure-plus-figure": Text("{left} plus {right}"),
    "within": lambda what: vocabulary_words.within(str(what.get("of") or "")),
    "wording": lambda what: vocabulary_words.wording_name(str(what.get("formula"))),
    # How values were computed.
    "later-less-earlier": Text("later value - earlier value"),
    "share-of-earlier": Text("(later value - earlier value) / |earlier value|"),
    "sum-by-number": Text("sum of the values / number of years"),
    # Why there is no value.
    "not-computed": Text(
        "{name} is not computed: a figure of an earlier time is missing, or its condition does not hold."
    ),
    "not-computed-without": Text("{name} is not computed: no figure was found for {figures}."),
    "not-in-that-currency": Text("{name} is not reported in {asked}, but in {reported}."),
    "in-no-known-currency": Text("{name} is not known to be reported in {asked}."),
    "company-absent": Text("There is no report of {names} here."),
    "no-figure-of-company": Text("No figure was found for {name}."),
    "of-year": Text("{name} ({year})"),
    "currencies-differ": Text("The values are in different currencies and are not compared."),
    "sentence-then": Text("{first} {second}", context="two sentences"),
    "not-computed-of-doubts": Text(
        "{name} is not computed: look at these figures first, they are marked for review: {rows}."
    ),
}
"""The words of each code that an answer is made of."""

CONCLUSIONS: Mapping[str, str] = {
    Conclusion.YES: "yes",
    Conclusion.NO: "no",
    Conclusion.HIGHER: "higher",
    Conclusion.LOWER: "lower",
    Conclusion.UNCHANGED: "unchanged",
}
"""What scripts read of each conclusion that is no name, in any language."""
