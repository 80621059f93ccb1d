"""How a question wants its answer: a value, a change, a direction, an average, a judgement by a fixed limit.

Must never read a question for a judgement that no fixed rule makes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from muniment.analysis.asking.question_text import Question

_YES_NO = re.compile(
    r"(?:^|\b(?:and|statement) )(?:is|are|was|were|does|do|did|has|have|had|can|hat|ist|war|est ce que|ha)\b"
)
_UP = r"increas\w+|ris(?:e|en|ing)|rose|grew|grow(?:n|ing|s)?|gain(?:ed)?|expand\w*|higher|went up|gestiegen|augment\w+"
_DOWN = r"decreas\w+|declin\w+|drop\w*|fall(?:en|ing)?|fell|shr[aiu]nk\w*|contract(?:ed|ing)|lower(?:ed)?|went down|gesunken|baiss\w+"
_BETTER = r"improv\w+|strengthen\w*|better|verbesser\w+|amelior\w+|mejor\w+"
_WORSE = r"worsen\w*|deteriorat\w*|weaken\w*|worse"
_DIRECTIONS = {
    name: re.compile(rf"\b(?:{words})\b")
    for name, words in (("up", _UP), ("down", _DOWN), ("better", _BETTER), ("worse", _WORSE))
}
MANNER = re.compile(
    rf"\b(?:{_UP}|{_DOWN}|{_BETTER}|{_WORSE}|among|operat\w+ invest\w+ (?:and|or) financ\w+(?: activities)?|brought|lost|least|most|"
    r"cagr|(?:compound|annual|annuali[sz]ed)(?: compound)?(?:ed)? (?:annual )?(?:average )?growth(?: rate)?|mean|(?:a|one|per) (?:single )?year|side by side|"
    r"(?:not )?(?:more than|within|under|below|by)(?: roughly| about| around)? \d+(?:\.\d+)? percent each year|cash flows?|highest|lowest|largest|smallest|larger|smaller|greater|bigger|fewer|margins?|growth)\b"
)
"""Words that say how the answer is wanted, not of what."""
_CHANGE = re.compile(r"\b(?:chang\w+|compar\w+|difference|by how much|versus|vs)\b")
_AVERAGE = re.compile(r"\b(?:average|mean)\b|\bdurchschnitt\w*\b|\bmoyenne\b|\bpromedio\b")
_YEARS = re.compile(
    r"\b(\d|two|three|four|five) years? (?:average|mean|cagr|compound|annual|revenue|sales)\b|\b(?:over|of) (\d|two|three|four|five) years\b|"
    r"\baverage (?:of|over) (?:the )?(?:last|past) (\d|two|three|four|five) years\b"
)
_COMPOUND = re.compile(
    r"\bcagr\b|\bcompound(?:ed)?(?: average)? annual(?: average)? growth\b|\bannual compound(?:ed)? growth\b|\bannuali[sz]ed growth\b"
)
_PER_CENT = re.compile(
    r"\b(?:by what|what|by how many|how many|in) percent(?:age)?(?! (?:points?|of))\b|\bpercent(?:age)? (?:change|increase|decrease|growth|decline)\b|"
    r"\bby how much percent\b|\bhow fast\b|\b(?:growth|rate of change)\b"
)
_NO_MEAN = re.compile(
    r"\baverage (?:number|share|common|price|cost|rate|selling|daily|revenue per)\b|\bweighted average\b|\bon average\b"
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}
_CONSISTENT = re.compile(r"\b(?:consistent(?:ly)?|stable|steady|fluctuat\w+)\b")
_LIMIT = re.compile(r"(?:more than|within|under|below|by)(?: roughly| about| around)? (\d+(?:\.\d+)?) percent")
_SIGN = re.compile(
    r"\b(?:(positive|(?<!un)profitable|(?:make|made|turn|turned|post|posted|report|reported) a (?:net )?profit)|(?:negative|unprofitable|loss making|(?:make|made|post|posted|report|reported) a (?:net )?loss))\b"
)
_PAID = re.compile(r"\b(?:paid|pays?|paying|distribut\w+|repurchas\w+|bought back|spen[dt]|any)\b")
_LARGEST = re.compile(r"\boperat\w+ invest\w+ (?:and|or) financ\w+\b.*\b(most|least|highest|lowest|largest|smallest)\b")
_MORE = re.compile(r"\b(?:most|highest|largest|higher|larger|more|greater|bigger|better|best)\b")
_LESS = re.compile(r"\b(?:least|lowest|smallest|lower|smaller|less|fewer)\b")
_WHICH = re.compile(
    r"^(?:which|who|what company)\b|^(?:of|out of|between|among|amongst|from|in fy\d+|in \d+)\b.*\bwh(?:ich|o)\b"
)


class Manner(StrEnum):
    """How the answer is to be given."""

    VALUE = "value"
    CHANGE = "change"
    DIRECTION = "direction"
    AVERAGE = "average"
    COMPOUND = "compound growth"
    CONSISTENT = "consistent"
    SIGN = "sign"
    PAID = "paid"
    LARGEST = "largest"
    WHICH = "which company"
    NONE = "none"  # no rule answers it


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question is read.

    Attributes:
        manner: How the answer is to be given.
        is_yes_no: It is answered by yes or no.
        direction: "up", "down", "better" or "worse": what yes means; empty where both ways are asked.
        by_quality: Better and worse, not up and down.
        limit: In per cent, that it names; None without one.
        years: Over which an average is taken; 0 where it does not say.
        sign: "positive" or "negative".
        least: The smallest is asked for.
        in_percent: A change is wanted as a share of the earlier value.
    """

    manner: Manner
    is_yes_no: bool
    direction: str = ""
    by_quality: bool = False
    limit: Decimal | None = None
    years: int = 0
    sign: str = ""
    least: bool = False
    in_percent: bool = False


