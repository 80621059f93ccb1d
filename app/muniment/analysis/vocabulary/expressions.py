"""The expressions of a file of concepts, each compiled only where a word that it cannot do without is printed.

There are more than a thousand, and a document needs some fifty: to compile them all was a tenth of a short filing's time
(measured). Must never take for an expression what is none: what is not of the plain form below is compiled at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_TOKEN = re.compile(r"[a-z0-9& ]+|\\[bw]|\((?:\?(?:[:!]|<!))?|[)|^$.?*+]|\[(?:a-z|[a-z]{2,9})\]|\{\d,\d\}")
_WORD = re.compile(r"[a-z0-9& ]+")
_ASIDE = ("(?!", "(?<!")  # what must not stand there: no word of it is printed
_FIXED = frozenset((*_ASIDE, "^", "$", r"\b"))  # what cannot be repeated
_END = "\n"
_CLOSING = frozenset(("|", ")", _END))
_REPEATS, _SIGNS = frozenset("?*+{"), frozenset(r"^$\.[")
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression, searched in plain labels.

    Attributes:
        source: As the file has it.
        words: A text that it fits holds at least one of them; empty where none is known.
    """

    source: str
    words: frozenset[str]

    def may_fit(self, text: str) -> bool:
        """Whether a text holds a word without which this fits nothing: quick, and never wrongly false."""
        return not self.words or any(word in text for word in self.words)

    def fits(self, text: str) -> bool:
        """Whether it stands in a plain label."""
        return self.may_fit(text) and compiled(self.source).search(text) is not None


def read(source: str) -> Expression:
    """An expression of the file.

    Args:
        source: A regular expression, as the file has it.

    Raises:
        re.error: It is none.
    """
    try:
        return Expression(source, _needed(source))
    except _NotPlainError:
        compiled(source)
        return Expression(source, _NOTHING)


@cache
def compiled(source: str) -> re.Pattern[str]:
    """The pattern.

    Args:
        source: A regular expression, as the file has it.
    """
    return re.compile(source)


class _NotPlainError(Exception):
    """It holds more than words, groups, alternatives, repetitions, places and what must not stand there."""


def _needed(source: str) -> frozenset[str]:
    """Words of which a text that the expression fits holds at least one.

    Raises:
        _NotPlainError: It may be no expression at all.
    """
    if _WORD.fullmatch(source):
        return frozenset((source,))
    tokens = _TOKEN.findall(source)
    if len("".join(tokens)) != len(source):
        raise _NotPlainError
    tokens.append(_END)
    words, at = _alternatives(tokens, 0)
    if tokens[at] != _END:
        raise _NotPlainError
    return words


def _alternatives(tokens: list[str], at: int) -> tuple[frozenset[str], int]:
    """Up to the closing bracket, or the end: each alternative must have a word of its own."""
    words, at = _sequence(tokens, at)
    while tokens[at] == "|":
        others, at = _sequence(tokens, at + 1)
        words = words | others if words and others else _NOTHING
    return words, at


def _sequence(tokens: list[str], at: int) -> tuple[frozenset[str], int]:
    """Up to the next alternative: of all that must be printed, what is longest and so rarest."""
    best, longest = _NOTHING, 0
    while (token := tokens[at]) not in _CLOSING:
        first = token[0]
        if first == "(":
            words, at = _group(tokens, at)
            length = min(map(len, words)) if words else 0
        elif first in _REPEATS:
            raise _NotPlainError
        else:
            words, length, at = _NOTHING, 0 if first in _SIGNS else len(token), at + 1
        sign = tokens[at]
        if sign[:1] in _REPEATS:
            at += 1
            if not _repeats(token, sign, tokens[at]):
                length = length - 1 if not words else 0
        if length > longest:
            best, longest = words or frozenset((token[:length],)), length
    return best, at


def _group(tokens: list[str], at: int) -> tuple[frozenset[str], int]:
    opening = tokens[at]
    words, closing = _alternatives(tokens, at + 1)
    if tokens[closing] != ")":
        raise _NotPlainError
    if opening == "(?<!" and closing != at + 2:
        raise _NotPlainError  # what is looked for behind must be of one length
    return (_NOTHING if opening in _ASIDE else words), closing + 1


def _repeats(token: str, sign: str, follows: str) -> bool:
    """Whether something stands at least once that a sign of repetition follows; after a word the sign means its last letter.

    Raises:
        _NotPlainError: The sign may not stand there.
    """
    if token in _FIXED or follows[:1] in _REPEATS or (sign[0] == "{" and sign[1] > sign[3]):
        raise _NotPlainError
    return sign == "+" or (sign[0] == "{" and sign[1] != "0")
