"""How to compute what a question defines itself ("DPO is defined as 365 * average accounts payable / COGS").

Must never use a part of a definition: what is not understood wholly is no formula, and then nothing is computed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from muniment.analysis.asking.question_text import Question, plain
from muniment.analysis.asking.question_times import times_of
from muniment.analysis.asking.question_wordings import Subject, Wordings, from_formula
from muniment.analysis.formulas.formula import FormulaError, parse
from muniment.analysis.questions.question_subject import asked, dimension_of, found_in
from muniment.message import verbatim

_DEFINED = re.compile(
    r"^define (?P<first>.+?) as:?\s(?P<one>.+)$|^(?P<second>.+?) (?:is|are) (?:defined|calculated|computed) as:?\s(?P<two>.+)$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\[[^\]]*\]|\((?:from|in|as|per|using|shown|located)\b[^()]*\)", re.IGNORECASE)
_PIECE = re.compile(r"([()+*/×÷]|\s[-–—]\s|(?<![\w.])\d{1,3}(?:\.\d+)?(?![\w.%]))")
_SIGNS = {"×": "*", "÷": "/", "–": "-", "—": "-"}
_AVERAGE = re.compile(r"^(?:the )?(?:average|avg|mean)\b")
_CHANGE = re.compile(r"^(?:the )?change in\b")
_MANY_DAYS = 360  # a formula that multiplies by more than this gives days


def with_definitions(question: Question, worded: Wordings, known: Mapping[str, Subject]) -> Wordings | None:
    """The wordings, with what the question defines in the place of our own meaning.

    Args:
        question: Read.
        worded: Our own.
        known: Concepts and measures by id.

    Returns:
        None where a definition is not understood.
    """
    now: Wordings | None = worded
    for sentence in reversed(question.definitions):  # what comes later explains the parts of what comes before
        now = _with_one(sentence, question, now, known) if now is not None else None
    return now


def _with_one(sentence: str, question: Question, worded: Wordings, known: Mapping[str, Subject]) -> Wordings | None:
    found = _DEFINED.match(sentence)
    if found is None:
        return None
    name = plain(found["first"] or found["second"])
    formula = _formula(found["one"] or found["two"], question, worded)
    subject = _subject(name, formula, worded, known) if formula else None
    if subject is None:
        return None
    defined = re.compile(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])")
    own = found_in(name, worded)
    others = tuple(
        (pattern, replace(subject, name=each.name, said=each.said) if len(own) == 1 and each.id == own[0].id else each)
        for pattern, each in worded.subjects
    )
    return replace(worded, subjects=((defined, subject), *others))


def _subject(name: str, formula: str, worded: Wordings, known: Mapping[str, Subject]) -> Subject | None:
    own = found_in(name, worded)
    try:
        called, said = (own[0].name, own[0].said) if len(own) == 1 else (name, verbatim(name))
        found = from_formula(formula, called, "times", known, said)
    except FormulaError:
        return None
    dimension = dimension_of(found.tree)
    if dimension is None:
        return None
    if dimension != "pure":
        return replace(found, shown=dimension)
    if own and own[0].shown in ("percent", "times", "ratio", "days"):
        return replace(found, shown=own[0].shown)
    if any(float(number) > _MANY_DAYS for number in re.findall(r"(?<![\w.])\d+(?:\.\d+)?", formula)):
        return replace(found, shown="days")
    percent = bool(re.search(r"\b(?:percent|margin|rate|return)\b", name))
    return replace(
        found, shown="percent" if percent else own[0].shown if own and own[0].shown == "percent" else "times"
    )


def _formula(text: str, question: Question, worded: Wordings) -> str:
    """The definition in the language of measures; empty where a piece of it is not understood."""
    parts: list[str] = []
    for piece in _PIECE.split(_ASIDE.sub(" ", text).rstrip(" .")):
        word = piece.strip()
        if not word:
            continue
        if _PIECE.fullmatch(f" {word} " if word in "-–—" else word):
            parts.append(_SIGNS.get(word, word))
            continue
        term = _term(plain(word), question, worded)
        if not term:
            return ""
        parts.append(term)
    formula = " ".join(parts)
    try:
        parse(formula)
    except FormulaError:
        return ""
    return formula


def _term(words: str, question: Question, worded: Wordings) -> str:
    """One name of a definition, with its average, change or earlier year."""
    is_average, is_change = bool(_AVERAGE.match(words)), bool(_CHANGE.match(words))
    rest = _CHANGE.sub("", _AVERAGE.sub("", words)).strip()
    years = sorted({time.year for time in times_of(rest)[0]})
    what = asked(rest, worded, [])
    if len(what.subjects) != 1 or what.left or what.is_instead:
        return ""
    name = f"({what.subjects[0].formula})" if " " in what.subjects[0].formula else what.subjects[0].formula
    back = [question.times[-1].year - year for year in years] if question.times else [0 for _ in years]
    if is_average and back in ([], [1, 0]):
        return f"average({name})"
    if is_change and back in ([], [1, 0]):
        return f"({name} - prior({name}))"
    if is_average or is_change or back not in ([], [0], [1]):
        return ""
    return f"prior({name})" if back == [1] else name
