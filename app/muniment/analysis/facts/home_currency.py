"""Whose currency a bare sign is, by what a document says of the company's country: its register, its law, its stock exchange.

Must never decide by one country's signs alone where the document is as much one of another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from muniment.document.pages.evidence import Evidence
from muniment.document.pages.page import Page

_SIGNS: Mapping[str, tuple[str, ...]] = {
    "AUD": (
        "ABN ", "A.B.N.", "ACN ", "Corporations Act 2001", "Australian Securities Exchange", "ASX:", "(ASX", "ASX Limited", "ASX listing",
        "ASX Listing", "Australian Accounting Standards", "Australian Taxation Office", "Australian Securities and Investments Commission",
    ),
    "NZD": (
        "NZBN", "NZX:", "NZX Limited", "NZX Main Board", "NZ IFRS", "Companies Act 1993", "Financial Markets Conduct Act",
        "External Reporting Board", "New Zealand equivalents",
    ),
    "CAD": (
        "Toronto Stock Exchange", "TSX:", "(TSX", "TSX Venture", "TSX-V", "SEDAR", "Canada Business Corporations Act", "Canada Revenue Agency",
        "Canadian Securities Administrators", "Chartered Professional Accountants", "National Instrument 51-102",
        "National Instrument 52-109", "Canadian generally accepted auditing standards",
    ),
    "HKD": (
        "Stock Exchange of Hong Kong", "Hong Kong Exchanges and Clearing", "Hong Kong Companies Ordinance", "SEHK", "HKFRS",
        "Hong Kong Financial Reporting Standards", "Hong Kong Institute of Certified Public Accountants",
    ),
    "SGD": (
        "SGX-ST", "Singapore Exchange", "Singapore Financial Reporting Standards", "SFRS(I)", "Singapore Companies Act", "Catalist",
        "Accounting and Corporate Regulatory Authority",
    ),
    "TWD": ("Taiwan Stock Exchange", "Taipei Exchange", "TWSE", "Taiwan-IFRS"),
    "JMD": ("Jamaica Stock Exchange", "Jamaican Companies Act", "Kingston, Jamaica"),
    "TTD": ("Trinidad and Tobago Stock Exchange", "Port of Spain"),
    "BBD": ("Barbados Stock Exchange",),
    "FJD": ("South Pacific Stock Exchange", "Suva, Fiji"),
    "NAD": ("Namibian Stock Exchange", "Windhoek"),
    "MXN": ("Bolsa Mexicana", "S.A.B. de C.V.", "Comisión Nacional Bancaria y de Valores"),
    "CLP": ("Bolsa de Santiago", "Bolsa de Comercio de Santiago", "Comisión para el Mercado Financiero", "Santiago, Chile"),
    "COP": ("Superintendencia Financiera de Colombia", "Bolsa de Valores de Colombia", "Bogotá"),
    "ARS": ("Bolsas y Mercados Argentinos", "Ciudad Autónoma de Buenos Aires"),
    "PHP": ("Philippine Stock Exchange", "Philippine Financial Reporting Standards", "Makati City", "Metro Manila"),
    "UYU": ("Montevideo",),
    "DOP": ("Santo Domingo, República",),
    "INR": (
        "Companies Act, 2013", "Companies Act, 1956", "BSE Limited", "National Stock Exchange of India", "Ind AS", "Reserve Bank of India",
        "Securities and Exchange Board of India", "Mumbai", "New Delhi",
    ),
    "PKR": ("Pakistan Stock Exchange", "Karachi", "Lahore", "Islamabad", "Companies Ordinance, 1984"),
    "LKR": ("Colombo Stock Exchange", "Sri Lanka Accounting Standards", "SLFRS", "Institute of Chartered Accountants of Sri Lanka"),
    "NPR": ("Nepal Stock Exchange", "Nepal Financial Reporting Standards", "Kathmandu"),
    "MUR": ("Stock Exchange of Mauritius", "Port Louis"),
    "SEK": ("Nasdaq Stockholm", "Stockholm", "Swedish Annual Accounts Act", "Årsredovisningslagen", "Göteborg", "Gothenburg", "Malmö"),
    "NOK": ("Oslo Børs", "Euronext Oslo", "Norwegian Accounting Act", "Regnskapsloven", "Oslo", "Bergen", "Trondheim"),
    "DKK": ("Nasdaq Copenhagen", "Danish Financial Statements Act", "Årsregnskabsloven", "Copenhagen", "København", "CVR"),
    "ISK": ("Nasdaq Iceland", "Reykjavík", "Icelandic Financial Statements Act"),
    "CNY": ("Shanghai Stock Exchange", "Shenzhen Stock Exchange", "PRC GAAP", "Accounting Standards for Business Enterprises"),
    "JPY": ("Tokyo Stock Exchange", "Financial Instruments and Exchange Act", "Companies Act of Japan"),
    "USD": (
        "Securities Exchange Act of 1934", "Commission File Number", "Commission file number", "I.R.S. Employer", "IRS Employer",
        "State of Delaware", "Delaware corporation", "New York Stock Exchange", "NYSE", "Nasdaq Global", "NASDAQ Global", "Nasdaq Stock Market",
        "Public Company Accounting Oversight Board", "Financial Accounting Standards Board",
    ),
}  # fmt: skip
"""What a company of the country writes in its reports, as it is printed."""
_ENOUGH = 3  # mentions, or two different ones
_OUTWEIGHS = 3
_REGISTERED = ("Commission File Number", "Commission file number", "COMMISSION FILE NUMBER")
_FORMS = ("FORM 10-K", "Form 10-K", "FORM 10-Q", "Form 10-Q", "FORM 8-K", "Form 8-K", "FORM 10K", "FORM 10Q")
_COVERS = 3  # pages on which the form is named


@dataclass(frozen=True, slots=True)
class Home:
    """Where a document is at home.

    Attributes:
        code: The currency; None where its country is not the one that a sign is taken for, and not known either.
        evidence: What says so; None without a code.
    """

    code: str | None
    evidence: Evidence | None = None


def home_of(pages: Sequence[Page], taken: str, allowed: frozenset[str]) -> Home:
    """The currency that a sign means in a document.

    Args:
        pages: Of the document.
        taken: What a reader takes the sign for.
        allowed: What the sign may mean.
    """
    if taken == "USD" and _is_domestic(pages):
        return Home("USD")
    counted = {code: _count(pages, signs) for code, signs in _SIGNS.items() if code in allowed}
    told = {code: found for code, found in counted.items() if found[0]}
    own = told.pop(taken, (0, 0))
    at_home = Home(taken, _first(pages, _SIGNS[taken]) if own[0] else None)
    if not told:
        return at_home
    code, (mentions, kinds) = max(told.items(), key=lambda each: (each[1][1], each[1][0]))
    rival = max((found[0] for other, found in told.items() if other != code), default=0)
    weak = mentions < _ENOUGH and kinds < 2
    if weak or own[0] > _OUTWEIGHS * mentions:
        return at_home if own[0] else Home(None)
    if mentions < _OUTWEIGHS * max(rival, own[0]):
        return Home(None)
    return Home(code, _first(pages, _SIGNS[code]))


def _is_domestic(pages: Sequence[Page]) -> bool:
    """Whether it is a form that companies of the United States file."""
    cover = "\n".join(page.text for page in pages[:_COVERS])
    return any(form in cover for form in _FORMS) and any(word in cover for word in _REGISTERED)


def _count(pages: Sequence[Page], signs: Sequence[str]) -> tuple[int, int]:
    """How often any of them stands on the pages, and how many of them do."""
    counts = [sum(page.text.count(sign) for page in pages) for sign in signs]
    return sum(counts), sum(1 for count in counts if count)


def _first(pages: Sequence[Page], signs: Sequence[str]) -> Evidence:
    """The first place where one of them stands."""
    page = next(page for page in pages if any(sign in page.text for sign in signs))
    at, sign = min((page.text.index(sign), sign) for sign in signs if sign in page.text)
    return Evidence.at(page, at, at + len(sign.rstrip()))
