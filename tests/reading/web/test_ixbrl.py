from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from muniment.document.pages.tag import Tag
from muniment.reading.web.html_reader import HtmlReader
from support.documents.made_html import SPACES, filing

CONTEXT = (
    '<xbrli:context id="{}"><xbrli:entity><xbrli:identifier scheme="s">42</xbrli:identifier>{}</xbrli:entity>'
    "<xbrli:period>{}</xbrli:period></xbrli:context>"
)
INSTANT = "<xbrli:instant>{}</xbrli:instant>"
SPAN = "<xbrli:startDate>{}</xbrli:startDate><xbrli:endDate>{}</xbrli:endDate>"
USD = '<xbrli:unit id="u"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>'
PLAIN = CONTEXT.format("c", "", INSTANT.format("2023-12-31")) + USD
ATTRIBUTES = 'name="us-gaap:Assets" contextRef="c" unitRef="u"'


def tags_of(body: str, resources: str = PLAIN) -> list[Tag]:
    header = f'<div style="display:none"><ix:header><ix:resources>{resources}</ix:resources></ix:header></div>'
    reader = HtmlReader(f"<html {SPACES}><body>{header}<p>page</p>{body}</body></html>".encode())
    found: list[Tag] = []
    for number in range(1, reader.page_count + 1):
        reading = reader.page(number)
        assert all(tag.stands_on(number, reading.page.text) for tag in reading.tags)
        found += reading.tags
    return found


def test_the_tags_of_a_filing_mean_what_is_true_of_it() -> None:
    made = filing()
    reader = HtmlReader(made.data)
    tags = [tag for number in range(1, reader.page_count + 1) for tag in reader.page(number).tags]
    by_id = {tag.element_id: tag for tag in tags}
    for key, value in made.truth.items():
        for ident in made.ids[key]:
            assert by_id[ident].value == value
            assert by_id[ident].is_displayed
    loss = by_id[made.ids["us-gaap:NetIncomeLoss", "y23"][0]]
    assert (loss.quote, loss.negative, loss.scale, loss.decimals) == ("(120)", True, 6, -6)
    assert (loss.unit, loss.entity, loss.months) == ("USD", "0000000042", 12)
    assert (loss.period_start, loss.period_end) == (date(2023, 1, 1), date(2023, 12, 31))
    segment = by_id[made.ids["us-gaap:Revenues", "s23"][0]]
    assert segment.dimensions == (("us-gaap:StatementBusinessSegmentsAxis", "hm:MillsMember"),)
    assert by_id["d-DocumentPeriodEndDate"].value == "2023-12-31"
    assert by_id["d-EntityRegistrantName"].quote == "HARBOR MILLS, INC."
    (hidden,) = [tag for tag in tags if not tag.is_displayed]
    assert (hidden.name, hidden.value, hidden.page) == ("dei:AmendmentFlag", "false", 1)


def test_it_reads_the_same_when_it_is_no_well_formed_xml() -> None:
    data = filing().data
    readers = [HtmlReader(data), HtmlReader(data.replace(b"<hr/>", b"<hr>"))]
    first, second = ([tag for n in range(1, r.page_count + 1) for tag in r.page(n).tags] for r in readers)
    assert first == second


@pytest.mark.parametrize(
    ("markup", "quote", "value"),
    [
        (f"<ix:nonFraction {ATTRIBUTES}>1,234</ix:nonFraction>", "1,234", "1234"),
        (f"Assets of ({{}}<ix:nonFraction {ATTRIBUTES} sign='-'>5</ix:nonFraction>)".format(""), "(5)", "-5"),
        (f"Assets of −<ix:nonFraction {ATTRIBUTES} sign='-'>5</ix:nonFraction> now", "−5", "-5"),
        (f"(assets <ix:nonFraction {ATTRIBUTES}>5</ix:nonFraction>)", "5", "5"),
        (f"<ix:nonFraction {ATTRIBUTES} scale='6'><b>1,2</b>34</ix:nonFraction>", "1,234", "1234000000"),
        (f"<ix:nonFraction {ATTRIBUTES}>1,<ix:exclude>x</ix:exclude>234</ix:nonFraction>", "1,x234", "1234"),
        (
            f"<ix:nonFraction {ATTRIBUTES}><ix:nonFraction {ATTRIBUTES} id='in'>7</ix:nonFraction></ix:nonFraction>",
            "7",
            "7",
        ),
    ],
)
def test_a_tagged_number_has_its_token_and_value(markup: str, quote: str, value: str) -> None:
    tags = tags_of(f"<p>{markup}</p>")
    assert {(tag.quote, tag.value) for tag in tags} == {(quote, Decimal(value))}


