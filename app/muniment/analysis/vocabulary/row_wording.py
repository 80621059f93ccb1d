"""How rows that give a statement its shape are worded, in English, German, French and Spanish.

For plain labels (see ``labels.plain``: lower case, no accents). Must hold no company's own wording.
"""

from __future__ import annotations

import re

# --- the balance sheet

TOTAL_ASSETS = re.compile(
    r"^(?:total assets|assets total)\b(?! less)"
    r"|^(?:bilanzsumme|gesamtvermogen|(?:summe )?(?:der )?(?:aktiva|vermogenswerte)|(?:aktiva|vermogenswerte) (?:gesamt|summe|insgesamt))$"
    r"|^total (?:general )?(?:de l |des )?actifs?$|^actif total$|^total general$"
    r"|^total (?:del? )?activos?$|^activo total$"
)
CLOSING = re.compile(
    r"^total (?:liabilities|capitalization|equity)\b.*\band\b.*(?:equity|deficit|capital|investment|deficiency|liabilities)"
    r"|^bilanzsumme$|^(?:summe )?(?:der )?passiva(?: gesamt| summe| insgesamt)?$"
    r"|^(?:summe )?eigenkapital und (?:schulden|verbindlichkeiten)(?: gesamt| summe| insgesamt)?$"
    r"|^total (?:general )?(?:du )?passifs?(?: et .*capitaux propres)?$|^total general$"
    r"|^total (?:des )?capitaux propres et (?:du |des )?passifs?"
    r"|^total (?:del? )?(?:patrimonio(?: neto)? y (?:del? )?pasivos?|pasivos? y patrimonio(?: neto)?)$"
)
_CURRENT = r"(?:total )?current assets|kurzfristigen? vermogenswerte|umlaufvermogen|actifs? (?:courants?|circulants?)|activos? corrientes?"
_FIXED = (
    r"non current assets|fixed assets|langfristigen? vermogenswerte|anlagevermogen"
    r"|actifs? (?:non courants?|immobilises?)|activos? no corrientes?"
)
_DUE = r"current liabilities|kurzfristigen? (?:schulden|verbindlichkeiten)|passifs? courants?|pasivos? corrientes?"
_LATER = (
    r"non current liabilities|long term liabilities|langfristigen? (?:schulden|verbindlichkeiten)"
    r"|passifs? non courants?|pasivos? no corrientes?"
)
_SUM = r"(?:total|summe)(?: (?:des?|der|de l|del))? "
_SUMMED = r"(?: (?:total|gesamt|summe|insgesamt))"


def _whole(words: str) -> re.Pattern[str]:
    """A total, which closes its rows."""
    return re.compile(rf"^{_SUM}(?:{words})\b|^(?:{words}){_SUMMED}$")


def _bare(words: str) -> re.Pattern[str]:
    """The same words without "total": such a row may stand above its parts or below them."""
    return re.compile(rf"^(?:{words})$")


