"""Answers and summaries: what may be copied out of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from muniment import paths
from muniment.gui.sheet.linked_text import LinkedText


@pytest.mark.parametrize(
    ("copies", "left"), [('"numbers", "source"', "Revenue was 9,000."), ('"numbers"', "can be copied is numbers.")]
)
def test_prose_is_copied_where_the_policy_allows_a_source(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, copies: str, left: str
) -> None:
    rules = tmp_path / "policy.toml"
    rules.write_text(f"[export]\ncopy = [{copies}]")
    monkeypatch.setattr(paths, "machine_policy", lambda: rules)
    text = LinkedText("answer")
    qtbot.addWidget(text)
    text.setHtml("Revenue was <b>9,000</b>.")
    text.selectAll()
    QGuiApplication.clipboard().setText("before")
    text.copy()
    assert QGuiApplication.clipboard().text().endswith(left)
