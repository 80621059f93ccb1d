"""A bare "$" is the dollar that the document says it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from muniment.analysis.analyse import analyse
from muniment.analysis.facts.currency_meaning import with_meaning
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.source_document import Document
from support.documents.paper import Grid, document, year
from support.documents.statements_on_paper import BALANCE, CASH, COVER, INCOME

TABLE = Grid("", (year("2022-12-31"),), (("Sales", "4,000"),), currency=None)


def paper(above: str, cover: str = "", sign: str = "$", code: str | None = "USD") -> Document:
    """A page with a title, a bare sign and a table whose currency a reader took from that sign."""
    made = document([cover or "A cover"], [f"{above}\n{sign}", TABLE])
    page = made.pages[1]
    at = page.text.index(f"\n{sign}\n") + 1
    quoted = Evidence.at(page, at, at + len(sign)) if code else None
    return replace(made, tables=(replace(made.tables[0], currency=code, currency_evidence=quoted),))


def meant(made: Document) -> tuple[str | None, str]:
    table = with_meaning(made).tables[0]
    said = table.currency_evidence
    assert said is None or said.stands_on(made.pages[said.span.page - 1])
    return table.currency, said.quote if said else ""


@pytest.mark.parametrize(
    ("above", "cover", "found"),
    [
        ("(In thousands)", "", ("USD", "$")),
        ("(Expressed in thousands of Canadian dollars)", "", ("CAD", "Canadian dollars")),
        ("(in millions of Australian dollars)", "", ("AUD", "Australian dollars")),
        ("(in millions of C$)", "", ("CAD", "C$")),
        ("(in thousands)", "All dollar amounts are in Canadian dollars unless otherwise stated.", ("CAD", "Canadian dollars")),
        ("(in thousands)", "In this report, all references to “$” are to Canadian dollars.", ("CAD", "Canadian dollars")),
        ("(in thousands)", "The presentation currency of the group is the Canadian dollar.", ("CAD", "Canadian dollar")),
        ("(Expressed in U.S. dollars)", "All references to “C$” are to Canadian dollars.", ("USD", "$")),
        ("(in thousands)", "The functional currency of our northern branch is the Canadian dollar.", ("USD", "$")),
        ("(in thousands)", "Sales in Canada were 12 million, which is what we had hoped for when we had priced them in Canadian dollars and not in others before.", ("USD", "$")),
        ("(in millions of euros)", "", ("USD", "$")),
    ],
)  # fmt: skip
def test_a_bare_dollar_is_what_the_document_declares(above: str, cover: str, found: tuple[str, str]) -> None:
    assert meant(paper(above, cover)) == found


def test_a_named_dollar_stays_what_it_is() -> None:
    assert meant(paper("(in thousands of Canadian dollars)", sign="US$"))[0] == "USD"


def test_a_yen_sign_may_mean_renminbi() -> None:
    assert meant(paper("(in millions of RMB)", sign="¥", code="JPY")) == ("CNY", "RMB")


def test_a_table_without_a_sign_takes_what_is_declared() -> None:
    assert meant(paper("(in millions)", "The presentation currency is pounds sterling.", code=None)) == (
        "GBP",
        "pounds sterling",
    )
    assert meant(paper("(in millions)", code=None)) == (None, "")


def test_the_facts_and_the_document_are_in_the_dollars_that_are_meant() -> None:
    made = document([COVER + "\nAll dollar amounts are in Canadian dollars."], [BALANCE], [INCOME], [CASH])
    page = made.pages[1]
    sign = Evidence.at(page, page.text.index("$"), page.text.index("$") + 1)
    balance, *others = made.tables
    bare = (
        replace(balance, currency_evidence=sign),
        *(replace(t, currency=None, currency_evidence=None) for t in others),
    )
    found = analyse(replace(made, tables=bare))
    assert {fact.unit for fact in found.facts if fact.concept == "revenue"} == {"CAD"}
    assert [fact.value for fact in found.facts if fact.concept == "currency"] == ["CAD"]
