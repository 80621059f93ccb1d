"""How questions are worded, from ``resources/questions.toml``: words for measures and concepts, and fixed limits of judgements.

Must never accept a file that it does not understand wholly: a wording that leads to the wrong figure is a wrong answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import tomli

from muniment import paths
from muniment.analysis.asking.question_text import plain
from muniment.analysis.formulas.formula import Comparison, FormulaError, Name, Node, names, parse, replaced
from muniment.analysis.measures.measure_file import MeasureEntry, with_own
from muniment.analysis.vocabulary.concepts import concepts
from muniment.errors import UserError
from muniment.message import Argument, Message, message


@dataclass(frozen=True, slots=True)
class Subject:
    """What may be asked for.

    Attributes:
        id: Of a concept or measure; of a formula of a wording, the formula.
        name: In English, or as the user wrote it.
        said: The same, to be shown.
        tree: How it is computed; a name alone for a concept.
        shown: How it is written: "money", "per_share", "shares", "percent", "ratio", "times" or "days".
        formula: As shown.
        guard: Must hold, else there is no value.
        note: What it says and leaves out; None for nothing.
    """

    id: str
    name: str
    said: Message
    tree: Node
    shown: str
    formula: str
    guard: tuple[Comparison, ...] = ()
    note: Message | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """One part of a judgement.

    Attributes:
        subject: What is looked at.
        least: From here on it speaks for yes.
    """

    subject: Subject
    least: Decimal


@dataclass(frozen=True, slots=True)
class Threshold:
    """A judgement by fixed limits.

    Attributes:
        name: "capital intensive".
        pattern: When it is asked for.
        limits: Its parts.
        any: One of them is enough; else all are needed.
    """

    name: str
    pattern: re.Pattern[str]
    limits: tuple[Limit, ...]
    any: bool


@dataclass(frozen=True, slots=True)
class Wordings:
    """All that is known of how questions are worded.

    Attributes:
        subjects: Patterns of whole words, each with what it means.
        thresholds: Judgements.
        lower_is_better: Measures of which less is an improvement.
        small: Words that say nothing of what is asked.
        no_names: Words that have a capital and are no names of companies.
        asking: Words that a question begins with.
        instead: Words that ask for another figure than the statements print.
        expansions: Patterns of words of questions, each with the terms that documents use for them.
        planned: Ids of concepts and measures among which a model may pick.
    """

    subjects: tuple[tuple[re.Pattern[str], Subject], ...]
    thresholds: tuple[Threshold, ...]
    lower_is_better: frozenset[str]
    small: frozenset[str]
    no_names: frozenset[str]
    asking: frozenset[str]
    instead: re.Pattern[str]
    expansions: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    planned: tuple[str, ...]


@cache
def wordings(own_measures: str = "") -> Wordings:
    """The wordings that ship, with the names of all concepts and measures, those of the user's own file among them.

    Args:
        own_measures: The text of the user's own file of measures; empty for none.

    Raises:
        UserError: code ``bad-questions``: the file cannot be read, or an entry is not of the agreed form.
    """
    return load(paths.resources() / "questions.toml", own_measures)


def load(path: Path, own_measures: str = "") -> Wordings:
    """Read and check a file of wordings.

    Args:
        path: A TOML file of the form of ``resources/questions.toml``.
        own_measures: The text of the user's own file of measures; empty for none.

    Raises:
        UserError: code ``bad-questions``: the file cannot be read, or an entry is not of the agreed form.
    """
    try:
        data = tomli.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise _bad("questions-unreadable", file=path.name, error=str(error)) from None
    known = subjects(own_measures)
    try:
        named = [(_words(_plain_names(subject.name), literal=True), subject) for subject in known.values()]
        worded = [(_words(raw["words"]), _worded(raw, known)) for raw in data["wording"]]
        return Wordings(
            subjects=(*worded, *named),
            thresholds=tuple(_threshold(raw, known) for raw in data["threshold"]),
            lower_is_better=frozenset(data["lower_is_better"]),
            small=frozenset(data["small_words"].split()),
            no_names=frozenset(data["no_names"].split()),
            asking=frozenset(data["asking_words"].split()),
            instead=_words(data["instead"]),
            expansions=tuple((_words(raw["words"]), tuple(raw["terms"])) for raw in data["expansion"]),
            planned=tuple(known[name].id for name in data["planned"]),
        )
    except (KeyError, TypeError, AttributeError, re.error, FormulaError, InvalidOperation) as error:
        raise _bad("questions-file-form", file=path.name, error=_told(error)) from None


def subjects(own_measures: str = "") -> dict[str, Subject]:
    """All concepts and measures by id.

    Args:
        own_measures: The text of the user's own file of measures; empty for none.
    """
    found = {
        concept.id: Subject(
            concept.id,
            concept.name,
            message("concept", concept=concept.id),
            Name(concept.id),
            concept.unit,
            concept.id,
        )
        for concept in concepts()
    }
    for entry in with_own(own_measures).entries:
        found[entry.id] = _of_entry(entry)
    return found


def _of_entry(entry: MeasureEntry) -> Subject:
    return Subject(entry.id, entry.name, entry.said, entry.tree, entry.unit, entry.formula, entry.guard, entry.note)


def from_formula(
    text: str, name: str, shown: str, known: Mapping[str, Subject], said: Message | None = None
) -> Subject:
    """A subject that a formula over concepts and measures makes.

    Args:
        text: The formula.
        name: In English, or as the user wrote it.
        shown: How it is written.
        known: Concepts and measures by id.
        said: What it is called; None where our file of wordings names it.

    Raises:
        FormulaError: It is none.
    """
    tree = parse(text)
    unknown = [each for each in names(tree) if each not in known and each != "days"]
    if unknown:
        raise FormulaError("unknown-name", name=unknown[0])
    whole = replaced(tree, {each: known[each].tree for each in names(tree) if each in known})
    return Subject(text, name, said or message("wording", formula=text), whole, shown, text)


def _worded(raw: Mapping[str, object], known: Mapping[str, Subject]) -> Subject:
    of = str(raw["of"])
    return known[of] if of in known else from_formula(of, str(raw["name"]), str(raw["unit"]), known)


def _threshold(raw: Mapping[str, Any], known: Mapping[str, Subject]) -> Threshold:
    limits = tuple(
        Limit(from_formula(one["formula"], one["name"], one["unit"], known), Decimal(one["limit"])) for one in raw["of"]
    )
    return Threshold(str(raw["name"]), _words(raw["words"]), limits, bool(raw.get("any", False)))


_NOUNS = [
    "asset",
    "liability",
    "expense",
    "earning",
    "profit",
    "loss",
    "income",
    "cost",
    "payable",
    "receivable",
    "investment",
    "security",
    "equivalent",
    "borrowing",
    "debt",
    "share",
    "dividend",
    "tax",
    "charge",
    "flow",
    "fund",
    "holder",
    "shareholder",
    "stockholder",
    "purchase",
    "expenditure",
    "inventory",
    "sale",
    "revenue",
    "activity",
    "ratio",
    "margin",
    "lease",
    "provision",
    "deposit",
    "loan",
    "premium",
    "reserve",
    "interest",
    "right",
    "obligation",
    "contract",
    "credit",
    "benefit",
    "claim",
    "property",
    "note",
    "day",
    "good",
    "product",
    "repurchase",
    "payment",
    "gain",
    "fee",
    "contribution",
]
_ENDINGS = {"y": "(?:y|ies)", "s": "s(?:es)?", "x": "x(?:es)?"}


def _either(noun: str) -> str:
    """An expression for one or many of a thing."""
    ending = _ENDINGS.get(noun[-1]) if noun[-2] not in "aeo" else None
    return f"{noun[:-1]}{ending}" if ending else f"{noun}s?"


_NUMBERS = {form: _either(noun) for noun in _NOUNS for form in (noun, noun + "s", noun[:-1] + "ies", noun + "es")}
_NOUN = re.compile(r"(?<![a-z\\[])(" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")(?![a-z?*+\]])")


def _words(words: Sequence[str], *, literal: bool = False) -> re.Pattern[str]:
    """An expression for whole words, each noun in the singular and the plural: they ask for the same."""
    parts = [_NOUN.sub(lambda noun: _NUMBERS[noun[1]], re.escape(word) if literal else word) for word in words]
    return re.compile(r"(?<![a-z0-9])(?:" + "|".join(f"(?:{part})" for part in parts) + r")(?![a-z0-9])")


def _plain_names(name: str) -> list[str]:
    """A name as it is asked for, with "total" and without."""
    whole = plain(name)
    return [whole, whole.removeprefix("total ")]


def _told(error: Exception) -> Argument:
    return error.message if isinstance(error, FormulaError) else str(error)


def _bad(fault: str, /, **arguments: Argument) -> UserError:
    return UserError("bad-questions", fault=message(fault, **arguments))
