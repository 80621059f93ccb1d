from datetime import date

import pytest

from muniment.analysis.cover.cover_page import calendar, company
from muniment.analysis.cover.recognise_kind import kind_of
from muniment.document.pages.source_document import Document
from support.documents.made_covers import COVERS, Cover
from support.documents.paper import document

TEN_K = "FORM 10-K\nAnnual report pursuant to section 13 or 15(d)\nFor the fiscal year ended January 28, 2023"
RELEASE = "Harbor Mills Reports Second Quarter 2023 Results\nThe company will host a conference call."
BILLS = {
    "invoice": "INVOICE\nInvoice number: 17\nInvoice date: 3 May 2023\nAmount due: 100.00",
    "credit note": "CREDIT NOTE\nNumber 18",
    "receipt": "RECEIPT\nTOTAL 12.00\nCASH 20.00\nCHANGE 8.00",
}


def about(*pages: str) -> Document:
    return document(*[[page] for page in pages])


@pytest.mark.parametrize("kind", BILLS)
def test_a_bill_names_no_company_that_it_is_about(kind: str) -> None:
    paper = about(f"Bill to: Quarry Works Ltd.\nHarbor Mills, Inc.\n{BILLS[kind]}")
    assert kind_of(paper).value == kind
    assert company(paper, kind_of(paper)) is None


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("Harbor Mills, Inc.\n(Exact name of registrant as specified in its charter)", "Harbor Mills, Inc."),
        (
            "HARBOR MILLS, INC.\nHARBOR MILLS LIMITED PARTNERSHIP\n(Exact name of Registrants as specified in its charter)",
            "HARBOR MILLS, INC.",
        ),
        ("HARBOR MILLS INTERNATIONAL REPORTS FOURTH QUARTER AND FULL YEAR RESULTS", "HARBOR MILLS INTERNATIONAL"),
        (
            "First-Quarter\nBOSTON, Mass. - April 25, 2023 - Harbor Mills, Inc. (NASDAQ: HMI) today reported results",
            "Harbor Mills, Inc.",
        ),
        (
            "Commission file number 1-2\n3H COMPANY\nState of incorporation: Delaware\nChicago Stock Exchange, Inc.",
            "3H COMPANY",
        ),
        ("Nothing that names anybody", None),
        ("Annual Report 2022\nFinancial statements for the year ended 31 March 2022", None),
        ("Annual Report 2022\nA letter from the chair of Harbor Mills plc", None),
        ("Harbor Mills Annual Report 2022", "Harbor Mills"),
        ("BOSTON--(BUSINESS WIRE)--Harbor Mills today announced results for the third quarter", "Harbor Mills"),
        ("BOSTON, May 3 - Harbor Mills Inc. (NYSE: HMI) said sales rose in the third quarter", "Harbor Mills Inc."),
        ("- the board of the company -\nResults - Harbor Mills reported a third quarter without loss", "Harbor Mills"),
        ("Additionally, the board announces results of the fiscal year", None),
    ],
)
def test_the_company_is_named_as_printed(page: str, name: str | None) -> None:
    paper = about(page)
    found = company(paper, kind_of(paper))
    assert (found.name if found else None) == name
    assert found is None or found.evidence.stands_on(paper.pages[0])


@pytest.mark.parametrize(
    ("cover", "text", "name"),
    [
        ("HARBOR MILLS, INC.", "we, Harbor Mills, Inc. and its subsidiaries", "Harbor Mills, Inc."),
        ("HARBOR MILLS, INC.", "we, Harbor\nMills, Inc., and others", "Harbor Mills, Inc."),
        ("HARBOR MILLS, INC.", "we, Harbor Milling, Inc.; the harbor mills, inc. of others", "HARBOR MILLS, INC."),
        ("EHARBOR INC.", "we, eHarbor Inc.", "eHarbor Inc."),
        ("HARBOR MILLS", "a share of Harbor Mills, Inc. of Boston", "Harbor Mills, Inc."),
        ("Harbor Mills", "a share of HARBOR MILLS PLC of London", "HARBOR MILLS PLC"),
        ("Harbor Mills plc", "HARBOR MILLS PLC", "Harbor Mills plc"),
    ],
)
def test_of_several_forms_of_a_name_the_fullest_in_mixed_case_is_taken(cover: str, text: str, name: str) -> None:
    paper = about(f"{TEN_K}\n{cover}\n(Exact name of registrant as specified in its charter)", "", text)
    found = company(paper, kind_of(paper))
    assert found is not None
    assert found.name == name
    assert found.evidence.stands_on(paper.pages[found.evidence.span.page - 1])


