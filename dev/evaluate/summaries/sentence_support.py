"""Whether a sentence says what its cited places say, judged from what ``analyze --json`` prints and nothing of the program.

Must share no code with the summary that it judges: the words, signs, roundings and periods are read anew here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

Record = Mapping[str, Any]

_MONEY = re.compile(
    r"(?P<minus>minus )?(?P<sign>[CA]?\$|[€£¥]|[A-Z]{3} )?(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<size> (?:b|m)illion)?"
)
_PERCENT = re.compile(r"(?P<way>up|down|a margin of) (?P<digits>\d+(?:\.\d+)?) %")
_DAY = re.compile(r"(?P<day>[A-Z][a-z]+ \d{1,2}, \d{4})")
_WEEKS = re.compile(r"in the (?P<weeks>\d+) weeks to (?P<day>[A-Z][a-z]+ \d{1,2}, \d{4})")
_FISCAL = re.compile(r"fiscal (?P<year>\d{4})")
_BEFORE = re.compile(r"(?:on|from|in|than \S+ (?:b|m)illion in) (?P<year>\d{4})\b")
_SIZES = {" billion": Decimal(10**9), " million": Decimal(10**6), None: Decimal(1)}
_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "C$": "CAD", "A$": "AUD"}
_SUBJECTS = (
    ("diluted earnings per share were", "eps_diluted", 1),
    ("the diluted loss per share was", "eps_diluted", -1),
    ("capital expenditure took", "capex", 1),
    ("which leaves", "left", 1),
    ("which makes", "left", -1),
    ("Operating activities brought in", "operating_cash_flow", 1),
    ("Operating activities used", "operating_cash_flow", -1),
    ("Operating income was", "operating_income", 1),
    ("The operating loss was", "operating_income", -1),
    ("Net income was", "net_income", 1),
    ("Net income attributable to the company was", "net_income", 1),
    ("The net loss was", "net_income", -1),
    ("The net loss attributable to the company was", "net_income", -1),
    ("Revenue was", "revenue", 1),
    ("total assets", "total_assets", 1),
    ("long-term debt", "long_term_debt", 0),
    ("short-term debt", "short_term_debt", 0),
    ("debt due within a year", "current_portion_of_debt", 0),
    ("short-term investments", "short_term_investments", 0),
    ("equity", "total_equity", 0),
    ("cash", "cash", 0),
)
"""Words before an amount, the concept that they name, and the sign that they claim; 0 where the words claim none."""
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_UP = ("increas", "grew", "growth", "rose", "rise", "higher", "up")
_DOWN = ("decreas", "declin", "fell", "fall", "lower", "down")
_DIRECTION = re.compile(
    r"\b(?:increas|decreas|declin|grew|growth|rose|rise|fell|fall|higher|lower|up|down|gain|loss|improv|offset|partially"
    r"|not|no|never|without|above|below|more|less|million|billion|thousand|percent|%)\w*",
    re.IGNORECASE,
)


def faults(sentence: Record, facts: Sequence[Record], pages: Mapping[int, str]) -> list[str]:
    """What a sentence says that its citations do not.

    Args:
        sentence: Of ``summary``.
        facts: Of the same document.
        pages: By number the text of a page as another reader gives it; only the cited ones are needed.

    Returns:
        One line each; empty for a sentence that is supported.
    """
    if not sentence["citations"]:
        return ["it cites nothing"]
    found = [
        f"page {cited['page']} has no {cited['quote'][:60]!r}"
        for cited in sentence["citations"]
        if _bare(cited["quote"]) not in _bare(pages[cited["page"]])
    ]
    return found + list(_made(sentence, facts) if sentence["operands"] else _quoted(sentence))


def _bare(text: str) -> str:
    """Letters, digits and signs alone: two readers divide and hyphenate lines differently, and lay raised endings elsewhere."""
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text)
    return "".join(c for c in text if not c.isspace() and c not in "-\u00ad\u2010\u2011\u2013\ufffe\x02")


def _quoted(sentence: Record) -> Iterator[str]:
    """Of a sentence from the document: it is the quote, or says no number, direction or name that is not in it."""
    text, quotes = sentence["text"], " ".join(cited["quote"] for cited in sentence["citations"])
    if _bare(text) == _bare(quotes):
        return
    for what, pattern in (("number", _NUMBER), ("word of direction", _DIRECTION)):
        there = {_way(found) for found in pattern.findall(quotes)}
        yield from (f"the {what} {said!r} is not cited" for said in pattern.findall(text) if _way(said) not in there)
    words = set(re.findall(r"\w+", quotes))
    names = re.findall(r"(?<=\w )[A-Z]\w+", text)
    yield from (f"the name {name!r} is not cited" for name in names if name not in words)


def _way(word: str) -> str:
    """The same for "rose" and "increased", which a rephrased sentence may have for each other."""
    plain = word.casefold()
    for way, begins in (("up", _UP), ("down", _DOWN)):
        if plain.startswith(begins):
            return way
    return plain


def _made(sentence: Record, facts: Sequence[Record]) -> Iterator[str]:
    """Of a sentence made from facts: every amount, percentage, direction and period."""
    places = {(cited["page"], cited["start"], cited["end"]) for cited in sentence["citations"]}
    cited = [fact for fact in facts if (fact["page"], fact["start"], fact["end"]) in places]
    if any(
        (c["page"], c["start"], c["end"]) not in {(f["page"], f["start"], f["end"]) for f in cited}
        for c in sentence["citations"]
    ):
        yield "a citation is the place of no fact"
    text: str = sentence["text"]
    if text.startswith(("Net income was", "The net loss was")) and _has_others(cited, facts):
        yield "it does not say that others have a share in the net income"
    yield from _periods(text, cited)
    text = _BEFORE.sub("", _FISCAL.sub("", _DAY.sub("", _WEEKS.sub("", text))))
    yield from _percents(text, cited)
    text = _PERCENT.sub("", text)
    for amount in _MONEY.finditer(text):
        yield from _amount(amount, text[: amount.start()], cited)


def _has_others(cited: Sequence[Record], facts: Sequence[Record]) -> bool:
    """Whether a net income of the period is printed that is not the cited one."""
    return any(
        fact["concept"] == "net_income"
        and other["concept"] == "net_income_total"
        and (other["period_end"], other["months"], other["entity"])
        == (fact["period_end"], fact["months"], fact["entity"])
        and other["value"] != fact["value"]
        for fact in cited
        for other in facts
    )


def _periods(text: str, cited: Sequence[Record]) -> Iterator[str]:
    ends = {date.fromisoformat(fact["period_end"]) for fact in cited if fact["period_end"]}
    for said in _DAY.finditer(text):
        if _day(said) not in ends:
            yield f"no cited fact ends on {said['day']}"
    stretches = {_days(fact) for fact in cited if fact["period_end"] and fact["period_start"]}
    for said in _WEEKS.finditer(text):
        if (_day(said), 7 * int(said["weeks"])) not in stretches:
            yield f"no cited fact is of the {said['weeks']} weeks to {said['day']}"
    for said in (*_FISCAL.finditer(text), *_BEFORE.finditer(text)):
        if int(said["year"]) not in {end.year for end in ends}:
            yield f"no cited fact is of {said['year']}"


def _day(said: re.Match[str]) -> date:
    return datetime.strptime(said["day"], "%B %d, %Y").date()  # noqa: DTZ007 - a day has no zone


def _days(fact: Record) -> tuple[date, int]:
    """The last day of a fact's stretch, and how many days it has."""
    end = date.fromisoformat(fact["period_end"])
    return end, (end - date.fromisoformat(fact["period_start"])).days + 1


