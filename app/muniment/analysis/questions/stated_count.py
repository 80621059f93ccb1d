"""How many of something a company has, where a sentence of its own report says so.

Must never take a number of some of them ("in Florida", "of whom", "opened") for that of all, nor one of another time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from muniment.analysis.asking.company_names import without_names
from muniment.analysis.asking.question_text import Question
from muniment.analysis.asking.question_times import without_times
from muniment.analysis.asking.question_wordings import Wordings
from muniment.analysis.questions.plain_sentences import PlainSentence, WantedTime, owner, sentences
from muniment.analysis.questions.question_subject import found_in
from muniment.analysis.questions.telling_passages import PassagePage
from muniment.document.facts.answer import Answer, Outcome
from muniment.message import message

_ASKED = re.compile(
    r"\b(?:how many|(?:total |overall )?number of|count of) (?P<what>[a-z]+(?: [a-z]+){0,3}?)"
    r"(?= (?:did|does|do|are|were|was|is|has|have|had|in|at|as|on|it|they|there|by|for|of|operated?|employed|work\w*|owned)\b|$)|"
    r"\b(?P<head>headcount|workforce)\b"
)
_NO_COUNT = frozenset(
    [
        "dollars",
        "euros",
        "pounds",
        "days",
        "times",
        "years",
        "months",
        "weeks",
        "quarters",
        "percent",
        "points",
        "shares",
        "votes",
        "dividends",
        "options",
        "warrants",
        "units",
    ]
)
_PEOPLE = frozenset(["employees", "employee", "people", "persons", "staff", "colleagues", "headcount", "workforce"])
_ALLOWED = frozenset(
    [
        "employ",
        "employs",
        "employed",
        "have",
        "operate",
        "operates",
        "operated",
        "own",
        "owns",
        "owned",
        "run",
        "runs",
        "manage",
        "manages",
        "managed",
        "work",
        "works",
        "worked",
        "working",
        "fleet",
        "network",
        "out",
        "worldwide",
        "globally",
        "overall",
        "currently",
        "total",
        "end",
        "count",
        "portfolio",
        "did",
        "does",
        "size",
        "large",
        "big",
    ]
)
_NUMBER = r"(?P<number>(?<![\d.,$€£¥])\d{1,3}(?:,\d{3})+|(?<![\d.,$€£¥])\d{1,6})(?![\d.,]*\d|\s?%)"
_VERB = (
    r"(?:employ(?:s|ed)?|had|have|has|operat(?:e|es|ed|ing)|own(?:s|ed)?|consist(?:s|ed|ing)?|compris(?:e|es|ed|ing)|total(?:s|ed|led)?|run|runs|"
    r"manag(?:e|es|ed)|includ(?:es|ed))"
)
_FILLER = (
    r"(?:\s+(?:only|now|currently|also|approximately|about|nearly|almost|over|around|some|roughly|a|an|total|of|out|fleet|portfolio|network|workforce|"
    r"team|had|been|comprised|the|equivalent|chain|more|than|just|in|excess))*\s+"
)
_MODIFIER = (
    r"(?!(?:of|the|our|its|these|those|which|such|other|additional|new|and|or|former|more|in|at|to|for|by|as|were|was|are|is|from|with|countries|"
    r"states|years?|months?|january|february|march|april|may|june|july|august|september|october|november|december)\b)[\w-]+\s+"
)
_PART = re.compile(
    r"^[^.;,(]{0,70}?(?:\b(?:in|across|throughout|within|at|for|of|from)(?: the (?:states?|city|province|region|country) of)? (?!December|January|February|"
    r"March|April|May|June|July|August|September|October|November|the\b)[A-Z]|\b(?:segments?|divisions?|regions?|subsidiar\w+|joint venture|represented|"
    r"union\w*|eligible|recogni[sz]ed|remaining|under construction|franchise\w*|in the state)\b)"
)
_DATED_AFTER = re.compile(r"^[^.;]{0,25}?\b(?i:as of|as at|at|on|by)\b[^.;,]{0,30}?,? ?((?:19|20)\d\d)\b")
_DATED_BEFORE = re.compile(r"\b(?i:as of|as at|at|on|by|end of|in|fiscal)\b[^.;]{0,30}?\b((?:19|20)\d\d)\b")
_NOW = re.compile(r"\b(?:currently|now|today)\b")
_DOUBT = re.compile(r"\b(?:will|may|would|could|expects?|plans?|intends?|if|average)\b")
_SOME = re.compile(
    r"^[\s,]*(?:that|which|who|whose|with|under|on order|held|not|having|being|to be|dedicated|focused)\b|^\s*\w+ing\b"
)
_LAST_OWNER = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Ii]ts?|[Tt]he (?:[Cc]ompany|[Gg]roup))\b")
_MOVED = re.compile(
    r"\b(?:add|open|clos|acquir|sold|sell|deliver|order|purchas|dispos|hir|terminat|reduc|laid|recruit|launch|renovat|convert)\w*\b"
)


@dataclass(frozen=True, slots=True)
class CountAsked:
    """What is to be counted.

    Attributes:
        words: As asked, plain.
    """

    words: tuple[str, ...]

    @property
    def nouns(self) -> str:
        """An expression for it in a sentence, with what may be said between."""
        head = self.words[-1]
        last = "(?:employees|people|persons|staff|colleagues)" if head in _PEOPLE else rf"(?:{_one_or_many(head)})"
        between = "".join(rf"(?:{_MODIFIER}){{0,1}}(?i:{re.escape(word)})[\s-]+" for word in self.words[:-1])
        return rf"{between}(?:{_MODIFIER}){{0,3}}(?i:{last})\b"

    @property
    def terms(self) -> tuple[str, ...]:
        """For the index."""
        if self.words[-1] in _PEOPLE:
            return ("employees", "people", "staff", "persons", "employ*")
        return (f"{self.words[-1].rstrip('s')}*", self.words[-1])


def _one_or_many(head: str) -> str:
    stem = head[:-1] if head.endswith("s") and not head.endswith("ss") else head
    return rf"{re.escape(stem)}s?" if stem != head or head in ("aircraft", "staff") else re.escape(head)


def count_asked(question: Question, companies: Sequence[Sequence[str]], worded: Wordings) -> CountAsked | None:
    """What is to be counted, where the question asks for nothing else.

    Args:
        question: Read.
        companies: Plain words of the names of companies.
        worded: Words that say nothing, and names of figures.
    """
    words = without_times(without_names(question.plain, companies))
    found = _ASKED.search(words)
    if found is None:
        return None
    said = tuple((found["what"] or found["head"]).split())
    said = said[1:] if said[0] in ("total", "its", "the", "our", "their") and len(said) > 1 else said
    rest = [word for word in _ASKED.sub(" ", words).split() if word not in worded.small and word not in _ALLOWED]
    if rest or said[-1] in _NO_COUNT or found_in(" ".join(said), worded) or "average" in words.split():
        return None
    return CountAsked(said)


def count_stated(
    asked: CountAsked, texts: Sequence[PassagePage], company: Sequence[str], wanted: WantedTime
) -> Answer | None:
    """The number that the sentences of a report agree on; None where they say none, or several.

    Args:
        asked: What is to be counted.
        texts: Pages of the report.
        company: Plain words of its company's name.
        wanted: The time that is meant.
    """
    whole = re.compile(rf"{owner(company)}[^.;:]{{0,90}}?\b{_VERB}{_FILLER}{_NUMBER}\s+(?P<what>{asked.nouns})")
    more = re.compile(rf"\b(?:and|,)\s+{_NUMBER}\s+(?P<what>{asked.nouns})")
    found: dict[Decimal, list[PlainSentence]] = {}
    for sentence in sentences(texts, re.compile(asked.nouns)):
        for match in [
            *whole.finditer(sentence.words),
            *(more.finditer(sentence.words) if whole.search(sentence.words) else ()),
        ]:
            value = _value(sentence.words, match, wanted)
            if value is not None:
                found.setdefault(value, []).append(sentence)
    if len(found) != 1:
        return None
    value, told = next(iter(found.items()))
    passages = tuple(dict.fromkeys(sentence.passage() for sentence in told[:3]))
    return Answer(outcome=Outcome.STATED, value=value, rule=message("stated-so"), passages=passages)


def _value(words: str, match: re.Match[str], wanted: WantedTime) -> Decimal | None:
    before, after = words[: match.start("number")], words[match.end() :]
    printed = match["number"]
    if (
        _PART.search(after)
        or _SOME.search(after)
        or _MOVED.search(_LAST_OWNER.split(match[0])[-1])
        or _DOUBT.search(before[-100:])
        or re.fullmatch(r"(?:19|20)\d\d", printed)
    ):
        return None
    later = _DATED_AFTER.search(after)
    earlier = [int(one[1]) for one in _DATED_BEFORE.finditer(before)]
    is_now = bool(_NOW.search(match[0]))
    year = int(later[1]) if later else earlier[-1] if earlier and not is_now else None
    return Decimal(printed.replace(",", "")) if wanted.fits(year) else None