def read(question: Question) -> Reading:
    """Read how a question wants its answer."""
    words = question.plain
    yes_no = bool(_YES_NO.search(words[:60]) or re.search(r"\b(?:is|are|was|were) there\b", words))
    largest = _LARGEST.search(words)
    if largest:
        return Reading(Manner.LARGEST, is_yes_no=False, least=not _MORE.search(words))
    if yes_no and not _WHICH.search(words):
        return _yes_no(words)
    if _COMPOUND.search(words):
        return Reading(Manner.COMPOUND, is_yes_no=False, years=_counted(words))
    if _AVERAGE.search(words) and not _NO_MEAN.search(words):
        return Reading(Manner.AVERAGE, is_yes_no=False, years=_counted(words))
    if _WHICH.search(words):
        most, least = _MORE.search(words), _LESS.search(words)
        return Reading(Manner.WHICH if bool(most) != bool(least) else Manner.NONE, is_yes_no=False, least=bool(least))
    directed = any(pattern.search(words) for pattern in _DIRECTIONS.values())
    if len(question.times) < 3 and (_CHANGE.search(words) or directed):
        return Reading(Manner.CHANGE, is_yes_no=False, in_percent=bool(_PER_CENT.search(words)))
    return Reading(Manner.VALUE, is_yes_no=False)


def _counted(words: str) -> int:
    """Over how many years, as the words say it; 0 where they do not."""
    found = _YEARS.search(words)
    count = next(filter(None, found.groups()), "0") if found else "0"
    return _NUMBERS.get(count) or int(count)


def _yes_no(words: str) -> Reading:
    if _CONSISTENT.search(words):
        limit = _LIMIT.search(words)
        return Reading(Manner.CONSISTENT, is_yes_no=True, limit=Decimal(limit[1]) if limit else None)
    sign = _SIGN.search(words)
    if sign:
        return Reading(Manner.SIGN, is_yes_no=True, sign="positive" if sign[1] else "negative")
    found = [name for name, pattern in _DIRECTIONS.items() if pattern.search(words)]
    if found:
        both = len(found) > 1
        by_quality = "better" in found or "worse" in found
        return Reading(Manner.DIRECTION, is_yes_no=True, direction="" if both else found[0], by_quality=by_quality)
    if re.search(r"\bchang\w+\b", words):
        return Reading(Manner.CHANGE, is_yes_no=True)
    return Reading(Manner.PAID if _PAID.search(words) else Manner.NONE, is_yes_no=True)
