"""Whether something happened, was announced or is mentioned, where sentences of the report say so.

Must never conclude "no" from silence, unless it is asked what the report mentions or announces and all of it was searched.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from muniment.analysis.asking.company_names import without_names
from muniment.analysis.asking.question_text import Question
from muniment.analysis.asking.question_times import without_times
from muniment.analysis.asking.question_wordings import Wordings
from muniment.analysis.questions.plain_sentences import PlainSentence, WantedTime, owner, sentences
from muniment.analysis.questions.search_terms import stem
from muniment.analysis.questions.telling_passages import PassagePage
from muniment.document.facts.answer import Answer, Conclusion, Outcome
from muniment.message import message


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that may happen to a company.

    Attributes:
        asked: How questions say it, in plain words.
        printed: How reports say it.
        happened: What a sentence that tells of it says besides.
        denied: What a sentence says that tells it did not happen; empty for nothing.
        terms: For the index.
        near: Other words for it: where they stand, the report is not silent.
        is_dated: Only a sentence that names a year tells of it: others tell of a person's life.
    """

    asked: re.Pattern[str]
    printed: re.Pattern[str]
    happened: re.Pattern[str]
    denied: re.Pattern[str] | None
    terms: tuple[str, ...]
    near: re.Pattern[str] | None = None
    is_dated: bool = False


def _topic(
    asked: str, printed: str, happened: str, terms: str, denied: str = "", *, near: str = "", is_dated: bool = False
) -> Topic:
    flags = re.IGNORECASE
    no = re.compile(denied, flags) if denied else None
    return Topic(
        re.compile(rf"\b(?:{asked})\b"),
        re.compile(printed, flags),
        re.compile(happened, flags),
        no,
        tuple(terms.split("|")),
        re.compile(near, flags) if near else None,
        is_dated,
    )


