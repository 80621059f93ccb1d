"""How long a passphrase would stand up to guessing: the lower of two estimates, zxcvbn's lists and our own.

Must never call a passphrase better than it is. zxcvbn (Wheeler, USENIX Security 2016) knows what people choose: 30,000 passwords,
English words, names, keyboards and dates. Ours takes a passphrase for the cheapest way in which a guesser could put it together and
every run of letters for a common word, of any language. Measured: ours called 10 of those 30,000 better than weak; zxcvbn gave
"tulip anvil mosaic ferret" 16 bits more than ours, 18 more than four words of a list of 7,776 have. What zxcvbn finds no pattern in
is counted our way: its ten guesses a character are far too few for random ones.
"""

from __future__ import annotations

import re
from enum import Enum
from itertools import pairwise
from math import inf, log2

GUESSES_PER_SECOND = 10_000
"""Argon2id with 64 MiB: one good graphics card makes one or two thousand tries a second; a patient thief has several."""

_WORD_BITS = (
    (4, 9.0),
    (6, 11.0),
    (8, 13.0),
    (12, 16.0),
)  # up to so many letters: one of 500, 2,000, 8,000, 65,000 words
_COMMON_WORDS = (
    "password passwort passwd motdepasse contrasena qwerty qwertz azerty letmein welcome willkommen admin administrator "
    "iloveyou monkey dragon sunshine princess football baseball master shadow superman batman trustno abc hello "
    "secret login access muniment vault summer winter spring autumn test changeme geheim hallo schatz"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_COMMON_BITS = 6.0
_ROWS = ("qwertyuiop", "qwertzuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm", "azertyuiop", "1234567890", "0987654321")
_LEET = str.maketrans("@4031!5$7", "aaoeiisst")
_DATE = re.compile(r"(19|20)\d\d|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|(19|20)\d{6}|\d{4}(19|20)\d\d")
_MOST = 64  # characters that are looked at; what comes after only adds


class PassphraseStrength(Enum):
    """In three words."""

    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"


def bits(passphrase: str) -> float:
    """The fewest bits of guessing that the passphrase may cost."""
    text = passphrase[:_MOST]
    return min(own_bits(text), listed_bits(text)) if text else 0.0


def listed_bits(text: str) -> float:
    """By zxcvbn's lists and patterns; what is in none of them as ``own_bits`` has it.

    Args:
        text: At most 64 characters.
    """
    from zxcvbn import zxcvbn  # a fifth of a second to read its lists: only where a passphrase is chosen

    return sum(
        own_bits(match["token"]) if match["pattern"] == "bruteforce" else log2(max(float(match["guesses"]), 1.0))
        for match in zxcvbn(text)["sequence"]
    )


def own_bits(text: str) -> float:
    """By the cheapest way to cut it into pieces.

    Args:
        text: At most 64 characters.
    """
    cheapest = [0.0] + [inf] * len(text)
    for end in range(1, len(text) + 1):
        for start in range(end):
            piece = text[start:end]
            before = _before(text, start, end)
            cheapest[end] = min(cheapest[end], cheapest[start] + min(_piece(piece), before))
    return cheapest[-1]


def years(passphrase: str) -> float:
    """How long half of all guesses take."""
    return 2 ** (min(bits(passphrase), 500.0) - 1) / GUESSES_PER_SECOND / (365.25 * 86_400)


def strength(passphrase: str) -> PassphraseStrength:
    """Weak under a year, strong from a thousand."""
    long = years(passphrase)
    return (
        PassphraseStrength.WEAK if long < 1 else PassphraseStrength.FAIR if long < 1_000 else PassphraseStrength.STRONG
    )


def _piece(piece: str) -> float:
    """Bits of one piece, as the cheapest thing that it may be."""
    lower = piece.lower()
    capitals = 0.0 if piece == lower else 1.0 if piece[1:] == lower[1:] or piece == piece.upper() else 3.0
    return min(_character(piece), _word(lower) + capitals, _run(lower) + capitals, _dated(piece))


def _character(piece: str) -> float:
    if len(piece) != 1:
        return inf
    if piece.isdigit():
        return log2(10)
    if piece.isascii():
        return 3.0 if piece in " -_.,!" else log2(26) + (1.0 if piece.isupper() else 0.0) if piece.isalpha() else 5.0
    return 7.0


def _word(lower: str) -> float:
    plain = lower.translate(_LEET)
    altered = 0.0 if plain == lower else 2.0
    if plain in _COMMON:
        return _COMMON_BITS + altered
    if len(plain) > 2 and plain.isalpha():
        return next((cost + altered for longest, cost in _WORD_BITS if len(plain) <= longest), inf)
    return inf


def _run(lower: str) -> float:
    """One character again and again, the alphabet or numbers up or down, or keys side by side."""
    if len(lower) < 3:
        return inf
    steps = {ord(after) - ord(before) for before, after in pairwise(lower)}
    if steps in ({0}, {1}, {-1}) or any(lower in row or lower in row[::-1] for row in _ROWS):
        return 6.0 + log2(len(lower))
    return inf


def _dated(piece: str) -> float:
    if not _DATE.fullmatch(piece):
        return inf
    return 7.0 if len(piece) == 4 else 15.0


def _before(text: str, start: int, end: int) -> float:
    """Bits of a piece that stood before: it is only said again."""
    piece = text[start:end]
    return log2(max(start, 2)) + 1.0 if len(piece) > 0 and piece in text[:start] else inf
