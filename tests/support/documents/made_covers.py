"""First pages of documents of invented companies, in the forms that filings, reports and letters of many kinds have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

SEC = "UNITED STATES\nSECURITIES AND EXCHANGE COMMISSION\nWashington, D.C. 20549"
BOXES = (
    "State or other jurisdiction of incorporation or organization: Delaware\n"
    "Securities registered pursuant to Section 12(b) of the Act:\nIndicate by check mark whether the registrant is a shell "
    "company. Yes ☐ No ☒\n"
)
CHARTER = "(Exact name of registrant as specified in its charter)"
ANNUAL = "☒ ANNUAL REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES EXCHANGE ACT OF 1934"
QUARTERLY = "☒ QUARTERLY REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES EXCHANGE ACT OF 1934"
BLANK = "☐ TRANSITION REPORT PURSUANT TO SECTION 13 OR 15(d)\nFor the transition period from ______ to ______"
PROSE = (
    "We had a good year. Our people served our customers well, and I am grateful to all of them for what they have done in\n"
    "a year that was not easy for anybody in our industry, neither at home nor abroad.\n"
)


@dataclass(frozen=True, slots=True)
class Cover:
    """The first pages of a document and what they say.

    Attributes:
        name: Of the case.
        pages: Their text.
        kind: What the document is.
        company: Whose; None where they name none, or two.
        end: The last day that it reports on; None where they give none.
    """

    name: str
    pages: tuple[str, ...]
    kind: str
    company: str | None = None
    end: date | None = None


def filing(form: str, sign: str, period: str, name: str, below: str = CHARTER) -> str:
    """The cover of a filing to the SEC."""
    return (
        f"{SEC}\nFORM {form}\n(Mark One)\n{sign}\n{period}\nCommission file number 001-01234\n{name}\n{below}\n{BOXES}"
    )


FILINGS = (
    Cover("10-K of 52 weeks", (filing("10-K", ANNUAL, f"For the fiscal year ended February 3, 2024\nOR\n{BLANK}", "HARBOR MILLS, INC."),),
          "10-K", "HARBOR MILLS, INC.", date(2024, 2, 3)),
    Cover("10-K405", (filing("10-K405", ANNUAL, "For the fiscal year ended December 31, 1999", "Harbor & Sons Co"),),
          "10-K", "Harbor & Sons Co", date(1999, 12, 31)),
    Cover("10-K/A", (filing("10-K/A\n(Amendment No. 1)", ANNUAL, "For the year ended: June 30, 2023", "THE HARBOR MILLS COMPANY"),),
          "10-K", "THE HARBOR MILLS COMPANY", date(2023, 6, 30)),
    Cover("10-KT", (filing("10-KT", "☐ ANNUAL REPORT PURSUANT TO SECTION 13 OR 15(d)\nFor the fiscal year ended ________\nOR\n"
                           "☒ TRANSITION REPORT PURSUANT TO SECTION 13 OR 15(d)",
                           "For the transition period from July 1, 2023 to December 31, 2023", "Harbor Mills Ltd."),),
          "10-K", "Harbor Mills Ltd.", date(2023, 12, 31)),
    Cover("10-K with a hyphen of its own", (filing("10‑K", ANNUAL, "For the fiscal year ended\nSeptember 30, 2023", "HARBOR\xa0MILLS\xa0CORP"),),
          "10-K", "HARBOR MILLS CORP", date(2023, 9, 30)),
    Cover("10-K with the state in the name", (filing("10-K", ANNUAL, "For the fiscal year ended December 31, 2003", "HARBOR MILLS INC /DE/"),),
          "10-K", "HARBOR MILLS INC", date(2003, 12, 31)),
    Cover("10-K, the name on two lines", (filing("10-K", ANNUAL, f"For the fiscal year ended December 31, 2022\n{BLANK}",
                                                "AMERICAN HARBOR WORKS\nCOMPANY, INC."),),
          "10-K", "AMERICAN HARBOR WORKS COMPANY, INC.", date(2022, 12, 31)),
    Cover("10-K, the name on two lines that says so later",
          (filing("10-K", ANNUAL, "For the fiscal year ended December 31, 2022", "GREATER NORTHERN HARBOR\nMILLS COMPANY"), "",
           "Greater Northern Harbor Mills Company and its subsidiaries make flour."),
          "10-K", "Greater Northern Harbor Mills Company", date(2022, 12, 31)),
    Cover("10-K of two registrants", (filing("10-K", ANNUAL, "For the fiscal year ended December 31, 2015",
                                             "HARBOR PROPERTIES, INC.\nHARBOR PROPERTIES LIMITED PARTNERSHIP",
                                             "(Exact name of Registrants as specified in its charter)"),),
          "10-K", "HARBOR PROPERTIES, INC.", date(2015, 12, 31)),
    Cover("10-K, the name's sign on the same line", (filing("10-K", ANNUAL, "For the fiscal year ended December 31, 2022",
                                                           f"Harbor Mills, Inc. {CHARTER}", ""),),
          "10-K", "Harbor Mills, Inc.", date(2022, 12, 31)),
    Cover("10-K of utilities, names in a table",
          ((f"{SEC}\nFORM 10-K\n{ANNUAL}\nFor the Fiscal Year Ended December 31, 2022\nCommission\tExact name of registrants as specified in\tI.R.S. Employer\n"
           "File Number\ttheir charters, state of incorporation, address\tIdentification No.\n"
           "1-3526\tHarbor Power Company\t58-0690070\n\t(A Delaware Corporation)\n1-3164\tHarbor Light and Water Company\t63-0004250\n"),),
          "10-K", "Harbor Power Company", date(2022, 12, 31)),
    Cover("10-K behind a letter", ("Harbor Mills\n2022 Annual Report\n", f"To our shareholders\n{PROSE}" * 2, "Dear fellow shareholders,\n" + PROSE * 4,
                                   PROSE, PROSE, PROSE, filing("10-K", ANNUAL, "For the fiscal year ended January 28, 2023", "HARBOR MILLS, INC."),
                                   "Form 10-K\nFor the fiscal year ended January 28, 2023\nTABLE OF CONTENTS"),
          "10-K", "HARBOR MILLS, INC.", date(2023, 1, 28)),
    Cover("10-K of short lines", ((f"{SEC}\nFORM\n10-K\n☒\nANNUAL REPORT PURSUANT TO SECTION 13 OR 15(d)\nFor the fiscal\nyear ended\nDecember 31, 2024\n"
                                  f"Commission file\nnumber 001-01234\nHARBOR MILLS CORPORATION\n{CHARTER}\n"),),
          "10-K", "HARBOR MILLS CORPORATION", date(2024, 12, 31)),
    Cover("10-Q", (filing("10-Q", QUARTERLY, "For the quarterly period ended April 29, 2023", "HARBOR MILLS, INC."),),
          "10-Q", "HARBOR MILLS, INC.", date(2023, 4, 29)),
    Cover("10-Q/A", (filing("10-Q/A", QUARTERLY, "For the quarter ended September 30, 2023", "Harbor Mills plc"),),
          "10-Q", "Harbor Mills plc", date(2023, 9, 30)),
    Cover("20-F", (filing("20-F", "☐ REGISTRATION STATEMENT PURSUANT TO SECTION 12(b) OR (g)\nOR\n" + ANNUAL,
                          "For the fiscal year ended December 31, 2023\nOR\n☐ TRANSITION REPORT\nOR\n☐ SHELL COMPANY REPORT", "Harbor Mills S.A.",
                          "(Exact name of Registrant as specified in its charter)\nN/A\n(Translation of Registrant’s name into English)"),),
          "20-F", "Harbor Mills S.A.", date(2023, 12, 31)),
    Cover("20-F with its name in two languages",
          (filing("20-F", ANNUAL, "For the fiscal year ended March 31, 2023", "KABUSHIKI KAISHA HABA",
                  "(Exact name of Registrant as specified in its charter)\nHABA CORPORATION\n(Translation of Registrant’s name into English)"),),
          "20-F", "HABA CORPORATION", date(2023, 3, 31)),
    Cover("40-F", ((f"{SEC}\nForm 40-F\n☐ REGISTRATION STATEMENT PURSUANT TO SECTION 12\nOR\n☒ ANNUAL REPORT PURSUANT TO SECTION 13(a) OR 15(d)\n"
                   f"For the fiscal year ended December 31, 2023\tCommission File Number 001-31316\nHARBOR GOLD LTD.\n{CHARTER}\n{BOXES}"),),
          "40-F", "HARBOR GOLD LTD.", date(2023, 12, 31)),
    Cover("6-K", ((f"{SEC}\nFORM 6-K\nREPORT OF FOREIGN PRIVATE ISSUER\nPURSUANT TO RULE 13a-16 OR 15d-16\nUNDER THE SECURITIES EXCHANGE ACT OF 1934\n"
                  "For the month of August 2023\nCommission File Number: 001-12345\nHarbor Mills N.V.\n(Translation of registrant’s name into English)\n"
                  "Indicate by check mark whether the registrant files annual reports under cover of Form 20-F or Form 40-F.\nForm 20-F ☒ Form 40-F ☐\n"),),
          "6-K", "Harbor Mills N.V."),
    Cover("6-K without a sign of the name",
          (("UNITED STATES SECURITIES AND EXCHANGE COMMISSION\nWashington, D.C. 20549\nFORM 6-K\nReport of Foreign Private Issuer Pursuant to Rule 13a-16\n"
           "May 3, 2026\nHarbor Mills ASA\n(Commission File Number: 001-12345)\n"),), "6-K", "Harbor Mills ASA"),
    Cover("8-K with a release", ((f"{SEC}\nFORM 8-K\nCURRENT REPORT\nPursuant to Section 13 or 15(d) of the Act\nDate of Report (Date of earliest event reported): "
                                 f"May 3, 2023\nHarbor Mills, Inc.\n{CHARTER}\n{BOXES}"), "Item 2.02 Results of Operations\nThe press release is Exhibit 99.1.",
                                 "Exhibit 99.1\nHarbor Mills Reports First Quarter 2023 Results"),
          "8-K", "Harbor Mills, Inc."),
    Cover("8-K/A", (f"{SEC}\nFORM 8-K/A\nCURRENT REPORT\nPursuant to Section 13 or 15(d)\nDate of Report: May 3, 2023\nHARBOR MILLS INC\n{CHARTER}\n{BOXES}",),
          "8-K", "HARBOR MILLS INC"),
)  # fmt: skip

RELEASES = (
    Cover("an alias before the ticker", ('Harbor Mills Reports Second Quarter 2026 Results\nBOSTON, Aug. 10, 2026 (GLOBE NEWSWIRE) -- Harbor Mills Holdings, Inc. (“Harbor Mills” or the “Company”) (NASDAQ: HMI), a miller, today announced its financial results for the quarter ended June 30, 2026.',), "earnings release", "Harbor Mills Holdings, Inc.", date(2026, 6, 30)),
    Cover("an alias behind the ticker", ('HARBOR SERVICE COMPANY REPORTS FISCAL YEAR 2026 FOURTH QUARTER RESULTS\nHOUSTON, TX – September 2, 2026 – Harbor Service Company (Nasdaq: HRBR, “Harbor” or “the Company”), today announced results for the fourth quarter of fiscal 2026 ended June 30, 2026.',), "earnings release", "Harbor Service Company", None),
    Cover("words before the name", ('Press release\nFlour prices rose in the quarter ended June 30, 2026 at Harbor & Sons Mills, Inc. (NYSE: HSM). Second quarter results follow.',), "earnings release", "Harbor & Sons Mills, Inc.", date(2026, 6, 30)),
    Cover("a name in small letters", ("Press release\nThird Quarter 2026 Results\nResults of the mills of harbor AG (Xetra: HRB) for the quarter ended June 30, 2026.",),
          "earnings release", "harbor AG", date(2026, 6, 30)),
    Cover("about, on one line", ('Press release\nThird Quarter 2026 Results\nResults for the quarter ended June 30, 2026 were good.\nAbout Harbor Corp: Harbor grinds corn.',), "earnings release", "Harbor Corp", date(2026, 6, 30)),
    Cover("exhibit alone", (("Exhibit 99.1\nHarbor Mills Reports First Quarter Fiscal 2024 Results\nBOSTON, May 25, 2023 – Harbor Mills, Inc. (NYSE: HMI) "
                            "today announced results for the first quarter ended April 29, 2023."),),
          "earnings release", "Harbor Mills, Inc.", date(2023, 4, 29)),
    Cover("headline on two lines", (("NEWS RELEASE\nHARBOR MILLS ANNOUNCES RECORD FOURTH QUARTER AND FULL YEAR\n2023 RESULTS; RAISES DIVIDEND\n"
                                    "Net sales of $1.2 billion rose 4% in the year ended December 31, 2023."),),
          "earnings release", "HARBOR MILLS", date(2023, 12, 31)),
    Cover("no ticker, no verb of the company's", (("For Immediate Release\nFourth Quarter 2023 Earnings: Revenue Up 7%\nThe company will host a conference call.\n"
                                                 "Results for the three months ended December 31, 2023 follow.\nAbout Harbor Mills\nHarbor Mills makes flour."),),
          "earnings release", "Harbor Mills", date(2023, 12, 31)),
    Cover("a release in French", (("Communiqué de presse\nRésultats annuels 2023\nParis, le 15 février 2024\nMoulins du Port SA publie un chiffre d’affaires "
                                  "en hausse de 4 % pour l’exercice clos le 31 décembre 2023.\nContacts presse"),),
          "earnings release", "Moulins du Port SA", date(2023, 12, 31)),
)  # fmt: skip

REPORTS = (
    Cover("UK plc", ("Harbor Mills plc\nAnnual Report and Accounts 2023", "Strategic report\nFinancial statements for the 52 weeks ended 25 February 2023"),
          "annual report", "Harbor Mills plc", date(2023, 2, 25)),
    Cover("UK private company", (("Company registration number: 01234567 (England and Wales)\nHARBOR MILLS (NORTHERN) LIMITED\nAnnual report and financial statements\n"
                                 "for the year ended 31 March 2022"),),
          "annual report", "HARBOR MILLS (NORTHERN) LIMITED", date(2022, 3, 31)),
    Cover("UK filleted accounts", (("REGISTERED NUMBER: 07654321\nHARBOR MILLS & DAUGHTERS LTD\nUNAUDITED FINANCIAL STATEMENTS\nFOR THE YEAR ENDED 31 MARCH 2021\n"
                                   "Quarry & Co LLP\nChartered Accountants"),),
          "annual report", "HARBOR MILLS & DAUGHTERS LTD", date(2021, 3, 31)),
    Cover("UK micro-entity", ("Registered Number 07654321\nHARBOR FERRY COMMUNITY COMPANY LIMITED\nMicro-entity Accounts\n31 March 2017",
                              "HARBOR FERRY COMMUNITY COMPANY LIMITED Registered Number 07654321\nMicro-entity Balance Sheet as at 31 March 2017"),
          "annual report", "HARBOR FERRY COMMUNITY COMPANY LIMITED", date(2017, 3, 31)),
    Cover("German group", ("Geschäftsbericht 2023\nHafenmühlen AG", "Konzernabschluss\nfür das Geschäftsjahr vom 1. Januar bis 31. Dezember 2023"),
          "annual report", "Hafenmühlen AG", date(2023, 12, 31)),
    Cover("German company", ("Hafenmühlen GmbH & Co. KG\nHamburg\nJahresabschluss zum 31. Dezember 2022\nBilanz, Gewinn- und Verlustrechnung, Anhang",),
          "annual report", "Hafenmühlen GmbH & Co. KG", date(2022, 12, 31)),
    Cover("French", ("Document d’enregistrement universel 2023\nincluant le rapport financier annuel\nMoulins du Port SA",
                     "Comptes consolidés\nExercice clos le 31 décembre 2023"),
          "annual report", "Moulins du Port SA", date(2023, 12, 31)),
    Cover("Spanish", ("Informe anual 2023\nMolinos del Puerto, S.A.\nCuentas anuales consolidadas", "Ejercicio terminado el 31 de diciembre de 2023"),
          "annual report", "Molinos del Puerto, S.A.", date(2023, 12, 31)),
    Cover("an annual report without a form", ("Harbor Mills Annual Report 2023", "To our shareholders\n" + PROSE),
          "annual report", "Harbor Mills"),
    Cover("UK half year", ("Harbor Mills plc\nHalf-year report\nfor the six months ended 30 June 2023",),
          "interim report", "Harbor Mills plc", date(2023, 6, 30)),
    Cover("IFRS interim", ("Harbor Mills Limited\nCondensed Consolidated Interim Financial Statements\nFor the three and nine months ended September 30, 2023\n(Unaudited)",),
          "interim report", "Harbor Mills Limited", date(2023, 9, 30)),
    Cover("German half year", ("Hafenmühlen AG\nHalbjahresfinanzbericht zum 30. Juni 2023",), "interim report", "Hafenmühlen AG", date(2023, 6, 30)),
    Cover("French half year", ("Moulins du Port SA\nRapport financier semestriel\nSemestre clos le 30 juin 2023",),
          "interim report", "Moulins du Port SA", date(2023, 6, 30)),
    Cover("Spanish half year", ("Molinos del Puerto, S.A.\nInforme financiero semestral\nPrimer semestre de 2023",), "interim report", "Molinos del Puerto, S.A."),
)  # fmt: skip

OTHERS = (
    Cover("credit agreement", ("CREDIT AGREEMENT\ndated as of May 1, 2023\namong\nHARBOR MILLS, INC.,\nas Borrower,\nand\nQUARRY BANK, N.A.",
                               "This CREDIT AGREEMENT is entered into as of May 1, 2023. WHEREAS, the Borrower has requested"), "contract"),
    Cover("lease", ("LEASE AGREEMENT\nThis Lease is made on 3 May 2023 between Harbor Mills Ltd (the Tenant) and Quarry Estates plc",), "contract"),
    Cover("German loan", ("Kreditvertrag\nzwischen der Hafenmühlen AG und der Steinbruch Bank AG wird folgender Vertrag geschlossen:",), "contract"),
    Cover("indenture", ("INDENTURE\nDated as of May 1, 2023\nThis Indenture, dated as of May 1, 2023, between Harbor Mills and Quarry Trust.\nWITNESSETH",), "contract"),
    Cover("bank statement", (("Quarry Bank\nYour account statement\nStatement period 1 May 2023 to 31 May 2023\nSort code 00-00-00\nAccount number 12345678\n"
                             "Date\tDetails\tPaid out\tPaid in\tBalance\nOpening balance 10.00"),), "bank statement"),
    Cover("German bank statement", ("Steinbruch Bank\nKontoauszug Nr. 5/2023\nIBAN DE00 0000\nAlter Kontostand 10,00\nNeuer Kontostand 12,00",), "bank statement"),
    Cover("letter that encloses a report", (("Harbor Mills plc\n3 May 2023\nDear Ms Quarry,\nThank you for your interest. We enclose our annual report and accounts "
                                            "for the year ended 31 March 2023 and the interim report that you asked for.\nYours sincerely,\nA. Miller"),), "other"),
    Cover("German letter", ("Sehr geehrte Frau Stein,\nanbei senden wir Ihnen den Geschäftsbericht 2023, um den Sie gebeten hatten.\nMit freundlichen Grüßen\nA. Müller",), "other"),
    Cover("proxy statement", (f"{SEC}\nSCHEDULE 14A\nProxy Statement Pursuant to Section 14(a)\nHARBOR MILLS, INC.\n(Name of Registrant as Specified in Its Charter)",), "other"),
    Cover("registration statement", (f"{SEC}\nFORM S-1\nREGISTRATION STATEMENT UNDER THE SECURITIES ACT OF 1933\nHarbor Mills, Inc.\n{CHARTER}\n{BOXES}",), "other"),
    Cover("prospectus that bears a 10-K", ("PROSPECTUS\n1,000,000 Shares\nHarbor Mills, Inc.", PROSE, PROSE, PROSE, PROSE,
                                          filing("10-K", ANNUAL, "For the fiscal year ended January 28, 2023", "HARBOR MILLS, INC.")), "other"),
    Cover("a savings plan's report", ((f"{SEC}\nFORM 11-K\nANNUAL REPORT\nPursuant to Section 15(d) of the Act\nCommission file number 1-2\nHarbor Mills Savings Plan\n"
                                      "Name of issuer and registrant: Harbor Mills"),), "other"),
    Cover("sustainability report", ("Harbor Mills\nSustainability Report 2023\nThis report goes with our annual report, in which we publish our results.",), "other"),
    Cover("slides", ("Investor Presentation\nSecond quarter 2023 results\nHarbor Mills",), "other"),
    Cover("a recipe", ("Bread\nTake 500 g of flour and 10 g of salt, and wait for an hour.",), "other"),
    Cover("nothing", ("",), "other"),
)  # fmt: skip

COVERS = (*FILINGS, *RELEASES, *REPORTS, *OTHERS)
