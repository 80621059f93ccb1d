"""Whose report it is, where no cover of a form says so; and who it never is."""

from __future__ import annotations

import pytest

from muniment.analysis.cover import said_names
from muniment.analysis.cover.cover_page import company
from muniment.analysis.cover.recognise_kind import kind_of
from muniment.analysis.vocabulary.name_forms import is_name
from muniment.document.pages.source_document import Document
from support.documents.paper import document

TITLE = "Annual Report 2023\nConsolidated financial statements"
CONTENTS = """Contents
3 Corporate governance report
9 Independent Auditor’s Report
12 Statement of financial position
14 Notes to the financial statements"""
AUDITED = "Independent auditor's report\n"


def about(*pages: str) -> Document:
    return document(*[[page] for page in pages])


def named(*pages: str) -> str | None:
    paper = about(*pages)
    found = company(paper, kind_of(paper))
    return found.name if found else None


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("Harbor Mills Limited (“Company” or “Harbor”) mines tin.", "Harbor Mills Limited"),
        ("The directors of Harbor Mills Limited (the “Company”) present their report.", "Harbor Mills Limited"),
        ("“Company”\tHarbor (Holdings) Limited", "Harbor (Holdings) Limited"),
        ("Name of entity:\tHarbor Mills Group Ltd", "Harbor Mills Group Ltd"),
        ("Company name: Harbor Mills Corporation\nListing: First section", "Harbor Mills Corporation"),
        (f"{AUDITED}to the members of Harbor Mills plc\nOpinion", "Harbor Mills plc"),
        (f"{AUDITED}To the General Meeting of\nSociété Harbor SA, Geneva", "Société Harbor SA"),
        (f"{AUDITED}To the Shareholders and the Board of Directors of Harbor Mills, Inc.", "Harbor Mills, Inc."),
    ],
)
def test_a_report_says_whose_it_is(page: str, name: str) -> None:
    assert named(TITLE, page) == name


@pytest.mark.parametrize("name", ["Stadtwerke Hafenrode", "Port of Hafenrode", "Harbor Mills Tbk"])
def test_a_name_without_a_known_form_stands_on_the_cover_and_at_the_statements(name: str) -> None:
    pages = [f"Statement of {kind}\n{name}\n(in thousands)" for kind in ("income", "cash flows")]
    assert named(f"{name}\nAnnual report", *pages) == name


def test_a_running_head_names_the_company() -> None:
    pages = [f"{n}\tHafenmühlen Annual Report 2023\nText of a page." for n in range(2, 9)]
    assert named(TITLE, *pages) == "Hafenmühlen"


@pytest.mark.parametrize(
    "head", ["AUDITOR", "Share registry", "Solicitors", "Registrars and transfer office", "Independent auditors:"]
)
def test_an_adviser_is_not_the_company(head: str) -> None:
    directory = f"Corporate directory\nDIRECTORS\nMs A Person\n{head}\nQuarry Counting Pty Ltd\nLevel 9"
    assert named(TITLE, directory) is None
    assert named(TITLE, directory, "Harbor Mills Limited (the “Company”)") == "Harbor Mills Limited"
    assert said_names.before_advisers(directory) == "Corporate directory\nDIRECTORS\nMs A Person\n"


@pytest.mark.parametrize(
    "text",
    [
        "As per the Consolidated",
        "According to the Quarterly",
        "During the Year",
        "In our Annual",
        "Chief Financial Officer",
        "Investor Relations",
        "Finance Department",
        "Holdings Limited",
        "145-150 REMUNERATION",
        "Notes to the Consolidated",
    ],
)
def test_no_sentence_no_office_and_no_bare_form_is_a_name(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize("text", ["The Harbor Mills", "In Motion Holdings Ltd", "Director Systems Inc.", "At Harbor"])
def test_such_words_may_stand_in_a_name(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    ("pages", "kind"),
    [
        (["Harbor Mills\nAppendix 4E\nPreliminary final report"], "annual report"),
        (["Annual 2023\nReport"], "annual report"),
        (["Harbor AnnualReport&Accounts2023", "Harbor\tAnnual Report & Accounts 2023"], "annual report"),
        (["", CONTENTS], "annual report"),
        (["Contents\n3 Corporate governance report\n5 Board"], "other"),
    ],
)
def test_a_clear_annual_report_is_none_of_the_others(pages: list[str], kind: str) -> None:
    assert kind_of(about(*pages)).value == kind
