from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muniment.errors import Exit, UserError
from muniment.vault.keys import recovery_code
from muniment.vault.keys.recovery_code import ALPHABET
from support.error_words import says

CODES = st.builds(recovery_code.make)


def plain(code: str) -> str:
    return code.replace("-", "")


@given(CODES)
def test_a_code_has_26_characters_and_a_check_in_nine_groups(code: str) -> None:
    assert [len(group) for group in code.split("-")] == [3] * 9
    assert set(plain(code)) <= set(ALPHABET)
    assert recovery_code.parse(code) == plain(code)[:26]


@given(CODES)
def test_it_may_be_typed_as_people_type(code: str) -> None:
    typed = f"  {code.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')}\n"
    assert recovery_code.parse(typed) == recovery_code.parse(code)


@given(CODES, st.integers(0, 26), st.sampled_from(ALPHABET))
def test_every_wrong_character_is_named_as_a_typing_error(code: str, place: int, other: str) -> None:
    characters = plain(code)
    if characters[place] == other:
        return
    with pytest.raises(UserError, check=says("typing error")) as caught:
        recovery_code.parse(characters[:place] + other + characters[place + 1 :])
    assert (caught.value.code, caught.value.exit_code) == ("recovery-typo", Exit.CANNOT_UNLOCK)


@given(CODES, st.integers(0, 24))
def test_every_swap_of_neighbours_is_a_typing_error(code: str, place: int) -> None:
    one, two = plain(code)[place], plain(code)[place + 1]
    if one == two:
        return
    with pytest.raises(UserError, check=says("swapped")):
        recovery_code.parse(plain(code)[:place] + two + one + plain(code)[place + 2 :])


def test_what_is_wrong_is_said() -> None:
    code = recovery_code.make()
    with pytest.raises(UserError, check=says("26 characters instead of 27")):
        recovery_code.parse(code[:-1])
    with pytest.raises(UserError, check=says('"U" in group 2')):
        recovery_code.parse(code[:4] + "u" + code[5:])
    with pytest.raises(UserError, check=says("0 characters")):
        recovery_code.parse("")


def test_no_two_codes_are_alike() -> None:
    assert len({recovery_code.make() for _ in range(200)}) == 200
