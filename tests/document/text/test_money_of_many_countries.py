"""Scale and currency in the spellings that companies of many countries use over their tables."""

import pytest

from muniment.document.text.currency_text import find_currency, is_shared
from muniment.document.text.number_text import parse_number
from muniment.document.text.scale_text import find_scale, row_scale
from muniment.reading.layout.page_rows import SegmentKind, look

THOUSAND, LAKH, MILLION, CRORE, BILLION = 10**3, 10**5, 10**6, 10**7, 10**9
BOTH = (
    ("€(000)", THOUSAND, "EUR"), ("£(000)", THOUSAND, "GBP"), ("$(000)", THOUSAND, "USD"),
    ("$ (000's)", THOUSAND, "USD"), ("(US$ 000)", THOUSAND, "USD"), ("US$(000)", THOUSAND, "USD"),
    ("(£'000s)", THOUSAND, "GBP"), ("US dollars in thousands", THOUSAND, "USD"),
    ("U.S. dollars in thousands, except share data", THOUSAND, "USD"),
    ("in thousands, U.S. dollars", THOUSAND, "USD"), ("U.S. $ in millions", MILLION, "USD"),
    ("(USD, millions)", MILLION, "USD"), ("USD, thousands", THOUSAND, "USD"), ("Millions", MILLION, None),
    ("Thousands", THOUSAND, None), ("€ in thousands", THOUSAND, "EUR"), ("RMB in thousands", THOUSAND, "CNY"),
    ("(RMB in millions)", MILLION, "CNY"), ("in mEUR", MILLION, "EUR"), ("(in T EUR)", THOUSAND, "EUR"),
    ("EUR in Tausend", THOUSAND, "EUR"), ("in Tausend Euro", THOUSAND, "EUR"), ("in Millionen Euro", MILLION, "EUR"),
    ("kEur", THOUSAND, "EUR"), ("USD in Mio.", MILLION, "USD"), ("in 1000 CHF", THOUSAND, "CHF"),
    ("in CHF 1000", THOUSAND, "CHF"), ("US$(Million)", MILLION, "USD"), ("S$(’000)", THOUSAND, "SGD"),
    ("NT$’000", THOUSAND, "TWD"), ("(In thousands of New Taiwan dollars)", THOUSAND, "TWD"),
    ("NTD thousand", THOUSAND, "TWD"), ("J$ million", MILLION, "JMD"), ("Mex$ in millions", MILLION, "MXN"),
    ("MXN millions", MILLION, "MXN"), ("MXN$ millions", MILLION, "MXN"), ("Millions of pesos", MILLION, "MXN"),
    ("Figures in R million", MILLION, "ZAR"), ("ZAR'000", THOUSAND, "ZAR"), ("in Rupees million", MILLION, "INR"),
    ("Rs million", MILLION, "INR"), ("(Rs.'000)", THOUSAND, "INR"), ("Rs.'000s", THOUSAND, "INR"),
    ("(Rupees in lakhs)", LAKH, "INR"), ("(Amount in Rs. Lakhs)", LAKH, "INR"), ("(Amount in ₹ Lakhs)", LAKH, "INR"),
    ("(Amount in INR Lakhs)", LAKH, "INR"), ("Amount (₹ in lakhs)", LAKH, "INR"), ("(Rupees in crore)", CRORE, "INR"),
    ("Amt. in Lakhs", LAKH, None), ("(in Lakhs)", LAKH, None), ("(₹ in Lacs, except per share data)", LAKH, "INR"),
    ("₹ in million", MILLION, "INR"), ("(INR in Million)", MILLION, "INR"),
    ("All amounts are in Indian Rupees in lakhs", LAKH, "INR"),
    ("(All amounts are in Indian Rupees Lakhs, unless otherwise stated)", LAKH, "INR"), ("(₹ Cr.)", CRORE, "INR"),
    ("₹/Lakhs", LAKH, "INR"), ("Won in thousands", THOUSAND, "KRW"), ("(Unit: KRW million)", MILLION, "KRW"),
    ("(In millions of KRW)", MILLION, "KRW"), ("Korean Won (in millions)", MILLION, "KRW"),
    ("NIS millions", MILLION, "ILS"), ("NIS in millions", MILLION, "ILS"), ("NIS (thousands)", THOUSAND, "ILS"),
    ("ILS 000", THOUSAND, "ILS"), ("EUR M", MILLION, "EUR"), ("€M", MILLION, "EUR"), ("€ M", MILLION, "EUR"),
    ("M EUR", MILLION, "EUR"), ("MEur", MILLION, "EUR"), ("MGBP", MILLION, "GBP"), ("GBP m", MILLION, "GBP"),
    ("GBPm", MILLION, "GBP"), ("GBPk", THOUSAND, "GBP"), ("MUSD", MILLION, "USD"), ("MCHF", MILLION, "CHF"),
    ("Mio. CHF", MILLION, "CHF"), ("CHF Mio.", MILLION, "CHF"), ("in Mio. CHF", MILLION, "CHF"),
    ("CHF mn", MILLION, "CHF"), ("CHF thousand", THOUSAND, "CHF"), ("CHF thousands", THOUSAND, "CHF"),
    ("(in CHF thousands)", THOUSAND, "CHF"), ("in thousands of CHF", THOUSAND, "CHF"), ("kNOK", THOUSAND, "NOK"),
    ("NOKm", MILLION, "NOK"), ("(NOK million)", MILLION, "NOK"), ("Amounts in NOK million", MILLION, "NOK"),
    ("(Amounts in NOK 1 000)", THOUSAND, "NOK"), ("NOK 000s", THOUSAND, "NOK"), ("SEK millions", MILLION, "SEK"),
    ("SEK thousand", THOUSAND, "SEK"), ("SEK 000s", THOUSAND, "SEK"), ("mSEK", MILLION, "SEK"),
    ("DKK t", THOUSAND, "DKK"), ("DKK '000", THOUSAND, "DKK"), ("tDKK", THOUSAND, "DKK"),
    ("mio. kr.", MILLION, "SEK"), ("t.kr.", None, None), ("DKK mio.", MILLION, "DKK"),
    ("HK$ in thousands", THOUSAND, "HKD"), ("(HK$’000)", THOUSAND, "HKD"), ("HKD million", MILLION, "HKD"),
    ("S$ in thousands", THOUSAND, "SGD"), ("(In Singapore dollars thousands)", THOUSAND, "SGD"),
    ("AUD $'000", THOUSAND, "AUD"), ("A$ 000", THOUSAND, "AUD"), ("$A'000", THOUSAND, "AUD"),
    ("$A million", MILLION, "AUD"), ("AU$'000", THOUSAND, "AUD"), ("CAD $ thousands", THOUSAND, "CAD"),
    ("CAD$000", THOUSAND, "CAD"), ("CDN$ millions", MILLION, "CAD"), ("C$'000", THOUSAND, "CAD"),
    ("(C$ in thousands)", THOUSAND, "CAD"), ("(Cdn $ millions)", MILLION, "CAD"),
    ("thousands of Canadian $", THOUSAND, "CAD"), ("(Canadian $ in millions)", MILLION, "CAD"),
    ("NZ$ thousands", THOUSAND, "NZD"), ("NZ$m", MILLION, "NZD"), ("NZD $000", THOUSAND, "NZD"),
    ("US$'m", MILLION, "USD"), ("RM Million", MILLION, "MYR"), ("RM mil", MILLION, "MYR"), ("RM'mil", MILLION, "MYR"),
    ("Ringgit Malaysia '000", THOUSAND, "MYR"), ("Rp Million", MILLION, "IDR"),
    ("(Expressed in millions of Rupiah)", MILLION, "IDR"), ("In thousands of soles", THOUSAND, "PEN"),
    ("S/ 000", THOUSAND, "PEN"), ("S/000", THOUSAND, "PEN"), ("(In thousands of US dollars)", THOUSAND, "USD"),
    ("E£ million", MILLION, "EGP"), ("EGP’000", THOUSAND, "EGP"), ("N$'000", THOUSAND, "NAD"),
    ("Bds$ 000's", THOUSAND, "BBD"), ("BBD$000", THOUSAND, "BBD"), ("TT$'000", THOUSAND, "TTD"),
    ("FJ$'000", THOUSAND, "FJD"), ("RD$ millions", MILLION, "DOP"), ("COP million", MILLION, "COP"),
    ("COP$ millions", MILLION, "COP"), ("Ch$ million", MILLION, "CLP"), ("ThCh$", THOUSAND, "CLP"),
    ("CLP million", MILLION, "CLP"), ("AR$ million", MILLION, "ARS"), ("Ksh '000", THOUSAND, "KES"),
    ("KES million", MILLION, "KES"), ("GHS'000", THOUSAND, "GHS"), ("NGN million", MILLION, "NGN"),
    ("UGX '000", THOUSAND, "UGX"), ("TZS million", MILLION, "TZS"), ("BWP'000", THOUSAND, "BWP"),
    ("P'000", None, None), ("MOP’000", THOUSAND, "MOP"), ("MOP$'000", THOUSAND, "MOP"),
    ("HUF million", MILLION, "HUF"), ("mHUF", MILLION, "HUF"), ("RON thousand", THOUSAND, "RON"),
    ("BGN'000", THOUSAND, "BGN"), ("HRK'000", THOUSAND, "HRK"), ("KZT million", MILLION, "KZT"),
    ("in millions of tenge", MILLION, "KZT"), ("UAH '000", THOUSAND, "UAH"), ("ISK thousand", THOUSAND, "ISK"),
    ("ISK million", MILLION, "ISK"), ("PKR in '000", THOUSAND, "PKR"), ("Rupees in thousand", THOUSAND, "INR"),
    ("(Rupees '000)", THOUSAND, "INR"), ("LKR '000", THOUSAND, "LKR"), ("Rs. Mn", MILLION, "INR"),
    ("Rs. '000", THOUSAND, "INR"), ("MUR'000", THOUSAND, "MUR"), ("BDT million", MILLION, "BDT"),
    ("Taka in million", MILLION, "BDT"), ("QR '000", THOUSAND, "QAR"), ("OMR '000", THOUSAND, "OMR"),
    ("RO '000", THOUSAND, "OMR"), ("BD'000", THOUSAND, "BHD"), ("KD'000", THOUSAND, "KWD"),
    ("JD'000", THOUSAND, "JOD"), ("US$mm", MILLION, "USD"), ("SAR in thousands", THOUSAND, "SAR"),
    ("(Saudi Riyals in thousands)", THOUSAND, "SAR"), ("SR in millions", MILLION, "SAR"),
    ("AED in thousands", THOUSAND, "AED"), ("(AED millions)", MILLION, "AED"), ("TL'000", THOUSAND, "TRY"),
    ("(TL million)", MILLION, "TRY"), ("Bolivianos thousands", THOUSAND, "BOB"),
    ("Philippine pesos in thousands", THOUSAND, "PHP"), ("₱ millions", MILLION, "PHP"), ("P millions", None, None),
    ("PhP thousands", THOUSAND, "PHP"), ("VND'000", THOUSAND, "VND"), ("₫ million", MILLION, "VND"),
    ("Baht million", MILLION, "THB"), ("Thousand Baht", THOUSAND, "THB"), ("(Thousand Baht)", THOUSAND, "THB"),
    ("in thousand Baht", THOUSAND, "THB"), ("¥m", MILLION, "JPY"), ("JPY million", MILLION, "JPY"),
    ("¥ in millions", MILLION, "JPY"), ("Yen (millions)", MILLION, "JPY"), ("(Yen in millions)", MILLION, "JPY"),
    ("JPY bn", BILLION, "JPY"), ("Thousands of Yen", THOUSAND, "JPY"), ("million yen", MILLION, "JPY"),
    ("(Million yen)", MILLION, "JPY"), ("CNY million", MILLION, "CNY"), ("RMB’000", THOUSAND, "CNY"),
    ("RMB Million", MILLION, "CNY"), ("RMB'million", MILLION, "CNY"),
)  # fmt: skip
SCALES = (
    ("USD '000", THOUSAND), ("USD ‘000", THOUSAND), ("USD ’000", THOUSAND), ("USD000", THOUSAND),
    ("USD 000", THOUSAND), ("USD 000's", THOUSAND), ("USD 000s", THOUSAND), ("USD`000", THOUSAND),
    ("All figures in USD ‘000, except TCE rate per day", THOUSAND),
    ("(All amounts in USD ‘000 except where noted)", THOUSAND), ("$'m", MILLION), ("$’m", MILLION), ("$’M", MILLION),
    ("£’m", MILLION), ("$m", MILLION), ("£'000", THOUSAND), ("£000", THOUSAND), ("£000s", THOUSAND),
    ("£ 000", THOUSAND), ("£k", THOUSAND), ("£K", THOUSAND), ("$k", THOUSAND), ("US$K", THOUSAND),
    ("CHF000", THOUSAND), ("CHFm", MILLION), ("CHF m", MILLION), ("MEUR", MILLION), ("mEUR", MILLION),
    ("MSEK", MILLION), ("Mkr", MILLION), ("tkr", THOUSAND), ("SEK m", MILLION), ("SEKm", MILLION), ("KSEK", THOUSAND),
    ("TSEK", THOUSAND), ("kSEK", THOUSAND), ("EURm", MILLION), ("EUR mn", MILLION), ("EUR m", MILLION),
    ("EUR mln", MILLION), ("mln EUR", MILLION), ("EUR million", MILLION), ("in EUR million", MILLION),
    ("Mio. EUR", MILLION), ("Mio. €", MILLION), ("in Tsd. €", THOUSAND), ("Tsd. EUR", THOUSAND),
    ("in Tsd €", THOUSAND), ("€ Tsd.", THOUSAND), ("k€", THOUSAND), ("K€", THOUSAND), ("M€", MILLION),
    ("€k", THOUSAND), ("€m", MILLION), ("€ m", MILLION), ("€bn", BILLION), ("Mrd. €", BILLION),
    ("in Mrd. EUR", BILLION), ("Md€", BILLION), ("NT$ thousands", THOUSAND), ("NT$ in thousands", THOUSAND),
    ("(In Thousands of New Taiwan Dollars)", THOUSAND), ("KRW million", MILLION),
    ("(in millions of Korean won)", MILLION), ("In millions of won", MILLION), ("KRW in millions", MILLION),
    ("NIS in thousands", THOUSAND), ("NIS thousands", THOUSAND), ("NIS '000", THOUSAND),
    ("rupees in thousands", THOUSAND), ("Rupees in '000", THOUSAND), ("Rs. in lakhs", LAKH), ("Rs in Lakhs", LAKH),
    ("(Rs. in Lacs)", LAKH), ("₹ lakhs", LAKH), ("(₹ in lakhs)", LAKH), ("₹ crore", CRORE), ("₹ in crores", CRORE),
    ("(₹ in Crores)", CRORE), ("Rs. Crores", CRORE), ("(Rs. in Cr.)", CRORE), ("₹ Cr", CRORE), ("INR Cr", CRORE),
    ("(All amounts in ₹ lakhs, unless otherwise stated)", LAKH),
    ("(All amounts in INR crores unless otherwise stated)", CRORE), ("₹ million", MILLION),
    ("Rs. in million", MILLION), ("INR mn", MILLION), ("R'000", THOUSAND), ("R’000", THOUSAND), ("R000", THOUSAND),
    ("Rm", MILLION), ("R million", MILLION), ("R'm", MILLION), ("RM'000", THOUSAND), ("RM 000", THOUSAND),
    ("RM million", MILLION), ("RM'million", MILLION), ("RMB'000", THOUSAND), ("RMB million", MILLION),
    ("RMB mn", MILLION), ("RMB’m", MILLION), ("HK$’000", THOUSAND), ("HK$ million", MILLION), ("HK$m", MILLION),
    ("A$'000", THOUSAND), ("A$m", MILLION), ("S$'000", THOUSAND), ("NZ$000", THOUSAND), ("C$ millions", MILLION),
    ("Mex$ million", MILLION), ("Ps. millions", MILLION), ("J$'000", THOUSAND), ("TT$ thousands", THOUSAND),
    ("R$ thousand", THOUSAND), ("R$ million", MILLION), ("(Em milhares de reais)", THOUSAND),
    ("Php millions", MILLION), ("(In millions of Philippine pesos)", MILLION), ("Rp million", MILLION),
    ("Rp billion", BILLION), ("¥ million", MILLION), ("Millions of yen", MILLION), ("(Millions of yen)", MILLION),
    ("Yen in millions", MILLION), ("(100 million yen)", 10**8), ("¥100 million", 10**8), ("billions of yen", BILLION),
    ("PLN thousand", THOUSAND), ("tys. zł", THOUSAND), ("w tys. PLN", THOUSAND), ("CZK million", MILLION),
    ("CZK m", MILLION), ("DKK'm", MILLION), ("DKKm", MILLION), ("DKK million", MILLION), ("in NOK 1,000", THOUSAND), ("NOK 1 000", THOUSAND),
    ("in CHF 1'000", THOUSAND), ("USD in thousands", THOUSAND), ("US$ thousand", THOUSAND),
    ("US$ in thousands", THOUSAND), ("$ thousands", THOUSAND), ("(thousands of US dollars)", THOUSAND),
    ("thousand US dollars", THOUSAND), ("Amounts in thousands of U.S. dollars", THOUSAND),
    ("(expressed in thousands of Canadian dollars, except per share amounts)", THOUSAND),
    ("(000's omitted)", THOUSAND), ("000's omitted", THOUSAND), ("(000 omitted)", THOUSAND), ("($000)", THOUSAND),
    ("($000s)", THOUSAND), ("($000's)", THOUSAND), ("$000's", THOUSAND), ("$'000s", THOUSAND), ("in '000", THOUSAND),
    ("in 000s", THOUSAND), ("('000)", THOUSAND), ("'000", THOUSAND), ("‘000", THOUSAND), ("000's", THOUSAND),
    ("€ x 1,000", THOUSAND), ("(x € 1,000)", THOUSAND), ("x €1.000", THOUSAND), ("EUR x 1,000", THOUSAND),
    ("in thousand €", THOUSAND), ("in € thousand", THOUSAND), ("€ thousand", THOUSAND), ("EUR thousand", THOUSAND),
    ("in EUR thousands", THOUSAND), ("EUR'000", THOUSAND), ("EUR 000", THOUSAND), ("TEUR", THOUSAND),
    ("in TEUR", THOUSAND), ("T€", THOUSAND), ("TCHF", THOUSAND), ("kCHF", THOUSAND), ("kUSD", THOUSAND),
    ("KUSD", THOUSAND), ("ThUS$", THOUSAND), ("MMUS$", MILLION), ("($ in millions)", MILLION),
    ("(in $ millions)", MILLION), ("(in US$ millions)", MILLION), ("(US$ millions)", MILLION), ("(US$m)", MILLION),
    ("($MM)", MILLION), ("$MM", MILLION), ("$ mm", MILLION), ("US$ mn", MILLION), ("(Dollars in Millions)", MILLION),
    ("$ millions except per share", MILLION), ("In millions, except per share data", MILLION),
    ("(Amounts in thousands)", THOUSAND), ("(Unaudited, in thousands)", THOUSAND), ("SR '000", THOUSAND),
    ("SAR 000", THOUSAND), ("AED'000", THOUSAND), ("AED million", MILLION), ("KD 000's", THOUSAND),
    ("QAR million", MILLION), ("TL thousand", THOUSAND), ("Thousands of TL", THOUSAND), ("TRY million", MILLION),
    ("in thousands of Turkish Lira", THOUSAND), ("(in thousands of Russian roubles)", THOUSAND),
    ("RUB million", MILLION), ("Baht in thousands", THOUSAND), ("THB million", MILLION),
    ("Unit: Thousand Baht", THOUSAND), ("(Unit: million Baht)", MILLION), ("VND million", MILLION),
    ("KShs'000", THOUSAND), ("Kshs. '000", THOUSAND), ("₦'000", THOUSAND), ("₦ million", MILLION),
    ("GH¢'000", THOUSAND), ("in 1.000 EUR", THOUSAND), ("in millions of NIS", MILLION),
    ("Amounts in US$'000", THOUSAND), ("USD m", MILLION), ("USD k", THOUSAND), ("USDk", THOUSAND), ("USDm", MILLION),
    ("US$’million", MILLION), ("HK$ Million", MILLION), ("S$ million", MILLION), ("S$’m", MILLION),
    ("(In thousands of pesos)", THOUSAND), ("Expressed in RM'000", THOUSAND), ("£ million", MILLION),
    ("£ millions", MILLION), ("£'m", MILLION), ("£bn", BILLION), ("£ thousands", THOUSAND),
    ("in £ thousands", THOUSAND), ("GBP’000", THOUSAND), ("millions of euros", MILLION), ("milioni di euro", MILLION),
    ("migliaia di euro", THOUSAND), ("€/000", THOUSAND), ("€ '000", THOUSAND), ("EUR million unless stated", MILLION),
    ("$'000,000", MILLION), ("USD 000,000", MILLION), ("EUR t", THOUSAND),
)  # fmt: skip
NO_SCALES = (
    "in hundred millions", "Shs'000", "N'000", "M$", "shares in thousands", "$ 34 million", "Net sales",
    "a million reasons", "2,000", "of 34 million euros", "(5,000)", "$ 1,000", "in 1,000 shops", "£ 1.000",
    "30 miles", "miles de tiendas", "T", "EUR 10 000,5", "Tm", "2.000", "Shares outstanding (000's)",
    "Weighted average shares outstanding - basic (000's)", "Number of shares (in thousands)", "MXN", "MYR",
    "EUR 5m notes", "Revenue", "Total M", "TRY", "Series B", "Class B, $0.01 par value", "Cash at bank in £",
    "US$ B notes", "Bank loans $ 1,000,000", "$1,000,000", "Vitamin K", "$500,000", "R&D million",
)  # fmt: skip


