from dataclasses import replace

import pytest

from muniment.analysis.analyse import analyse
from muniment.analysis.statements.standing_tables import standing
from muniment.document.pages.evidence import Evidence
from muniment.document.pages.source_document import Document
from muniment.document.pages.table import Table
from muniment.vault.content.vault_claims import check_extraction
from support.documents.paper import document
from support.documents.statements_on_paper import BALANCE, CASH, COVER, INCOME


@pytest.fixture
def report() -> Document:
    return document([COVER], [BALANCE], [INCOME], [CASH])


def forged(evidence: Evidence | None) -> Evidence:
    assert evidence is not None
    return replace(evidence, quote=evidence.quote + " and more")


def spoil(table: Table, what: str) -> Table:
    first = table.columns[0]
    if what == "heading":
        return replace(table, columns=(replace(first, evidence=(forged(first.evidence[0]),)), *table.columns[1:]))
    if what == "scale":
        return replace(table, scale_evidence=forged(table.scale_evidence))
    row = table.rows[0]
    cells = (replace(row.cells[0], raw="999"), *row.cells[1:])
    return replace(table, rows=(replace(row, cells=cells), *table.rows[1:]))


def test_a_sound_document_stays_as_it_is(report: Document) -> None:
    assert standing(report) is report


@pytest.mark.parametrize("what", ["heading", "scale", "cell"])
def test_what_does_not_stand_costs_itself_and_not_the_document(report: Document, what: str) -> None:
    spoilt = replace(report, tables=(*report.tables[:1], spoil(report.tables[1], what), *report.tables[2:]))
    found = analyse(spoilt)
    check_extraction(report.pages, [b"[]"] * len(report.pages), found)  # what the parent does before it saves
    assert len(found.facts) > 20
    assert all(fact.evidence.quote != "999" for fact in found.facts)
