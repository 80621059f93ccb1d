"""Answers that sentences state: a count, the holder of an office, yes or no about an event.

Must never answer from sentences of a company that is not asked about: the question must fit one company that is here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from muniment.analysis.asking.question_text import Question
from muniment.analysis.asking.question_wordings import wordings
from muniment.analysis.questions.answer_question import read_of
from muniment.analysis.questions.plain_sentences import WantedTime
from muniment.analysis.questions.question_scope import KnownDocument, companies, scope
from muniment.analysis.questions.stated_count import CountAsked, count_asked, count_stated
from muniment.analysis.questions.stated_event import EventAsked, event_asked, event_stated
from muniment.analysis.questions.stated_role import RoleAsked, role_asked, role_stated
from muniment.analysis.questions.telling_passages import PassagePage
from muniment.document.facts.answer import Answer
from muniment.document.facts.filing import Filing


@dataclass(frozen=True, slots=True)
class _Asked:
    question: Question
    known: list[KnownDocument]
    what: CountAsked | EventAsked | RoleAsked


def terms_of(text: str, covers: Sequence[Filing], absent: Sequence[str]) -> tuple[str, ...]:
    """What to look for in the index; empty where no sentence is to state the answer.

    Args:
        text: The question.
        covers: All documents.
        absent: Companies that it names and of which there is no report.
    """
    asked = _asked(text, covers, absent)
    return asked.what.terms if asked is not None else ()


def _asked(text: str, covers: Sequence[Filing], absent: Sequence[str]) -> _Asked | None:
    question = read_of(text, covers, absent)
    known = scope(question, [KnownDocument(each) for each in covers])
    theirs = companies(known)
    if absent or len({one.company for one in known}) != 1:
        return None
    worded = wordings()
    what = (
        count_asked(question, theirs, worded)
        or role_asked(question, theirs, worded)
        or event_asked(question, theirs, worded)
    )
    return _Asked(question, known, what) if what is not None else None


def answer(text: str, covers: Sequence[Filing], pages: Sequence[PassagePage], *, is_whole: bool) -> Answer | None:
    """What the sentences state; None where they do not.

    Args:
        text: The question.
        covers: The documents that the pages are of.
        pages: Those that hold any of the terms, of one company.
        is_whole: These are all of them.
    """
    asked = _asked(text, covers, ())
    if asked is None:
        return None
    first = asked.known[0]
    for one in asked.known:
        if not asked.question.times and first.newest and (one.newest is None or one.newest < first.newest):
            continue  # an older report does not say how it is
        theirs = [page for page in pages if page.sha256 == one.filing.sha256]
        found = _of_document(asked, one, theirs, whole=one.filing.name if is_whole else "")
        if found is not None:
            return found
    return None


def _of_document(asked: _Asked, one: KnownDocument, pages: Sequence[PassagePage], *, whole: str) -> Answer | None:
    years = {time.year for time in asked.question.times}
    ends = [period.end for time, period in one.times.items() if time.year in years]
    newest = one.newest
    last = max((period.end for period in one.times.values()), default=None)
    wanted = WantedTime(frozenset(years | {end.year for end in ends if years}), newest.year if newest else None, last)
    match asked.what:
        case CountAsked():
            return count_stated(asked.what, pages, one.company, wanted)
        case RoleAsked():
            return role_stated(asked.what, pages, one.company, wanted)
        case EventAsked():
            return event_stated(asked.what, pages, one.company, wanted, whole=whole)