@pytest.mark.parametrize(("text", "factor", "code"), BOTH)
def test_scale_and_currency_of_many_countries(text: str, factor: int | None, code: str | None) -> None:
    scale, currency = find_scale(text), find_currency(text)
    assert (scale.factor if scale else None, currency[0] if currency else None) == (factor, code)


@pytest.mark.parametrize(("text", "factor"), SCALES)
def test_a_scale_in_a_usual_spelling(text: str, factor: int) -> None:
    scale = find_scale(text)
    assert scale is not None
    assert scale.factor == factor
    assert 0 <= scale.start < scale.end <= len(text)


@pytest.mark.parametrize("text", NO_SCALES)
def test_what_only_looks_like_a_scale(text: str) -> None:
    assert find_scale(text) is None


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("Revenue NT$ 1,234", "TWD", "NT$"),
        ("Mex$ 12", "MXN", "Mex$"),
        ("U.S. $ 5", "USD", "U.S. $"),
        ("Cash $ 5", "USD", "$"),
        ("MEUR", "EUR", "EUR"),
        ("U$S 5", "USD", "U$S"),
        ("$U 12", "UYU", "$U"),
        ("in Mio. DM", "DEM", "DM"),
        ("in Mkr", "SEK", "kr"),
        ("Rs.1,234", "INR", "Rs."),
        ("won in millions", "KRW", "won"),
        ("(in millions of won)", "KRW", "won"),
        ("in swiss francs", "CHF", "swiss francs"),
    ],
)
def test_a_currency_and_where_it_stands(text: str, code: str, said: str) -> None:
    found = find_currency(text)
    assert found is not None
    assert (found[0], text[found[1] : found[2]]) == (code, said)


