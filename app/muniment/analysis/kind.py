"""What a document is, from the words of its first pages.

Must never say more than it knows: without a sign of its kind a document is "other".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from muniment.document.document import Document

BILLS = ("invoice", "credit note", "receipt")  # kinds that name who sold and who bought

_FIRST = 3  # pages that say what a document is; a cover letter may stand before them
_LENGTH = 6_000  # characters of each


@dataclass(frozen=True, slots=True)
class Kind:
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

# (kind, weight, expression) on lower-case text with single spaces. Weights add up; the largest sum wins.
_SIGNS = tuple(
    (kind, weight, re.compile(pattern))
    for kind, weight, pattern in (
        ("10-K", 5.0, r"annual report pursuant to section 13 or 15"),
        ("10-K", 3.0, r"\bform 10-?k(?:/a|t)?\b(?! for| filed| and)"),
        ("10-K", 2.0, r"for the (?:fiscal )?year ended .{0,300}commission file n"),
        ("10-Q", 5.0, r"quarterly report pursuant to section 13 or 15"),
        ("10-Q", 3.0, r"\bform 10-?q(?:/a)?\b(?! for| filed| and)"),
        ("10-Q", 2.0, r"for the quarterly period ended"),
        ("8-K", 6.0, r"current report(?: \w+)? pursuant to section 13 or 15"),
        ("8-K", 3.0, r"\bform 8-?k(?:/a)?\b(?! filed| and)"),
        ("8-K", 2.0, r"date of (?:earliest event|report)"),
        ("20-F", 8.0, r"\bform 20-?f\b"),
        ("20-F", 2.0, r"registration statement pursuant to section 12\(b\) or \(g\)"),
        ("earnings release", 3.0, r"\b(?:reports|announces|announced|reported|posts|delivers|releases) (?:\w+[’'.,-]* ){0,10}?(?:quarter|results|earnings|fiscal|full[ -]year|half)"),
        ("earnings release", 2.0, r"\b(?:first|second|third|fourth|q[1-4])[ -](?:quarter|fiscal)?.{0,40}\b(?:results|earnings|highlights)\b"),
        ("earnings release", 1.5, r"press release|news release|for immediate release|investor (?:relations )?contact|media contact|prnewswire|business ?wire|globe ?newswire|earnings release"),
        ("earnings release", 1.0, r"conference call|webcast"),
        ("annual report", 3.0, r"\bannual report (?:and accounts|and financial statements|\d{4})|\bannual report\b(?! on form| pursuant)"),
        ("annual report", 2.0, r"\b(?:report and accounts|financial statements|geschäftsbericht|strategic report|directors['’] report).{0,80}(?:year|period) ended"),
        ("interim report", 3.0, r"\binterim (?:report|financial|results|condensed)|half[ -]year(?:ly)? (?:report|results|financial)|quarterly (?:statement|financial report)"),
        ("invoice", 3.0, rf"\b(?:tax )?invoice\b|{_RECHNUNG}\b|\bfactuur\b|\bfactur(?:e|a)\b|self-billed"),
        ("invoice", 2.0, rf"\b(?:invoice (?:no|number|date|#|id)|factuur(?:nummer|datum)|due date|fällig|vervaldatum|bill to|amount due)|{_RECHNUNG}s(?:nummer|datum|nr)|{_RECHNUNG}(?: \(\d+\))? nr|(?:numéro|date) de (?:la )?facture|facture n[°ºo]|échéance|(?:número|fecha) de (?:la )?factura|factura (?:n[.°ºo]|núm)|vencimiento"),
        ("credit note", 5.5, r"\bcredit (?:note|memo)\b|\bgutschrift\b(?! \(selbst)|\b(?:stornorechnung|rechnungskorrektur)\b|\bcreditnota\b|\b(?:note de crédit|facture d[’']avoir)\b|\b(?:nota de crédito|factura rectificativa)\b"),
        ("receipt", 3.0, r"\breceipt\b|\bkassenbon\b|\bkassabon\b|\bquittung\b|\bticket de caisse\b|\breçu\b|\brecibo\b|\bfactura simplificada\b"),
        ("receipt", 1.5, r"\b(?:cash|change|rounding|cashier|gst|thank you)\b.{0,200}\btotal\b|\btotal\b.{0,200}\b(?:cash|change|rounding|thank you)\b"),
        ("receipt", 5.0, rf"\b(?:cash|bar|gegeben|contant|espèces|efectivo|entregado){_PAID}.{{0,40}}\b(?:change|rückgeld|wisselgeld|rendu|cambio){_PAID}"),
        ("bank statement", 4.0, r"\b(?:bank|account|checking|savings) statement\b|\bstatement of account\b|\bkontoauszug\b"),
        ("bank statement", 2.0, r"\b(?:opening|beginning|closing|ending) balance\b.{0,2000}\b(?:withdrawals?|deposits?|debits?|credits?)\b"),
        ("contract", 3.0, r"\b(?:this|the) (?:\w+ ){0,4}agreement (?:\(.{0,60}\) )?(?:is )?(?:made|entered into|dated)"),
        ("contract", 2.0, r"\bby and (?:between|among)\b|\bwitnesseth\b|\bwhereas\b"),
    )
)  # fmt: skip
_LEAST = 3.0


def kind_of(document: Document) -> Kind:
    """The kind of a document, from its first pages with text."""
    pages = [page.text for page in document.pages[: _FIRST + 2] if page.text.strip()][:_FIRST]
    sums: dict[str, float] = {}
    for number, text in enumerate(pages):
        squashed = " ".join(text[:_LENGTH].lower().replace("\xa0", " ").replace("‑", "-").replace("–", "-").split())
        for kind, weight, pattern in _SIGNS:
            if pattern.search(squashed):
                sums[kind] = sums.get(kind, 0.0) + weight / (1 + number)
    if not sums:
        return Kind("other", 0.5)
    ranked = sorted(sums.items(), key=lambda item: -item[1])
    best, score = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    if score < _LEAST:
        return Kind("other", 0.5)
    return Kind(best, round(min(0.99, 0.55 + 0.45 * (score - second) / score), 2))
