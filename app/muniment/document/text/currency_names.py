"""The currencies of the world as documents print them: signs, codes, short forms and names, each with its ISO 4217 code.

Data alone. A sign or a name that several countries use stands here with the one that a reader takes it for, and in ``SHARED``
with all that it may mean.
"""

from __future__ import annotations

from collections.abc import Mapping

SIGNS: Mapping[str, str] = {
    "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY", "₹": "INR", "₩": "KRW", "₪": "ILS", "₱": "PHP", "₽": "RUB", "₺": "TRY",
    "₫": "VND", "₦": "NGN", "฿": "THB", "₴": "UAH", "₸": "KZT", "₵": "GHS", "₡": "CRC", "₲": "PYG",
}  # fmt: skip
"""Signs other than the dollar."""
LETTERED: Mapping[str, str] = {"E£": "EGP", "LE£": "EGP", "IR£": "IEP", "RMB¥": "CNY", "CN¥": "CNY", "GH₵": "GHS"}
"""Signs that other countries than the best known one write with letters."""

DOLLARS: Mapping[str, str] = {
    "US": "USD", "U.S.": "USD", "USD": "USD", "C": "CAD", "CA": "CAD", "CDN": "CAD", "CAD": "CAD", "CAN": "CAD", "A": "AUD", "AU": "AUD",
    "AUD": "AUD", "HK": "HKD", "HKD": "HKD", "S": "SGD", "SG": "SGD", "SGD": "SGD", "SIN": "SGD", "NZ": "NZD", "NZD": "NZD", "NT": "TWD",
    "NTD": "TWD", "TW": "TWD", "TWD": "TWD", "MX": "MXN", "MEX": "MXN", "MXN": "MXN", "R": "BRL", "BR": "BRL", "J": "JMD", "JA": "JMD",
    "JM": "JMD", "JMD": "JMD", "TT": "TTD", "TTD": "TTD", "BDS": "BBD", "BBD": "BBD", "BZ": "BZD", "CI": "KYD", "KY": "KYD", "EC": "XCD",
    "XCD": "XCD", "FJ": "FJD", "FJD": "FJD", "GY": "GYD", "L": "LRD", "LD": "LRD", "N": "NAD", "NAD": "NAD", "SI": "SBD", "SRD": "SRD",
    "Z": "ZWL", "ZW": "ZWL", "ZWL": "ZWL", "RD": "DOP", "COL": "COP", "COP": "COP", "CH": "CLP", "CLP": "CLP", "AR": "ARS", "ARG": "ARS",
    "ARS": "ARS", "UY": "UYU", "BMD": "BMD", "BSD": "BSD", "BND": "BND", "MOP": "MOP", "MXP": "MXN", "RTGS": "ZWL",
}  # fmt: skip
"""What may stand before a dollar sign, in capital letters."""

_CODES = """
    USD EUR GBP CHF CAD AUD HKD SGD NZD MXN JPY RMB CNY SEK NOK DKK ISK TWD NTD KRW INR PKR LKR NPR MUR IDR MYR
    THB VND PHP BRL CLP UYU PYG DOP CRC GTQ ZAR NGN GHS KES UGX TZS EGP TND XOF XAF BWP NAD ZMW MZN AOA ETB AED
    SAR QAR OMR KWD BHD JOD ILS NIS RUB UAH KZT PLN CZK HUF BGN HRK RSD JMD TTD BBD BSD XCD BMD KYD BZD FJD PGK
    BDT DEM DM FRF ITL NLG BEF FIM IEP
"""
CODES = frozenset(_CODES.split())
"""Codes that are hardly ever anything else."""
ALIASES: Mapping[str, str] = {"RMB": "CNY", "NTD": "TWD", "NIS": "ILS", "RUR": "RUB", "MXP": "MXN", "DM": "DEM"}
"""Codes that are not of ISO 4217."""

SHORT: Mapping[str, str] = {
    "ALL": "ALL", "TRY": "TRY", "TOP": "TOP", "MAD": "MAD", "COP": "COP", "PEN": "PEN", "AMD": "AMD", "GEL": "GEL", "MOP": "MOP",
    "BAM": "BAM", "RON": "RON", "ARS": "ARS", "BOB": "BOB", "RUR": "RUB", "Rs": "INR", "Rs.": "INR", "Re.": "INR", "RM": "MYR", "Rp": "IDR",
    "Rp.": "IDR", "R": "ZAR", "kr": "SEK", "kr.": "SEK", "Kr": "SEK", "Kr.": "SEK", "KD": "KWD", "BD": "BHD", "JD": "JOD", "SR": "SAR",
    "QR": "QAR", "RO": "OMR", "Tk": "BDT", "Tk.": "BDT", "Ps": "MXN", "Ps.": "MXN", "Bs": "BOB", "Bs.": "BOB", "Ft": "HUF", "TL": "TRY",
    "LE": "EGP", "L.E.": "EGP", "Dhs": "AED", "Dhs.": "AED", "KShs": "KES", "Kshs": "KES", "KSh": "KES", "Ksh": "KES", "UShs": "UGX",
    "Ushs": "UGX", "TShs": "TZS", "Tshs": "TZS", "Php": "PHP", "PhP": "PHP", "S/": "PEN", "S/.": "PEN", "zł": "PLN", "Kč": "CZK",
    "GH¢": "GHS", "lei": "RON", "SFr.": "CHF", "Sfr.": "CHF", "Fr.": "CHF", "sFr.": "CHF",
}  # fmt: skip
"""What is a currency only where the words around it speak of amounts."""

