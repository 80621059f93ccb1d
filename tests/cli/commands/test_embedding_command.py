"""An embedding model from the command line: imported, used for the search, and never asked anything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.command_line import CommandLine
from support.models import tiny_embedder

pytestmark = pytest.mark.model


def test_the_search_finds_by_meaning_too_once_an_embedding_model_is_there(
    muniment: CommandLine, report: Path, tmp_path: Path
) -> None:
    model = tiny_embedder.build(tmp_path / "tiny-bert.gguf")
    ran = muniment.run("models", "import", model, "--accept-licence")
    assert (ran.code, "compares meanings" in ran.err) == (0, True)
    assert "in use for the search" in muniment.run("models").out
    assert muniment.run("analyze", report, *muniment.stored()).code == 0
    by_words = muniment.run("search", "customer", "--json", *muniment.stored()).objects()
    assert "words" in {hit["found_by"] for hit in by_words}
    ran = muniment.run("search", "nonsensical", *muniment.stored())
    assert "report.pdf, p. " in ran.out
    assert "(by meaning)" in ran.out
    assert muniment.run("models", "exam", "tiny-bert").code == 1
    assert "sits no exam" in muniment.run("models", "exam", "tiny-bert").err
    assert muniment.run("models", "remove", "tiny-bert").code == 0
    ran = muniment.run("search", "nonsensical", *muniment.stored())
    assert (ran.out, "on no page" in ran.err) == ("", True)
