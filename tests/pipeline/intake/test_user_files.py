"""The user's own file of measures, from the settings folder through the worker to what is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from muniment import paths
from muniment.pipeline.intake import user_files
from muniment.pipeline.workers import pipeline_events
from muniment.texts import documents
from muniment.vault.store import Vault
from pipeline_bench import Bench

MINE = """
[[measure]]
id = "cash_to_revenue"
name = "Cash to revenue"
formula = "cash / revenue"
unit = "percent"

[[measure]]
id = "gross_margin"
name = "My gross margin"
formula = "(revenue - cost_of_revenue) / revenue"
unit = "percent"
"""


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for name in ("XDG_CONFIG_HOME", "APPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "settings"))
    paths.user_settings().mkdir(parents=True)
    return paths.user_settings()


def read(bench: Bench, report: Path) -> int:
    document_id = bench.add(report)
    bench.listener.until(pipeline_events.Extracted)
    return document_id


def names(vault: Vault, document_id: int) -> dict[str, str]:
    return {measure.measure: measure.name for measure in vault.measures(document_id)}


def test_own_measures_are_computed_beside_ours_or_in_their_place(settings: Path, bench: Bench, report: Path) -> None:
    (settings / "measures.toml").write_text(MINE)
    found = names(bench.vault, read(bench, report))
    assert found["cash_to_revenue"] == "Cash to revenue"
    assert found["gross_margin"] == "My gross margin"
    assert found["operating_margin"] == "Operating margin"


def test_a_fault_costs_the_entry_and_is_told(settings: Path, bench: Bench, report: Path) -> None:
    (settings / "measures.toml").write_text(MINE.replace("cash / revenue", "cash / turnover"))
    document_id = read(bench, report)
    assert "cash_to_revenue" not in names(bench.vault, document_id)
    assert names(bench.vault, document_id)["gross_margin"] == "My gross margin"
    (warning,) = bench.vault.analysis(document_id).warnings
    told = documents.warning(warning)
    assert str(settings / "measures.toml") in told
    assert "'cash_to_revenue': 'turnover' is neither a concept nor a measure" in told


@pytest.mark.parametrize("data", [b"\xff\xfe not text", b"[[measure]", b"x" * (user_files.MOST + 1)])
def test_a_file_that_is_none_costs_nothing_else(settings: Path, bench: Bench, report: Path, data: bytes) -> None:
    (settings / "measures.toml").write_bytes(data)
    document_id = read(bench, report)
    assert names(bench.vault, document_id)["gross_margin"] == "Gross margin"
    assert len(bench.vault.analysis(document_id).warnings) == 1


def test_no_file_is_no_text(settings: Path) -> None:
    assert user_files.text() == ""
