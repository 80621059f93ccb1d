"""The documents of a corpus that have ground truth."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluate.corpus import corpus_parts
from evaluate.corpus.strip_tags import strip
from evaluate.grading.gold_matching import Record

SETS = ("filings", "filings_html", "stripped", "filings_scanned", "other", "receipts", "invoices")
PICTURES = ("filings_scanned", "receipts")
"""Sets of pictures: without recognition of text nothing in them can be read."""
INVOICE = {
    "supplier": ("issuer", "partner_name", "seller"),
    "invoice_number": ("invoice_number",),
    "issue_date": ("date", "issue_date"),
    "due_date": ("date_due", "due_date"),
    "currency": ("currency",),
    "total": ("amount", "grand_total"),
    "tax": ("amount_tax", "tax_total"),
    "net": ("amount_untaxed", "tax_basis_total"),
}
"""A concept and the names that it has in the two kinds of invoice gold."""
RECEIPT = {"supplier": "company", "issue_date": "date", "address": "address", "total": "total"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A document and what is true of it.

    Attributes:
        chosen: The set.
        path: The document.
        part: "tuned" or "aside".
        gold: The gold record of a filing; None where ``fields`` are graded.
        fields: The true values of named fields, of receipts and invoices.
        original: The tagged document that a stripped one was made from; itself elsewhere.
    """

    chosen: str
    path: Path
    part: str
    gold: Record | None = None
    fields: Record | None = None
    original: Path | None = None


def cases(corpus: Path, chosen: str, scratch: Path) -> list[Case]:
    """The documents of a set that have gold.

    Args:
        corpus: Its folder.
        chosen: Which set; ``stripped`` is made from ``filings_html``.
        scratch: Where stripped documents are written.
    """
    folder = corpus / corpus_parts.SAME.get(chosen, chosen) if chosen == "stripped" else corpus / chosen
    if not folder.is_dir():
        return []
    held_back = corpus_parts.aside(corpus, chosen)
    if chosen == "receipts":
        return list(_receipts(folder))
    found: list[Case] = []
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        if chosen == "invoices":
            found.append(_invoice(folder, path.stem, gold))
            continue
        document = folder / gold["document"]
        part = corpus_parts.part_of(document, held_back)
        found.append(Case(chosen=chosen, path=document, part=part, gold=gold, original=document))
    return [_stripped(case, scratch) for case in found] if chosen == "stripped" else found


def _receipts(folder: Path) -> Iterator[Case]:
    for receipt in json.loads((folder / "gold.json").read_text("utf-8"))["receipts"]:
        want = {concept: receipt[name] for concept, name in RECEIPT.items() if receipt.get(name)}
        yield Case(chosen="receipts", path=folder / receipt["file"], part="tuned", fields=want)


def _invoice(folder: Path, stem: str, gold: Record | list[Record]) -> Case:
    said = gold[0] if isinstance(gold, list) else gold
    want = {c: next((said[n] for n in names if said.get(n) is not None), None) for c, names in INVOICE.items()}
    fields = {concept: value for concept, value in want.items() if value is not None}
    return Case(chosen="invoices", path=folder / f"{stem}.pdf", part="tuned", fields=fields)


def _stripped(case: Case, scratch: Path) -> Case:
    """The case of the same document without its tags; they are made when they are asked for."""
    path = scratch / "stripped" / case.path.name
    path.parent.mkdir(parents=True, exist_ok=True)
    return Case(chosen="stripped", path=path, part=case.part, gold=case.gold, original=case.path)


def made_ready(case: Case) -> Case:
    """The case with its document in place: a stripped one is written only if its part is asked for."""
    if case.chosen == "stripped" and case.original is not None:
        case.path.write_bytes(strip(case.original.read_bytes()))
    return case
