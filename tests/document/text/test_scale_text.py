import pytest

from muniment.document.text.currency_text import find_currency
from muniment.document.text.scale_text import find_scale

THOUSAND, MILLION, BILLION = 1_000, 1_000_000, 1_000_000_000


@pytest.mark.parametrize(
    ("text", "factor", "unscaled"),
    [
        ("(In millions)", MILLION, ""),
        ("(Millions, except per share amounts)", MILLION, "per share amounts"),
        ("(dollars in thousands, except per share data)", THOUSAND, "per share data"),
        ("$ in billions", BILLION, ""),
        ("(Millions of dollars)", MILLION, ""),
        ("(000s)", THOUSAND, ""),
        ("(in $000)", THOUSAND, ""),
        ("Mio. EUR", MILLION, ""),
        ("in EUR million", MILLION, ""),
        ("€m", MILLION, ""),
        ("TEUR", THOUSAND, ""),
        ("Dec 31, 2018 $’000", THOUSAND, ""),
        ("Year ended 2018 (£m)", MILLION, ""),
        ("($ million, except per share data)", MILLION, "per share data"),
        ("$ and shares in millions, except per share amounts", MILLION, "per share amounts"),
        ("(in thousands, except for share and per share amounts)", THOUSAND, "share and per share amounts"),
        (
            "(In millions, except number of shares, which are reflected in thousands, and per share amounts)",
            MILLION,
            "number of shares, which are reflected in thousands, and per share amounts",
        ),
    ],
)
def test_a_line_that_states_a_scale(text: str, factor: int, unscaled: str) -> None:
    scale = find_scale(text)
    assert scale is not None
    assert (scale.factor, scale.unscaled) == (factor, unscaled)
    assert text[scale.start : scale.end].strip("(") in text


@pytest.mark.parametrize(
    "text",
    ["shares in thousands", "$ 34 million", "sold in 2018 million", "Net sales", "a million reasons", "2,000", ""],
)
def test_a_line_that_states_none(text: str) -> None:
    assert find_scale(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("$ 1,234", "USD"),
        ("US$ in millions", "USD"),
        ("C$ 12", "CAD"),
        ("(in thousands of Canadian dollars)", "CAD"),
        ("A$m", "AUD"),
        ("€ million", "EUR"),
        ("TEUR, Mio. EUR", "EUR"),
        ("£m", "GBP"),
        ("in millions of Swiss francs", "CHF"),
        ("¥ 100", "JPY"),
    ],
)
def test_a_currency(text: str, code: str) -> None:
    found = find_currency(text)
    assert found is not None
    assert found[0] == code


def test_no_currency() -> None:
    assert find_currency("(in millions)") is None


@pytest.mark.parametrize(
    ("text", "factor", "code"),
    [
        ("(en millions d'euros)", MILLION, "EUR"),
        ("En millions d’euros", MILLION, "EUR"),
        ("(en milliers d'euros)", THOUSAND, "EUR"),
        ("en millions de francs suisses", MILLION, "CHF"),
        ("(Miles de euros)", THOUSAND, "EUR"),
        ("en miles de euros", THOUSAND, "EUR"),
        ("En millones de euros", MILLION, "EUR"),
        ("Expresado en millones de pesos mexicanos", MILLION, "MXN"),
        ("in Tausend Euro", THOUSAND, "EUR"),
        ("in Tsd. €", THOUSAND, "EUR"),
        ("T€", THOUSAND, "EUR"),
        ("(in T€)", THOUSAND, "EUR"),
        ("TEUR", THOUSAND, "EUR"),
        ("kEUR", THOUSAND, "EUR"),
        ("k€", THOUSAND, "EUR"),
        ("in Mio. €", MILLION, "EUR"),
        ("Angaben in Mio. EUR", MILLION, "EUR"),
        ("M€", MILLION, "EUR"),
        ("€'000", THOUSAND, "EUR"),
        ("£'000", THOUSAND, "GBP"),
        ("£000", THOUSAND, "GBP"),
        ("£m", MILLION, "GBP"),
        ("US$'000", THOUSAND, "USD"),
        ("$000", THOUSAND, "USD"),
        ("A$'000", THOUSAND, "AUD"),
        ("HK$’000", THOUSAND, "HKD"),
        ("S$'000", THOUSAND, "SGD"),
        ("RMB'000", THOUSAND, "CNY"),
        ("in CHF 1'000", THOUSAND, "CHF"),
        ("CHF 000", THOUSAND, "CHF"),
        ("in 1.000 EUR", THOUSAND, "EUR"),
        ("CHF million", MILLION, "CHF"),
        ("(Expressed in thousands of United States dollars)", THOUSAND, "USD"),
        ("(In millions of Canadian dollars, except per share amounts)", MILLION, "CAD"),
        ("(Dollars in thousands)", THOUSAND, "USD"),
        ("SEK m", MILLION, "SEK"),
    ],
)
def test_scale_and_currency_in_other_words(text: str, factor: int, code: str) -> None:
    scale, currency = find_scale(text), find_currency(text)
    assert scale is not None
    assert currency is not None
    assert (scale.factor, currency[0]) == (factor, code)


@pytest.mark.parametrize(
    "text",
    [
        "(5,000)",
        "$ 1,000",
        "in 1,000 shops",
        "£ 1.000",
        "30 miles",
        "miles de tiendas",
        "T",
        "EUR 10 000,5",
        "Tm",
        "2.000",
    ],
)
def test_amounts_and_distances_are_no_scale(text: str) -> None:
    assert find_scale(text) is None
