"""What a question asks for: concepts, measures, or a simple formula over them.

Must never pass over a word that it does not understand: such a question has no subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from muniment.analysis.asking.company_names import without_names
from muniment.analysis.asking.question_times import without_times
from muniment.analysis.asking.question_wordings import Subject, Wordings
from muniment.analysis.formulas.figure_book import kinds
from muniment.analysis.formulas.formula import ANY, Call, FormulaError, Name, Node, Operation, dimension, walk
from muniment.message import Message, message

_MARGIN = re.compile(r"(?:percent )?(?:percentage )?margins?\b")
_GROWTH_AFTER = re.compile(
    r"(?:growth|percent (?:change|growth|increase|decrease)|year over year|yoy|(?:change|growth) rate)\b"
)
_GROWTH_BEFORE = re.compile(
    r"\b(?:growth(?: rate)?|yoy(?: percent)?(?: change| growth)?|(?:percent|percentage) (?:change|growth|increase|decrease))"
    r"(?: of| in| for)?(?: the)?(?: total| net| unadjusted)*$|\bby how much (?:percent|in percent)\b"
)
_RATIO = re.compile(
    r"^(?:as (?:an? )?(?:percent(?:age)?(?: share)?|share|fraction)(?: of)?|percent(?:age)? of|divided by|over|to)(?: the| its| total)*$"
)
_PER = re.compile(r"\bper (?!cent\b|annum\b|year\b|the\b)(\w+)")
_OF_WHICH = re.compile(r"\b(?:percent(?:age)?|share|proportion|fraction|part) of(?: the| its| total)*\s*$")
_IS = re.compile(
    r"^(?:is|are|was|were|did|do|does|went to|came from|made up by)?(?: (?:the|its|spent on|represented by|due to))*$"
)
_LESS = re.compile(r"^(?:less|minus|net of)(?: the| its)*$")
_PLUS = re.compile(r"^plus(?: the| its)*$")
_AND = re.compile(r"^(?:and|as well as|and the|and its)$")


@dataclass(frozen=True, slots=True)
class FoundSubject:
    """A subject where it stands in plain words."""

    start: int
    end: int
    subject: Subject


@dataclass(frozen=True, slots=True)
class AskedSubject:
    """What is asked for.

    Attributes:
        subjects: One or more; none where the question is not understood wholly.
        left: Words that were not understood.
        is_instead: It asks for another figure than the statements print.
    """

    subjects: tuple[Subject, ...]
    left: tuple[str, ...] = ()
    is_instead: bool = False


def asked(
    words: str, wordings: Wordings, companies: Sequence[Sequence[str]], manner: re.Pattern[str] | None = None
) -> AskedSubject:
    """What plain words ask for.

    Args:
        words: Of the question, without instructions.
        wordings: How things are called.
        companies: Plain words of the names of companies; a name says nothing of the subject.
        manner: Words that say how the answer is wanted.
    """
    words = without_times(without_names(words, companies))
    found = _found(words, wordings)
    rest = list(words)
    for each in found:
        rest[each.start : each.end] = " " * (each.end - each.start)
    for threshold in wordings.thresholds:
        for match in threshold.pattern.finditer(words):
            rest[match.start() : match.end()] = " " * (match.end() - match.start())
    for match in manner.finditer(words) if manner is not None else ():
        rest[match.start() : match.end()] = " " * (match.end() - match.start())
    around = "".join(rest)
    left = tuple(word for word in around.split() if word not in wordings.small)
    left = tuple(
        w for w in left if w not in ("margin", "margins", "growth", "divided", "minus", "plus", "fraction", "share")
    )
    left += tuple(_PER.findall(around))
    is_instead = bool(wordings.instead.search(around))
    return AskedSubject(_subjects(words, found), left, is_instead)


def found_in(words: str, wordings: Wordings) -> list[Subject]:
    """The names of concepts and measures in plain words, whatever else stands there."""
    return [each.subject for each in _found(without_times(words), wordings)]


def _found(words: str, wordings: Wordings) -> list[FoundSubject]:
    """The names in the words that do not overlap, the longest first, in their order."""
    all_of_them = [
        FoundSubject(match.start(), match.end(), subject)
        for pattern, subject in wordings.subjects
        for match in pattern.finditer(words)
    ]
    kept: list[FoundSubject] = []
    for each in sorted(all_of_them, key=lambda f: (f.start - f.end, f.start)):
        if not any(each.start < other.end and other.start < each.end for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda f: f.start)


def _subjects(words: str, found: Sequence[FoundSubject]) -> tuple[Subject, ...]:
    done: list[Subject] = []
    pending: FoundSubject | None = None
    for each in found:
        subject = _dressed(words, each)
        if pending is not None and done:
            between = words[pending.end : each.start].strip()
            if _OF_WHICH.search(words[: pending.start]) and _IS.match(between):
                joined = _formula("to", "/", subject, done[-1], "percent")
            else:
                joined = _joined(between, done[-1], subject)
            if joined is not None:
                done[-1] = joined
                pending = each
                continue
        if subject.id not in [one.id for one in done]:
            done.append(subject)
        pending = each
    return tuple(done)


def _dressed(words: str, found: FoundSubject) -> Subject:
    """The subject with the margin or growth that is said of it."""
    subject = found.subject
    after, before = words[found.end :].strip(), words[: found.start].strip()
    if subject.shown == "money" and _MARGIN.match(after):
        return _made(
            subject.name + " margin",
            message("margin-of-figure", of=subject.said),
            Operation("/", subject.tree, Name("revenue")),
            "percent",
            f"{subject.formula} / revenue",
        )
    if subject.shown in ("money", "per_share") and (_GROWTH_AFTER.match(after) or _GROWTH_BEFORE.search(before)):
        return growth(subject)
    return subject


def growth(subject: Subject) -> Subject:
    """The change of a subject since a year earlier, as a share of what it was."""
    earlier = Call("prior", (subject.tree,))
    tree = Operation("/", Operation("-", subject.tree, earlier), Call("abs", (earlier,)))
    text = f"({subject.formula} - prior({subject.formula})) / abs(prior({subject.formula}))"
    said = message("growth-of", of=_within(subject))
    return _made(f"Growth of {_lower(subject.name)}", said, tree, "percent", text)


def is_growth(subject: Subject) -> bool:
    """Whether it is a change since a year earlier."""
    return isinstance(subject.tree, Operation) and any(
        isinstance(part, Call) and part.function == "prior" for part in walk(subject.tree)
    )


def _joined(between: str, left: Subject, right: Subject) -> Subject | None:
    if _RATIO.match(between):
        shown = "percent" if "percent" in between or "share" in between or "as" in between.split() else "times"
        return _formula("to", "/", left, right, shown)
    if _LESS.match(between):
        return _formula("less", "-", left, right, left.shown)
    if _PLUS.match(between):
        return _formula("plus", "+", left, right, left.shown)
    return None


_PAIRS = {"/": "figure-to-figure", "-": "figure-less-figure", "+": "figure-plus-figure"}
"""Signs, each with the code of what it makes of two figures."""


def _formula(word: str, sign: str, left: Subject, right: Subject, shown: str) -> Subject | None:
    tree = Operation(sign, left.tree, right.tree)
    if dimension_of(tree) is None:
        return None
    return _made(
        f"{left.name} {word} {_lower(right.name)}",
        message(_PAIRS[sign], left=left.said, right=_within(right)),
        tree,
        shown,
        f"({left.formula}) {sign} ({right.formula})" if sign == "/" else f"{left.formula} {sign} {right.formula}",
    )


def _made(name: str, said: Message, tree: Node, shown: str, text: str) -> Subject:
    return Subject(text, name, said, tree, shown, text)


def _within(subject: Subject) -> Message:
    """What it is called within a sentence."""
    return message("within", of=subject.said)


def dimension_of(tree: Node) -> str | None:
    """What a tree gives; None where unlike things meet."""
    try:
        found = dimension(tree, {**kinds(), "days": "pure", "months": "pure"})
    except FormulaError:
        return None
    return "pure" if found == ANY else found


def _lower(name: str) -> str:
    return name if name[:2].isupper() else name[:1].lower() + name[1:]