CURRENT_ASSETS = re.compile(_whole(_CURRENT).pattern + r"|^total current$")
NONCURRENT_ASSETS = _whole(_FIXED)
CURRENT_LIABILITIES = _whole(_DUE)
NONCURRENT_LIABILITIES = _whole(_LATER)
BARE_CURRENT_ASSETS, BARE_NONCURRENT_ASSETS = _bare(_CURRENT), _bare(_FIXED)
BARE_CURRENT_LIABILITIES, BARE_NONCURRENT_LIABILITIES = _bare(_DUE), _bare(_LATER)
CURRENT_HEAD = re.compile(rf"(?<!non )\b(?:{_DUE})\b")
CAPITALIZATION = re.compile(r"^total (?:long term )?capitalization$")
EQUITY_ROW = re.compile(
    r"^(?:(?:\w+ )?(?:preferred|preference|common|ordinary|capital) (?:stock|shares)|(?:issued |called up )?share capital"
    r"|partners capital|members capital|additional paid|retained earnings"
    r"|accumulated (?:deficit|other comprehensive)|treasury (?:stock|shares)"
    r"|gezeichnetes kapital|grundkapital|stammkapital|kapitalrucklagen?|gewinnrucklagen?|eigene (?:aktien|anteile)"
    r"|capital social|primes? (?:d emission|liees)|reserves|report a nouveau"
    r"|capital suscrito|capital escriturado|prima de emision|reservas|fondos propios)\b"
)
EQUITY_HEAD = re.compile(
    r"\b(?:equity|capital and reserves|deficit|eigenkapital|capitaux propres|patrimonio neto|fondos propios)$"
)
EQUITY_END = re.compile(
    r"^total (?:\w+ )*(?:equity|deficit)$|^equity$|^(?:summe )?(?:konzern)?eigenkapital(?: gesamt)?$"
    r"|^(?:total (?:des )?)?capitaux propres\b(?! et)|^(?:total )?patrimonio neto$"
)
EQUITY = re.compile(
    r"^total\b.*\b(?:equity|deficit|deficiency|investment|capital)\b|^(?:common |ordinary )?(?:(?:share|stock)holders|members|partners|owners) (?:equity|deficit|investment|deficiency|capital)(?: total| net)?\b"
    r"|\bequity total$|^(?:total )?equity attributable to|^equity$|^common (?:stock |shareholders )?equity$|\b(?:share|stock)holders (?:equity|investment|deficit|funds)$|^net assets$"
    r"|^(?:summe )?(?:des )?(?:konzern)?eigenkapitals?(?: gesamt| summe| insgesamt)?$|^eigenkapital (?:der|vor)\b"
    r"|^(?:anteil der|auf die|den) (?:aktionare|anteilseigner|gesellschafter|eigentumer|anteilseignern|aktionaren)\b.*eigenkapital"
    r"|^(?:total (?:des |de l )?)?capitaux propres(?! et)\b"
    r"|^(?:total )?patrimonio(?: neto)?(?: (?:total|atribu\w+ .*))?$"
)
NOT_EQUITY = re.compile(
    r"liabilities|lease|capitalization|mezzanine|temporary|^total redeemable|method|securities|additional|paid in|beginning|invested capital|equity investment|investments?$(?<!holders investment)|working|other comprehensive|contributed|per share"
    r"|minderheiten$|schulden|verbindlichkeiten|autres capitaux|y pasivo"
)
WHOLE_EQUITY = re.compile(
    r"^total (?:consolidated |permanent |group )?equity\b(?! attributable)|^equity$"
    r"|^(?:summe )?(?:des )?(?:konzern)?eigenkapitals?(?: gesamt| summe| insgesamt)?$"
    r"|^total (?:des )?capitaux propres(?: de l ensemble consolide)?$|^(?:total )?patrimonio neto(?: total)?$"
)
MINORITY_ROW = re.compile(
    r"^(?:non ?controlling|minority) interest"
    r"|^(?:nicht beherrschende anteile|anteile (?:anderer gesellschafter|nicht beherrschender)|minderheitsanteile)"
    r"|^(?:interets (?:minoritaires|ne donnant pas)|participations ne donnant pas)"
    r"|^(?:intereses minoritarios|participaciones no dominantes|socios externos)"
)

# --- the income statement

RESULT = re.compile(
    r"^(?:gross (?:profit|margin)|(?:total )?operating (?:income|profit|earnings|loss)|(?:income|earnings|profit|loss) from operations"
    r"|total (?:costs?|operating costs|expenses|operating expenses|costs and expenses)\b.*|(?:consolidated )?net (?:income|earnings|loss)\b(?! (?:on|from))|.*before .*tax.*)"
    r"|^(?:bruttoergebnis|rohergebnis|bruttogewinn|rohertrag|gesamtleistung|betriebsergebnis|operatives ergebnis|konzernergebnis|jahresuberschuss|ergebnis\b|ebit)"
    r"|^(?:marge brute|resultat|total des (?:produits|charges) d exploitation)"
    r"|^(?:margen bruto|resultado|beneficio)"
)
OPERATING_RESULT = re.compile(
    r"^(?:net |total |consolidated )*operating (?:income|profit|earnings|loss|margin)(?: net| total)?$"
    r"|^(?:net )?(?:income|profit|earnings|loss|operating income) from (?:operations|operating activities)$"
    r"|^(?:betriebsergebnis|operatives ergebnis|ebit|betriebliches ergebnis|ergebnis der (?:betrieblichen|operativen) (?:geschafts)?tatigkeit)\b"
    r"|^resultat (?:operationnel|d exploitation)(?! courant)"
    r"|^(?:resultado|beneficio) (?:de explotacion|operativo)"
)
TAX = re.compile(
    r"^(?:total |less )?(?:provision|benefit|income tax|tax|taxes)(?: for| from| on)?(?: income)?(?: tax(?:es)?)?\b"
    r"|^(?:net (?:income|earnings|loss))\b"
    r"|^(?:ertragsteuern|steuern vom|steueraufwand|impots? sur|charge d impot|impuestos? sobre)"
)

# --- results, shares: see analysis/statements/row_structure.py

