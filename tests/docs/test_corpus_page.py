"""The page on documents with ground truth says what the commands read: its example is evaluated."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from evaluate.__main__ import main
from evaluate.grading.gold_matching import CONCEPTS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "corpus.md").read_text("utf-8")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (gold,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    folder = tmp_path / "corpus" / "filings"
    (folder / "gold").mkdir(parents=True)
    (folder / "gold" / "sample.json").write_text(gold, "utf-8")
    shutil.copy(ROOT / "resources" / "sample" / "annual-report.pdf", folder / json.loads(gold)["document"])
    return folder.parent


def test_the_example_of_ground_truth_is_true_of_the_sample(corpus: Path, tmp_path: Path) -> None:
    assert main([str(corpus), "--part", "all", "--out", str(tmp_path / "out")]) == 0
    told = json.loads((tmp_path / "out" / "results.json").read_text("utf-8"))
    graded = [one for one in told["outcomes"] if one["verdict"] != "extra"]
    assert [(one["verdict"], one["page"], one["box"]) for one in graded] == [("right", True, True)] * 3
    assert all(one["right"] for one in told["answered"])
    assert len(told["answered"]) == 4


def test_every_graded_concept_is_named() -> None:
    assert set(re.findall(r"`(\w+)`", PAGE)) >= CONCEPTS


@pytest.mark.parametrize(
    "script",
    [
        "dev/evaluate",
        "dev/evaluate/questions",
        "dev/evaluate/summaries",
        "dev/evaluate/crossyear.py",
        "dev/evaluate/score_program.py",
        "train/rows",
        "train/rows/label_rules.py",
    ],
)
def test_the_help_of_each_command_names_the_page(script: str) -> None:
    done = subprocess.run([sys.executable, str(ROOT / script), "--help"], capture_output=True, text=True, check=True)
    assert "docs/corpus.md" in " ".join(done.stdout.split())


def test_a_corpus_without_a_grader_is_told_which_is_missing(corpus: Path) -> None:
    command = [sys.executable, str(ROOT / "dev" / "evaluate" / "score_program.py"), str(corpus)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert str(corpus.parent / "score.py") in done.stderr
