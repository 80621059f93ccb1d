"""A file of checks that is not of the agreed form is refused with a code, whatever stands in it."""

from __future__ import annotations

import pytest

from muniment.analysis.checks import check_file
from muniment.errors import UserError

_GOOD = {"id": '"a"', "title": '"A"', "formulas": '["cash = total_assets"]'}
_VALUES = ("7", "true", "1.5", "1979-05-27", '"x"', "[]", "[1]", "{}", "{ a = 1 }", "[[1]]", "nan")
_ENTRIES = (
    "id",
    "title",
    "formulas",
    "fallback",
    "told",
    "failing",
    "within",
    "plural",
    "words",
    "title_de",
    "words_de",
    "other",
)


def _of(**entries: str) -> str:
    return "[[check]]\n" + "\n".join(f"{key} = {value}" for key, value in entries.items())


def test_the_good_one_is_read() -> None:
    assert [each.id for each in check_file.load(_of(**_GOOD)).identities] == ["a"]


@pytest.mark.parametrize("value", _VALUES)
@pytest.mark.parametrize("entry", _ENTRIES)
def test_a_value_of_another_type_is_told_or_taken(entry: str, value: str) -> None:
    assert _code_of(_of(**(_GOOD | {entry: value}))) in ("", "bad-checks")


def _code_of(text: str) -> str:
    try:
        check_file.load(text)
    except UserError as error:
        return error.code
    return ""


@pytest.mark.parametrize(
    "text", ["check = 1", "check = [1]", "check = [[1]]", "words = 1\n" + _of(**_GOOD), "words_de = 1\n" + _of(**_GOOD)]
)
def test_another_form_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        check_file.load(text)


def test_a_formula_that_is_no_text_is_refused() -> None:
    with pytest.raises(UserError):
        check_file.load(_of(**(_GOOD | {"formulas": "[1]"})))