def _percents(text: str, cited: Sequence[Record]) -> Iterator[str]:
    for said in _PERCENT.finditer(text):
        ratios = list(_ratios(said["way"], cited))
        if not any(abs(ratio * 100 - Decimal(said["digits"])) <= _half(said["digits"]) for ratio in ratios):
            yield f"{said[0]!r} does not follow from the cited facts"


def _ratios(way: str, cited: Sequence[Record]) -> Iterator[Decimal]:
    """What a percentage may be: the change of a concept upwards or downwards, or its share in the revenue of its period."""
    for fact in cited:
        for other in cited:
            now, then = Decimal(fact["value"]), Decimal(other["value"])
            if then == 0 or fact is other:
                continue
            if way == "a margin of":
                if other["concept"] == "revenue" and other["period_end"] == fact["period_end"]:
                    yield now / then
            elif fact["concept"] == other["concept"] and fact["period_end"] > other["period_end"]:
                yield (now - then) / then if way == "up" else (then - now) / then


def _half(digits: str) -> Decimal:
    """Half of the last place that is said: what rounding may change."""
    return Decimal(5).scaleb(-len(digits.partition(".")[2]) - 1)


def _amount(said: re.Match[str], before: str, cited: Sequence[Record]) -> Iterator[str]:
    subject = max(
        _SUBJECTS, key=lambda one: (before.rfind(one[0]) + len(one[0]) if one[0] in before else -1, len(one[0]))
    )
    words, concept, sign = subject
    if before.endswith(", ") and concept == "capex":  # "took $5, $3 more"
        concept, sign = "left", -1
    size, digits = _SIZES[said["size"]], said["digits"].replace(",", "")
    value, half = Decimal(digits) * size, _half(digits) * size
    unit = _CURRENCIES.get(said["sign"] or "", (said["sign"] or "").strip())
    if concept == "left":
        possible = list(_left(cited))
    else:
        possible = [fact for fact in cited if fact["concept"] == concept]
    sign = -1 if said["minus"] else sign
    sign = -1 if before.endswith("after a loss of ") else 1 if before.endswith("after a profit of ") else sign
    for fact in possible:
        true = Decimal(fact["value"])
        if (
            fact["unit"].partition("/")[0] == unit
            and abs(abs(true) - value) <= half
            and (sign == 0 or true * sign >= 0)
        ):
            return
    yield f"{said[0].strip()!r} after {words!r} does not follow from the cited facts"


def _left(cited: Sequence[Record]) -> Iterator[Record]:
    for flow in cited:
        for spent in cited:
            is_pair = (flow["concept"], spent["concept"]) == ("operating_cash_flow", "capex")
            if is_pair and (flow["period_end"], flow["months"]) == (spent["period_end"], spent["months"]):
                yield {**flow, "value": str(Decimal(flow["value"]) - Decimal(spent["value"]))}
