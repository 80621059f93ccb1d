"""The models commands, with tiny models of random weights."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from support.command_line import CommandLine
from support.models import tiny_adapter, tiny_gguf

pytestmark = pytest.mark.model


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return tiny_gguf.build(tmp_path / "tiny.gguf", tiny_gguf.FAMILIES["llama"])


def test_a_licence_is_shown_and_agreed_to_before_a_model_is_imported(muniment: CommandLine, model: Path) -> None:
    ran = muniment.run("models", "import", model)
    assert ran.code == 2
    assert "licence: not said" in ran.out
    assert "--accept-licence" in ran.err
    assert "tiny.gguf" not in muniment.run("models").out.replace(str(model), "")
    ran = muniment.run("models", "import", model, "--accept-licence", "--convert", "no")
    assert ran.code == 0
    assert "Imported as tiny.gguf" in ran.err
    listed = muniment.run("models").out
    assert "yours" in listed
    assert re.search(r"tiny.gguf: \d of 3 layers on", listed)  # two and the last matrix
    again = muniment.run("models", "import", model, "--convert", "no")
    assert again.code == 1
    assert "there already" in again.err


def test_a_slow_format_is_taken_as_it_is_or_written_as_a_fast_one(muniment: CommandLine, model: Path) -> None:
    ran = muniment.run("models", "import", model, "--accept-licence")
    assert "F32 is slow" in ran.err
    assert "Imported as tiny.gguf" in ran.err
    ran = muniment.run("models", "import", model, "--convert", "q8_0")
    assert "Imported as tiny.Q8_0.gguf" in ran.err
    assert model.exists()
    assert {path.name for path in (muniment.folder / "data/muniment/models").glob("*.gguf")} == {
        "tiny.gguf",
        "tiny.Q8_0.gguf",
    }


def test_a_file_that_is_no_model_is_refused_with_a_reason(muniment: CommandLine, tmp_path: Path) -> None:
    bad = tmp_path / "bad.gguf"
    bad.write_bytes(b"no model" * 100)
    ran = muniment.run("models", "import", bad, "--accept-licence")
    assert ran.code == 1
    assert "GGUF" in ran.err
    assert ran.out == ""
    ran = muniment.run("models", "use", "nonsense")
    assert ran.code == 1
    assert "There is no model nonsense" in ran.err


def test_the_journal_tells_a_model_that_was_imported_and_chosen(muniment: CommandLine, model: Path) -> None:
    assert muniment.run("vault", "create", *muniment.stored()).code == 0
    for deed in (("import", model, "--accept-licence", "--convert", "no"), ("use", "tiny")):
        assert muniment.run("models", *deed).code == 0
        assert muniment.run("ask", "What was revenue?", *muniment.stored()).code == 0
    told = muniment.run("audit", *muniment.stored()).out
    assert re.findall(r"model: (.*)", told) == ["there tiny.gguf, used none", "there tiny.gguf, used fast: tiny.gguf"]


def test_a_model_is_used_examined_and_removed(muniment: CommandLine, model: Path) -> None:
    assert muniment.run("models", "import", model, "--accept-licence", "--convert", "no").code == 0
    used = muniment.run("models", "use", "tiny")
    assert used.code == 0
    assert "earned no task" in used.err
    assert "in use" in muniment.run("models").out
    exam = muniment.run("models", "exam")
    assert exam.code == 0
    assert "find the telling sentences" in exam.out
    assert "not used" in exam.out
    listed = muniment.run("models").out
    assert "tiny llama: the exam" in listed
    assert muniment.run("models", "use", "starter").code == 0
    assert muniment.run("models", "remove", "tiny").code == 0
    assert "the exam" not in muniment.run("models").out


def test_a_file_that_was_put_there_by_hand_is_used_and_examined_only_with_its_licence_accepted(
    muniment: CommandLine,
) -> None:
    folder = muniment.folder / "data/muniment/models"
    folder.mkdir(parents=True)
    path = tiny_gguf.build(folder / "phi-4-mini-instruct-tiny.gguf", tiny_gguf.FAMILIES["llama"])
    for command in (("use",), ("exam",)):
        ran = muniment.run("models", *command, path.stem)
        assert ran.code == 2
        assert "licence: MIT" in ran.out
        assert "its text: https://spdx.org/licenses/MIT.html" in ran.out
        assert "--accept-licence" in ran.err
    used = muniment.run("models", "use", path.stem, "--accept-licence")
    assert used.code == 0
    assert "its text" in used.out
    assert "licence" not in muniment.run("models", "use", path.stem).out  # once


def test_a_file_that_is_not_what_the_catalogue_knows_by_its_name_is_refused(muniment: CommandLine, model: Path) -> None:
    other = model.rename(model.with_name("SmolLM2-135M-Instruct.Q4_1.gguf"))
    ran = muniment.run("models", "import", other, "--accept-licence", "--convert", "no")
    assert ran.code == 1
    assert "SHA-256 begins with" in ran.err
    assert "should begin with b179c9523d0e" in ran.err
    assert not list((muniment.folder / "data/muniment/models").glob("*.gguf"))


def test_an_adapter_counts_as_a_model_of_its_own(muniment: CommandLine, tmp_path: Path) -> None:
    folder = muniment.folder / "data/muniment/models"
    folder.mkdir(parents=True)
    model = tiny_gguf.build(folder / "tiny.gguf", tiny_gguf.FAMILIES["llama"])
    adapter = tiny_adapter.build(tmp_path / "tuned.gguf", model)
    ran = muniment.run("models", "import", adapter, "--base", "tiny", "--accept-licence")
    assert (ran.code, "tiny llama with tiny adapter" in ran.out) == (0, True)
    assert "0 of 3 layers on a GPU: this build of llama.cpp has no GPU support" in ran.out
    assert "earned no task" in muniment.run("models", "use", "tuned").err
    listed = next(line for line in muniment.run("models").out.splitlines() if "tuned.gguf" in line)
    assert listed.startswith("adapter")
    assert listed.endswith("in use")
