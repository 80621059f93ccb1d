"""Which names are one company's."""

from __future__ import annotations

import pytest

from muniment.document.text.company_name import company_key


@pytest.mark.parametrize(
    "names",
    [
        ("Harbor Mills, Inc.", "HARBOR MILLS INC", "The Harbor Mills Company"),
        ("Müller Söhne AG", "MULLER SOHNE"),
        ("A.B. Widgets Corp.", "AB Widgets Corporation"),
        ("Baker's Oven plc", "Baker\u2019s Oven PLC"),
    ],
)
def test_one_company_has_one_key(names: tuple[str, ...]) -> None:
    assert len({company_key(name) for name in names}) == 1


def test_other_companies_have_other_keys() -> None:
    names = ("Harbor Mills", "Harbor Mills Finance", "Harbor", "Mills Harbor")
    assert len({company_key(name) for name in names}) == len(names)


def test_nothing_is_nobody() -> None:
    assert company_key(" The Company, Inc. ") == ""