@pytest.mark.parametrize(
    "text",
    ["Total assets", "games won", "real estate", "Research and development", "Q$ 4", "R&D", "crowns and bridges"],
)
def test_words_and_dollars_of_nobody_are_no_currency(text: str) -> None:
    assert find_currency(text) is None


@pytest.mark.parametrize(
    ("code", "said", "shared"),
    [("USD", "$", True), ("USD", "US$", False), ("USD", "Dollars", True), ("INR", "Rs.", True), ("INR", "₹", False)],
)
def test_what_several_countries_print(code: str, said: str, shared: bool) -> None:
    assert is_shared(code, said) is shared


@pytest.mark.parametrize(
    ("label", "factor"),
    [
        ("Shares outstanding (000's)", THOUSAND),
        ("Weighted average shares (in thousands)", THOUSAND),
        ("Average shares, in millions", MILLION),
        ("Number of shares '000", THOUSAND),
        ("Diluted (thousands of shares)", THOUSAND),
        ("Weighted average shares (m)", MILLION),
        ("Nombre d'actions (en milliers)", THOUSAND),
        ("Sales (₹ crore)", CRORE),
        ("Sales", None),
        ("Preferred stock (par $1,000)", None),
        ("Common stock, authorised 300 million", None),
        ("Taxes (m)", None),
    ],
)
def test_a_row_says_its_own_scale(label: str, factor: int | None) -> None:
    assert row_scale(label) == factor


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("R 1,234", 1234), ("R12", None), ("P1,234,567", 1234567), ("Rs.1,23,456", 123456), ("₹ 7,66,429", 766429), ("RM1,234", 1234),
        ("(NT$1,234)", -1234), ("Mex$1,234", 1234), ("USD 1,234", 1234), ("1,37,706", 137706), ("(1,49,171)", -149171),
    ],
)  # fmt: skip
def test_a_cell_with_the_sign_of_any_country(text: str, value: int | None) -> None:
    found = parse_number(text)
    assert (found.value if found else None) == value
    assert (look(text)[0] is SegmentKind.NUMBER) is (value is not None)
