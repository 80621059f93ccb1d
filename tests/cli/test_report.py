"""What is shown of a document: its checks and how long it took."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from muniment.cli import report
from muniment.document.facts.fact import Analysis
from muniment.document.pages.page import Info
from muniment.document.pages.table import Period
from muniment.message import message
from muniment.vault.store import Vault
from speaking import speaking
from vault.made import analysis, pages


def test_checks_whose_names_say_the_same_are_shown_once_with_all_their_days(capsys: pytest.CaptureFixture[str]) -> None:
    found = analysis(pages())
    (check,) = found.checks
    named = [
        message("equation", left=message("figure", concept=concept), right="b")
        for concept in ("net_income", "net_income_total")
    ]
    before = Period(start=None, end=date(2023, 12, 31), months=0)
    checks = (replace(check, name=named[0]), replace(check, name=named[1], period=before))
    shown = _shown(replace(found, checks=checks), {}, capsys)
    assert "  closes: net income = b (2024-12-31, 2023-12-31)" in shown


def test_the_time_of_every_step_is_named_in_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    with speaking("de"):
        shown = _shown(analysis(pages()), {"read": 0.5, "extract": 1.25}, capsys)
    assert "Dauer: Lesen 0,50 s, Auswerten 1,25 s; kein Modell" in shown


def _shown(found: Analysis, seconds: Mapping[str, float], capsys: pytest.CaptureFixture[str]) -> str:
    with Vault.in_memory() as vault:
        vault.arrive("report.pdf", "application/pdf", b"%PDF-1.7 made for a test")
        job = vault.next_job()
        assert job is not None
        tables = [b"[]"] * len(pages())
        vault.save_extraction(job.id, pages=pages(), tables=tables, info=Info(), analysis=found, seconds=seconds)
        report.show(vault, job.document_id)
    return capsys.readouterr().out
