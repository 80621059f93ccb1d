"""The main job in the window, with the real vault and the real pipeline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from muniment import paths
from muniment.document.facts.fact import ContentTag, Fact, Method, State
from muniment.gui.kit.theme import Theme
from muniment.gui.page.page_marks import MarkStrength
from muniment.gui.sheet.fact_sheet import SheetCell
from muniment.gui.sheet.figure_format import CopyMode
from muniment.gui.shell.main_window import MainWindow
from muniment.message import verbatim
from muniment.vault.database.records import Decision, DocumentState
from muniment.vault.store import Vault
from support.window.gui_hands import click, concept_index, drop, mark_rect, select


def test_dropping_a_pdf_ends_with_its_facts_listed(qtbot: QtBot, empty_window: MainWindow, sample_pdf: Path) -> None:
    with qtbot.waitSignal(empty_window.session.bridge.extracted, timeout=60_000):
        assert drop(empty_window, sample_pdf)

    qtbot.waitUntil(lambda: bool(empty_window.facts.model.filled()), timeout=5_000)
    assert empty_window.library.model.names() == [sample_pdf.name]
    index = concept_index(empty_window, "Revenue")
    assert index.data() == "9,000"
    assert empty_window.strip.sentences() == []
    assert empty_window.pages.page_label() == "page 1 of 5"


def test_a_folder_a_text_and_an_empty_file_are_refused_with_a_sentence_each(
    qtbot: QtBot, empty_window: MainWindow, tmp_path: Path, sample_pdf: Path
) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "note.txt").write_text("not a document")

    drop(empty_window, tmp_path, tmp_path / "empty.pdf", tmp_path / "note.txt", sample_pdf)

    qtbot.waitUntil(lambda: len(empty_window.strip.sentences()) == 3, timeout=60_000)
    sentences = " ".join(empty_window.strip.sentences())
    assert "is a folder" in sentences
    assert "empty.pdf is empty" in sentences
    assert "note.txt" in sentences
    qtbot.waitUntil(lambda: _states(empty_window)[sample_pdf.name] is DocumentState.DONE, timeout=60_000)


def test_clicking_a_fact_scrolls_to_its_page_and_lights_its_box(window: MainWindow, theme: Theme) -> None:
    assert window.pages.view.page == 1
    index = concept_index(window, "Operating income")

    rect = window.facts.view.visualRect(index)
    click(window.facts.view.viewport(), rect.center())

    view = window.pages.view
    assert view.page == 4
    lit = mark_rect(window)
    assert view.viewport().rect().contains(lit.toAlignedRect())
    painted = view.viewport().grab().toImage()
    corner = painted.pixelColor(round(lit.left() + 1), round(lit.top() + 1))
    assert corner == QColor(theme.colours.mark_strong)


def test_the_image_of_the_page_comes_sharp(qtbot: QtBot, window: MainWindow) -> None:
    select(window, "Operating income")

    def is_sharp() -> bool:
        image = window.pages.view.images.image(4)
        return image is not None and abs(image.width() - 612 * window.pages.view.zoom) < 2

    qtbot.waitUntil(is_sharp, timeout=20_000)
    # Words are dark on the paper: the page is not blank.
    image = window.pages.view.images.image(4)
    assert image is not None
    grey = [
        image.pixelColor(x, y).lightness() for x in range(0, image.width(), 3) for y in range(0, image.height() // 2, 3)
    ]
    assert min(grey) < 100
    assert max(grey) == 255


def test_decisions_are_kept_and_undone_one_by_one(qtbot: QtBot, window: MainWindow) -> None:
    vault, document = window.session.vault, window.desk.document
    assert document is not None
    fact_id = select(window, "Revenue")
    found = _fact(window, fact_id)

    QTest.keyClick(window.facts.view, Qt.Key.Key_Return)
    assert _fact(window, fact_id).state is State.ACCEPTED
    QTest.keyClick(window.facts.view, Qt.Key.Key_R)
    assert _fact(window, fact_id).state is State.REJECTED

    assert [row.action for row in vault.history(document.id)] == [Decision.ACCEPT, Decision.REJECT]
    assert vault.history(document.id)[1].old.state is State.ACCEPTED
    QTest.keyClick(window.facts.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _fact(window, fact_id).state is State.ACCEPTED
    QTest.keyClick(window.facts.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _fact(window, fact_id) == found
    QTest.keyClick(window.facts.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.strip.sentences() == ["There is nothing to undo in this document."]


def test_pointing_at_another_cell_corrects_the_fact(qtbot: QtBot, window: MainWindow) -> None:
    fact_id = select(window, "Gross profit")
    before = _fact(window, fact_id)

    QTest.keyClick(window.facts.view, Qt.Key.Key_F2)
    view = window.pages.view
    assert view.pointer.is_active
    assert view.hasFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert "2,100 would make it USD 2,100 million (now USD 3,600 million)" in window.pages.hint()
    QTest.keyClick(view, Qt.Key.Key_Return)

    after = _fact(window, fact_id)
    assert (after.value, after.evidence.quote, after.state) == (Decimal(2_100_000_000), "2,100", State.CORRECTED)
    assert after.label == "Operating expenses"
    assert (after.period, after.scale, after.concept) == (before.period, before.scale, before.concept)
    assert window.pages.hint() == ""
    assert window.facts.view.hasFocus()
    assert "before: USD 3,600 million" in window.facts.panel._history.text()


def _margin(window: MainWindow) -> SheetCell:
    cell = window.facts.model.cell(concept_index(window, "Gross margin"))
    assert cell is not None
    return cell


def test_what_was_computed_from_a_corrected_figure_says_that_it_is_old_until_it_follows(
    qtbot: QtBot, window: MainWindow
) -> None:
    first = _margin(window)
    assert (first.text, first.is_stale) == ("40.0 %", False)
    fact_id = select(window, "Gross profit")
    with qtbot.waitSignal(window.session.bridge.derived, timeout=20_000):
        window.desk.correcting.begin()
        QTest.keyClick(window.pages.view, Qt.Key.Key_Down)
        QTest.keyClick(window.pages.view, Qt.Key.Key_Return)
        assert (_margin(window).is_stale, _margin(window).state) == (True, State.REVIEW)
        assert "from before you changed a figure" in window.facts.checks.toPlainText()

    assert (_margin(window).text, _margin(window).is_stale) == ("23.3 %", False)
    checks = window.facts.checks.toPlainText()
    assert "Gross profit does not close: gross profit 2,100" in checks
    assert "from before you changed a figure" not in checks
    assert window.facts.view.cell() == window.facts.model.cell(concept_index(window, "Gross profit"))

    with qtbot.waitSignal(window.session.bridge.derived, timeout=20_000):
        window.desk.decisions.undo()
    assert _margin(window) == first
    assert "does not close" not in window.facts.checks.toPlainText()
    assert _fact(window, fact_id).state is State.CHECKED


def test_the_summary_is_written_anew_after_a_correction(qtbot: QtBot, window: MainWindow) -> None:
    assert "Revenue was $9.00 billion in fiscal 2023, up 7.1 % on 2022." in window.facts.summary.toPlainText()
    select(window, "Revenue")
    with qtbot.waitSignal(window.session.bridge.derived, timeout=20_000):
        QTest.keyClick(window.facts.view, Qt.Key.Key_F2)
        QTest.keyClick(window.pages.view, Qt.Key.Key_Down)
        QTest.keyClick(window.pages.view, Qt.Key.Key_Return)
    revenue = _fact(window, select(window, "Revenue"))
    assert revenue.evidence.quote == "5,400"
    text = window.facts.summary.toPlainText()
    assert "Revenue was $5.40 billion in fiscal 2023, down 35.7 % on 2022." in text
    assert "$9.00 billion" not in text


def test_the_page_stays_where_it_is_when_what_was_computed_follows(qtbot: QtBot, window: MainWindow) -> None:
    select(window, "Gross profit")
    measures = concept_index(window, "Operating margin")
    with qtbot.waitSignal(window.session.bridge.derived, timeout=20_000):
        QTest.keyClick(window.facts.view, Qt.Key.Key_R)
        window.facts.view.setCurrentIndex(measures)
        window.pages.view.go_to_page(1)
        place = window.pages.view.place()
    assert window.pages.view.place() == place
    cell = window.facts.view.cell()
    assert cell is not None
    assert cell.measure is not None
    assert cell.measure.measure == "operating_margin"


def test_escape_leaves_pointing_without_a_trace(qtbot: QtBot, window: MainWindow) -> None:
    fact_id = select(window, "Gross profit")
    before = _fact(window, fact_id)

    QTest.keyClick(window.facts.view, Qt.Key.Key_F2)
    QTest.keyClick(window.pages.view, Qt.Key.Key_Down)
    QTest.keyClick(window.pages.view, Qt.Key.Key_Escape)

    assert _fact(window, fact_id) == before
    assert window.pages.hint() == ""


def test_a_click_on_a_figure_points_and_a_second_takes_it(qtbot: QtBot, window: MainWindow) -> None:
    fact_id = select(window, "Capital expenditure")
    assert _fact(window, fact_id).value == Decimal(750_000_000)  # printed in brackets, an amount paid
    QTest.keyClick(window.facts.view, Qt.Key.Key_F2)
    view = window.pages.view
    at = next(i for i, figure in enumerate(view.pointer._figures) if figure.value == Decimal(-945))
    x0, top, x1, bottom = view.pointer._boxes[at][0]
    left, up = view.origin(view.pointer.page)
    spot = (view.viewport().rect().topLeft().toPointF()).toPoint()
    spot.setX(round(left + (x0 + x1) / 2 * view.zoom))
    spot.setY(round(up + (top + bottom) / 2 * view.zoom))

    click(view.viewport(), spot)
    assert view.pointer.figure == view.pointer._figures[at]
    click(view.viewport(), spot)

    assert _fact(window, fact_id).value == Decimal(945_000_000)


def test_copying_gives_numbers_in_the_chosen_unit(qtbot: QtBot, window: MainWindow) -> None:
    view, model = window.facts.view, window.facts.model
    index = concept_index(window, "Revenue")
    view.setCurrentIndex(index)
    view.selectionModel().select(model.index(index.row(), 2), view.selectionModel().SelectionFlag.Select)

    copied = {}
    for mode in CopyMode:
        window.parts.copying.choose(mode)
        QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        copied[mode] = QGuiApplication.clipboard().text()

    assert copied == {
        CopyMode.PRINTED: "9,000\t8,400",
        CopyMode.UNITS: "9000000000\t8400000000",
        CopyMode.THOUSANDS: "9000000\t8400000",
        CopyMode.MILLIONS: "9000\t8400",
    }
    assert window.session.vault.get("gui.copy") == "millions"


def test_only_what_the_policy_allows_is_copied(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = tmp_path / "policy.toml"
    rules.write_text('[export]\ncopy = ["source"]')
    monkeypatch.setattr(paths, "machine_policy", lambda: rules)
    select(window, "Revenue")
    QGuiApplication.clipboard().setText("before")
    QTest.keyClick(window.facts.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "before"
    assert "what can be copied is source" in window.strip.sentences()[-1]
    QTest.keyClick(
        window.facts.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert "Revenue" in QGuiApplication.clipboard().text()


def test_copying_with_source_names_document_page_quote_and_state(qtbot: QtBot, window: MainWindow) -> None:
    select(window, "Revenue")

    QTest.keyClick(
        window.facts.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )

    heads, line = QGuiApplication.clipboard().text().split("\n")
    assert heads.split("\t") == ["Concept", "Period", "Value", "Unit", "Document", "Page", "Printed", "State"]
    document = window.desk.document
    assert document is not None
    assert line.split("\t") == [
        "Revenue", "FY2023 to 31 Dec 2023", "9,000", "USD million", document.name, "4", "9,000", "Checked",
    ]  # fmt: skip


def test_every_sentence_of_the_summary_leads_to_its_page(window: MainWindow) -> None:
    analysis = window.facts.analysis
    assert analysis is not None
    assert analysis.summary
    for number, sentence in enumerate(analysis.summary):
        window.facts.summary.followed.emit(f"sentence:{number}")
        spans = [citation.span for citation in sentence.citations]
        assert window.desk.highlights.found == spans
        assert window.pages.view.rect_of(spans[0]).intersects(window.pages.view.viewport().rect())
        assert f'href="sentence:{number}"' in window.facts.summary.toHtml()


def test_a_number_of_the_summary_leads_to_what_it_was_read_from(window: MainWindow) -> None:
    analysis = window.facts.analysis
    assert analysis is not None
    number, sentence = next((i, s) for i, s in enumerate(analysis.summary) if s.links)

    window.facts.summary.followed.emit(f"number:{number}:0")

    facts = [analysis.facts[index].fact for index in sentence.links[0].facts]
    assert window.desk.highlights.found == [fact.evidence.span for fact in facts]


def test_a_tag_leads_to_the_words_that_say_so(window: MainWindow) -> None:
    analysis = window.facts.analysis
    assert analysis is not None
    places = tuple(dict.fromkeys(one.fact.evidence for one in analysis.facts[:2]))
    tag = ContentTag(id="x", name=verbatim("Debt"), is_routing=False, method=Method.MODEL, weight=0.5, evidence=places)
    window.facts._analysis = replace(analysis, tags=(tag,))
    window.facts._write()

    window.facts.summary.followed.emit("tag:0")

    assert window.desk.highlights.found == [one.span for one in places]
    assert "by the model" in window.facts.summary.toPlainText()
    assert places[0].quote in window.facts.summary.toPlainText()


def test_search_shows_the_place(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.top.search.hasFocus()
    QTest.keyClicks(window.top.search, "demand widgets")
    QTest.keyClick(window.top.search, Qt.Key.Key_Return)
    assert window.library.hits_view.hasFocus()
    assert window.pages.view.page == 2
    assert [word.lower() for word in _lit(window, MarkStrength.FOUND)] == ["widgets"]
    assert {word.lower() for word in _lit(window, MarkStrength.MATCH)} == {"demand", "widgets"}

    QTest.keyClick(window.library.hits_view, Qt.Key.Key_Escape)
    assert window.library.view.isVisible()
    assert _lit(window, MarkStrength.FOUND) + _lit(window, MarkStrength.MATCH) == []


def test_removing_a_document_leaves_nothing_of_it(qtbot: QtBot, window: MainWindow) -> None:
    document = window.desk.document
    assert document is not None

    window.parts.work.remove(document.id)

    assert window.library.model.names() == []
    assert window.session.vault.documents() == []
    assert window.facts.analysis is None
    assert window.pages.view.pages == 0


def test_the_same_file_again_is_not_read_again(
    qtbot: QtBot, window: MainWindow, shown_messages: list[str], sample_pdf: Path
) -> None:
    with qtbot.waitSignal(window.session.bridge.arrived, timeout=10_000):
        drop(window, sample_pdf)

    assert shown_messages == [f"{sample_pdf.name} is in the vault already."]
    assert window.library.model.rowCount() == 1


def _fact(window: MainWindow, fact_id: int) -> Fact:
    document = window.desk.document
    assert document is not None
    return next(stored.fact for stored in window.session.vault.facts(document.id) if stored.id == fact_id)


def _lit(window: MainWindow, strength: MarkStrength) -> list[str]:
    """The words that are lit so strongly."""
    document = window.desk.document
    assert document is not None
    spans = [mark.span for marks in window.pages.view._marks.values() for mark in marks if mark.strength is strength]
    return [window.session.vault.page(document.id, span.page).text[span.start : span.end] for span in spans]


def _states(window: MainWindow) -> dict[str, DocumentState]:
    return {row.name: row.state for row in window.session.vault.documents()}


def test_a_document_that_the_policy_holds_stays_and_is_read_on(
    qtbot: QtBot,
    open_window: Callable[[Vault], MainWindow],
    sample_pdf: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(Vault.in_memory())
    vault = window.session.vault
    document = vault.arrive(sample_pdf.name, "application/pdf", sample_pdf.read_bytes()).document
    rules = tmp_path / "policy.toml"
    rules.write_text("[retention]\nhold_all = true")
    monkeypatch.setattr(paths, "machine_policy", lambda: rules)
    assert not window.parts.work.remove(document.id)
    assert "on hold" in window.strip.sentences()[-1]
    window.session.start()
    qtbot.waitUntil(lambda: vault.document(document.id).state is DocumentState.DONE, timeout=60_000)
