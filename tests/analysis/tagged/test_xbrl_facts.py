from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from muniment.analysis.analyse import analyse
from muniment.analysis.tagged.xbrl_facts import AGREE, UNTAGGED, filers
from muniment.analysis.tagged.xbrl_places import full_name
from muniment.analysis.vocabulary.concepts import concepts
from muniment.document.facts.fact import Fact, Method, State
from muniment.document.pages.source_document import Document
from muniment.document.pages.tag import Tag
from muniment.texts.say import say
from muniment.vault.content.vault_claims import check_fact
from support.documents.made_html import filing
from support.documents.tagged_document import document_of


def facts_of(document: Document) -> dict[tuple[str, int], Fact]:
    found = analyse(document).facts
    return {(f.concept, f.period.end.year): f for f in found if f.period is not None and f.entity is None}


@pytest.fixture(scope="module")
def document() -> Document:
    return document_of(filing().data)


YEARS = {"i23": 2023, "i22": 2022, "y23": 2023, "y22": 2022}


def test_every_tagged_figure_of_a_known_concept_is_a_fact_with_its_element(document: Document) -> None:
    made, facts = filing(), facts_of(document)
    by_tag = {full_name(tag): concept.id for concept in reversed(concepts()) for tag in concept.tags}
    assert len(made.truth) > 45
    for (tag, context), value in made.truth.items():
        concept = {"us-gaap:StockholdersEquity": "total_equity"}.get(tag, by_tag[tag])
        fact = facts[concept, YEARS[context]]
        printed = -value if concept == "change_in_receivables" else value
        assert (fact.value, fact.method) == (printed, Method.TAG), concept
        assert fact.element_id in made.ids[tag, context]
        assert fact.evidence.stands_on(document.pages[fact.evidence.span.page - 1])


def test_the_primary_statement_is_the_place_of_a_figure_that_stands_elsewhere_too(document: Document) -> None:
    made, facts = filing(), facts_of(document)
    assert len(made.ids["us-gaap:Revenues", "y23"]) == 2
    revenue = facts["revenue", 2023]
    assert (revenue.element_id, revenue.label) == (made.ids["us-gaap:Revenues", "y23"][0], "Net sales")
    income = facts["net_income", 2023]
    assert income.evidence.quote == "(120)"
    assert "OPERATIONS" in next(
        t.title for t in document.tables if t.rows[0].start <= income.evidence.span.start <= t.rows[-1].end
    )


def test_a_figure_that_tag_and_label_agree_on_is_checked(document: Document) -> None:
    fact = facts_of(document)["accounts_payable", 2023]
    assert (fact.state, fact.unit, fact.scale) == (State.CHECKED, "USD", 1_000_000)
    assert AGREE in fact.reasons
    assert fact.scale_evidence is not None
    assert fact.currency_evidence is not None
    assert fact.period_evidence


def test_dashes_and_nil_are_no_facts(document: Document) -> None:
    facts = facts_of(document)
    assert ("dividends_paid", 2023) not in facts
    assert ("dividends_paid", 2022) in facts
    assert ("change_in_receivables", 2022) not in facts


def test_without_tags_the_labels_find_the_same_values() -> None:
    tagged, stripped = (facts_of(document_of(filing(tagged=tag).data)) for tag in (True, False))
    common = [key for key in tagged if key in stripped and key[0] != "income_tax"]  # no row says which sign it has
    assert len(common) > 40
    assert all(tagged[key].value == stripped[key].value for key in common)
    assert all(fact.method is not Method.TAG for fact in stripped.values())


def changed(document: Document, tagged: str, /, **change: object) -> Document:
    tags = tuple(replace(tag, **change) if tag.name == tagged else tag for tag in document.tags)  # type: ignore[arg-type]
    return replace(document, tags=tags)


def test_a_value_that_is_not_what_is_printed_is_no_fact_of_the_tag(document: Document) -> None:
    facts = facts_of(changed(document, "us-gaap:Assets", value=Decimal(8_000_000_001)))
    assert facts["total_assets", 2023].method is not Method.TAG
    assert UNTAGGED in facts["total_assets", 2023].reasons
    assert facts["total_assets", 2023].value == 8_000_000_000


def test_a_figure_that_only_its_label_tells_is_never_called_checked(document: Document) -> None:
    facts = facts_of(changed(document, "us-gaap:Assets", name="hm:AllThatThereIs"))
    assert UNTAGGED in facts["total_assets", 2023].reasons
    assert any("closes" in say(reason) for reason in facts["total_assets", 2023].reasons)
    assert facts["total_assets", 2023].state is State.LOCATED


def test_a_label_says_nothing_against_a_tag(document: Document) -> None:
    facts = facts_of(changed(document, "us-gaap:Assets", name="us-gaap:Goodwill"))
    assert ("total_assets", 2023) not in facts
    assert facts["goodwill", 2023].value == 8_000_000_000