def test_statements_name_a_company_that_nothing_before_them_names() -> None:
    heads = [
        f"Harbor Mills and Subsidiaries\n{title}\n(in millions)" for title in ("Balance Sheet", "Income Statement")
    ]
    titles = ["Harbor Mills and Subsidiaries\nConsolidated Statements of Income", "Quarry Mills\nBalance Sheet"]
    paper = about("A report", *heads, *titles)
    found = company(paper, kind_of(paper))
    assert found is not None
    assert (found.name, found.evidence.span.page) == ("Harbor Mills", 2)
    assert company(about("A report", titles[1]), kind_of(paper)) is None
    for words in ("Table of Contents", "Item 8.", "Three Months Ended"):
        other = about("A report", *[f"{words}\n{title}" for title in ("Balance Sheet", "Statement of Income")] * 2)
        assert company(other, kind_of(other)) is None


def test_the_cover_says_the_period() -> None:
    paper = about(TEN_K + " \nor transition report for the year ended December 31, 2030")
    found = calendar(paper, kind_of(paper))
    assert (found.end, found.months) == (date(2023, 1, 28), 12)
    assert found.evidence is not None
    assert found.evidence.quote == "January 28, 2023"


def test_a_release_means_its_newest_day() -> None:
    paper = about(RELEASE + "\nfor the year ended June 30, 2022 and the quarter ended June 30, 2023.")
    assert calendar(paper, kind_of(paper)).end == date(2023, 6, 30)


NAMED = [cover for cover in COVERS if cover.company]
DATED = [cover for cover in COVERS if cover.kind not in ("8-K", "6-K", "contract", "bank statement", "other")]


@pytest.mark.parametrize("made", NAMED, ids=lambda made: made.name)
def test_the_company_is_found_on_covers_of_all_kinds(made: Cover) -> None:
    paper = about(*made.pages)
    found = company(paper, kind_of(paper))
    assert found is not None
    assert found.name == made.company
    assert found.evidence.stands_on(paper.pages[found.evidence.span.page - 1])


@pytest.mark.parametrize("made", DATED, ids=lambda made: made.name)
def test_the_period_is_found_on_covers_of_all_kinds(made: Cover) -> None:
    paper = about(*made.pages)
    found = calendar(paper, kind_of(paper))
    assert found.end == made.end
    assert found.evidence is None or found.evidence.stands_on(paper.pages[found.evidence.span.page - 1])


@pytest.mark.parametrize(
    "text",
    [
        "Approved by the board on 17 August 2017",
        "3 May 2023",
        "The directors met as of the day on which the accounts were signed, which was the last one of the month, 31 March 2017",
    ],
)
def test_a_day_that_is_no_title_is_no_period(text: str) -> None:
    paper = about(f"Harbor Mills plc\nAnnual report and accounts\n{text}")
    assert kind_of(paper).value == "annual report"
    assert calendar(paper, kind_of(paper)).end is None


def test_a_year_that_is_to_come_is_not_reported_on() -> None:
    paper = about(
        RELEASE + "\nfor the quarter ended July 1, 2023. We expect more for the year ending December 30, 2023."
    )
    assert calendar(paper, kind_of(paper)).end == date(2023, 7, 1)


def test_the_name_that_a_report_prints_most_often_is_its_company() -> None:
    text = "Our auditors are Quarry Prüfung GmbH. Die Hafenmühlen AG mahlt. Die Hafenmühlen AG wuchs. Aktien der Hafenmühlen AG stiegen."
    paper = about("Geschäftsbericht", "Vorwort", text)
    found = company(paper, kind_of(paper))
    assert found is not None
    assert found.name == "Hafenmühlen AG"
    assert company(about("Geschäftsbericht", "Vorwort", "Die Hafenmühlen AG mahlt."), kind_of(paper)) is None