NET = re.compile(
    r"^(?:(?:total|consolidated|group) )*net (?:income|earnings|profit|loss|losses|gain|result)\b(?! on (?!common))"
    r"|^(?:profit|earnings)$|^(?:consolidated )?(?:profit|loss|earnings|income) (?:for the (?:financial )?(?:year|period|quarter)|after (?:income )?tax(?:es|ation)?$)"
    r"|^(?:consolidated )?(?:net )?(?:income|earnings|profit|loss)(?: or loss| loss)?(?: for the (?:year|period))? (?:attributable|available|applicable|allocable)\b"
    r"|^consolidated (?:profit|loss)(?: or loss| loss)?$|^(?:profit|loss)(?: loss)? after (?:income )?tax(?:ation)?(?: expense| benefit)* for the (?:financial )?(?:year|period|half year)\b"
    r"|^(?:amounts? )?attributable to\b|^(?:earnings|income) including non ?controlling|^(?!(?:total )?other )(?:\w+ ){1,5}net (?:income|earnings|loss)$"
    r"|^(?:konzern ?)?(?:jahresuberschuss|jahresfehlbetrag|jahresergebnis|periodenergebnis|periodenuberschuss|uberschuss)\b"
    r"|^(?:konzernergebnis|konzerngewinn|konzernverlust|konzernperiodenergebnis)\b|^ergebnis (?:nach (?:ertrag)?steuern|der periode|des geschaftsjahres)"
    r"|^ergebnisanteil\b|^(?:davon )?(?:(?:auf|den) )?(?:die )?(?:aktionare|anteilseigner|gesellschafter|eigenkapitalgeber)n? de[rs]\b"
    r"|^resultat net\b|^resultat (?:consolide )?de (?:l exercice|la periode|l ensemble)|^(?:benefice|perte) (?:net|nette|de l exercice|ou perte)\b"
    r"|^(?:attribuable|revenant) aux? (?:actionnaires|proprietaires|porteurs)|^part du groupe$"
    r"|^(?:resultado|beneficio|perdida)(?: neto| neta)?(?: consolidado)?(?: neto)?(?: del? (?:ejercicio|periodo|ano)| atribu\w+.*|$)"
    r"|^atribu\w+ a (?:la |los )?(?:sociedad|entidad|accionistas|propietarios|tenedores)"
)
WHOLE_RESULT = re.compile(
    r"^(?:net|total) comprehensive (?:income|loss|profit)(?: loss)?(?: for the (?:financial )?(?:year|period))?$"
)
SHARE_OF = re.compile(r"^(?:davon|auf|den|aktionare|anteilseigner|attribuable|revenant|part du groupe|atribu)")
NOT_NET = re.compile(
    r"comprehensive|per (?:common |ordinary |diluted |basic |limited |class )*(?:share|unit)|discontinued|from continuing|before (?!allocation|attribution|preferred|non ?controlling|minority|redeemable|adjustments? for non)"
    r"|adjusted|pro forma|reconcile|adjustment|sale of|net income tax|non gaap|participating|unvested|restricted|general partner|used in|securities|\brate\b|net (?:income|earnings|loss) from (?!operations|consolidated)|unconsolidated|affiliates|investments?$|weighted"
    r"|je (?:\w+ )?aktie|gesamtergebnis|aufgegeben|fortgefuhrt|\bvor\b(?! (?:minderheit|anteil))|vortrag"
    r"|par action|resultat (?:net )?(?:global|financier|courant|exceptionnel)|abandonnees|cedees|poursuivies|\bavant\b|mises? en equivalence"
    r"|por accion|\bantes\b|interrumpidas|continuadas|explotacion|resultado (?:global|integral|financiero|extraordinario)"
)
BOTH = re.compile(
    r"^(?:net )?(income|loss|profit|earnings) and (?:total )?comprehensive (?:income|loss|profit|earnings)"
)
OTHERS = re.compile(
    r"non ?controlling|minority|redeemable|(?:preferred|preference)(?! dividends? re)"
    r"|minderheit|nicht beherrschend|(?:andere[nr]?|fremde[nr]?|konzernfremde[nr]?) (?:gesellschafter|anteil)|minoritaires|ne donnant pas le controle|minoritari|no dominantes|no controlad|socios externos"
)
PARENT = re.compile(
    r"\b(?:attributable|available|applicable|allocable|attributed|allocated|accruing|for common|to common|on common|of common)\b"
    r"|\b(?:aktionaren?|anteilseignern?|gesellschaftern?|eigenkapitalgebern?|eigentumern?)\b|zurechenbar|part du groupe|attribuable|revenant aux"
    r"|\batribu\w+ a\b|sociedad dominante"
)
INCLUDING = re.compile(
    r"including (?:portion|income|earnings|net income|profit|gains|amounts?|the portion|redeemable|non ?controlling|minority)|before (?:allocation|attribution|non ?controlling|minority)|attributable to (?!non ?controlling|minority|redeemable)(?:the )?(?:\w+ )*?and (?:redeemable )?non ?controlling|controlling and non ?controlling"
    r"|\bvor (?:minderheit|anteil)|avant (?:interets|part)|antes de (?:intereses|socios)"
)
COMMON = re.compile(r"\bcommon\b|\bordinary (?:share|stock)|unitholders|limited partners")
COMPREHENSIVE = re.compile(r"comprehensive|gesamtergebnis|resultat global|resultado (?:global|integral)")
SHARES = re.compile(
    r"weighted|average|shares? outstanding|number of|outstanding shares|shares used|in shares|used in (?:the )?(?:per|comput|calcul)"
    r"|gewichtet|durchschnittliche|anzahl|nombre|pondere|numero (?:medio|de)|media ponderada"
)
PER_SHARE = re.compile(
    r"per (?:common |ordinary |diluted |basic |limited |class |partnership |weighted |average |fully )*(?:\w )?(?:share|stock|unit|ads|adr)\b|per share|\beps\b"
    r"|\bje (?:\w+ )?(?:stamm|vorzugs)?aktie|par action|por accion"
)
DILUTED = re.compile(r"dilut|\bverwassert|(?<!non )(?<!avant )\bdilue|\bdilu(?:cion|id)")
BASIC = re.compile(r"\bbasic\b|^primary\b|undiluted|unverwassert|\bde base\b|non dilue|avant dilution|\bbasic[oa]s?\b")
NOT_EPS = re.compile(
    r"dividend|pro forma|adjusted|non gaap|effect|dilutive (?:effect|securities|options)|book value|distribution|stock options|incremental|bereinigt|ajuste|ajustad"
)
PART_OF_EPS = re.compile(
    r"continuing|discontinued|extraordinary|cumulative|before|undistributed|distributed|class b\b"
    r"|fortgefuhrt|aufgegeben|poursuivies|abandonnees|cedees|continuadas|interrumpidas"
)