_TOPICS = (
    _topic(
        r"(?:on market )?(?:share |stock )?(?:buy ?backs?|repurchases?)(?: (?:program(?:me)?s?|plans?|authori[sz]ations?))?(?: of (?:its |own |the )*(?:shares|stock))?",
        r"\bbuy[\s-]?backs?\b|\b(?:share|stock)s?[\s-]+repurchase|\brepurchas\w+ (?:\w+ ){0,6}(?:shares|stock)\b",
        r"\b(?:announced|authori[sz]ed|approved|resolved|commenced|launched|initiated|undertook|completed|executed)\b",
        "buyback*|buy back*|repurchas*|treasury|own shares",
        r"\b(?:did not|has not|have not|no) (?:\w+ ){0,4}(?:buy[\s-]?back|repurchase)",
        near=r"\btreasury (?:shares?|stock)|\bown shares\b|\brepurchas",
    ),
    _topic(
        r"(?:change\w* (?:in|to|of) )?(?:its |the )?dividend polic(?:y|ies)(?: changes?)?",
        r"\bdividend polic(?:y|ies)\b",
        r"\b(?:changed|revised|amended|updated|replaced)\b[^.;]{0,40}\bdividend polic|\b(?:adopted|introduced|approved) (?:a |an )?(?:new|revised|amended)\b[^.;]{0,20}\bdividend polic|\bnew dividend policy\b|"
        r"\bdividend policy (?:was|has been|were) (?:changed|revised|amended|adopted|updated)",
        "dividend polic*",
        r"\bno (?:\w+ )?changes? (?:to|in|of) (?:the |its |our )?dividend policy|\bdividend policy (?:remains?|remained|is|was) unchanged",
    ),
    _topic(
        r"mergers?|merge with",
        r"\bmerg(?:er|ed|ers)\b|\bmerger agreement\b",
        r"\b(?:entered into|announced|completed|consummated|closed|signed|agreed to|merged with)\b",
        "merg*|combination*",
        near=r"\bmerg(?:e|es|ing)\b|\bcombination\b",
    ),
    *(
        _topic(
            rf"(?:change\w* (?:of|in) (?:its |the )?)(?:{asked})|(?:appoint\w*|name\w*|hire\w*) (?:a |an |any )?(?:new )?(?:{asked})|new (?:{asked})",
            rf"\b(?:appoint|resign|step(?:s|ped)? down|retire|succe)\w*\b[^.;]{{0,70}}(?:{printed})|(?:{printed})[^.;]{{0,50}}\b(?:appoint|resign|step(?:s|ped)? down|retire)\w*",
            r"\bappointed\b|\bresigned\b|\bstepped down\b|\bretired\b|\bsucceeded\b",
            "appointed|resign*|stepped down|retire*|succeeded",
            is_dated=True,
        )
        for asked, printed in (
            ("ceo|chief executive(?: officer)?", r"chief executive officer|\bceo\b"),
            ("cfo|chief financial officer", r"chief financial officer|\bcfo\b"),
            ("chair|chairman|chairwoman", r"\bchair(?:man|woman|person)?\b"),
        )
    ),
    _topic(
        r"restat(?:e|ed|ement|ements)(?: (?:of )?(?:its |the |any )*(?:prior |earlier |previous )*(?:figures|results|financials|financial statements|accounts|comparatives))?",
        r"(?<!amended and )\brestat(?:ed|ement|ements)\b",
        r"\b(?:have|has|had) been restated|\b(?:were|was|are) restated|\brestatement of (?:the |our |its )?(?:previously|prior|consolidated|financial|comparative)|\bwe restated\b",
        "restated|restatement*",
        r"\bno (?:\w+ )?restatements?\b",
    ),
    _topic(
        r"(?:material |substantial |significant )?(?:doubts?|uncertaint\w+) (?:about|on|over|as to|regarding) (?:its |the )?(?:ability to continue as a )?going concern|going concern(?: doubts?| uncertaint\w+)?",
        r"\bgoing concern\b",
        r"\bsubstantial doubt\b|\bmaterial uncertaint(?:y|ies)\b",
        "going concern",
        r"\bno (?:\w+ )?(?:material uncertaint|substantial doubt)|\b(?:not|no longer) (?:\w+ ){0,4}(?:material uncertaint|substantial doubt)",
    ),
)  # fmt: skip
_MENTION = re.compile(
    r"\b(?:(?:mention|refer to|speak of|talk about|make (?:any )?(?:mention|reference) (?:of|to)|contain (?:any |a )?(?:mention|reference) (?:of|to))\b|"
    r"(?:mentions|refers to|speaks of)\b|(?:mentioned|referred to)\b)(?P<topic>.*)$"
)
_ANNOUNCE = re.compile(r"\bannounc\w+\b")
_ANY = re.compile(r"^(?:is|are|was|were|does|do|did|has|have|had)\b")
_ALLOWED = frozenset(["announce", "announced", "announces", "launch", "launched", "start", "started", "undergo", "happen", "conduct", "conducted", "complete", "completed", "enter", "entered", "there", "carry", "carried", "out", "plan", "program", "programme", "raise", "raised", "mention", "mentioned", "mentions", "refer", "to", "any", "new", "its", "authorise", "authorised", "authorize", "authorized", "approve", "approved", "change", "changed", "report", "release", "filing", "document", "annual"])  # fmt: skip
_IF = re.compile(
    r"\bmay\b|\b(?i:might|could|would|should|if|unless|whether|in the event|will be|shall|can|to be (?:approved|authori[sz]ed)|subject to|when|where|"
    r"proposed|served|prior to|previously|formerly|not|no|never|neither|nor|without)\b"
)
_MOST = 3  # sentences that are given


@dataclass(frozen=True, slots=True)
class EventAsked:
    """What is asked about.

    Attributes:
        topic: Known; None where words are looked for as they are.
        words: Beginnings of the words that are looked for; empty with a topic.
        is_mention: It is asked whether the report mentions it, not whether it happened.
        may_be_no: Silence of the whole report is an answer.
    """

    topic: Topic | None
    words: tuple[str, ...]
    is_mention: bool
    may_be_no: bool

    @property
    def terms(self) -> tuple[str, ...]:
        """For the index."""
        return self.topic.terms if self.topic else tuple(f"{word}*" for word in self.words)


