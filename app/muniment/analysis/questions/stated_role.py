"""Who holds an office of a company, where its report names the person beside the office, and always the same.

Must never take a former holder, nor the office that a director holds in another company.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from muniment.analysis.asking.company_names import without_names
from muniment.analysis.asking.question_text import Question
from muniment.analysis.asking.question_times import without_times
from muniment.analysis.asking.question_wordings import Wordings
from muniment.analysis.questions.plain_sentences import WantedTime
from muniment.analysis.questions.telling_passages import PassagePage
from muniment.document.facts.answer import Answer, Outcome, Passage
from muniment.document.pages.evidence import Evidence
from muniment.message import message, verbatim

_OFFICES = {
    "chief executive": (r"(?:chief executive(?: officer)?|ceo)", r"Chief Executive(?: Officer)?(?: \(?[“\"]?CEO[”\"]?\)?)?|CEO"),
    "chief financial": (r"(?:chief financial officer|cfo|finance chief)", r"Chief Financial Officer(?: \(?[“\"]?CFO[”\"]?\)?)?|CFO"),
    "chief operating": (r"(?:chief operating officer|coo)", r"Chief Operating Officer|COO"),
}  # fmt: skip
_NAME = r"(?:(?:Mr|Ms|Mrs|Dr)\.? )?(?P<name>[A-Z][a-zà-ž’'-]+(?: (?:[A-Z]\.|\([A-Z][a-z]+\)|(?:de|van|von|der|du)|[A-Z][a-zà-ž’'-]+)){0,2} [A-Z][A-Za-zà-ž’'-]+)"
_OTHER = r"(?:(?:Founder|Chairman|Chair|President|Executive|Director|Managing Director|Vice|Co-Founder|Principal|Group)(?:,| and| &| of the Board)*(?:,? and| &|,)?\s+){0,4}"
_NO_NAME = frozenset(
    [
        "chief",
        "executive",
        "officer",
        "financial",
        "operating",
        "president",
        "chairman",
        "chair",
        "director",
        "directors",
        "board",
        "company",
        "group",
        "limited",
        "inc",
        "corporation",
        "corporate",
        "report",
        "review",
        "statement",
        "independent",
        "non",
        "vice",
        "senior",
        "managing",
        "general",
        "secretary",
        "committee",
        "shareholders",
        "members",
        "annual",
        "our",
        "the",
        "by",
        "signed",
        "date",
        "name",
        "title",
        "principal",
        "accounting",
        "finance",
        "operations",
        "former",
        "interim",
        "acting",
        "certification",
        "section",
        "rule",
        "exchange",
        "act",
        "form",
        "item",
        "dear",
        "table",
        "position",
        "age",
        "with",
        "and",
        "sarbanes",
        "oxley",
        "street",
        "road",
        "avenue",
        "london",
        "york",
        "united",
        "states",
        "kingdom",
    ]
)
_FORMER = re.compile(
    r"\b(?:former|formerly|until|resigned|stepped down|retired|previous|past|acting|interim|deputy|succeed\w*|designate|elect)\b",
    re.IGNORECASE,
)
_LEAST = 2  # places that name the same person


@dataclass(frozen=True, slots=True)
class RoleAsked:
    """The office that is asked about.

    Attributes:
        printed: An expression for it in reports.
    """

    printed: str

    @property
    def terms(self) -> tuple[str, ...]:
        """For the index."""
        return ("chief executive", "chief financial", "chief operating", "ceo", "cfo", "coo")


def role_asked(question: Question, companies: Sequence[Sequence[str]], worded: Wordings) -> RoleAsked | None:
    """The office, where the question asks who holds it and nothing else.

    Args:
        question: Read.
        companies: Plain words of the names of companies.
        worded: Words that say nothing.
    """
    words = without_times(without_names(question.plain, companies))
    if not re.match(r"(?:who|what is the name|name the)\b", words):
        return None
    for asked, printed in _OFFICES.values():
        rest = re.sub(rf"\b{asked}\b", " ", words, count=1)
        if rest != words and all(
            word in worded.small or word in ("name", "served", "serves", "serving") for word in rest.split()
        ):
            return RoleAsked(printed)
    return None


def role_stated(
    asked: RoleAsked, texts: Sequence[PassagePage], company: Sequence[str], wanted: WantedTime
) -> Answer | None:
    """The person that the pages name beside the office; None where they name several.

    Args:
        asked: The office.
        texts: Pages of the report.
        company: Plain words of its company's name.
        wanted: The time that is meant.
    """
    if not wanted.fits(None):
        return None
    own = rf"(?:the (?:Company|Group)|(?i:{re.escape(company[0])}))" if company else "the (?:Company|Group)"
    office = rf"{_OTHER}(?:{asked.printed})(?!\s+(?:of|for|at)\s+(?!{own}))(?![’'])"
    beside = re.compile(
        rf"^[ ]*{_NAME}[ ]*(?:\n[ ]*{office}[^\t\n]{{0,60}}$|[ ]*[,–—-][ ]*{office}|\t[ ]*{office})", re.MULTILINE
    )
    places: Counter[str] = Counter()
    told: dict[str, list[Passage]] = {}
    for text in texts:
        body = text.page.text
        for match in beside.finditer(body):
            around = body[max(0, match.start() - 40) : match.end() + 40]
            words = {word.casefold().strip(".()") for word in match["name"].split()}
            if words & _NO_NAME or _FORMER.search(around):
                continue
            name = " ".join(match["name"].split())
            places[name] += 1
            told.setdefault(name, []).append(
                Passage(text.sha256, "", Evidence.at(text.page, match.start("name"), match.end()))
            )
    ranked = places.most_common(2)
    if not ranked or ranked[0][1] < _LEAST or (len(ranked) > 1 and ranked[1][1] * 3 > ranked[0][1]):
        return None
    name = ranked[0][0]
    return Answer(
        outcome=Outcome.STATED, conclusion=verbatim(name), rule=message("stated-so"), passages=tuple(told[name][:3])
    )
