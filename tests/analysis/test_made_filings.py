"""Made documents, read and analysed: every figure found is true, stands at its place, and hardly one is missed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from decimal import Decimal

import pytest

from muniment.analysis.analyse import analyse
from muniment.document.facts.fact import Analysis
from muniment.document.pages.source_document import Document
from muniment.errors import UserError
from muniment.message import message
from muniment.reading.open import open_document
from release.sample_report import make as make_sample
from synth.documents import other_documents
from synth.documents.annual_report import annual_report
from synth.documents.grade_facts import Found, grade
from synth.documents.interim_reports import current_report, earnings_release, quarterly_report
from synth.documents.made_document import Made

RECALL = 0.95  # of the graded concepts' figures; precision is to be 1


def read(made: Made) -> tuple[Document, Analysis]:
    reader = open_document(made.data)
    try:
        pages = [reader.page(number) for number in range(1, reader.page_count + 1)]
        document = Document(
            sha256=hashlib.sha256(made.data).hexdigest(),
            name="made",
            media_type=reader.media_type,
            pages=tuple(one.page for one in pages),
            tables=tuple(table for one in pages for table in one.tables),
            info=reader.info(),
        )
    finally:
        reader.close()
    return document, analyse(document)


def found(analysis: Analysis) -> list[Found]:
    return [
        Found(f.concept, f.period.end, f.period.months, f.value, f.evidence.span.page, f.evidence.quote)
        for f in analysis.facts
        if f.period and not f.entity and isinstance(f.value, Decimal)
    ]


def assert_true(made: Made) -> Analysis:
    """Every figure is right and at its place, and enough are found."""
    document, analysis = read(made)
    result = grade(made.truth, found(analysis))
    assert result.wrong == ()
    assert result.misplaced == ()
    assert result.recall >= RECALL, result.missed
    assert analysis.kind == made.kind
    for fact in analysis.facts:
        page = document.pages[fact.evidence.span.page - 1]
        assert fact.evidence.stands_on(page)
        assert bool(fact.evidence.boxes(page)) == bool(page.words.boxes)
    return analysis


def about(analysis: Analysis) -> dict[str, str]:
    return {fact.concept: str(fact.value) for fact in analysis.facts if fact.period is None}


@pytest.mark.parametrize("seed", range(6))
def test_annual_reports(seed: int) -> None:
    made = annual_report(seed)
    analysis = assert_true(made)
    assert made.company
    said = about(analysis)
    assert said["company_name"] == made.company.name
    assert said["period_end"] == made.company.calendar.year_end(made.company.year).isoformat()
    assert said["currency"] == "USD"


def test_sample() -> None:
    analysis = assert_true(make_sample())
    assert {check.result.value for check in analysis.checks} == {"closes"}
    assert len(analysis.summary) >= 4


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("quarter", [1, 2, 3])
def test_quarterly_reports(seed: int, quarter: int) -> None:
    assert_true(quarterly_report(seed, quarter=quarter))


@pytest.mark.parametrize("make", [earnings_release, other_documents.word_report])
@pytest.mark.parametrize("seed", range(3))
def test_releases_and_word_files(make: Callable[[int], Made], seed: int) -> None:
    made = make(seed)
    analysis = assert_true(made)
    assert made.company
    assert about(analysis)["company_name"] == made.company.name


@pytest.mark.parametrize("make", [current_report, other_documents.invoice])
@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_found_where_there_are_no_statements(make: Callable[[int], Made], seed: int) -> None:
    analysis = assert_true(make(seed))
    assert found(analysis) == []


def test_a_page_that_is_a_picture_says_so() -> None:
    _, analysis = read(other_documents.image_only(1))
    assert analysis.facts == ()
    assert message("no-text") in analysis.warnings


@pytest.mark.parametrize(
    ("make", "code"), [(other_documents.encrypted, "encrypted"), (other_documents.truncated, "truncated")]
)
def test_what_cannot_be_read_is_refused_with_its_reason(make: Callable[[int], Made], code: str) -> None:
    with pytest.raises(UserError) as caught:
        open_document(make(1).data)
    assert caught.value.code == code