def event_asked(question: Question, companies: Sequence[Sequence[str]], worded: Wordings) -> EventAsked | None:
    """What the question asks about, where it is answered by yes or no and nothing else is in it.

    Args:
        question: Read.
        companies: Plain words of the names of companies.
        worded: Words that say nothing.
    """
    words = without_times(without_names(question.plain, companies))
    if not _ANY.search(question.plain):
        return None
    mention, announces = _MENTION.search(words), bool(_ANNOUNCE.search(words))
    for topic in _TOPICS:
        found = topic.asked.search(words)
        if found:
            rest = words[: found.start()] + " " + words[found.end() :]
            left = [word for word in rest.split() if word not in worded.small and word not in _ALLOWED]
            return None if left else EventAsked(topic, (), bool(mention), bool(mention) or announces)
    if mention is None:
        return None
    looked_for = [word for word in mention["topic"].split() if word not in worded.small and word not in _ALLOWED]
    return EventAsked(None, tuple(map(stem, looked_for)), True, True) if 0 < len(looked_for) <= 4 else None


def event_stated(
    asked: EventAsked, texts: Sequence[PassagePage], company: Sequence[str], wanted: WantedTime, *, whole: str
) -> Answer | None:
    """Yes or no, with the sentences that say so; None where they do not.

    Args:
        asked: What is asked about.
        texts: Pages of the report that hold any of its terms.
        company: Plain words of its company's name.
        wanted: The time that is meant.
        whole: The name of the file where these are all pages that hold them; else empty.
    """
    if asked.topic is None:
        return _of_words(asked.words, texts, whole)
    printed = list(sentences(texts, asked.topic.printed))
    if asked.is_mention:
        return _yes(printed) if printed else _silent_of(asked.topic, texts, whole)
    told = [one for one in printed if _tells(one, asked.topic, company, wanted)]
    denied = [one for one in printed if asked.topic.denied and asked.topic.denied.search(one.words)]
    denied = [one for one in denied if wanted.fits(max(one.years, default=None))]
    if told and (not denied or asked.may_be_no):  # "no buy-back is under way" does not say that none was announced
        return _yes(told)
    if denied and not told and not (asked.may_be_no and not asked.is_mention):
        return _said(Conclusion.NO, denied)
    return _silent_of(asked.topic, texts, whole) if asked.may_be_no and not printed else None


def _tells(sentence: PlainSentence, topic: Topic, company: Sequence[str], wanted: WantedTime) -> bool:
    """Whether a sentence says that it happened, at the time that is meant."""
    told = topic.happened.search(sentence.words)
    if told is None or _IF.search(sentence.words[: told.end()]) or not re.search(owner(company), sentence.words):
        return False
    if not sentence.years:
        return not topic.is_dated and (not wanted.years or wanted.fits(None))
    now = wanted.newest
    meant = wanted.years or ({now, now + 1} | ({wanted.ends.year} if wanted.ends else set()) if now else sentence.years)
    return bool(meant & sentence.years)


def _of_words(words: Sequence[str], texts: Sequence[PassagePage], whole: str) -> Answer | None:
    wanted = re.compile("".join(rf"(?=.*\b{re.escape(word)})" for word in words), re.IGNORECASE | re.DOTALL)
    found = list(sentences(texts, wanted))
    if found:
        return _yes(found)
    is_anywhere = any(wanted.search(text.page.text) for text in texts)
    return None if is_anywhere else _silent(whole)


def _yes(found: Sequence[PlainSentence]) -> Answer:
    return _said(Conclusion.YES, found)


def _said(conclusion: Conclusion, found: Sequence[PlainSentence]) -> Answer:
    passages = tuple(dict.fromkeys(one.passage() for one in found[:_MOST]))
    return Answer(outcome=Outcome.STATED, conclusion=message(conclusion), rule=message("stated-so"), passages=passages)


def _silent(whole: str) -> Answer | None:
    """No, because nothing of all the report says it."""
    if not whole:
        return None
    return Answer(outcome=Outcome.STATED, conclusion=message(Conclusion.NO), rule=message("no-mention", file=whole))


def _silent_of(topic: Topic, texts: Sequence[PassagePage], whole: str) -> Answer | None:
    """The same of a topic, where no other words for it stand anywhere either."""
    said = any(one.search(text.page.text) for text in texts for one in (topic.printed, topic.near) if one is not None)
    return None if said else _silent(whole)
