"""Answer a question from figures: find what is asked for and when, compute it, and draw the conclusion that a fixed rule allows.

Must never answer what was not wholly understood, nor without every figure at its place: then there is no answer here, and
sentences are looked for instead (``analysis/questions/telling_passages.py``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from muniment.analysis.asking.absent_companies import absent_companies, lower_case_name
from muniment.analysis.asking.answer_form import MANNER, Manner, Reading
from muniment.analysis.asking.answer_form import read as read_manner
from muniment.analysis.asking.company_names import named, without_names
from muniment.analysis.asking.question_text import Question, read
from muniment.analysis.asking.question_times import Time
from muniment.analysis.asking.question_wordings import Subject, Wordings, subjects, wordings
from muniment.analysis.formulas.figure_book import is_of_days
from muniment.analysis.questions import judgements
from muniment.analysis.questions.company_table import ALL, of_companies
from muniment.analysis.questions.defined_measure import with_definitions
from muniment.analysis.questions.judgements import Judged
from muniment.analysis.questions.question_scope import KnownDocument, companies, scope, weights
from muniment.analysis.questions.question_subject import AskedSubject, asked, is_growth
from muniment.analysis.questions.question_values import Books, Valued
from muniment.analysis.questions.search_terms import terms
from muniment.analysis.questions.short_names import spelled_out
from muniment.analysis.questions.telling_passages import Finder
from muniment.document.facts.answer import Answer, Outcome
from muniment.document.facts.filing import Filing
from muniment.message import message

_DOCUMENTS = 8
"""Documents whose figures are looked at, the likeliest first."""


def documents(text: str, covers: Sequence[Filing], absent: Sequence[str] = ()) -> list[tuple[str, float]]:
    """The documents that a question may be about, the likeliest first.

    Args:
        text: The question.
        covers: All documents, with as many facts as tell company and periods.
        absent: Companies that it names and of which there is no report.

    Returns:
        The SHA-256 of each, and what a page of it counts in the search.
    """
    question = read_of(text, covers, absent)
    found = scope(question, [KnownDocument(each) for each in covers])
    return list(zip((one.filing.sha256 for one in found), weights(question, found), strict=True))


def absent(text: str, covers: Sequence[Filing], own_measures: str = "") -> tuple[str, ...]:
    """The companies that a question names and of which there is no report, as they are typed there.

    Args:
        text: The question.
        covers: All documents, with as many facts as tell the company.
        own_measures: The text of the user's own file of measures.
    """
    theirs, worded = [KnownDocument(each).company for each in covers], wordings(own_measures)
    whole = spelled_out(text, covers)
    found = absent_companies(whole, theirs, worded)
    if found or any(named(read(whole).plain, one) for one in theirs):
        return found
    what = asked(read(whole).plain, worded, [], MANNER)
    name = lower_case_name(read(whole).plain, what.left, worded) if what.subjects and not what.is_instead else ""
    return (name,) if name else ()


def read_of(text: str, filings: Sequence[Filing], names: Sequence[str] = ()) -> Question:
    """A question with whole names, and without those of companies that are not here."""
    text = spelled_out(text, filings)
    for name in names:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text)
    return read(text)


def terms_of(text: str, covers: Sequence[Filing]) -> tuple[str, ...]:
    """What to look for in the index."""
    return terms(spelled_out(text, covers), [KnownDocument(each).company for each in covers])


def finder(text: str, covers: Sequence[Filing]) -> Finder:
    """Who finds sentences for a question."""
    return Finder(spelled_out(text, covers), [KnownDocument(each).company for each in covers])


def compute(text: str, filings: Sequence[Filing], own_measures: str = "", names: Sequence[str] = ()) -> Answer | None:
    """The answer that follows from figures; None where none does.

    Args:
        text: The question.
        filings: The documents that it may be about, with their facts.
        own_measures: The text of the user's own file of measures.
        names: Companies that it names and of which there is no report.
    """
    question, worded = read_of(text, filings, names), wordings(own_measures)
    worded_so = with_definitions(question, worded, subjects(own_measures))
    known = scope(question, [KnownDocument(each) for each in filings])
    if names and not any(named(question.plain, one.company) for one in known):
        return Answer(outcome=Outcome.ABSENT, note=message("company-absent", names=", ".join(names)), is_final=True)
    if worded_so is None or not question.unit.is_clear:
        return None
    plain_words = ALL.sub(" ", question.plain) if len(companies(known)) > 1 else question.plain
    what = asked(plain_words, worded_so, [one.company for one in known], MANNER)
    nameless = replace(question, plain=without_names(question.plain, [one.company for one in known]))
    manner = read_manner(nameless)  # "Best" of a name asks for nothing
    if what.left or what.is_instead or _is_else(nameless, what, manner):
        return None
    if len(companies(known)) > 1 or names:
        return as_asked(of_companies(question, what.subjects, manner, known, names), question)
    books = [Books(one, [other for other in known if other is not one]) for one in known[:_DOCUMENTS] if one.times]
    answers = (_answer(question, what, manner, worded_so, each) for each in books)
    found = next((answer for answer in answers if answer is not None), None)
    return as_asked(found, question) or (_refusal(question, what, manner, books[0]) if books else None)


_SHARE = re.compile(r"\bpercent(?:age)?\b")
_COUNT = re.compile(r"\bhow many\b")
_EXTREME = re.compile(r"\b(?:highest|lowest|largest|smallest|biggest|most|least|best|worst)\b(?! recent)")
_FLOWS = re.compile(
    r"\b(?:generat\w+|spen[dt]\w*|earn\w*|produc\w+|incur\w*|pay|pays|paid|receiv(?:e|ed|es|ing)\b|rais\w+|burn\w*|repa\w+)\b"
)


def _is_else(question: Question, what: AskedSubject, manner: Reading) -> bool:
    """Whether another thing is asked for than the amounts that were understood.

    A share in per cent, how many there are, the highest of several, or what became of a balance within a year.
    """
    if manner.manner is not Manner.VALUE or not what.subjects:
        return False
    is_amount = all(subject.shown in ("money", "shares", "per_share") for subject in what.subjects)
    is_counted = bool(_COUNT.search(question.plain)) and not question.unit.currency
    if is_amount and (_SHARE.search(question.plain) or (is_counted and what.subjects[0].shown != "shares")):
        return True
    is_balance = any(is_of_days(subject.tree) and subject.shown == "money" for subject in what.subjects)
    return bool(_EXTREME.search(question.plain)) or (is_balance and bool(_FLOWS.search(question.plain)))


def as_asked(found: Answer | None, question: Question) -> Answer | None:
    """An answer in the unit that is asked for; without a value where it is reported in another currency.

    Args:
        found: What was computed; None for nothing.
        question: Read.
    """
    if found is None or found.outcome is not Outcome.COMPUTED:
        return found
    unit = question.unit
    if not unit.is_clear or not all(unit.fits(step.unit) for step in found.steps):
        other = next((step.unit.partition("/")[0] for step in found.steps if not unit.fits(step.unit)), "")
        code = "not-in-that-currency" if other else "in-no-known-currency"
        note = message(code, name=found.steps[-1].name, asked=unit.currency, reported=other)
        return Answer(outcome=Outcome.ABSENT, note=note, is_final=True)
    return replace(found, steps=tuple(replace(step, scale=unit.scale) for step in found.steps)) if unit.scale else found


def _refusal(question: Question, what: AskedSubject, manner: Reading, books: Books) -> Answer | None:
    """Why there is no value of what was understood."""
    if len(what.subjects) != 1 or manner.manner in (Manner.NONE, Manner.WHICH, Manner.PAID):
        return None
    subject = what.subjects[0]
    if books.doubts:
        rows = ", ".join(dict.fromkeys(books.doubts))
        note = message("not-computed-of-doubts", name=subject.said, rows=rows)
        return Answer(outcome=Outcome.ABSENT, note=note)
    missing = [name for time in question.times or (None,) for name in books.missing(subject, time)]
    if not missing:
        return Answer(outcome=Outcome.ABSENT, note=message("not-computed", name=subject.said))
    first, *others = (message("concept", concept=name) for name in dict.fromkeys(missing))
    for other in others:
        first = message("and-then", first=first, second=other)
    return Answer(outcome=Outcome.ABSENT, note=message("not-computed-without", name=subject.said, figures=first))


def _answer(question: Question, what: AskedSubject, manner: Reading, worded: Wordings, books: Books) -> Answer | None:
    judged: Judged | None
    threshold = next((one for one in worded.thresholds if one.pattern.search(question.plain)), None)
    if threshold is not None:
        judged = judgements.by_threshold(threshold, books, _last(question))
    elif manner.manner is Manner.LARGEST:
        judged = judgements.largest_flow(books, subjects(), _last(question), least=manner.least)
    elif manner.manner in (Manner.NONE, Manner.WHICH) or not what.subjects:
        return None
    else:
        judged = _of_subjects(question, what.subjects, manner, worded, books)
    return judgements.as_answer(judged, books)


def _last(question: Question) -> Time | None:
    return question.times[-1] if question.times else None


def _of_subjects(
    question: Question, asked_for: Sequence[Subject], manner: Reading, worded: Wordings, books: Books
) -> Judged | None:
    if len(asked_for) > 1:
        if manner.manner is not Manner.VALUE or len(asked_for) > 4:
            return None
        parts = [of_one(question, subject, manner, worded, books) for subject in asked_for]
        if any(part is None for part in parts):
            return None
        return Judged(steps=[step for part in parts if part is not None for step in part.steps])
    return of_one(question, asked_for[0], manner, worded, books)


def of_one(question: Question, subject: Subject, manner: Reading, worded: Wordings, books: Books) -> Judged | None:
    """What follows for one subject; None where a figure is missing, or no rule answers it."""
    if question.newest and not question.times:
        return _of_newest(question.newest, subject, manner, worded, books)
    times: Sequence[Time | None] = question.times or (None,)
    counted = manner.years + (manner.manner is Manner.COMPOUND) if manner.years else 0
    if manner.manner in (Manner.AVERAGE, Manner.COMPOUND) and counted and len(question.times) == 1:
        last = question.times[-1]
        times = [Time(last.year - back, last.quarter, last.months) for back in reversed(range(counted))]
    if len(times) == 2 and is_growth(subject) and question.times[1].year - question.times[0].year == 1:
        times = times[1:]  # "growth from 2021 to 2022" is one
    values = [books.value(subject, time) for time in times]
    found = [value for value in values if value is not None]
    if len(found) < len(values):
        return None
    compares = manner.manner in (Manner.CHANGE, Manner.DIRECTION) and len(found) == 1
    if compares or (manner.manner is Manner.CONSISTENT and len(found) < 3):
        found = _with_years_before(found, books, 1 if compares else 2)
    return _judged(subject, found, manner, worded, books)


def _of_newest(count: int, subject: Subject, manner: Reading, worded: Wordings, books: Books) -> Judged | None:
    """What follows for the newest years of the documents."""
    newest = books.value(subject, None)
    found = _with_years_before([newest], books, count - 1) if newest is not None and newest.time.quarter == 4 else []
    return _judged(subject, found, manner, worded, books) if len(found) == count else None


def _with_years_before(found: list[Valued], books: Books, count: int) -> list[Valued]:
    whole = list(found)
    while len(whole) <= count and (earlier := books.before(whole[0])) is not None:
        whole.insert(0, earlier)
    return whole


def _judged(subject: Subject, found: list[Valued], manner: Reading, worded: Wordings, books: Books) -> Judged | None:
    match manner.manner:
        case Manner.AVERAGE:
            return judgements.average(found, books)
        case Manner.COMPOUND if len(found) >= 2 and not is_growth(subject):
            return judgements.compound(found, books)
        case Manner.CHANGE | Manner.DIRECTION if len(found) == 2:
            return judgements.change(
                found[0], found[1], manner, books, lower_is_better=subject.id in worded.lower_is_better
            )
        case Manner.CONSISTENT if len(found) >= 2:
            return judgements.consistent(found, manner.limit or Decimal(2), books)
        case Manner.SIGN if len(found) == 1:
            return judgements.sign(found[0], manner.sign, books)
        case Manner.PAID if subject.id in ("dividends_paid", "buybacks", "restructuring", "impairment", "goodwill"):
            return judgements.exists(found[0], books)
        case Manner.VALUE:
            return Judged(steps=[books.step(value) for value in found], note=subject.note)
        case _:
            return None