@pytest.mark.parametrize(
    ("period", "start", "end", "months"),
    [
        (INSTANT.format("2023-12-31"), None, date(2023, 12, 31), 0),
        (INSTANT.format("2024-01-01T00:00:00"), None, date(2023, 12, 31), 0),
        (SPAN.format("2023-01-01", "2023-12-31"), date(2023, 1, 1), date(2023, 12, 31), 12),
        (SPAN.format("2023-01-29", "2024-02-03"), date(2023, 1, 29), date(2024, 2, 3), 12),  # 53 weeks
        (SPAN.format("2023-04-02", "2023-07-01"), date(2023, 4, 2), date(2023, 7, 1), 3),  # 13 weeks
        (SPAN.format("2023-01-01", "2023-09-09"), date(2023, 1, 1), date(2023, 9, 9), 9),  # 36 weeks
        (SPAN.format("2023-01-01", "2023-03-25"), date(2023, 1, 1), date(2023, 3, 25), 3),  # 12 weeks
        (SPAN.format("2023-01-01", "2023-01-02"), date(2023, 1, 1), date(2023, 1, 2), 1),
        ("<xbrli:forever/>", None, None, 0),
        (SPAN.format("2023-99-01", "never"), None, None, 0),
        (SPAN.format("0023-01-01", "2023-12-31"), None, None, 0),
    ],
)
def test_a_context_has_its_period(period: str, start: date | None, end: date | None, months: int) -> None:
    body = f"<p><ix:nonFraction {ATTRIBUTES}>5</ix:nonFraction></p>"
    (tag,) = tags_of(body, CONTEXT.format("c", "", period) + USD)
    assert (tag.period_start, tag.period_end, tag.months) == (start, end, months)


def test_dimensions_are_explicit_or_typed_and_in_segment_or_scenario() -> None:
    segment = (
        '<xbrli:segment><xbrldi:explicitMember dimension="hm:A">hm:M</xbrldi:explicitMember>'
        '<xbrldi:typedMember dimension="hm:B"><hm:d>seven</hm:d></xbrldi:typedMember></xbrli:segment>'
    )
    body = f"<p><ix:nonFraction {ATTRIBUTES}>5</ix:nonFraction></p>"
    (tag,) = tags_of(body, CONTEXT.format("c", segment, INSTANT.format("2023-12-31")) + USD)
    assert tag.dimensions == (("hm:A", "hm:M"), ("hm:B", "seven"))
    other = "<xbrli:segment><hm:part>North</hm:part></xbrli:segment>"
    (tag,) = tags_of(body, CONTEXT.format("c", other, INSTANT.format("2023-12-31")) + USD)
    assert tag.dimensions == (("segment", "North"),)


def test_prefixes_are_those_of_the_taxonomy_whatever_a_filer_calls_them() -> None:
    body = f'<p xmlns:gaap="http://fasb.org/us-gaap/2099"><ix:nonFraction {ATTRIBUTES}>5</ix:nonFraction></p>'
    (tag,) = tags_of(body.replace("us-gaap:Assets", "gaap:Assets"))
    assert tag.name == "us-gaap:Assets"


def test_a_text_goes_on_in_its_continuation() -> None:
    words = (
        '<p><ix:nonNumeric name="dei:EntityRegistrantName" contextRef="c" continuedAt="x">HARBOR</ix:nonNumeric></p>'
        '<p>between</p><p><ix:continuation id="x" continuedAt="x"> MILLS</ix:continuation></p>'
    )
    (tag,) = tags_of(words.replace('id="x" continuedAt="x"', 'id="x"'))
    assert (tag.value, tag.quote) == ("HARBOR MILLS", "HARBOR")
    assert tags_of(words) == []  # a chain that bites its tail has no end


def test_a_text_that_holds_a_table_stands_in_its_first_cell() -> None:
    name = '<ix:nonNumeric name="dei:EntityRegistrantName" contextRef="c">'
    cells = "<table><tr><td></td><td><span>HARBOR</span> MILLS</td></tr><tr><td>x</td><td>5</td></tr></table>"
    (tag,) = tags_of(f"{name}{cells.replace('<tr><td>x</td><td>5</td></tr>', '')}</ix:nonNumeric><p>after</p>")
    assert (tag.value, tag.quote) == ("HARBOR MILLS", "HARBOR MILLS")
    (tag,) = tags_of(f"{name}{cells}</ix:nonNumeric><p>after</p>")
    assert tag.quote == "HARBOR MILLS"


@pytest.mark.parametrize(
    "markup",
    [
        '<ix:nonFraction name="us-gaap:Assets" contextRef="none" unitRef="u">5</ix:nonFraction>',
        '<ix:nonFraction name="us-gaap:Assets" contextRef="c" unitRef="none">5</ix:nonFraction>',
        f"<ix:nonFraction {ATTRIBUTES} scale='99'>5</ix:nonFraction>",
        f"<ix:nonFraction {ATTRIBUTES}>five</ix:nonFraction>",
        f'<ix:nonNumeric name="hm:Note" contextRef="c">{"A whole note. " * 100}</ix:nonNumeric>',
    ],
)
def test_a_tag_that_means_nothing_is_left_out(markup: str) -> None:
    assert tags_of(f"<p>{markup}</p>") == []


def test_nil_is_no_value() -> None:
    (tag,) = tags_of(f"<p><ix:nonFraction {ATTRIBUTES} xsi:nil='true'>—</ix:nonFraction></p>")
    assert tag.value is None


def test_units_divide_and_multiply() -> None:
    unit = (
        '<xbrli:unit id="u"><xbrli:divide><xbrli:unitNumerator><xbrli:measure>iso4217:USD</xbrli:measure>'
        "</xbrli:unitNumerator><xbrli:unitDenominator><xbrli:measure>xbrli:shares</xbrli:measure></xbrli:unitDenominator>"
        "</xbrli:divide></xbrli:unit>"
    )
    body = f"<p><ix:nonFraction {ATTRIBUTES}>5</ix:nonFraction></p>"
    context = CONTEXT.format("c", "", INSTANT.format("2023-12-31"))
    assert tags_of(body, context + unit)[0].unit == "USD/shares"