# --- the cash flow statement

FLOWS = {
    "operating": re.compile(
        r"\b(?:operating activit|operations\b(?! de? )|operatingactivities|operating(?: cash| cash flows?)?$)"
        r"|(?:laufende\w*|operative\w*|betriebliche\w*) (?:geschafts)?tatigkeit|activites? (?:operationnelles?|d exploitation)|(?:par|a) l (?:activite|exploitation)"
        r"|actividades (?:de explotacion|operativas|ordinarias|de operacion)"
    ),
    "investing": re.compile(
        r"\b(?:investing activit|investing$|investment activit|investing cash)|investitionstatigkeit"
        r"|(?:activites?|operations) d investissements?|actividades de inversion"
    ),
    "financing": re.compile(
        r"\b(?:financing(?: activit| cash|$))|finanzierungstatigkeit|(?:activites?|operations) de financement|actividades de financiacion"
    ),
}
FLOW_TOTAL = re.compile(
    r"^(?:total |net )*(?:cash|cash flows?|provided|used|generated)\b.*\b(?:operat|invest|financing)"
    r"|^(?:total |net )+(?:operating|investing|financing)(?: activities| cash| cash flows?)?$"
    r"|^(?:operating|investing|financing) (?:activities|cash flows?)(?: total| net)?$"
    r"|^(?:total |net )*change in cash from"
    r"|^(?:netto ?)?(?:cash ?flows?|mittel\w*|zahlungsmittel\w*)\b.*tatigkeit"
    r"|^(?:total (?:des )?)?(?:flux|tresorerie)\b.*\b(?:activites?|operations|exploitation)\b"
    r"|^(?:total )?(?:flujos?|efectivo)\b.*\bactividades\b"
)
FLOW_HEAD = re.compile(
    r"\b(?:cash flows?|operating|investing|financing|investment) ?.*activities|cash (?:flows? )?(?:from|used|provided)|operations|financing|investing"
    r"|(?:geschafts|investitions|finanzierungs|betriebliche\w* )tatigkeit|activites?|operations|actividades"
)
DISCONTINUED = re.compile(r"discontinued|aufgegeben|abandonnees|interrumpidas")
