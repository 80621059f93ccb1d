from __future__ import annotations

import pytest

from muniment.vault.strength import Strength, bits, strength


@pytest.mark.parametrize(
    "passphrase",
    [
        "password",
        "Password1",
        "P@ssw0rd2024!",
        "qwertyuiop",
        "aaaaaaaaaaaaaaaa",
        "abcabcabcabc",
        "12.03.1984",
        "muniment vault",
        "summer2026",
    ],
)
def test_what_everybody_guesses_is_weak(passphrase: str) -> None:
    assert strength(passphrase) is Strength.WEAK


@pytest.mark.parametrize(
    "passphrase",
    ["correct horse battery staple", "xK9#mQ2$vL8p", "Zürich im Regen 1998 gelb", "tulip-anvil-mosaic-ferret"],
)
def test_random_words_and_letters_are_strong(passphrase: str) -> None:
    assert strength(passphrase) is Strength.STRONG


def test_saying_it_again_adds_little() -> None:
    once = bits("tulip anvil ")
    assert bits("tulip anvil tulip anvil ") < once + 6


def test_more_is_never_worse_by_much_and_nothing_is_nothing() -> None:
    assert bits("") == 0
    text = "tulip anvil mosaic ferret"
    grown = [bits(text[:n]) for n in range(len(text) + 1)]
    assert grown[-1] == max(grown)
    assert bits(text * 50) > grown[-1]  # a very long one is judged too, in little time
