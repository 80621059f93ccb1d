"""One figure of several companies, side by side: a list, or which of them has more.

Must never compare across currencies, nor say which is the highest where one of the companies has no value: those that have
none are named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from muniment.analysis.asking.answer_form import Manner, Reading
from muniment.analysis.asking.company_names import named
from muniment.analysis.asking.question_text import Question
from muniment.analysis.asking.question_times import Time
from muniment.analysis.asking.question_wordings import Subject
from muniment.analysis.questions.question_scope import KnownDocument, companies
from muniment.analysis.questions.question_subject import growth, is_growth
from muniment.analysis.questions.question_values import Books, Valued
from muniment.document.facts.answer import Answer, Conclusion, Operand, Outcome, Step
from muniment.message import Message, message, verbatim

_MOST = 40  # companies
_MOST_VALUES = 60
_COMPANIES = r"(?:compan(?:y|ies)|firms?|issuers?|reports?|filings?|documents?|names|filers?|banks|insurers|vault)"
_SEVERAL = r"(?:companies|firms|issuers|reports|filings|documents|filers|banks|insurers)"
ALL = re.compile(
    rf"\b(?:(?:across|among|amongst|between|for|of|by|in) )?(?:(?:all|each|every|both)(?: (?:of|one))*(?: (?:the|these|those|them|my|our))*)"
    rf"(?: \d+| other)?(?: {_COMPANIES})+(?: here)?\b|\b(?:(?:across|among|amongst|between|for|of|by|in) )?(?:the|these|those|my)(?: \d+| other)? {_SEVERAL}(?: here)?\b|\b(?:across|among|amongst|between|for|of|by) (?:all|each|everyone|them|company)\b|"
    rf"\bwhich (?:one )?(?:of (?:these|those|them|the|all|my)(?: {_COMPANIES})*|{_COMPANIES})\b|^(?:who|which) (?:has|had|have)\b"
)
"""Words that ask for every company of which there is a report."""
_THAN = re.compile(r"\b(?:(?P<more>more|higher|larger|greater|bigger)|(?:less|lower|smaller|fewer))\b.*\bthan\b")
_GREW = re.compile(r"\b(?:grew|grow(?:s|n|th|ing)?|increased?|increasing|rose|risen|gained|expanded)\b")
_FELL = re.compile(r"\b(?:fell|fallen|declin\w+|decreas\w+|dropp\w+|shrank|shrunk|lost)\b")


@dataclass
class _Table:
    operands: list[Operand] = field(default_factory=list)
    found: list[tuple[Valued, Step, str]] = field(default_factory=list)
    missing: list[Message] = field(default_factory=list)


def of_companies(
    question: Question,
    asked_for: Sequence[Subject],
    manner: Reading,
    known: Sequence[KnownDocument],
    absent: Sequence[str] = (),
) -> Answer | None:
    """The values of the companies that are named, or of all of them, and which is the highest where that is asked.

    Args:
        question: Read.
        asked_for: What of them.
        manner: How the answer is wanted.
        known: The documents of these companies.
        absent: Companies that are named and of which there is no report.
    """
    theirs = [one for one in companies(known) if named(question.plain, one)]
    theirs.sort(key=lambda one: _place(question, one))
    if not theirs and ALL.search(question.plain):
        theirs = sorted(companies(known))
    subject = _of_what(question, asked_for, manner)
    if subject is not None and manner.is_yes_no and not absent:
        return _is_more(question, subject, manner, known, theirs)
    if subject is None or manner.manner not in (Manner.WHICH, Manner.VALUE, Manner.CHANGE) or manner.is_yes_no:
        return None
    if len(theirs) + len(absent) < 2 or not theirs or len(theirs) > _MOST:
        return None
    table = _table(question, subject, known, theirs, is_which=manner.manner is Manner.WHICH)
    if not table.found or len(table.found) > _MOST_VALUES:
        return None
    missing = [*table.missing, *(message("company-absent", names=name) for name in absent)]
    return _answer(table, manner, missing)


def _is_more(
    question: Question,
    subject: Subject,
    manner: Reading,
    known: Sequence[KnownDocument],
    theirs: Sequence[tuple[str, ...]],
) -> Answer | None:
    """Whether the company that is named first has more, or less, than the other."""
    wanted = _THAN.search(question.plain)
    if manner.manner is not Manner.DIRECTION and manner.manner is not Manner.NONE:
        return None
    if wanted is None or len(theirs) != 2 or _GREW.search(question.plain) or _FELL.search(question.plain):
        return None
    table = _table(question, subject, known, theirs, is_which=True)
    if len(table.found) != 2 or len({value.amount.unit for value, _, _ in table.found}) > 1:
        return None
    first, second = (value.amount.value for value, _, _ in table.found)
    is_so = first > second if wanted["more"] else first < second
    return Answer(
        outcome=Outcome.COMPUTED,
        conclusion=message(Conclusion.YES if is_so else Conclusion.NO),
        rule=message("first-against-second"),
        steps=tuple(step for _, step, _ in table.found),
        operands=tuple(table.operands),
    )


def _of_what(question: Question, asked_for: Sequence[Subject], manner: Reading) -> Subject | None:
    """The one figure; its growth where it is asked whose grew the most."""
    if len(asked_for) != 1 or (manner.manner is Manner.CHANGE and not is_growth(asked_for[0])):
        return asked_for[0] if len(asked_for) == 1 and _only_compares(question) else None
    subject = asked_for[0]
    if manner.manner is not Manner.WHICH or is_growth(subject) or subject.shown not in ("money", "per_share"):
        return None if _FELL.search(question.plain) else subject
    if _FELL.search(question.plain):
        return None
    return growth(subject) if _GREW.search(question.plain) else subject


def _only_compares(question: Question) -> bool:
    """Whether values are to be set side by side, and no change over time is asked for."""
    return not _GREW.search(question.plain) and not _FELL.search(question.plain) and "change" not in question.plain


def _place(question: Question, company: Sequence[str]) -> int:
    at = question.plain.find(company[0][:5])
    return at if at >= 0 else len(question.plain)


def _table(
    question: Question,
    subject: Subject,
    known: Sequence[KnownDocument],
    theirs: Sequence[tuple[str, ...]],
    *,
    is_which: bool,
) -> _Table:
    table = _Table()
    times: Sequence[Time | None] = question.times or (None,)
    for company in theirs:
        documents = [each for each in known if each.company == company]
        for time in times[-1:] if is_which else times:
            one = _of_company(question, subject, time, documents, table.operands)
            if one is not None:
                table.found.append(one)
            else:
                name = verbatim(documents[0].name)
                at = message("of-year", name=name, year=str(time.year)) if time is not None and len(times) > 1 else name
                table.missing.append(message("no-figure-of-company", name=at))
    return table


def _answer(table: _Table, manner: Reading, missing: Sequence[Message]) -> Answer:
    found = table.found
    conclusion = rule = None
    if manner.manner is Manner.WHICH:
        found = sorted(found, key=lambda one: one[0].amount.value, reverse=manner.least)
        units = {value.amount.unit for value, _, _ in found}
        is_tied = len(found) < 2 or found[-1][0].amount.value == found[-2][0].amount.value
        if not missing and len(units) == 1 and not is_tied:
            conclusion = verbatim(found[-1][2])
            rule = message("lowest-of-companies" if manner.least else "highest-of-companies")
        elif len(units) > 1:
            missing = [*missing, message("currencies-differ")]
    note: Message | None = None
    for one in missing:
        note = message("sentence-then", first=note, second=one) if note is not None else one
    return Answer(
        outcome=Outcome.COMPUTED,
        conclusion=conclusion,
        rule=rule,
        steps=tuple(step for _, step, _ in found),
        operands=tuple(table.operands),
        note=note,
    )


def _of_company(
    question: Question, subject: Subject, time: Time | None, documents: Sequence[KnownDocument], operands: list[Operand]
) -> tuple[Valued, Step, str] | None:
    for first in documents:
        books = Books(first, [other for other in documents if other is not first], operands)
        value = books.value(subject, time) if first.times else None
        if value is not None and not books.doubts and question.unit.fits(value.amount.unit):
            return value, books.step(value, company=first.name), first.name
    return None
