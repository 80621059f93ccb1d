"""What tells a page of a statement: words of its text, its title, its rows, and words that say it is something else.

In English, German, French and Spanish. Must hold no company's own wording.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from muniment.analysis.vocabulary.concepts import StatementKind

# What a page must say to be looked at, lower case, as printed.
WORDS: Mapping[StatementKind, tuple[str, ...]] = {
    StatementKind.BALANCE: (
        "total assets",
        "total liabilities",
        "liabilities and",
        "equity and liabilities",
        "total current assets",
        "total current liabilities",
        "total equity",
        "net assets",
        "bilanzsumme",
        "eigenkapital",
        "anlagevermögen",
        "vermögenswerte",
        "capitaux propres",
        "total actif",
        "l'actif",
        "l’actif",
        "patrimonio neto",
        "total activo",
    ),
    StatementKind.INCOME: (
        "net income",
        "net loss",
        "net earnings",
        "net (loss)",
        "profit for the",
        "loss for the",
        "(loss) income",
        "per share",
        "per unit",
        "common unit",
        "turnover",
        "profit before",
        "income before",
        "earnings before",
        "operating income",
        "gross profit",
        "total revenues",
        "net sales",
        "net interest income",
        "noninterest income",
        "umsatzerlöse",
        "jahresüberschuss",
        "jahresfehlbetrag",
        "konzernergebnis",
        "ergebnis vor",
        "ergebnis nach",
        "je aktie",
        "chiffre d",
        "résultat net",
        "résultat d",
        "résultat opérationnel",
        "par action",
        "cifra de negocios",
        "resultado de explotación",
        "resultado del ejercicio",
        "resultado consolidado",
        "resultado antes",
        "por acción",
    ),
    StatementKind.CASH_FLOW: (
        "operating activities",
        "investing activities",
        "financing activities",
        "from operations",
        "geschäftstätigkeit",
        "investitionstätigkeit",
        "finanzierungstätigkeit",
        "flux de trésorerie",
        "flux net",
        "flujos de efectivo",
        "actividades de explotación",
        "actividades de inversión",
    ),
}

TITLE_WORDS = (
    "statements of",
    "statement of",
    "income statement",
    "balance sheet",
    "results of operations",
    "profit and loss",
    "bilanz",
    "verlustrechnung",
    "flussrechnung",
    "bilan ",
    "compte de résultat",
    "tableau des flux",
    "balance de",
    "balance consolidado",
    "balance general",
    "cuenta de ",
    "estado de ",
)  # one of them stands in every title, lower case

_HOLDER = r"(?:(?:share|stock) ?(?:holders|owners)'?|owners'?|members'?|partners'?)"
TITLE = re.compile(
    r"^[ \t]*(?:\d+[ \t]+)?(?:[\w&.,'’ -]{0,70}?[ \t])?(?:"
    # balance sheets
    r"(?P<balance>(?:balance sheets?|statements? of (?:financial (?:position|condition)|condition|assets and liabilities))"
    r"|(?:konzern-?)?bilanz(?: (?:zum|per|des|der)\b|$)|bilan (?:consolid[ée]|actif|passif|au)\w*|[ée]tat (?:consolid[ée] )?de (?:la )?situation financi[èe]re"
    r"|balance (?:de situaci[óo]n|consolidado|general)|estado de situaci[óo]n financiera)"
    # income statements
    r"|(?P<income>statements? of (?:consolidated )?(?:net )?(?:income|operations|earnings|profit (?:or|and) loss|profit)(?! taxes)|income statements?|(?:results|summary) of operations|profit and loss accounts?"
    r"|(?:konzern-?)?gewinn-? und verlustrechnung|compte de r[ée]sultat|cuentas? de (?:p[ée]rdidas y ganancias|resultados))"
    # cash flow statements
    r"|(?P<cash_flow>statements? of (?:consolidated )?cash flows?|cash flows? statements?"
    r"|(?:konzern-?)?(?:kapitalflussrechnung|geldflussrechnung)|tableau (?:consolid[ée] )?des? flux(?: de tr[ée]sorerie)?|[ée]tat des flux de tr[ée]sorerie|estados? de flujos? de efectivo)"
    # what is none of them
    rf"|(?P<other>statements? of (?:consolidated )?(?:total )?(?:comprehensive|other comprehensive|changes in|(?:{_HOLDER} )?(?:equity|deficit|investment|capital)|{_HOLDER})"
    r"|reconciliations? (?:of|to|between)\b|selected (?:consolidated |historical |quarterly )*(?:financial|data|operating)|segment (?:results|information|data)"
    r"|supplemental (?:consolidating|financial (?:data|schedule|information))"
    r"|(?:konzern-?)?(?:eigenkapitalver[äa]nderungsrechnung|eigenkapitalspiegel|gesamtergebnisrechnung|anlagenspiegel|segmentbericht\w*)"
    r"|(?:tableau|[ée]tat) (?:consolid[ée] )?de (?:la )?variation\w* des capitaux propres|[ée]tat (?:consolid[ée] )?du r[ée]sultat global|information sectorielle"
    r"|estados? de cambios en el patrimonio|estados? de ingresos y gastos|estados? (?:de|del) resultado (?:global|integral)))"
    r"(?P<rest>[^\n]{0,90})$",
    re.IGNORECASE | re.MULTILINE,
)


def _anchors(*weighed: tuple[float, *tuple[str, ...]]) -> tuple[tuple[float, re.Pattern[str]], ...]:
    """A weight, and the expressions of which one is to be seen."""
    return tuple((weight, re.compile("|".join(patterns))) for weight, *patterns in weighed)


ANCHORS: Mapping[StatementKind, tuple[tuple[float, re.Pattern[str]], ...]] = {
    StatementKind.BALANCE: _anchors(
        (
            3,
            r"^(?:total assets|assets total)$|^(?:bilanzsumme|(?:summe )?(?:der )?(?:aktiva|vermogenswerte)(?: gesamt)?|gesamtvermogen)$",
            r"^total (?:general|(?:de l |des )?actifs?)$|^(?:total (?:del )?activos?|activo total)$",
        ),
        (
            2,
            r"^total current assets|^(?:summe )?(?:kurzfristigen? vermogenswerte|umlaufvermogen)",
            r"^(?:total )?(?:de l )?actifs? (?:courants?|circulants?)|^(?:total )?activos? corrientes?|^net current assets",
        ),
        (
            2,
            r"^total (?:current |non current )?liabilities$|^(?:summe )?(?:kurzfristigen? |langfristigen? )?(?:schulden|verbindlichkeiten)(?: gesamt)?$",
            r"^(?:total )?(?:des )?passifs? (?:non )?courants?|^total (?:des )?dettes|^(?:total )?pasivos?(?: no)?(?: corrientes?)?$|^creditors\b",
        ),
        (
            3,
            r"^total (?:liabilities|capitalization|equity)\b.*\band\b.*(?:equity|deficit|capital|investment|deficiency|liabilities)",
            r"^(?:summe )?(?:passiva|eigenkapital und (?:schulden|verbindlichkeiten))\b|^total (?:general )?(?:du )?passif|^total (?:des )?capitaux propres et",
            r"^total (?:del? )?(?:patrimonio neto y pasivo|pasivo y patrimonio)|^total assets less current liabilities",
        ),
        (
            2,
            r"^total (?:\w+ ){0,6}(?:equity|deficit|deficiency|investment)$|^(?:share|stock)holders (?:equity|funds)$|^net assets$",
            r"^(?:summe )?(?:konzern)?eigenkapital$|^(?:total (?:des )?)?capitaux propres\b(?! et)|^(?:total )?patrimonio neto$",
        ),
        (
            1,
            r"^(?:retained earnings|accumulated deficit|accumulated other comprehensive|profit and loss account)",
            r"^(?:gewinnrucklagen?|bilanzgewinn|gewinnvortrag|reserves|report a nouveau|reservas)",
        ),
        (
            1,
            r"^(?:accounts payable|trade payables|trade and other payables)|lieferungen und leistungen",
            r"^(?:dettes fournisseurs|fournisseurs|acreedores comerciales|proveedores)",
        ),
        (
            1,
            r"^cash(?: and|$| at bank)|^(?:zahlungsmittel|flussige mittel|liquide mittel|kassenbestand)",
            r"^(?:tresorerie|disponibilites)|^efectivo y otros",
        ),
        (
            1,
            r"^(?:additional paid|capital in excess|treasury|common stock|share capital|called up)",
            r"^(?:gezeichnetes kapital|kapitalrucklagen?|capital social|capital$|primes? d emission|capital suscrito|prima de emision)",
        ),
        (0.5, r"^goodwill|^geschafts oder firmenwerte?|^ecarts? d acquisition|^fondo de comercio"),
        (0.5, r"^(?:property|plant|tangible)|^sachanlagen|^immobilisations corporelles|^inmovilizado material"),
        (0.5, r"^inventor|^stocks?\b|^vorrate|^existencias"),
    ),
    StatementKind.INCOME: _anchors(
        (
            2,
            r"^(?:total |net |operating |consolidated )*(?:revenues?|sales|turnover)\b(?! and marketing)|^net interest income\b",
            r"^(?:konzern)?umsatz(?:erlose)?\b|^(?:total du )?chiffre d affaires|^(?:importe neto de la )?cifra de negocios|^ventas\b|^produits des activites",
        ),
        (
            1.5,
            r"^(?:total )?(?:costs? of|gross (?:profit|margin))\b|^(?:umsatzkosten|bruttoergebnis|materialaufwand|herstellungskosten|rohergebnis)",
            r"^(?:cout des|marge brute|achats consommes|achats)|^(?:aprovisionamientos|coste de (?:las )?ventas|margen bruto)",
        ),
        (
            2,
            r"^(?:total )?operating (?:income|profit|earnings|loss)$|^(?:income|earnings|profit|loss) from operations$",
            r"^(?:betriebsergebnis|operatives ergebnis|ebit|betriebliches ergebnis|ergebnis der betrieblichen)|^resultat (?:operationnel|d exploitation)|^resultado (?:de explotacion|operativo)",
        ),
        (
            2,
            r"^(?:consolidated )?(?:income|earnings|profit|loss).* before .*tax|^pre tax (?:profit|loss|income|result)|^ergebnis vor (?:ertrag)?steuern|^resultat (?:avant impots?|courant)|^resultado (?:consolidado )?antes de impuestos",
        ),
        (
            1.5,
            r"^(?:total )?(?:provision|benefit)?(?: for)? ?(?:income )?tax(?:es|ation)?\b|^income tax|^provision for|^taxes on income",
            r"^(?:ertragsteuern|steuern vom|impots? sur|charge d impot|impuestos? sobre)",
        ),
        (
            2,
            r"^(?:consolidated )?net (?:income|earnings|loss)\b|^profit for|^loss for|^consolidated (?:profit|loss)\b(?!.*\bbefore\b)",
            r"^(?:konzern ?)?(?:jahresuberschuss|jahresfehlbetrag|jahresergebnis)|^(?:konzernergebnis|konzerngewinn|periodenergebnis|ergebnis nach)",
            r"^resultat (?:net|de l exercice|consolide)|^(?:benefice|perte)\b|^resultado (?:consolidado )?(?:del ejercicio|neto|del periodo)",
        ),
        (1, r"\bbasic\b|unverwassert|\bde base\b|\bbasic[oa]"),
        (1, r"\bdiluted\b|\bdilution\b|\bverwassert|\bdilue|\bdiluid"),
        (
            1,
            r"^selling|^general and admin|^marketing|^research|^administrative|^vertriebs|^verwaltungs|^allgemeine verwaltung|^forschung|^personalaufwand",
            r"^charges de personnel|^frais (?:generaux|commerciaux|administratifs|de recherche)|^gastos de personal|^otros gastos de explotacion",
        ),
        (
            0.5,
            r"^interest (?:expense|income)|^(?:total )?(?:other )?operating expenses|^costs and expenses",
            r"^(?:zinsaufwendungen|zinsertrage|finanzergebnis|finanzierungsaufwendungen|abschreibungen)|^(?:resultat financier|charges financieres|cout de l endettement|dotations)",
            r"^(?:gastos financieros|ingresos financieros|resultado financiero|amortizacion)",
        ),
    ),
    StatementKind.CASH_FLOW: _anchors(
        (
            3,
            r"^(?:total |net )*(?:cash|cash flows?|provided|used|change)\b.*\boperat",
            r"(?:laufende\w*|operative\w*|betriebliche\w*) (?:geschafts)?tatigkeit|^(?:flux|tresorerie)\b.*(?:operationnel|exploitation|a l activite)|^(?:flujos?|efectivo)\b.*(?:explotacion|operativas|operacion)",
        ),
        (
            3,
            r"^(?:total |net )*(?:cash|cash flows?|provided|used|change)\b.*\binvest|investitionstatigkeit|^(?:flux|tresorerie)\b.*investissement|^(?:flujos?|efectivo)\b.*inversion",
        ),
        (
            3,
            r"^(?:total |net )*(?:cash|cash flows?|provided|used|change)\b.*\bfinancing|finanzierungstatigkeit|^(?:flux|tresorerie)\b.*financement|^(?:flujos?|efectivo)\b.*financiacion",
        ),
        (1, r"^depreciation|^amortization|^abschreibungen|^dotations|^amortissements|^amortizacion"),
        (
            1,
            r"^(?:capital (?:expenditures|spending)|purchases? of property|additions to property|payments to acquire)",
            r"^(?:auszahlungen fur )?(?:den erwerb von |investitionen in )(?:\w+ )*(?:sachanlage\w*|anlage\w*)|^acquisitions? d immobilisations|^(?:pagos por )?inversiones",
        ),
        (
            1.5,
            r"(?:beginning|end|start) of (?:the )?(?:year|period|quarter)|at (?:beginning|end)",
            r"am (?:anfang|ende) de[rs]|(?:a l ouverture|a la cloture|d ouverture|de cloture|(?:au )?debut|fin) d[eu]|al (?:comienzo|inicio|principio|final|cierre) del",
        ),
        (
            1,
            r"^(?:net )?(?:increase|decrease|change)\b.*\bcash|^(?:zahlungswirksame )?veranderung\w*\b.*(?:finanzmittel|zahlungsmittel|flussige)|^variation (?:nette )?de (?:la )?tresorerie|^(?:aumento|disminucion|variacion)\b.*efectivo",
        ),
        (
            1,
            r"^(?:proceeds|repayments?|payments? of|issuance|borrowings)\b|^(?:einzahlungen|auszahlungen|tilgung|aufnahme)\b|^(?:emissions?|remboursements?|encaissements?)\b|^(?:cobros|pagos)\b",
        ),
        (
            1,
            r"^(?:deferred (?:income )?tax|share based|stock based|stock compensation)|^latente steuern|^impots differes|^impuestos diferidos|^ajustes del resultado",
        ),
    ),
}

# Words around a table that say it is not the statement itself.
DECOY = re.compile(
    r"parent[ -]company[ -]only|parent company\b|parent only|\bguarantor|non-guarantor|condensed financial information of|consolidating|obligor group|"
    r"summari[sz]ed (?:statements?|financial|balance|income|combined)|pro[ -]?forma|as adjusted|as previously|as reported|effect of adoption|impact of adoption|quarterly|unaudited quarter|selected (?:consolidated )?(?:historical )?(?:financial|data)|"
    r"five[- ]year|non-?gaap|reconcil|segment|schedule i\b|unconsolidated|joint venture|equity method|percent(?:age)? of|as a percentage|constant currenc|organic|supplemental (?:consolidat|financial)|financial services\b|discontinued operations? (?:are|were|is)|purchase price|fair value of assets|"
    r"[üu]berleitung|(?:f[üu]nf|zehn|mehr)jahres[üu]bersicht|einzelabschluss der|bereinigt|[ée]tats financiers sociaux|comptes sociaux|soci[ée]t[ée] m[èe]re seule|cinq derniers exercices|chiffres cl[ée]s|sectoriel|"
    r"cinco [úu]ltimos|principales magnitudes|conciliaci[óo]n|cuentas anuales individuales",
    re.IGNORECASE,
)
# Words right above a statement that say it is of less than the group: no such one is taken while the group's stands there.
PARTIAL = re.compile(
    r"\b(?:parent|holding|registrant)(?:[ -]company)?[ -]only\b|\(parent company\)|\bcompany[ -]only\b"
    r"|condensed financial (?:information|statements) of (?:the )?(?:parent|registrant)|\bcondensed parent\b|\bconsolidating\b|\b(?:non-?)?guarantors?\b[ \t](?:subsidiar|balance|statement)"
    r"|^[ \t]*(?:parent )?company (?:balance sheets?|statements? of (?:financial position|income|profit|cash flows?|comprehensive)|income statements?|profit and loss)\b"
    r"|\b(?:balance sheets?|statements? of (?:financial position|income|cash flows?)|income statements?) of (?:the )?parent company\b"
    r"|\bparent company (?:balance|statements?|income|profit|financial statements)\b|\b(?:separate|unconsolidated) (?:financial statements|balance sheets?|statements? of)\b"
    r"|einzelabschluss|comptes sociaux|[ée]tats financiers sociaux|cuentas (?:anuales )?individuales",
    re.IGNORECASE | re.MULTILINE,
)
OWN = re.compile(r"\bconsolidated\b|\bgroup\b|\bkonzern|\bconsolid[ée]|\bconsolidad[oa]s?\b", re.IGNORECASE)
