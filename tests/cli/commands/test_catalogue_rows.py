"""The models of the catalogue that are not here."""

from __future__ import annotations

from muniment.cli.commands import catalogue_rows


def test_every_model_but_the_starter_is_named_with_what_is_known_of_it() -> None:
    rows = catalogue_rows.missing([])
    assert ["strong", "phi-4-mini-instruct", "not installed, MIT, needs 3.5 GB of memory"] in rows
    assert ["fast", "qwen3.5-0.8b", "not installed, Apache-2.0"] in rows
    assert "starter" not in {tier for tier, _, _ in rows}


def test_a_file_that_is_here_is_not_missing() -> None:
    files = ["Phi-4-mini-instruct-Q4_K_M.gguf", "my-qwen3.5-0.8b.gguf"]
    assert {id_ for _, id_, _ in catalogue_rows.missing([])} - {id_ for _, id_, _ in catalogue_rows.missing(files)} == {
        "phi-4-mini-instruct"
    }
