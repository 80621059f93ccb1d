"""Qt's own tester over our models, and what they say."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from muniment.gui.library.library_model import LibraryModel
from muniment.gui.library.search_results import HitsModel
from muniment.gui.sheet.fact_sheet import FactSheet, build
from muniment.gui.sheet.facts_model import FactsModel
from muniment.gui.texts import messages
from muniment.vault.database.records import Hit
from muniment.vault.store import Vault
from support.window.gui_facts import LAST, analysis, fact, millions

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def test_the_facts_model_keeps_qts_rules(qtbot: QtBot) -> None:
    model = FactsModel()
    tester = QAbstractItemModelTester(model, FATAL)
    known = analysis([fact("revenue", millions("9")), fact("revenue", millions("8"), LAST), fact("total_assets", millions("7"))])  # fmt: skip
    assert model.show_sheet(build(known))
    assert not model.show_sheet(build(known))  # the same shape: the selection stays
    model.show_heads_of(1)
    assert model.headerData(1, Qt.Orientation.Horizontal) == "FY2023\n31 Dec 2023"
    assert model.show_sheet(FactSheet())
    assert tester.model() is model


def test_the_library_model_keeps_qts_rules(qtbot: QtBot) -> None:
    model = LibraryModel()
    tester = QAbstractItemModelTester(model, FATAL)
    with Vault.in_memory() as vault:
        first = vault.arrive("a.pdf", "application/pdf", b"a").document
        second = vault.arrive("b.pdf", "application/pdf", b"b").document
        model.load([first])
        model.put(second)
        assert model.names() == ["b.pdf", "a.pdf"]
        model.set_progress(first.id, 3, 12)
        running = model.running()
        assert running is not None
        assert (running.document.id, running.line, running.part) == (first.id, "Reading page 3 of 12", 0.25)
        model.remove(second.id)
        assert model.names() == ["a.pdf"]
    assert tester.model() is model


def test_the_library_lists_families_together_and_removes_them_so(qtbot: QtBot) -> None:
    model = LibraryModel()
    tester = QAbstractItemModelTester(model, FATAL)
    with Vault.in_memory() as vault:
        outer = vault.arrive("outer.pdf", "application/pdf", b"a").document
        other = vault.arrive("other.pdf", "application/pdf", b"b").document
        inner = vault.arrive_child(outer.id, "inner.pdf", "application/pdf", b"c")
        assert inner is not None
        innermost = vault.arrive_child(inner.document.id, "innermost.pdf", "application/pdf", b"d")
        assert innermost is not None
        model.load([outer, other])
        model.put(inner.document)
        model.put(innermost.document)
        assert model.names() == ["other.pdf", "outer.pdf", "inner.pdf", "innermost.pdf"]
        model.load(vault.documents())
        assert model.names() == ["other.pdf", "outer.pdf", "inner.pdf", "innermost.pdf"]
        model.remove(outer.id)
        assert model.names() == ["other.pdf"]
    assert tester.model() is model


def test_the_question_before_a_removal_tells_what_goes_with_it() -> None:
    assert "attachments" not in messages.remove_question("a.pdf")
    assert "The 3 that came out of it as attachments go too." in messages.remove_question("a.pdf", 3)


def test_the_hits_model_keeps_qts_rules(qtbot: QtBot) -> None:
    model = HitsModel()
    tester = QAbstractItemModelTester(model, FATAL)
    model.load([Hit(1, 3, 200, 203, "ome words . . . . . . . . net of tax", ((200, 203),))], {1: "a.pdf"}, "net")
    assert model.index(0).data() == "… words … net of tax"
    assert tester.model() is model