def test_where_label_and_tag_disagree_the_tag_wins_and_a_person_is_asked(document: Document) -> None:
    swapped = {"us-gaap:Revenues": "us-gaap:CostOfRevenue", "us-gaap:CostOfRevenue": "us-gaap:Revenues"}
    tags = tuple(replace(tag, name=swapped.get(tag.name, tag.name)) for tag in document.tags)
    fact = facts_of(replace(document, tags=tags))["revenue", 2023]
    assert (fact.value, fact.state, fact.method) == (Decimal(5_400_000_000), State.REVIEW, Method.TAG)
    assert any("the tag decides" in say(reason) for reason in fact.reasons)


def test_a_figure_with_a_dimension_is_nobodys_whole(document: Document) -> None:
    segments = {ident for key, ids in filing().ids.items() if key[1].startswith("s") for ident in ids}
    assert segments
    assert segments.isdisjoint(fact.element_id for fact in facts_of(document).values())


def registered(document: Document) -> Document:
    """The same statements tagged once more, as those of a subsidiary that reports with its parent."""
    dimension = (("dei:LegalEntityAxis", "hm:SubMember"),)
    name = Tag(name="dei:EntityRegistrantName", value="HARBOR SUB LLC", period_start=None, period_end=None, months=12)
    return replace(document, tags=(*(replace(tag, dimensions=dimension) if tag.name == "us-gaap:Assets" else tag
                                     for tag in document.tags), replace(name, dimensions=dimension)))  # fmt: skip


def test_a_second_registrant_has_facts_under_its_name(document: Document) -> None:
    both = registered(document)
    assert [filer.name for filer in filers(both)] == [None, "HARBOR SUB LLC"]
    found = [f for f in analyse(both).facts if f.concept == "total_assets" and f.method is Method.TAG]
    assert {fact.entity for fact in found} == {"HARBOR SUB LLC"}


def test_the_parents_part_is_a_fact_only_where_it_differs(document: Document) -> None:
    assert ("equity_parent", 2023) not in facts_of(document)
    whole = "us-gaap:StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest"
    total = "us-gaap:LiabilitiesAndStockholdersEquity"  # differs, which is all that this test needs
    tags = [replace(tag, name=whole) if tag.name == total else tag for tag in document.tags]
    facts = facts_of(replace(document, tags=tuple(tags)))
    assert facts["total_equity", 2023].value == 8_000_000_000
    assert facts["equity_parent", 2023].value == 4_500_000_000


def test_periods_that_no_statement_reports_on_give_no_facts() -> None:
    old = (
        '<p>In 2021 net sales were $<ix:nonFraction id="old" name="us-gaap:Revenues" contextRef="old" unitRef="usd" scale="6" '
        'decimals="-6">7,000</ix:nonFraction> million.</p>'
    )
    context = (
        '<xbrli:context id="old"><xbrli:entity><xbrli:identifier scheme="s">0000000042</xbrli:identifier></xbrli:entity>'
        "<xbrli:period><xbrli:startDate>2021-01-01</xbrli:startDate><xbrli:endDate>2021-12-31</xbrli:endDate></xbrli:period>"
        "</xbrli:context></ix:resources>"
    )
    data = filing(note=old).data.replace(b"</ix:resources>", context.encode())
    document = document_of(data)
    assert any(tag.element_id == "old" for tag in document.tags)
    assert ("revenue", 2021) not in facts_of(document)


def continental(markup: str) -> bytes:
    """The same filing as a company of the continent prints it: decimal commas, and names of IFRS for some tags."""
    turned = re.sub(
        r"(<ix:nonFraction [^>]*>)([\d,.]+)<", lambda m: m[1] + m[2].translate(str.maketrans(",.", ".,")) + "<", markup
    )
    for english, other in (
        ("ixt:num-dot-decimal", "ixt:num-comma-decimal"),
        ("iso4217:USD", "iso4217:EUR"),
        ("<td>$</td>", "<td></td>"),
        ("(In millions, except per share amounts)", "(in Mio. EUR)"),
        ("us-gaap:Revenues", "ifrs-full:Revenue"),
        ('us-gaap:Assets"', 'ifrs-full:Assets"'),
        ("xmlns:us-gaap", 'xmlns:ifrs-full="https://xbrl.ifrs.org/taxonomy/2023-03-23/ifrs-full" xmlns:us-gaap'),
    ):
        turned = turned.replace(english, other)
    return turned.encode()


def test_decimal_commas_and_ifrs_tags_mean_the_same() -> None:
    document = document_of(continental(filing().data.decode()))
    facts = facts_of(document)
    revenue, assets, earnings = (facts[concept, 2023] for concept in ("revenue", "total_assets", "eps_diluted"))
    assert (revenue.value, revenue.unit, revenue.evidence.quote, revenue.method) == (
        Decimal(9_000_000_000), "EUR", "9.000", Method.TAG,
    )  # fmt: skip
    assert (assets.value, assets.element_id) == (Decimal(8_000_000_000), filing().ids["us-gaap:Assets", "i23"][0])
    assert (earnings.value, earnings.unit, earnings.evidence.quote) == (Decimal("-0.24"), "EUR/shares", "(0,24)")
    for fact in facts.values():
        check_fact(fact, {page.number: page for page in document.pages}, "fact")  # as the vault does before it saves
