"""PDFs for the tests, made while they run."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.pagesizes import letter
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas


def pdf_of_lines(pages: Sequence[Sequence[str]], *, password: str = "") -> bytes:
    """A PDF with these lines on its pages.

    Args:
        pages: Lines from top to bottom; a tab puts what follows to the right, in columns.
        password: Needed to open it, if there is one.
    """
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=letter, encrypt=StandardEncryption(password) if password else None, invariant=1)
    for lines in pages:
        canvas.setFont("Helvetica", 10)
        for row, line in enumerate(lines):
            first, *others = line.split("\t")
            canvas.drawString(54, 740 - 14 * row, first)
            for column, text in enumerate(others):
                canvas.drawRightString(420 + 130 * column, 740 - 14 * row, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


BALANCE = (
    "EXAMPLE WIDGETS, INC.",
    "CONSOLIDATED BALANCE SHEETS",
    "(In millions)",
    "\tDecember 31, 2023\tDecember 31, 2022",
    "Cash and cash equivalents\t$ 1,210\t$ 1,105",
    "Other current assets\t2,390\t2,145",
    "Total current assets\t3,600\t3,250",
    "Property and equipment, net\t4,400\t4,250",
    "Total assets\t$ 8,000\t$ 7,500",
    "Long-term debt\t2,000\t2,100",
    "Other liabilities\t1,500\t1,400",
    "Total liabilities\t3,500\t3,500",
    "Total stockholders' equity\t4,500\t4,000",
    "Total liabilities and stockholders' equity\t$ 8,000\t$ 7,500",
)
INCOME = (
    "EXAMPLE WIDGETS, INC.",
    "CONSOLIDATED STATEMENTS OF INCOME",
    "(In millions, except per share amounts)",
    "Years ended December 31,\t2023\t2022",
    "Revenue\t$ 9,000\t$ 8,400",
    "Cost of revenue\t5,400\t5,100",
    "Gross profit\t3,600\t3,300",
    "Operating expenses\t2,100\t1,900",
    "Operating income\t1,500\t1,400",
    "Income taxes\t300\t280",
    "Net income\t$ 1,200\t$ 1,120",
    "Diluted earnings per share\t$ 2.40\t$ 2.24",
)
CASH = (
    "EXAMPLE WIDGETS, INC.",
    "CONSOLIDATED STATEMENTS OF CASH FLOWS",
    "(In millions)",
    "Years ended December 31,\t2023\t2022",
    "Net income\t$ 1,200\t$ 1,120",
    "Depreciation and amortization\t600\t580",
    "Net cash provided by operating activities\t1,800\t1,700",
    "Capital expenditures\t(750)\t(700)",
    "Net cash used in investing activities\t(750)\t(700)",
    "Dividends paid\t(945)\t(900)",
    "Net cash used in financing activities\t(945)\t(900)",
    "Net increase in cash and cash equivalents\t105\t100",
    "Cash and cash equivalents at beginning of year\t1,105\t1,005",
    "Cash and cash equivalents at end of year\t$ 1,210\t$ 1,105",
)
COVER = (
    "FORM 10-K",
    "ANNUAL REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES EXCHANGE ACT OF 1934",
    "For the fiscal year ended December 31, 2023",
    "EXAMPLE WIDGETS, INC.",
    "(Exact name of registrant as specified in its charter)",
)


def small_report(title: str = "") -> bytes:
    """A report of five pages whose three statements foot.

    Args:
        title: A line of the cover, which makes reports differ.
    """
    prose = (
        "Item 7. Management's Discussion and Analysis",
        "Revenue increased 7% to $9,000 million in 2023, driven by higher volumes of widgets.",
        "We expect demand for widgets to remain strong in the coming fiscal year.",
        "Our largest customer accounted for 12% of revenue, and its loss would be a material risk.",
    )
    return pdf_of_lines([(*COVER, title), prose, BALANCE, INCOME, CASH])


def year_before(company: str = "EXAMPLE WIDGETS, INC.", **changed: str) -> bytes:
    """The report of the same company a year earlier, whose newest columns are the prior ones of ``small_report``.

    Args:
        company: Whose it is.
        changed: Printed figures of 2022 that are others in this report, by a word of their row ("revenue").
    """
    older = {"1,105": "1,005", "2,145": "1,995", "3,250": "3,000", "4,250": "4,000", "7,500": "7,000", "2,100": "2,200",
             "1,400": "1,350", "3,500": "3,550", "4,000": "3,450", "8,400": "8,000", "5,100": "4,900", "3,300": "3,100",
             "1,900": "1,800", "280": "260", "1,120": "1,040", "2.24": "2.08", "580": "560", "1,700": "1,600",
             "(700)": "(660)", "(900)": "(860)", "100": "80", "1,005": "925"}  # fmt: skip

    def turned(line: str) -> str:
        label, *cells = line.split("\t")
        if len(cells) != 2 or "2023" in cells[0]:
            return line.replace("2022", "2021").replace("2023", "2022")
        sign, _, figure = cells[1].rpartition(" ")
        now = changed.get(label.split()[0].lower(), figure)
        then = older.get(figure, figure)
        return f"{label}\t{sign} {now}\t{sign} {then}"

    cover = tuple(line.replace("2023", "2022") for line in COVER)
    pages = [tuple(map(turned, page)) for page in (BALANCE, INCOME, CASH)]
    whole = [(*cover, "A year earlier"), ("Nothing to say.",), *pages]
    return pdf_of_lines([[line.replace("EXAMPLE WIDGETS, INC.", company) for line in page] for page in whole])
