import pytest

from muniment.reading.scale import find_currency, find_scale

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


@pytest.mark.parametrize("text", ["shares in thousands", "$ 34 million", "Net sales", "a million reasons", "2,000", ""])
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
