from __future__ import annotations

import pytest
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from muniment.vault.keys.passphrase_strength import PassphraseStrength, bits, listed_bits, own_bits, strength


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
    assert strength(passphrase) is PassphraseStrength.WEAK


@pytest.mark.parametrize(
    "passphrase",
    ["correct horse battery staple", "xK9#mQ2$vL8p", "Zürich im Regen 1998 gelb", "tulip-anvil-mosaic-ferret"],
)
def test_random_words_and_letters_are_strong(passphrase: str) -> None:
    assert strength(passphrase) is PassphraseStrength.STRONG


def test_what_people_choose_is_weak_whatever_it_looks_like() -> None:
    listed = FREQUENCY_LISTS["passwords"][::300]
    looks_good = [
        "lost4815162342",
        "89231243658s",
        "31217221027711",
        "q1w2e3r4t5y6u7",
        "an83546921an13",
        "41d8cd98f00b",
    ]
    assert [
        one for one in looks_good if 2 ** own_bits(one) > 2**39
    ] == looks_good  # our own estimate alone would take them
    assert [one for one in (*listed, *looks_good) if strength(one) is not PassphraseStrength.WEAK] == []


@pytest.mark.parametrize("passphrase", ["tulip anvil mosaic ferret", "12.03.1984", "Zürich im Regen 1998 gelb", "zzzz"])
def test_neither_estimate_is_passed_over(passphrase: str) -> None:
    assert bits(passphrase) == min(own_bits(passphrase), listed_bits(passphrase))
    assert own_bits(passphrase) != listed_bits(passphrase)


def test_saying_it_again_adds_little() -> None:
    once = bits("tulip anvil ")
    assert bits("tulip anvil tulip anvil ") < once + 6


def test_more_is_never_worse_by_much_and_nothing_is_nothing() -> None:
    assert bits("") == 0
    text = "tulip anvil mosaic ferret"
    grown = [bits(text[:n]) for n in range(len(text) + 1)]
    assert grown[-1] == max(grown)
    assert bits(text * 50) > grown[-1]  # a very long one is judged too, in little time
