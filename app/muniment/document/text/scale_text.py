"""What the numbers below a line or beside a label are multiplied by, as words: "(In millions)", "USD '000", "MEUR", "₹ crore".

Must never guess: nothing said means None, and what is only said of an amount ("$34 million") is no scale.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from muniment.document.text.currency_names import CODES
from muniment.document.text.currency_text import mentions

_THOUSAND, _LAKH, _MILLION, _CRORE, _BILLION = 10**3, 10**5, 10**6, 10**7, 10**9
_WORDS = {
    word: factor
    for factor, words in {
        _THOUSAND: "thousand thousands tausend tsd thsd thous ths th milliers miles milhares migliaia tys tkr t k duizend duizenden tusen tusind",
        _LAKH: "lakh lakhs lac lacs",
        _MILLION: "million millions mio mln mm mn m millionen millones mill milhões milhoes milioni miljoen miljoner",
        _CRORE: "crore crores cr crs",
        _BILLION: "billion billions mrd md mds bn b milliarden milliards miliardi",
        10**12: "trillion trillions tn",
    }.items()
    for word in words.split()
}
_LONG = (
    r"thousands?|tausend|tsd|thsd|thous|ths|milliers|milhares|migliaia|tys|duizend(?:en)?|tusen|tusind|millions?|millionen|millones|milh[õo]es"
    r"|milioni|miljoen|miljoner|mio|mln|billions?|mrd|milliarden|milliards|miliardi|trillions?|lakhs?|lacs?|crores?|miles(?=\s+(?:de\b|¤))"
)
_MONEY = r"¤\0*"  # as it is masked
_QUOTE = r"['’‘´`′ʼ\"“”]"
_NOUGHTS = rf"(?:{_QUOTE}\s?)?000{_QUOTE}?\s?s?(?![\w,.’']*\d)"
_END = r"(?=\s*(?:[)\],;:*/]|$))"
_OF = r"(?:of\s+|de\s+|di\s+|d[’'])?"
_SCALE = re.compile(
    rf"""(?:{_MONEY}|\bdollars?)\s+and\s+\w+\s+(?:amounts\s+)?in\s+(?P<g>{_LONG})\b
    |(?:(?<![\w.,])|(?<=\bin\s)){_MONEY}\s?(?P<z>(?:100|hundred|10|ten))\s+(?P<z_of>thousand|million)s?\b
    |(?:^|[(\[]|\bin\s)\s*(?P<y>100|hundred|10|ten)\s+(?P<y_of>thousand|million)s?\s+{_OF}{_MONEY}
    |\b(?:in|of|are|en|em|w|expressed\s+in|stated\s+in|amounts|figures|rounded\s+to)\s+(?:the\s+nearest\s+)?
        (?:{_MONEY}\s*)?(?:in\s+|of\s+)?{_QUOTE}?(?P<a>{_LONG})\b\.?(?:\s+{_OF}{_MONEY})?
    |[(\[]\s*(?:{_MONEY}\s*(?:in\s+|and\s+\w+\s+in\s+)?)?{_QUOTE}?(?P<b>{_LONG})\b\.?
    |{_MONEY}\s*(?:[-–—,:/(]\s*)?(?:in\s+)?{_QUOTE}?(?P<c>{_LONG}|MM|mn|bn|tn|m|th|crs?|mil)\b
    |{_MONEY}\s?{_QUOTE}?(?P<s>[ktb]){_END}
    |{_MONEY}\s*(?:in\s+)?(?P<p>{_QUOTE}?\s?000[,.’' ]000)s?(?![\w,.’']*\d)
    |[(\[]\s*(?:in\s+)?(?:{_MONEY})?\s*(?P<d>{_NOUGHTS})\s*(?:{_OF}{_MONEY}|omitted)?\s*[)\]]
    |{_MONEY}\s*[-–—,:/(]?\s*(?:in\s+)?(?P<h>{_NOUGHTS})
    |(?:\bin\s+|(?:^|(?<=\s))(?={_QUOTE})|(?<![\w.,])(?=000{_QUOTE}?s\b))(?P<q>{_NOUGHTS})(?:\s+{_OF}{_MONEY})?
    |(?<![\w.,])(?P<o>000)\s+omitted
    |\bin\s+(?:{_MONEY}\s*)?(?P<i>1[’'.,\ ]?000)\b(?!\S*\d)(?=\s*(?:{_MONEY}|[)\]]|$))
    |(?:^|[(\[]|\0|¤)\s*[x×]\s*(?:{_MONEY}\s*)?(?P<x>1[’'.,\ ]?000)(?![’'.,\ ]?\d)
    |\b(?:{_MONEY}\s*)?{_QUOTE}?(?P<e>{_LONG})\b\.?\s*{_OF}{_MONEY}
    |(?<![\w¤\0])(?P<f>th|mm|md|mds|mrd|mio|[tkm]){_MONEY}
    |(?:\bin\s+|^|[(\[])(?P<l>[tkm])\s{_MONEY}
    |^\s*[(\[]?(?:in\s)?¤\0\0\s(?P<n>1[’'\ ]000)\s*[)\]]?$
    |^\s*(?P<alone>thousands|millions|billions|lakhs|lacs|crores)\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
PROSE = 100  # characters of a line that is likelier prose, which tells of "$34 million" without stating a scale
_PROSE_HINTS = (
    "in mill", "in thou", "in bill", "in tau", "in mio", "in tsd", "in mrd", "in tho", "en mil", "(mill", "(thou", "ons of ",
    "nds of ", "in $", "in €", "in £", "in us", "in u.s", "in eur", "in gbp", "in chf", "in can", "nearest", "000)", "000s",
    "'000", "’000", "‘000", "lakh", "lacs", "crore", "in ₹", "in rs", "in inr", "in rmb", "in nt$", "em mil",
)  # fmt: skip
_HINTS = (
    "illi", "millon", "thou", "ths", "000", "tausend", "tsd", "mio", "miles", "mln", "mrd", "lakh", "lac", "crore", "milh", "mil", "tys",
    "tus", "duiz", "miglia",
)  # fmt: skip
_PREFIXES = ("m", "t", "k", "mm", "th", "md", "mds", "mrd")
_SUFFIXES = ("m", "mn", "mm", "bn", "k", "t", "b", "tn")
_GLUED = frozenset(
    (
        *_SUFFIXES, "cr", "crs", "mds", "md", "th", "rmm", "rmmn", "rm",
        *(before + code.lower() for code in (*CODES, "kr", "us", "ch") for before in _PREFIXES),
        *(code.lower() + after for code in CODES for after in _SUFFIXES),
    )
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_PREFIXED_SIGN = re.compile(r"\b[tkm][€£¥₹$]", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:shares?|number|units|reflected|tonnes|barrels|aktien|stück|actions|acciones|ounces|employees)\s*(?:[\w–—,:-]+\s+){0,4}[(\[]?\s*$",
    re.IGNORECASE,
)
_EXCEPT = re.compile(
    r"\b(?:except(?:ing)?|other\s+than|unless|but\s+not|au(?:ß|ss)er|ausgenommen|sofern|sauf|salvo|excepto)\b[\s,]*(?:for\s+|as\s+)?(?P<what>[^)\n]*)",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"\d\s*$")
_YEAR = re.compile(r"(?<![\d.,$€£])(?:19|20)\d\d\s+$")
_LETTERED_DOLLAR = re.compile(r"[MmT]\s?\$")  # thousands in Chile, millions in Canada


@dataclass(frozen=True, slots=True)
class Scale:
    """What a line says of the numbers below it.

    Attributes:
        factor: A power of ten above 1.
        start: Into the text that was searched.
        end: Half-open.
        unscaled: What is exempt, lower case; empty if nothing.
    """

    factor: int
    start: int
    end: int
    unscaled: str


def find_scale(text: str) -> Scale | None:
    """The first scale that a text states of amounts (not of shares)."""
    if not _may_state(text):
        return None  # nearly all text ends here
    masked = _masked(text)
    for match in _SCALE.finditer(masked):
        factor = _factor(match, text)
        before = text[: match.start()][-50:]
        beside_year = not match[0][0].isalnum() and _YEAR.search(before)  # "2018 $’000" over a column
        if factor and (beside_year or not _AMOUNT.search(before)) and ("¤" in match[0] or not _COUNTED.search(before)):
            rest = _EXCEPT.search(text, match.end())
            unscaled = " ".join(rest["what"].lower().split()) if rest else ""
            return Scale(factor, match.start(), match.end(), unscaled)
    return None


def _may_state(text: str) -> bool:
    lower = text.lower()
    if len(text) > PROSE:
        return any(hint in lower for hint in _PROSE_HINTS)
    return (
        any(hint in lower for hint in _HINTS)
        or not _GLUED.isdisjoint(_WORD.findall(lower))
        or bool(_PREFIXED_SIGN.search(text))
    )


def _masked(text: str) -> str:
    """The text with every currency as one sign and noughts, so that offsets stay what they are."""
    pieces: list[str] = []
    at = 0
    for money in mentions(text):
        if money.start >= at:
            pieces += (text[at : money.start], "¤", "\0" * (money.end - money.start - 1))
            at = money.end
    return "".join((*pieces, text[at:]))


def _factor(match: re.Match[str], text: str) -> int:
    """What a match multiplies by; 0 if it says nothing that is sure."""
    found = {name: value.lower() for name, value in match.groupdict().items() if value}
    for count, of in (("z", "z_of"), ("y", "y_of")):
        if count in found:
            return (100 if found[count] in ("100", "hundred") else 10) * _WORDS[found[of]]
    if ("f" in found or "l" in found) and _LETTERED_DOLLAR.search(
        match[0].replace("¤", text[match.start() :][match[0].index("¤")])
    ):
        return 0
    if found.get("c") == "mil":  # a thousand in Portuguese, a million in Malaysia
        return _MILLION if "RM" in text else _THOUSAND if "R$" in text else 0
    if found.keys() & {"d", "h", "q", "o", "i", "x", "n"}:
        return _THOUSAND
    if "p" in found:
        return _MILLION
    return _WORDS.get(next(iter(found.values()), "").rstrip("."), 0)


_BESIDE = re.compile(
    rf"(?:[(\[,;:/–—-]\s*|\s)(?:(?:shares?|units?|amounts?|aktien|actions|acciones|figures?)\s+)?(?:in\s+|en\s+)?(?:{_MONEY}\s*(?:in\s+)?)?"
    rf"(?:(?P<noughts>{_QUOTE}\s?000s?|000{_QUOTE}?s)|{_QUOTE}?(?P<word>{_LONG}|mn|bn|MM)\b\.?)(?:\s+{_OF}(?:{_MONEY}|shares?|units?))?\s*[)\]]?\s*[:*]?\s*$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    rf"[(\[](?:(?:shares?|units?|amounts?|aktien|actions|acciones)\s+)?(?:in\s+|en\s+)?(?:{_MONEY}\s*(?:in\s+)?)?"
    rf"(?:(?P<noughts>{_QUOTE}?\s?000{_QUOTE}?s?)|{_QUOTE}?(?P<word>{_LONG}|mn|bn|MM)\b\.?)(?:\s+{_OF}(?:{_MONEY}|\w+))?\s*[)\]]",
    re.IGNORECASE,
)
_SHARES_IN_MILLIONS = re.compile(r"\bshares\b[^()]*\(m\)\s*$", re.IGNORECASE)
_BESIDE_HINTS = re.compile(
    r"000|(?:[tT]hous|[tT]aus|[tT]sd|[mM]il[lh]|[mM]io|mln|[mbM][nM]\b|\(m\)|[lL]a(?:kh|cs?\b)|[cC]rore|[bB]illi|[mM]rd|[mM]iles|tys)|THOUS|MILL|BILL"
)


def row_scale(label: str) -> int | None:
    """What the label of a row says that its own numbers are multiplied by: "Shares outstanding (000's)"; None if nothing."""
    if not _BESIDE_HINTS.search(label):
        return None  # nearly all labels end here
    if _SHARES_IN_MILLIONS.search(label):
        return _MILLION
    masked = _masked(label)
    match = None
    for match in _BRACKETED.finditer(masked):  # noqa: B007 - the last one counts
        pass
    match = match or _BESIDE.search(masked)
    if match is None or _AMOUNT.search(masked[: match.start()].rstrip(" (")):
        return None
    return _THOUSAND if match["noughts"] else _WORDS.get(match["word"].lower().rstrip("."))
