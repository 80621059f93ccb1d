from datetime import date

import pytest

from muniment.analysis.cover import calendar, company
from muniment.analysis.kind import kind_of
from muniment.document.document import KINDS, Document
from paper import document

TEN_K = "FORM 10-K\nAnnual report pursuant to section 13 or 15(d)\nFor the fiscal year ended January 28, 2023"
CASES = {
    "10-K": TEN_K,
    "10-Q": "FORM 10-Q\nQUARTERLY REPORT PURSUANT TO SECTION 13 OR 15(d)\nFor the quarterly period ended July 1, 2023",
    "8-K": "FORM 8-K\nCURRENT REPORT\nPursuant to Section 13 or 15(d) of the Act\nDate of Report: May 3, 2023",
    "20-F": "FORM 20-F\nAnnual report pursuant to section 13 or 15(d)\nFor the fiscal year ended December 31, 2022",
    "earnings release": "Harbor Mills Reports Second Quarter 2023 Results\nThe company will host a conference call.",
    "annual report": "Harbor Mills plc\nAnnual Report and Accounts 2022\nFinancial statements for the year ended 31 March 2022",
    "interim report": "Harbor Mills plc\nHalf-year report\nInterim condensed financial statements",
    "invoice": "INVOICE\nInvoice number: 17\nInvoice date: 3 May 2023\nAmount due: 100.00",
    "credit note": "CREDIT NOTE\nNumber 18",
    "receipt": "RECEIPT\nTOTAL 12.00\nCASH 20.00\nCHANGE 8.00",
    "bank statement": "Account statement\nOpening balance 10.00\nDeposits 5.00\nClosing balance 15.00",
    "contract": "This Credit Agreement is made as of May 1, 2023 by and between A and B. WHEREAS, ...",
    "other": "A poem about harbours.",
}


def about(*pages: str) -> Document:
    return document(*[[page] for page in pages])


def test_the_cases_cover_every_kind() -> None:
    assert set(CASES) == set(KINDS)


@pytest.mark.parametrize("kind", CASES)
def test_the_kind_is_told_by_the_first_page(kind: str) -> None:
    found = kind_of(about(CASES[kind]))
    assert found.value == kind
    assert 0.5 <= found.confidence <= 0.99


def test_a_release_that_cites_a_filing_is_still_a_release() -> None:
    page = CASES["earnings release"] + "\nSee our Form 10-K filed with the SEC and our Form 10-Q for the quarter."
    assert kind_of(about(page)).value == "earnings release"


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("RECHNUNG\nRechnungsnummer 17\nRechnungsdatum 3.5.2023", "invoice"),
        ("Handelsrechnung (380)\tNr. 471102\tvom\t05.03.2018", "invoice"),
        ("Gutschrift (Selbst ausgestellte Rechnung) (389)\tNr. 17", "invoice"),
        ("Gutschrift Nr. 18\nzur Rechnung 17, Rechnungsdatum 3.5.2023", "credit note"),
        ("Kassenbon\nSumme 12,00\nBar 20,00\nRückgeld 8,00", "receipt"),
        ("FACTUUR\nFactuurnummer 17\nVervaldatum 3-6-2023", "invoice"),
        ("Creditnota 18 bij factuur 17", "credit note"),
        ("FACTURE n° 17\nDate de facture : 3 mai 2023", "invoice"),
        ("Note de crédit 18\nFacture n° 17", "credit note"),
        ("FACTURA\nNúmero de factura: 17\nFecha de factura: 3 de mayo de 2023", "invoice"),
        ("Factura rectificativa 18", "credit note"),
        ("TAX INVOICE\nInvoice No: 17\nTOTAL 12.00\nCASH RM 20.00\nCHANGE RM 8.00", "receipt"),
        ("Gewinn- und Verlustrechnung\nKapitalflussrechnung", "other"),
        ("Net cash of operations 1,234.50\nChange 12.50", "other"),
    ],
)
def test_bills_are_told_in_five_languages(page: str, kind: str) -> None:
    assert kind_of(about(page)).value == kind


@pytest.mark.parametrize("kind", ["invoice", "credit note", "receipt"])
def test_a_bill_names_no_company_that_it_is_about(kind: str) -> None:
    paper = about(f"Bill to: Quarry Works Ltd.\nHarbor Mills, Inc.\n{CASES[kind]}")
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
    paper = about(CASES["earnings release"] + "\nfor the year ended June 30, 2022 and the quarter ended June 30, 2023.")
    assert calendar(paper, kind_of(paper)).end == date(2023, 6, 30)