_NATIONS: Mapping[str, Mapping[str, str]] = {
    r"dollars?|funds|\$": {
        r"u\.\s?s\.": "USD", "us": "USD", "united states": "USD", "american": "USD", "canadian": "CAD", "australian": "AUD",
        "hong kong": "HKD", "singapore": "SGD", "new zealand": "NZD", "new taiwan": "TWD", "taiwan": "TWD", "nt": "TWD", "jamaican?": "JMD",
        "trinidad (?:and|&) tobago": "TTD", "barbad(?:os|ian)": "BBD", "bahamian": "BSD", "belize": "BZD", "bermud(?:a|ian)": "BMD",
        "cayman islands?": "KYD", "east(?:ern)? caribbean": "XCD", "fiji(?:an)?": "FJD", "guyan(?:a|ese)": "GYD", "liberian": "LRD",
        "namibian?": "NAD", "solomon islands?": "SBD", "surinam(?:e|ese)": "SRD", "zimbabwe(?:an)?": "ZWL", "brunei": "BND",
    },
    r"pesos?": {
        "mexican": "MXN", "philippine": "PHP", "chilean": "CLP", "colombian": "COP", "argentin(?:e|ian)": "ARS", "dominican": "DOP",
        "uruguayan": "UYU",
    },
    r"rupees?|rs\.?": {
        "indian": "INR", "pakistani?": "PKR", "sri lankan?": "LKR", "nepal(?:ese|i)": "NPR", "mauriti(?:an|us)": "MUR",
    },
    r"kron\w{1,2}|kr\.?": {"swedish|svenska": "SEK", "norwegian|norske": "NOK", "danish|danske": "DKK", "icelandic": "ISK"},
    r"pounds?": {"british": "GBP", "egyptian": "EGP", "lebanese": "LBP"},
    r"shillings?": {"kenyan?": "KES", "ugandan?": "UGX", "tanzanian?": "TZS"},
    r"dinars?": {"kuwaiti?": "KWD", "bahraini?": "BHD", "jordanian": "JOD", "serbian": "RSD", "tunisian": "TND"},
    r"ri[ya]als?": {"saudi(?: arabian)?": "SAR", "qatari?": "QAR", "omani": "OMR"},
    r"dirhams?": {r"uae|u\.a\.e\.|emirati|united arab emirates": "AED", "moroccan": "MAD"},
    r"lira": {"turkish": "TRY"},
    r"francs?|franken": {"swiss|schweizer": "CHF"},
    r"won": {"(?:south )?korean": "KRW"},
    r"dong": {"vietnam(?:ese)?": "VND"},
    r"rand": {"south african": "ZAR"},
    r"rea(?:l|is)": {"brazilian": "BRL"},
    r"koruna|crowns?": {"czech": "CZK"},
    r"leu|lei": {"romanian": "RON"},
    r"leva?": {"bulgarian": "BGN"},
    r"soles": {"peruvian|nuevos": "PEN"},
    r"kwacha": {"zambian": "ZMW"},
    r"yen": {"japanese": "JPY"},
}  # fmt: skip
_PLAIN: Mapping[str, str] = {
    "dollars?": "USD", "euros?": "EUR", "sterling": "GBP", "yen": "JPY", "renminbi": "CNY", "yuan": "CNY", "baht": "THB", "ringgit": "MYR",
    "rupiah": "IDR", "z[lł]oty(?:ch|s)?": "PLN", "forints?": "HUF", "shekels?": "ILS", "r[o]?u?bles?": "RUB", "hryvnias?": "UAH",
    "tenge": "KZT", "reais": "BRL", "naira": "NGN", "pesos mexicanos": "MXN", "pesos chilenos": "CLP", "pesos colombianos": "COP",
    "pesos argentinos": "ARS", "francs suisses": "CHF", "pounds? sterling": "GBP", "rupees?": "INR", "kronor": "SEK", "pesos": "MXN",
    "taka": "BDT", "cedis?": "GHS", "guaran[ií]es": "PYG", "bolivianos": "BOB",
}  # fmt: skip
NAMES: Mapping[str, str] = {
    **{
        rf"(?:{nation})\s+(?:{noun})": code
        for noun, nations in _NATIONS.items()
        for nation, code in ((one.replace(" ", r"\s+"), code) for one, code in nations.items())
    },
    **{name.replace(" ", r"\s+"): code for name, code in _PLAIN.items()},
}
"""Names, as expressions that fit whole words without regard to case."""
WEAK_NAMES: Mapping[str, str] = {
    "won": "KRW", "rand": "ZAR", "pounds?": "GBP", "kroner": "NOK", "dirhams?": "AED", "riyals?": "SAR", "soles": "PEN", "lira": "TRY",
    "dong": "VND", "pula": "BWP", "francs?": "", "dinars?": "", "shillings?": "", "reals?": "BRL", "crowns": "",
}  # fmt: skip
"""Names that are other words as well, or of no one country (then without a code)."""

SHARED: Mapping[str, tuple[frozenset[str], str]] = {
    "USD": (frozenset(DOLLARS.values()) - {"BRL", "MOP"} | frozenset(("MXN", "CLP", "COP", "ARS", "UYU", "DOP")), r"\$|dollars?"),
    "JPY": (frozenset(("JPY", "CNY")), "[¥￥]"),
    "INR": (frozenset(("INR", "PKR", "LKR", "NPR", "MUR")), r"rs\.?|re\.|rupees?"),
    "SEK": (frozenset(("SEK", "NOK", "DKK", "ISK")), r"kr\.?"),
    "NOK": (frozenset(("NOK", "DKK")), "kroner"),
    "MXN": (frozenset(("MXN", "CLP", "COP", "ARS", "UYU", "DOP", "PHP")), r"pesos|ps\.?"),
}  # fmt: skip
"""By the currency that a reader takes it for: what a sign or a name may mean, and how it is printed where it does."""
