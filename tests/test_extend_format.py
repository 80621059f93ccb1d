"""The recipe "Add a format" of the documentation, done on a copy of the program: a reader, a row, and nothing else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]

READER = '''
"""Ledger text: a first line that says so, then lines."""

from __future__ import annotations

from muniment.formats import of_id
from muniment.reading.flow_reader import FlowReader
from muniment.reading.flow.text_lines import TextLine


class LedgerReader(FlowReader):
    """An open ledger text."""

    media_type = of_id("ledger").media_type

    def __init__(self, data: bytes) -> None:
        lines = data.decode("utf-8", "replace").splitlines()[1:]
        super().__init__(TextLine(line) for line in lines if line.strip())
'''
ROW = """    Format(
        id="ledger",
        media_type="text/x-ledger",
        suffixes=(".ledger",),
        name="Ledger",
        has_geometry=False,
        reader="muniment.reading.ledger:LedgerReader",
        libraries=(),
        starts=(b"#LEDGER",),
    ),
"""
DOCUMENT = b"""#LEDGER 1
FORM 10-K
EXAMPLE WIDGETS, INC.
For the fiscal year ended December 31, 2024
"""


def copied(folder: Path) -> Path:
    """The program in a folder of its own, with one reader and one row more."""
    for part in ("app", "resources", "models"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "*.gguf"))
    (folder / "app/muniment/reading/ledger.py").write_text(READER, "utf-8")
    table = folder / "app/muniment/formats.py"
    before, after = table.read_text("utf-8").split("FORMATS: tuple[Format, ...] = (\n")
    table.write_text(f"{before}FORMATS: tuple[Format, ...] = (\n{ROW}{after}", "utf-8")
    return folder


def run(program: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(program / "app"),
        "HOME": str(program),
        "XDG_DATA_HOME": str(program),
    }
    command = [sys.executable, "-m", "muniment", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=120)


def test_a_reader_and_a_row_are_all_that_a_format_takes(tmp_path: Path) -> None:
    program = copied(tmp_path / "program")
    ledger = tmp_path / "books.ledger"
    ledger.write_bytes(DOCUMENT)

    ran = run(program, "analyze", ledger, "--json", "--no-store", "--no-model")

    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert (told["media_type"], told["pages"], told["error"]) == ("text/x-ledger", 1, None)
    assert told["kind"]["value"] == "10-K"
    assert "EXAMPLE WIDGETS, INC." in {fact["value"] for fact in told["facts"]}

    misnamed = tmp_path / "other.ledger"
    misnamed.write_bytes(b"no such thing")
    refused = run(program, "analyze", misnamed, "--no-store", "--no-model")
    assert "is no Ledger, PDF, DOCX or web page, although its name says so" in refused.stderr
