from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from muniment.analysis.analyse import analyse
from muniment.analysis.statements.statement_periods import Calendar
from muniment.analysis.tagged import xbrl_about
from muniment.document.facts.fact import Method
from muniment.document.pages.source_document import Document
from support.documents.made_html import filing
from support.documents.tagged_document import document_of


@pytest.fixture(scope="module")
def document() -> Document:
    return document_of(filing().data)


def changed(document: Document, local: str, **change: object) -> Document:
    tags = tuple(
        replace(tag, **change) if tag.name.endswith(f":{local}") else tag  # type: ignore[arg-type]
        for tag in document.tags
    )
    return replace(document, tags=tags)


def test_kind_company_and_last_day_are_as_tagged(document: Document) -> None:
    assert xbrl_about.kind(document) is not None
    named = xbrl_about.company(document)
    assert named is not None
    assert (named.name, named.evidence.stands_on(document.pages[0])) == ("HARBOR MILLS, INC.", True)
    calendar = xbrl_about.calendar(document, Calendar(months=12))
    assert (calendar.end, calendar.months) == (date(2023, 12, 31), 12)
    assert calendar.evidence is not None
    assert calendar.evidence.quote == "December 31, 2023"
    facts = analyse(document).facts[:3]
    assert [(fact.method, fact.element_id) for fact in facts[:2]] == [
        (Method.TAG, "d-EntityRegistrantName"),
        (Method.TAG, "d-DocumentPeriodEndDate"),
    ]
    about = {fact.concept: fact.value for fact in facts}
    assert about == {"company_name": "HARBOR MILLS, INC.", "period_end": date(2023, 12, 31), "currency": "USD"}


@pytest.mark.parametrize(
    ("form", "kind"),
    [("10-K", "10-K"), ("10-K/A", "10-K"), ("10-q", "10-Q"), ("8-K", "8-K"), ("20-F", "20-F"), ("S-1", None)],
)
def test_the_form_is_the_kind_even_where_it_is_hidden(document: Document, form: str, kind: str | None) -> None:
    found = xbrl_about.kind(changed(document, "DocumentType", value=form, start=0, end=0, quote=""))
    assert (found.value if found else None) == kind


def test_what_is_not_displayed_is_no_fact(document: Document) -> None:
    hidden = changed(document, "EntityRegistrantName", start=0, end=0, quote="")
    assert xbrl_about.company(hidden) is None
    assert xbrl_about.company(changed(document, "EntityRegistrantName", value="ANOTHER NAME")) is None
    late = changed(document, "DocumentPeriodEndDate", start=0, end=0, quote="")
    assert xbrl_about.calendar(late, Calendar()) == Calendar()
    assert xbrl_about.calendar(changed(document, "DocumentPeriodEndDate", value="soon"), Calendar()) == Calendar()


def test_a_document_without_tags_says_nothing() -> None:
    plain = document_of(filing(tagged=False).data)
    assert plain.tags == ()
    assert (xbrl_about.kind(plain), xbrl_about.company(plain)) == (None, None)
