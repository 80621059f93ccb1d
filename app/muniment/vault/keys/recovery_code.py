"""The recovery code: a key that a person can write down, read aloud and type again.

26 characters of Crockford's base 32 (130 bits) and a check character. Must never let a typing error look like a wrong code:
whatever is not as it was shown is named before any key is tried.
"""

from __future__ import annotations

import secrets

from muniment.errors import Exit, UserError
from muniment.message import Argument, message

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: without I, L, O and U (https://www.crockford.com/base32.html)."""

LENGTH = 26
_GROUP = 3
_MODULUS = 37
"""A prime above 32: every single wrong character and every swap of two neighbours changes the remainder."""

_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_IGNORED = str.maketrans("", "", " -\t\r\n\u2010\u2011\u2013\u2014")


def make() -> str:
    """A new code of 26 characters, with its check character, in groups."""
    while True:
        digits = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        check = _remainder(digits)
        if check < len(ALPHABET):  # Crockford's five signs beyond the alphabet are hard to read aloud; 0.2 bit is lost
            return shown(digits + ALPHABET[check])


def shown(characters: str) -> str:
    """The characters in groups of three.

    Args:
        characters: With the check character.
    """
    return "-".join(characters[i : i + _GROUP] for i in range(0, len(characters), _GROUP))


def parse(typed: str) -> str:
    """The 26 characters of a code as it was typed; small letters, blanks and dashes do not matter, O is 0, I and L are 1.

    Args:
        typed: With its check character.

    Raises:
        UserError: A typing error, with what and where it is (recovery-character, recovery-length, recovery-typo).
    """
    characters = typed.translate(_IGNORED).upper().translate(_READ_AS)
    for place, character in enumerate(characters):
        if character not in ALPHABET:
            group = place // _GROUP + 1
            raise _typo("recovery-character", character=character, group=group)
    if len(characters) != LENGTH + 1:
        raise _typo("recovery-length", found=len(characters), expected=LENGTH + 1)
    if _remainder(characters[:LENGTH]) != ALPHABET.index(characters[LENGTH]):
        raise _typo("recovery-typo")
    return characters[:LENGTH]


def _remainder(digits: str) -> int:
    value = 0
    for digit in digits:
        value = (value * len(ALPHABET) + ALPHABET.index(digit)) % _MODULUS
    return value


def _typo(code: str, **arguments: Argument) -> UserError:
    return UserError.of(message(code, **arguments), Exit.CANNOT_UNLOCK)
