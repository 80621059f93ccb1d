"""Currencies as words: "US$", "CHF000", "MEUR", "thousands of Canadian dollars", "Rs. in lakhs".

Must never take another country's dollar for the American one, nor a word for a currency that only sometimes is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from muniment.document.text.currency_names import (
    ALIASES,
    CODES,
    DOLLARS,
    LETTERED,
    NAMES,
    SHARED,
    SHORT,
    SIGNS,
    WEAK_NAMES,
)

SIGN_CHARACTERS = "$" + "".join(SIGNS)
_PREFIX = r"(?P<prefix>mm|th|mrd|mds?|mio|[tkm])"  # MEUR, TCHF, kUSD, Mkr
_GLUED = r"(?=m\b|mn\b|mm\b|mln\b|mio\b|bn\b|k\b|t\b|b\b|thousand|million)"  # EURm, RMBmn
_UPPER = "|".join(sorted(CODES, key=len, reverse=True))
_SMALL = "usd|eur|gbp|chf|Usd|Eur|Gbp|Chf|Rmb"
_SHORTS = "|".join(re.escape(short) for short in sorted(SHORT, key=len, reverse=True) if short != "R")
_NOUNS = "|".join((*NAMES, *WEAK_NAMES))
_MONEY = re.compile(
    rf"""(?<![A-Za-z])(?:
      (?P<latin>U\$S)(?![A-Za-z])
      |(?P<letters>U\.\s?S\.\s?|(?:US|Cdn|CDN|Can)\s|[A-Za-z]{{1,4}})?(?P<dollar>\$)(?:(?P<after>A|U|US|NZ|HK|CAN|CDN|Can|Cdn)(?![A-Za-z]))?
      |(?P<on>[A-Za-z]{{1,4}})?(?P<sign>[{"".join(SIGNS)}])
      |(?i:{_PREFIX})?(?P<code>{_UPPER}|{_SMALL})(?:(?![A-Za-z])|{_GLUED})
      |(?i:(?P<of_short>[mtk]))?(?P<kr>kr\.?)(?![A-Za-z])
      |(?P<short>{_SHORTS})(?:(?![A-Za-z])|{_GLUED})
      |(?P<rand>R)(?=\s?['’‘´`]|\s?000|\s?(?:m|mn|bn|million|billion|thousand|mil)\b)
      |(?i:(?P<noun>{_NOUNS}))(?![A-Za-z])
    )""",
    re.VERBOSE,
)
_PREFIXES = ("m", "t", "k", "mm", "th", "md", "mds", "mrd", "mio")
_SUFFIXES = ("m", "mn", "mm", "mln", "mio", "bn", "k", "t", "b", "million", "millions", "thousand", "thousands")
_CODE_WORDS = [code.lower() for code in CODES]
_NAME_WORDS = """
    dollar dollars euro euros sterling pound pounds yen renminbi yuan baht ringgit rupiah zloty złoty zlotys
    zlotych złotych forint forints shekel shekels ruble rubles rouble roubles tenge hryvnia hryvnias reais naira
    peso pesos franc francs franken rupee rupees kronor kroner krona krone won rand dirham dirhams riyal riyals
    rial rials soles lira dong pula dinar dinars shilling shillings real reals crowns koruna lev leva leu kwacha
    taka cedi cedis funds bolivianos guaraníes guaranies rm rmm rmmn
"""
_FIRST = frozenset(
    (
        *_CODE_WORDS,
        *(before + code for code in (*_CODE_WORDS, "kr") for before in _PREFIXES),
        *(code + after for code in _CODE_WORDS for after in _SUFFIXES),
        *(word for short in SHORT for word in re.findall(r"[^\W\d_]+", short.lower())),
        *_NAME_WORDS.split(),
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_SIGN = re.compile(f"[{SIGN_CHARACTERS}]")
_AMOUNTS = r"thousand|tausend|tsd|million|mio|mln|mn\b|m\b|billion|bn\b|mrd|lakh|lac|crore|cr\b|mil\b|milh|mill"
_BEFORE = re.compile(
    rf"(?:^|\b(?:in|of|en|em|de|of the)|[(\[,]|\b(?:tys|{_AMOUNTS})\w*\.?)\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"\s*(?:$|[)\],;:]|['’‘´`]?\s?000|['’‘´`]|(?:in\s+)?['’‘]?(?:{_AMOUNTS}))", re.IGNORECASE)
_FIGURE = re.compile(r"\s?\(?\d")
_SAID = {code: re.compile(printed, re.IGNORECASE) for code, (_, printed) in SHARED.items()}
_NAMED = tuple((re.compile(name, re.IGNORECASE), code) for name, code in {**NAMES, **WEAK_NAMES}.items())


@dataclass(frozen=True, slots=True)
class Money:
    """A currency that a text names.

    Attributes:
        code: Of ISO 4217; empty where it is money of no country that is known.
        start: Into the text, after letters that only scale it (the M of MEUR).
        end: Half-open.
        sure: It is no other word, wherever it stands.
    """

    code: str
    start: int
    end: int
    sure: bool = True


def mentions(text: str, start: int = 0, end: int | None = None) -> Iterator[Money]:
    """What may be money in an interval of a text, in order.

    Args:
        text: In which it is looked for.
        start: Of the interval.
        end: Half-open; None for the end of the text.
    """
    for match in _MONEY.finditer(text, start, len(text) if end is None else end):
        yield _money(match)


def named(text: str, start: int = 0, end: int | None = None) -> Iterator[Money]:
    """The currencies that an interval of a text names, by the words around them where these decide.

    Args:
        text: In which they are looked for.
        start: Of the interval.
        end: Half-open; None for the end of the text.
    """
    for money in mentions(text, start, end):
        if money.code and (money.sure or _speaks_of_amounts(text[start:end], money.start - start, money.end - start)):
            yield money


def find_currency(text: str) -> tuple[str, int, int] | None:
    """The first currency that a text names, as (ISO 4217 code, start, end)."""
    if not _may_name(text):
        return None  # nearly all text ends here
    money = next(named(text), None)
    return (money.code, money.start, money.end) if money is not None else None


def is_shared(code: str, printed: str) -> bool:
    """Whether a currency is printed in a way that several countries use: "$", "Rs.", "pesos"."""
    said = _SAID.get(code)
    return said is not None and said.fullmatch(printed.strip("( ")) is not None


def _may_name(text: str) -> bool:
    return bool(_SIGN.search(text)) or not _FIRST.isdisjoint(_WORD.findall(text.lower()))


def _speaks_of_amounts(text: str, start: int, end: int) -> bool:
    """Whether what stands around a short form or a word says that it is money."""
    before, name, after = text[:start], text[start:end], text[end:]
    if _FIGURE.match(after) and not name.islower():
        return _BEFORE.search(before) is not None
    if not before.strip(" (["):
        return bool(_AFTER.match(after)) and (bool(after.strip(" )].")) or not name.isalpha() or name.isupper())
    return _BEFORE.search(before) is not None and _AFTER.match(after) is not None


def _money(match: re.Match[str]) -> Money:
    if match["latin"]:
        return Money("USD", *match.span("latin"))  # as it is written in South America
    if match["dollar"]:
        return _dollar(match)
    if match["sign"]:
        foreign = LETTERED.get((match["on"] or "") + match["sign"])
        start = match.start("on") if foreign else match.start("sign")
        return Money(foreign or SIGNS[match["sign"]], start, match.end("sign"))
    if match["code"]:
        code = match["code"].upper()
        return Money(ALIASES.get(code, code), *match.span("code"))
    if match["kr"]:
        return Money("SEK", *match.span("kr"), sure=bool(match["of_short"]))
    if match["short"]:
        return Money(SHORT[match["short"]], *match.span("short"), sure=False)
    if match["rand"]:
        return Money("ZAR", *match.span("rand"))
    code, sure = _of_noun(" ".join(match["noun"].split()))
    return Money(code, *match.span("noun"), sure=sure)


def _dollar(match: re.Match[str]) -> Money:
    """A dollar sign with the letters that say whose it is; letters that no country uses are a dollar of nobody."""
    letters = match["letters"] or ""
    plain = letters.strip().replace(" ", "")
    if match["after"]:
        after = match["after"].upper()
        return Money("UYU" if after == "U" else DOLLARS[after], match.start("dollar"), match.end("after"))
    if not plain or plain in "kK" or (len(plain) > 1 and plain.islower() and plain != "us"):
        return Money("USD", *match.span("dollar"))
    scaled = 2 if plain[:2] in ("Th", "MM") and plain[2:].upper() in DOLLARS else 0  # ThUS$, MMUS$
    known = DOLLARS.get(plain[scaled:].upper())
    if known is not None or (plain.isupper() and len(plain) < 4):
        return Money(known or "", match.start("letters") + scaled, match.end("dollar"))
    return Money("USD", *match.span("dollar"))


@lru_cache(maxsize=500)
def _of_noun(noun: str) -> tuple[str, bool]:
    """The code of a name, and whether the name is always money."""
    code = next((code for name, code in _NAMED if name.fullmatch(noun)), "")
    return code, not any(re.fullmatch(weak, noun, re.IGNORECASE) for weak in WEAK_NAMES)
