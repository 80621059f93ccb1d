"""A sign that many countries print is that of the company's country, where the document tells it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from muniment.analysis.facts.currency_meaning import with_meaning
from muniment.document.pages.evidence import Evidence
from support.documents.paper import Grid, document, year

TABLE = Grid("", (year("2022-12-31"),), (("Sales", "4,000"),), currency=None)


def meant(code: str, sign: str, *said: str) -> tuple[str | None, str]:
    """The currency of a table whose sign a reader took for one, in a document that says some things besides."""
    made = document(["\n".join(("A cover", *said))], [f"(in thousands)\n{sign}", TABLE])
    page = made.pages[1]
    at = page.text.index(f"\n{sign}\n") + 1
    table = replace(made.tables[0], currency=code, currency_evidence=Evidence.at(page, at, at + len(sign)))
    found = with_meaning(replace(made, tables=(table,))).tables[0]
    evidence = found.currency_evidence
    assert evidence is None or evidence.stands_on(made.pages[evidence.span.page - 1])
    return found.currency, evidence.quote if evidence else ""


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (("Quarry Holdings Ltd ABN 11 222 333 444", "a declaration under the Corporations Act 2001"), "AUD"),
        (("listed as ASX: QRY", "ASX: QRY", "ASX: QRY"), "AUD"),
        (("on the Toronto Stock Exchange (TSX: QRY)", "Chartered Professional Accountants"), "CAD"),
        (("The Stock Exchange of Hong Kong Limited", "in accordance with HKFRS"), "HKD"),
        (("listed on the SGX-ST", "Singapore Financial Reporting Standards (International)"), "SGD"),
        (("NZX: QRY", "complies with NZ IFRS"), "NZD"),
        (("Bolsa Mexicana de Valores", "Quarry, S.A.B. de C.V."), "MXN"),
    ],
)
def test_a_dollar_of_the_companys_country(said: tuple[str, ...], found: str) -> None:
    code, quote = meant("USD", "$", *said)
    assert code == found
    assert quote in "\n".join(said)


def test_a_dollar_without_any_country_stays() -> None:
    assert meant("USD", "$") == ("USD", "$")
    assert meant("USD", "$", "New York Stock Exchange", "State of Delaware") == ("USD", "$")


def test_forms_of_the_united_states_are_in_their_dollars() -> None:
    cover = ("FORM 10-K", "Commission File Number 001-00001", "ASX: QRY", "ASX: QRY", "Corporations Act 2001")
    assert meant("USD", "$", *cover) == ("USD", "$")


def test_a_dollar_between_two_countries_is_unknown() -> None:
    assert meant("USD", "$", "NYSE", "NYSE", "TSX: QRY", "SEDAR", "Toronto Stock Exchange")[0] is None
    assert meant("USD", "$", "Toronto Stock Exchange")[0] is None


def test_what_is_declared_comes_first() -> None:
    said = ("ABN 11 222 333 444", "Corporations Act 2001", "The presentation currency is the US dollar.")
    assert meant("USD", "$", *said)[0] == "USD"


@pytest.mark.parametrize(
    ("sign", "code", "said", "found"),
    [
        ("kr", "SEK", ("Nasdaq Copenhagen", "Danish Financial Statements Act"), "DKK"),
        ("kr", "SEK", ("Euronext Oslo", "Norwegian Accounting Act"), "NOK"),
        ("kr", "SEK", ("Nasdaq Stockholm", "Malmö"), "SEK"),
        ("kr", "SEK", (), None),
        ("Rs.", "INR", ("Pakistan Stock Exchange", "Karachi"), "PKR"),
        ("Rs.", "INR", (), "INR"),
        ("pesos", "MXN", ("Bolsa de Santiago", "Santiago, Chile"), "CLP"),
        ("pesos", "MXN", (), None),
        ("¥", "JPY", ("Shanghai Stock Exchange", "PRC GAAP"), "CNY"),
    ],
)
def test_other_signs_of_several_countries(sign: str, code: str, said: tuple[str, ...], found: str | None) -> None:
    assert meant(code, sign, *said)[0] == found
