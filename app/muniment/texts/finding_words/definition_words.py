"""What is wrong in a file of schemas, concepts, measures, checks, tags or questions, in words."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.texts.text import Text

DEFINITIONS: Mapping[str, Text] = {
    # Errors of a file: the fault says it all.
    "bad-checks": Text("{fault}", context="fault"),
    "bad-concepts": Text("{fault}", context="fault"),
    "bad-measures": Text("{fault}", context="fault"),
    "bad-questions": Text("{fault}", context="fault"),
    "bad-tags": Text("{fault}", context="fault"),
    # Any file.
    "file-not-toml": Text("{file} is not valid TOML: {error}. Mend that line."),
    "shipped-file-not-toml": Text("{file} is not valid TOML: {error}. Mend that line, or restore the file."),
    "file-unreadable": Text("{file} cannot be read ({error}). Restore it from the installation."),
    # Schemas.
    "schema-unreadable": Text("{file} cannot be read ({fault}). Restore it from the installation."),
    "schema-not-toml": Text("{file} is not valid TOML: {fault}. Mend that line, or restore the file."),
    "schema-unknown-entry": Text("{file} has an unknown entry {entry!r}. Check its spelling."),
    "schema-bad-entry": Text("{file}: {entry!r} is missing or not of the agreed form. Mend it, or restore the file."),
    # Concepts.
    "concepts-file-form": Text("{file} must hold [[concept]] entries and nothing else."),
    "concept-twice": Text("{file} holds the concept {concept!r} twice. Remove one of them."),
    "concept-id": Text("A concept has the id {id!r}; an id is lower-case letters, digits and underscores."),
    "concept-unknown-entry": Text("Concept {concept!r} has an unknown entry {entry!r}. Check its spelling."),
    "concept-needs-name": Text("Concept {concept!r} needs a name."),
    "concept-entry-of": Text("Concept {concept!r}: {entry!r} must be one of {allowed}."),
    "concept-list": Text("Concept {concept!r}: {entry!r} must be a list of texts."),
    "concept-expression": Text("Concept {concept!r}: {expression!r} is not a regular expression ({error})."),
    # Checks.
    "checks-file-form": Text("checks.toml must hold [words] and [[check]] entries and nothing else."),
    "words-of-no-concept": Text("[words] names {concept!r}, which is no concept. Check its spelling."),
    "check-unknown-entry": Text("Check {check!r} has an unknown entry {entry!r}. Check its spelling."),
    "check-needs": Text("Check {check!r} needs {entry!r}."),
    "check-entry-of": Text("Check {check!r}: {entry!r} must be one of {allowed}."),
    "check-entry-type": Text(
        "Check {check!r} has a value of the wrong type. The head of checks.toml says what each one is."
    ),
    "check-of-two-times": Text(
        "Check {check!r}: some of its formulas are of a day and some of a stretch of time. Make two checks of it."
    ),
    "check-formula": Text("Check {check!r}: {fault}. Mend its formulas."),
    # Measures.
    "measures-file-form": Text("measures.toml must hold [[measure]] entries and nothing else."),
    "measures-too-deep": Text("measures.toml holds brackets too deep inside each other. Mend it."),
    "measure-twice": Text("Measure {measure!r} is there twice. Remove one of them."),
    "own-measure-twice": Text("Measure {measure!r} is there twice; the first one is used. Remove one of them."),
    "measure-spoils": Text(
        "Measure {measure!r} takes the place of ours, and {other!r} cannot be computed with it then. Give it another id."
    ),
    "measure-id": Text("A measure has the id {id!r}; an id is lower-case letters, digits and underscores."),
    "measure-unknown-entry": Text("Measure {measure!r} has an unknown entry {entry!r}. Check its spelling."),
    "measure-needs": Text("Measure {measure!r} needs {entry!r}."),
    "measure-text": Text("Measure {measure!r}: {entry!r} must be a text of at most {most} characters."),
    "measure-id-of-concept": Text("Measure {measure!r} has the id of a concept. Give it another one."),
    "measure-entry-of": Text("Measure {measure!r}: {entry!r} must be one of {allowed}."),
    "measure-formula": Text("Measure {measure!r}: {fault}. Mend its formula or guard."),
    "measure-elsewhere": Text("Measure {measure!r}: 'elsewhere' is for checks only. Mend its formula."),
    "measure-unit": Text("Measure {measure!r}: its unit is {unit!r}, but its formula gives {gives}."),
    # Tags.
    "tags-not-toml": Text("It cannot be read ({error}). Mend that line."),
    "tags-file-form": Text("It must hold [[tag]] entries only, {most} at most. Mend it."),
    "tag-id": Text("A tag needs an 'id' of letters, digits and underscores."),
    "tag-entries": Text(
        "Tag {tag!r} needs a 'name', and may have 'routing', 'phrases' and 'unless'. Check its spelling."
    ),
    "tag-unless": Text("Tag {tag!r}: 'unless' must be a list of phrases. Mend it."),
    "tag-phrases": Text("Tag {tag!r}: 'phrases' must give each phrase a weight from 0 to 1. Mend it."),
    # Questions.
    "questions-unreadable": Text("{file} cannot be read ({error}). Mend that line, or restore the file."),
    "questions-file-form": Text("{file} is not of the agreed form: {error}. Mend it, or restore the file."),
    # Formulas.
    "formula-too-long": Text("it is longer than {most:,} characters"),
    "formula-too-deep": Text("it is nested more than {most} deep"),
    "formula-too-large": Text("it has more than {most:,} parts, with the measures that it names put in"),
    "formula-parts-too-deep": Text(
        "more than {most} of its parts stand inside each other; use some(...) for long sums"
    ),
    "functions-too-deep": Text("more than {most} functions stand inside each other"),
    "not-understood": Text("{text!r} is not understood"),
    "nothing-more-expected": Text("{text!r} stands where nothing more is expected"),
    "value-expected": Text("{text!r} stands where a value is expected"),
    "value-missing": Text("it ends where a value is expected"),
    "bracket-missing": Text("a closing bracket is missing"),
    "comparison-missing": Text("a comparison (= != < <= > >=) is missing"),
    "unknown-name": Text("{name!r} is neither a concept nor a measure"),
    "function-without-brackets": Text("{function} is a function and needs brackets: {function}(...)"),
    "no-function": Text("there is no function {function!r}; there are {known}"),
    "wrong-values": Text("{function} takes {wanted} value(s), not {given}"),
    "wrong-number-of-values": Text("{function} takes {fewest} to {most} value(s), not {given}"),
    "no-meaning": Text("{left} {sign} {right} has no meaning here"),
    "not-alike": Text("{first} and {second} cannot be added or compared"),
    "computed-from-itself": Text("{name!r} is computed from itself"),
    "chain-too-long": Text("more than {most} measures are computed from each other"),
    "identity-without-equals": Text("an identity has the sign ="),
    "no-figure-on-the-left": Text("a figure must stand on the left"),
    "amount-of-money": Text("an amount of money"),
    "amount-per-share": Text("an amount per share"),
    "number-of-shares": Text("a number of shares"),
    "plain-number": Text("a plain number"),
    "no-dimension": Text("nothing", context="what a formula gives"),
}
"""The words of each code."""
