"""The kind of a document is told by its first pages."""

from __future__ import annotations

import pytest

from muniment.analysis.analyse import analyse
from muniment.analysis.cover.recognise_kind import kind_of
from muniment.document.pages.source_document import Document
from muniment.document.schemas import KINDS
from muniment.message import message
from muniment.texts.say import say
from support.documents.made_covers import ANNUAL, COVERS, Cover, filing
from support.documents.paper import document

CASES = {
    "10-K": filing("10-K", ANNUAL, "For the fiscal year ended January 28, 2023", "Harbor Mills, Inc."),
    "10-Q": "FORM 10-Q\nQUARTERLY REPORT PURSUANT TO SECTION 13 OR 15(d)\nFor the quarterly period ended July 1, 2023",
    "8-K": "FORM 8-K\nCURRENT REPORT\nPursuant to Section 13 or 15(d) of the Act\nDate of Report: May 3, 2023",
    "20-F": "FORM 20-F\nAnnual report pursuant to section 13 or 15(d)\nFor the fiscal year ended December 31, 2022",
    "40-F": "FORM 40-F\nAnnual report\nFor the fiscal year ended December 31, 2022",
    "6-K": "FORM 6-K\nReport of foreign private issuer pursuant to rule 13a-16",
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


@pytest.mark.parametrize("made", COVERS, ids=lambda made: made.name)
def test_covers_of_all_kinds_are_told(made: Cover) -> None:
    assert kind_of(about(*made.pages)).value == made.kind


@pytest.mark.parametrize(
    "prose",
    [
        "We refer to the annual report and accounts that we have published in the spring of this year, and to the interim report.",
        "In this credit agreement matter we have acted for the bank, which has asked us to set out what we think of it.",
    ],
)
def test_a_report_that_is_only_spoken_of_is_not_there(prose: str) -> None:
    assert kind_of(about(prose)).value == "other"


def test_the_words_of_a_title_may_stand_on_two_lines() -> None:
    assert kind_of(about("Harbor Mills plc\nAnnual Report and\nFinancial Statements")).value == "annual report"


def test_a_page_that_cites_a_form_is_no_cover() -> None:
    text = "We file annual reports on Form 10-K with the Securities and Exchange Commission."
    assert kind_of(about("A poem", text)).value == "other"


def test_a_document_of_no_known_kind_says_so_with_a_sentence() -> None:
    warnings = analyse(about("Bread\nTake 500 g of flour.")).warnings
    assert message("unknown-kind") in warnings
    assert say(message("unknown-kind")).startswith("This is none of the kinds of documents that Muniment knows")
    assert message("unknown-kind") not in analyse(about(CASES["10-K"])).warnings
    assert message("unknown-kind") not in analyse(about("")).warnings  # that has no text is what must be said
