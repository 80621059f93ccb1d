"""The ledger in the window: a line under the summary, and a sheet; an estimate is never called anything else."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from muniment import paths
from muniment.document.usage.exam_marks import ModelTask
from muniment.document.usage.model_usage import Spent, Tier
from muniment.document.usage.routing import Routed, Routing
from muniment.gui.models.usage_sheet import UsageSheet
from muniment.gui.shell.main_window import MainWindow
from muniment.gui.texts import model_messages
from muniment.vault.content.usage_rows import add_spent

SPENT = Spent("tiny@1", Tier.FAST, 1_000_000, 500_000, 250_000, 61_500, 4, 3)
PRICES = """
[[price]]
name = "Ours"
currency = "EUR"
input = 0.1
output = 2
date = 2026-01-31
source = "annex 2"
"""


@pytest.fixture
def own_prices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "prices.toml"
    path.write_text(PRICES)
    monkeypatch.setattr(paths, "own_prices", lambda: path)
    return path


def spend(window: MainWindow) -> None:
    document = window.desk.document
    assert document is not None
    with window.session.vault._db.transaction():
        add_spent(window.session.vault._db, document.id, [SPENT])
    window.session.bridge.document_changed.emit(document.id)  # as after a model's work


def route(window: MainWindow) -> None:
    document, vault = window.desk.document, window.session.vault
    assert document is not None
    with vault._db.transaction():
        vault._add_routing(document.id, Routing((Routed(ModelTask.CHOOSE, 8, 3, 2, 1, 2.0, 7.0),)))
    window.session.bridge.document_changed.emit(document.id)


def opened(qtbot: QtBot, window: MainWindow) -> UsageSheet:
    window.facts.ledger.more.click()
    sheet = window.findChildren(UsageSheet)[-1]
    qtbot.addWidget(sheet)
    return sheet


def test_the_line_under_the_summary_says_who_decided_and_estimates(window: MainWindow, own_prices: Path) -> None:
    line = window.facts.ledger
    assert line.text().startswith("100 % of ")
    assert "estimate" not in line.text()
    spend(window)
    assert "decisions without a model · estimate EUR 0.6500 at Ours" in line.text()
    window.desk.clear()
    assert window.desk.document is None


def test_the_sheet_has_a_column_for_the_document_and_one_for_all(
    qtbot: QtBot, window: MainWindow, own_prices: Path
) -> None:
    spend(window)
    window.session.vault.note_questions([SPENT])
    route(window)
    rows = opened(qtbot, window).rows()
    assert rows[0][1:] == [window.desk.document.name if window.desk.document else "", model_messages.LEDGER_ALL()]
    by_name = {row[0].strip(): row[1:] for row in rows}
    assert by_name["Tokens evaluated"] == ["1,000,000", "2,000,000"]
    assert by_name["Tokens reused"] == ["500,000", "1,000,000"]
    assert by_name["Seconds of models"] == ["61.5", "123.0"]
    assert by_name["by the fast model"][0].startswith("3 (")
    assert by_name["Questions asked again of the strong model, or of it alone"] == ["3 of 9", "3 of 9"]
    assert by_name["Both said the same"] == ["1 of 2", "1 of 2"]
    assert by_name["Seconds saved against asking it everything (an estimate)"] == ["12.0", "12.0"]
    assert by_name["Estimate at Ours"] == ["EUR 0.6500", "EUR 1.3000"]


def test_a_fault_in_the_price_list_is_said_in_place_of_an_estimate(
    qtbot: QtBot, window: MainWindow, own_prices: Path
) -> None:
    own_prices.write_text(PRICES.replace("0.1", '"cheap"'))
    spend(window)
    assert "estimate" not in window.facts.ledger.text()
    sheet = opened(qtbot, window)
    assert not any(row[0].startswith("Estimate") for row in sheet.rows())
    assert any("entry 1 has no price for input" in label.text() for label in sheet.findChildren(QLabel))
