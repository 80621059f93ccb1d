"""What a document is, from the words of its first pages.

Must never say more than it knows: without a sign of its kind a document is "other".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from muniment.analysis.vocabulary.filing_forms import cover_of
from muniment.document.pages.source_document import Document

BILLS = ("invoice", "credit note", "receipt")  # kinds that name who sold and who bought
FILINGS = ("10-K", "10-Q", "20-F", "40-F")
"""Kinds whose cover says the period that they report on."""
REPORTS = ("annual report", "interim report")
YEARLY = ("10-K", "20-F", "40-F", "annual report")

_FIRST = 3  # pages that say what a document is; a cover letter may stand before them
_LENGTH = 6_000  # characters of each
_LONG = 11  # words from which a line is prose if most of them begin with small letters
_MAY_END = 6  # words from which a line that ends with a full stop is prose


@dataclass(frozen=True, slots=True)
class RecognisedKind:
    """What a document is.

    Attributes:
        value: One of ``document.document.KINDS``.
        confidence: 0 to 1.
    """

    value: str
    confidence: float


# Bills of all kinds, but neither "Gewinn- und Verlustrechnung" nor "Kapitalflussrechnung", which are statements.
_RECHNUNG = r"\b(?:miet|handels|schluss|teil|abschlags|sammel|voraus|proforma)?rechnung"
_PAID = r"(?: (?:tendered|paid|due|given|euro))?[ :]*\(?(?:rm|eur|usd|gbp|[$€£])?\)?[ :]*\d[\d.,]*[.,]\d\d\b"  # after "cash"
_YEAR = r"(?:19|20)\d\d"
_TOLD = r"reports|announces|announced|reported|posts|delivers|releases|publishes|provides"
_RESULT = r"results|earnings|fiscal|full[ -]year|half"

# (kind, weight, where, expression) on lower-case text with single spaces. ANY is all text; TITLE leaves prose out, where a
# report is only spoken of. Weights add up; the largest sum wins.
_ANY, _TITLE = "any", "title"
_SIGNS = (
    ("10-K", 5.0, _ANY, r"annual report pursuant to section 13 or 15"),
    ("10-K", 3.0, _TITLE, r"\bform 10-?k(?:405|sb|t)?(?:/a)?\b(?! for| filed| and)"),
    ("10-K", 2.0, _ANY, r"for the (?:fiscal )?year ended .{0,300}commission file n"),
    ("10-Q", 5.0, _ANY, r"quarterly report pursuant to section 13 or 15"),
    ("10-Q", 3.0, _TITLE, r"\bform 10-?q(?:sb|t)?(?:/a)?\b(?! for| filed| and)"),
    ("10-Q", 2.0, _ANY, r"for the quarterly period ended"),
    ("8-K", 6.0, _ANY, r"current report(?: \w+)? pursuant to section 13 or 15"),
    ("8-K", 3.0, _TITLE, r"\bform 8-?k(?:/a)?\b(?! filed| and)"),
    ("8-K", 2.0, _ANY, r"date of (?:earliest event|report)"),
    ("20-F", 8.0, _TITLE, r"\bform 20-?f\b"),
    ("20-F", 2.0, _ANY, r"registration statement pursuant to section 12\(b\) or \(g\)"),
    ("40-F", 8.0, _TITLE, r"\bform 40-?f\b"),
    ("6-K", 9.0, _ANY, r"report of foreign (?:private )?issuer pursuant to rule"),
    ("earnings release", 3.0, _ANY, rf"\b(?:{_TOLD}) (?:[\w$€£%.]*[’'.,-]* ){{0,10}}?(?:quarter|{_RESULT})"),
    ("earnings release", 2.0, _ANY, r"\b(?:first|second|third|fourth|q[1-4])[ -](?:quarter|fiscal)?.{0,40}\b(?:results|earnings|highlights)\b"),
    ("earnings release", 1.5, _ANY, r"press release|news release|for immediate release|investor (?:relations )?contact|media contact|prnewswire|business ?wire|globe ?newswire|earnings release|communiqué de presse|pressemitteilung|nota de prensa|comunicado de prensa"),
    ("earnings release", 1.0, _ANY, r"conference call|webcast"),
    ("earnings release", 2.0, _ANY, r"(?:chiffre d[’']affaires|résultats?) (?:du|de l[’']exercice|annuels?|semestriels?|trimestriels?)\b.{0,400}contacts?\b|\bexhibit 99\.\d\b"),
    ("annual report", 3.0, _TITLE, rf"\bannual (?:report|accounts|financial (?:report|statements))\b(?! on form| pursuant| to )|\b(?:{_YEAR}|integrated) annual report\b"),
    ("annual report", 2.0, _ANY, r"\b(?:report and accounts|financial statements|geschäftsbericht|strategic report|directors['’] report).{0,80}(?:year|period) ended"),
    ("annual report", 3.0, _TITLE, r"\b(?:(?:directors['’]? |strategic )?report and (?:(?:un)?audited )?(?:consolidated )?(?:accounts|financial statements)|micro-entity accounts|(?:filleted|abridged|abbreviated|unaudited|statutory|company) (?:\w+ )?(?:accounts|financial statements)|(?:un)?audited (?:\w+ )?(?:accounts|financial statements)|financial statements for the (?:\w+ )?(?:year|period))\b"),
    ("annual report", 2.0, _TITLE, r"\b(?:company |registered )(?:registration )?(?:number|no\.?) ?:? ?[a-z]{0,2}\d{6,8}\b"),
    ("annual report", 3.5, _TITLE, r"\b(?:geschäftsbericht|konzernabschluss|jahresabschluss|einzelabschluss|jahresfinanzbericht|finanzbericht|konzernlagebericht|jahresbericht)\b"),
    ("annual report", 3.5, _TITLE, r"\b(?:document d[’'] ?enregistrement universel|document de référence|rapport (?:financier )?annuel|rapport intégré|comptes (?:annuels|consolidés|sociaux))\b"),
    ("annual report", 3.5, _TITLE, r"\b(?:informe (?:financiero )?anual|cuentas anuales|memoria anual|informe (?:anual )?integrado|estados financieros (?:anuales|consolidados))\b"),
    ("annual report", 3.5, _TITLE, r"\b(?:relazione finanziaria annuale|bilancio (?:consolidato|d[’']esercizio)|jaarverslag|jaarrekening|relatório (?:e contas )?anual|årsredovisning|årsrapport|vuosikertomus)\b"),
    ("interim report", 3.0, _TITLE, r"\binterim (?:report|financial|results|condensed|management|statement)|\bhalf[ -]year(?:ly)?(?: \w+)? (?:reports?|results|financial|accounts)|\bquarterly (?:statement|financial report|report)\b(?! pursuant| on form)"),
    ("interim report", 2.0, _TITLE, r"\b(?:condensed|unaudited) (?:\w+ )?interim|\bfor the (?:six|three|nine|6|3|9) months ended|\bsix months to\b"),
    ("interim report", 4.5, _TITLE, r"\b(?:halbjahres(?:finanz)?bericht|zwischenbericht|(?:quartals|zwischen)(?:finanz)?(?:mitteilung|bericht)|konzernzwischenabschluss|zwischenabschluss|halbjahresabschluss)\b"),
    ("interim report", 4.5, _TITLE, r"\brapport (?:financier )?(?:semestriel|trimestriel)|\bcomptes (?:consolidés )?(?:semestriels|intermédiaires)|\b(?:premier|1er) semestre (?:de l[’']exercice )?"),
    ("interim report", 4.5, _TITLE, r"\binforme (?:financiero )?(?:semestral|trimestral|intermedio)|\bestados financieros (?:\w+ )?intermedios|\bprimer semestre\b|\brelazione finanziaria semestrale|\bhalfjaar(?:verslag|bericht)|\bdelårsrapport"),
    ("invoice", 3.0, _ANY, rf"\b(?:tax )?invoice\b|{_RECHNUNG}\b|\bfactuur\b|\bfactur(?:e|a)\b|self-billed"),
    ("invoice", 2.0, _ANY, rf"\b(?:invoice (?:no|number|date|#|id)|factuur(?:nummer|datum)|due date|fällig|vervaldatum|bill to|amount due)|{_RECHNUNG}s(?:nummer|datum|nr)|{_RECHNUNG}(?: \(\d+\))? nr|(?:numéro|date) de (?:la )?facture|facture n[°ºo]|échéance|(?:número|fecha) de (?:la )?factura|factura (?:n[.°ºo]|núm)|vencimiento"),
    ("credit note", 5.5, _ANY, r"\bcredit (?:note|memo)\b|\bgutschrift\b(?! \(selbst)|\b(?:stornorechnung|rechnungskorrektur)\b|\bcreditnota\b|\b(?:note de crédit|facture d[’']avoir)\b|\b(?:nota de crédito|factura rectificativa)\b"),
    ("receipt", 3.0, _ANY, r"\breceipt\b|\bkassenbon\b|\bkassabon\b|\bquittung\b|\bticket de caisse\b|\breçu\b|\brecibo\b|\bfactura simplificada\b"),
    ("receipt", 1.5, _ANY, r"\b(?:cash|change|rounding|cashier|gst|thank you)\b.{0,200}\btotal\b|\btotal\b.{0,200}\b(?:cash|change|rounding|thank you)\b"),
    ("receipt", 5.0, _ANY, rf"\b(?:cash|bar|gegeben|contant|espèces|efectivo|entregado){_PAID}.{{0,40}}\b(?:change|rückgeld|wisselgeld|rendu|cambio){_PAID}"),
    ("bank statement", 4.0, _TITLE, r"\b(?:bank|account|checking|savings|current account|business account) statement\b|\bstatement of accounts?\b|\bkontoauszug\b|\brelevé de compte\b|\bextracto (?:de cuenta|bancario)\b|\bestado de cuenta\b|\brekeningafschrift\b|\bestratto conto\b"),
    ("bank statement", 2.0, _ANY, r"\b(?:opening|beginning|closing|ending|previous) balance\b.{0,2000}\b(?:withdrawals?|deposits?|debits?|credits?|paid (?:in|out))\b"),
    ("bank statement", 2.0, _TITLE, r"\b(?:statement (?:period|date)|sort code|account number|iban)\b.{0,600}\b(?:balance|paid (?:in|out)|withdrawals?|saldo|solde)\b|\b(?:alter|neuer|anfangs|end)[ -]?(?:konto|kontostand|saldo)\b"),
    ("contract", 3.0, _ANY, r"\b(?:this|the) (?:[\w-]+ ){0,6}(?:agreement|lease|indenture|deed|contract|guaranty) (?:\(.{0,60}\) )?(?:is )?(?:made|entered into|dated|effective)|\bthis (?:[\w-]+ ){0,6}(?:agreement|indenture|deed)\b.{0,80}\bdated as of\b"),
    ("contract", 2.5, _TITLE, r"(?:^|\n)\W*(?:(?:\w+ ){0,3}amended and restated )?(?:[\w’'-]+ ){0,5}(?:agreement|indenture|deed of trust|promissory note|loan note|guaranty|term sheet)\W*(?:$|\n|\bdated\b|\bby and\b|\bbetween\b|\bamong\b)"),
    ("contract", 2.0, _ANY, r"\bby and (?:between|among)\b|\bwitnesseth\b|\bwhereas\b|\bnow,? therefore\b|\bin witness whereof\b"),
    ("contract", 3.5, _TITLE, r"\b(?:kredit|darlehens|miet|kauf|dienst|arbeits|liefer|gesellschafts|rahmen)vertrag\b|\bcontrat (?:de|d[’'])|\bcontrato (?:de|del)\b"),
    ("contract", 2.0, _ANY, r"\bwird folgender vertrag geschlossen|\bentre les soussignés|\bil a été convenu|\bentre las partes|\breunidos\b|\bparty of the (?:first|second) part"),
    ("other", 3.5, _ANY, r"\bdear (?!(?:fellow |valued )?(?:share|stock|unit)(?:holder|owner)|investor)(?:\w+[ .,:]{1,2}){1,4}.*\b(?:sincerely|yours (?:faithfully|truly)|(?:kind|best|warm) regards)\b"),
    ("other", 3.5, _ANY, r"\bsehr geehrte[rs]? (?!aktionär).*\bmit freundlichen grüßen\b|\b(?:madame|monsieur),.*\bsalutations\b|\bestimad[oa]s? (?!accionista).*\b(?:atentamente|un cordial saludo)\b"),
    ("other", 6.0, _TITLE, r"\b(?:prospectus|proxy statement|notice of (?:the )?(?:\d{4} )?annual (?:general )?meeting|schedule 1[34][acdgf]|offering (?:circular|memorandum)|base listing particulars|investor presentation|sustainability report|esg report|remuneration report|corporate governance report|transcript)\b"),
)  # fmt: skip
_LEAST = 3.0


def kind_of(document: Document) -> RecognisedKind:
    """The kind of a document: of the form whose cover it has, else from the words of its first pages with text."""
    cover = cover_of(document)
    if cover is not None:
        return RecognisedKind(cover.kind, 0.99)
    pages = [page.text for page in document.pages[: _FIRST + 2] if page.text.strip()][:_FIRST]
    sums: dict[str, float] = {}
    for number, text in enumerate(pages):
        lines = _plain(text[:_LENGTH]).split("\n")
        seen = {_ANY: " ".join(lines), _TITLE: "\n".join(_titles(lines, text[:_LENGTH].split("\n")))}
        seen[_TITLE] = seen[_TITLE].replace("\n", " ") + "\n" + seen[_TITLE]
        for kind, weight, where, pattern in _compiled():
            if pattern.search(seen[where]):
                sums[kind] = sums.get(kind, 0.0) + weight / (1 + number)
    return _largest(sums)


@cache
def _compiled() -> tuple[tuple[str, float, str, re.Pattern[str]], ...]:
    """The signs; a filing whose cover says what it is needs none of them."""
    return tuple((kind, weight, where, re.compile(pattern)) for kind, weight, where, pattern in _SIGNS)


def _largest(sums: dict[str, float]) -> RecognisedKind:
    ranked = sorted(sums.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < _LEAST:
        return RecognisedKind("other", 0.5)
    best, score = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    return RecognisedKind(best, round(min(0.99, 0.55 + 0.45 * (score - second) / score), 2))


def _plain(text: str) -> str:
    """Lower-case lines with single spaces and plain hyphens."""
    plain = re.sub(r"[‐‑‒–—]", "-", text.lower())
    return "\n".join(" ".join(line.split()) for line in plain.split("\n"))


def _titles(lines: list[str], printed: list[str]) -> Iterator[str]:
    """The lines that are no prose: short, or mostly of words with capitals."""
    was_prose = False
    for line, original in zip(lines, printed, strict=True):
        words = re.findall(r"[^\W\d_][\w’'-]*", original)
        small = sum(word[0].islower() for word in words)
        is_prose = len(words) >= _LONG and small * 2 > len(words)
        is_prose = is_prose or (len(words) >= _MAY_END and small * 2 > len(words) and line.endswith((".", ",")))
        is_prose = is_prose or (was_prose and bool(words) and (words[0][0].islower() or line.endswith(".")))
        was_prose = is_prose
        if line and not is_prose:
            yield line
