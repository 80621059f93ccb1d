"""What a question says: its plain words, the times it names, and its sentences without instructions on the form of the answer.

Must never guess a time that is not named.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from muniment.analysis.asking.asked_unit import NO_UNIT, AskedUnit, asked_unit
from muniment.analysis.asking.question_times import Time, last_years, normal, spelled, times_of

_LETTERS = str.maketrans(
    {"ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "’": "'", "‘": "'", "ä": "ae", "ö": "oe", "ü": "ue"}
)
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z¿])")
_INSTRUCTION = re.compile(
    r"^(?:if|answer|give|respond|assume|please|you are|round|use|calculate|base|provide|state|express|report)\b",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"\b(?:answer|respond to) (?:the |this )?(?:following )?(?:question|query)\b|\banswer the following\b",
    re.IGNORECASE,
)
_LED_BY = re.compile(
    r"^(?:based|basing|using|taking|looking|referring|relying|considering|drawing|assuming|according|by|from|with|in|given)\b[^?]*?,\s+"
    r"(?=(?:what|how|which|who|is|are|does|do|did|has|have|was|were)\b)",
    re.IGNORECASE,
)
_DEFINITION = re.compile(r"\b(?:is|are) (?:defined|calculated|computed) as\b|^define\b", re.IGNORECASE)
_STATEMENT = re.compile(
    r"(?:(?:details |information |data |line items )?(?:that (?:is|are) )?(?:shown |outlined |found |clearly |presented |provided )*(?:in|within|from|on) )?"
    r"(?:the |its )?(?:(?:statements? of )?(?:cash flows?|income|financial position|p and l|operations)(?: statements?)|"
    r"statements? of (?:consolidated )?(?:cash flows?|income|financial position|operations|earnings)|balance sheets?|p and l statements?|pnl)"
)
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|(?:inc|incorp|co|cos|corp|ltd|bros|intl|int'l|mfg|mfrs|assn|assoc|hldgs?|grp|natl|nat'l|amer|ind|inds|tech|svcs?|sys|labs?|"
    r"pharm|pty|pte|sdn|bhd|st|mt|ft|ste|dr|mr|mrs|ms|jr|sr|no|nos|gen|gov|govt|dept|univ|est|approx|vs|fig|ca|cf|esp|incl|excl|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|gmbh|cie|gebr|[a-z](?:\.[a-z])+))\.$",
    re.IGNORECASE,
)
_STARTS = frozenset(
    [
        "what",
        "how",
        "which",
        "who",
        "whom",
        "whose",
        "is",
        "are",
        "was",
        "were",
        "does",
        "do",
        "did",
        "has",
        "have",
        "had",
        "can",
        "if",
        "answer",
        "give",
        "respond",
        "assume",
        "please",
        "you",
        "round",
        "use",
        "calculate",
        "base",
        "provide",
        "state",
        "express",
        "report",
        "define",
        "compute",
        "show",
        "list",
        "tell",
        "compare",
        "name",
        "when",
        "where",
        "why",
        "also",
        "your",
        "do",
        "only",
    ]
)
"""Words that a sentence of a question begins with; a name goes on with others."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, read.

    Attributes:
        text: As asked.
        plain: Its words, without those that only say how to answer or where to look.
        definitions: Its sentences that say how to compute something.
        times: That it names, oldest first.
        is_range: The times are the ends of a range of years.
        newest: So many of the newest years are asked for; 0 where the question does not say it.
        unit: The currency and scale that are asked for.
    """

    text: str
    plain: str
    definitions: tuple[str, ...]
    times: tuple[Time, ...]
    is_range: bool
    newest: int = 0
    unit: AskedUnit = NO_UNIT


def read(text: str) -> Question:
    """Read a question."""
    text = " ".join(text.split())
    unit, bare = asked_unit(spelled(text))
    sentences = [_bare(each) for each in _sentences(bare)]
    asked = [each for each in sentences if "?" in each and not _DEFINITION.search(each)] or [
        each for each in sentences if not _INSTRUCTION.search(each) and not _DEFINITION.search(each)
    ]
    words = normal(plain(" ".join(asked) or bare))
    times, is_range = times_of(words)
    definitions = tuple(each for each in sentences if _DEFINITION.search(each))
    newest = 0 if times else last_years(words)
    return Question(text, _STATEMENT.sub(" ", words), definitions, times, is_range or newest > 1, newest, unit)


def plain(text: str) -> str:
    """Lower case, no accents, possessives or punctuation; "%" as "percent", "&" as "and", "-" between years kept."""
    text = text.casefold().translate(_LETTERS)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = re.sub(r"(?<=[\w.])'s\b|(?<=s)'(?=\s|$)", "", text)
    text = re.sub(r"(?<=\b[a-z])\.(?=[a-z]\b)", "", text)  # "s.a." is one word, as it is in a company's name
    text = text.replace("%", " percent ").replace("&", " and ").replace("'", " ")
    text = re.sub(r"(?<=\d)\s*[-–—]\s*(?=(?:fy\s?)?\d{4})", " to ", text)
    text = re.sub(r"[^a-z0-9.$]+", " ", text)
    text = re.sub(r"\.(?!\d)|(?<!\d)\.|\$", " ", text)
    return " ".join(text.split())


def _sentences(text: str) -> Iterator[str]:
    """The sentences; the full stop of an abbreviation ends none where what follows is no beginning of one."""
    start = 0
    for match in _SENTENCE.finditer(text):
        before, after = text[start : match.start()], text[match.end() :]
        first = re.match(r"[^\W\d_]*", after)
        goes_on = first is None or first[0].casefold() not in _STARTS
        if _ABBREVIATED.search(before.rpartition(" ")[2]) and goes_on:
            continue
        yield before
        start = match.end()
    yield text[start:]


def _bare(sentence: str) -> str:
    """The question behind "answer the following:" or "using the balance sheet, "; what is before it is kept if it names a time."""
    before, colon, after = sentence.rpartition(": ")
    if (
        colon
        and "?" in after
        and (_INSTRUCTION.search(before) or (_ANSWER.search(before) and not times_of(plain(before))[0]))
    ):
        return after
    led = _LED_BY.match(sentence)
    return sentence[led.end() :] if led and not times_of(plain(led[0]))[0] else sentence
