"""The recipe "Add a format" of the documentation, done on a copy of the program: a reader, a row, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

from support.program_copy import Copy

DOCUMENT = b"""#LEDGER 1
FORM 10-K
EXAMPLE WIDGETS, INC.
For the fiscal year ended December 31, 2024
"""


def test_a_reader_and_a_row_are_all_that_a_format_takes(program: Copy, tmp_path: Path) -> None:
    assert program.follow("Add a format") == ["app/muniment/reading/ledger.py", "app/muniment/formats.py"]
    ledger = tmp_path / "books.ledger"
    ledger.write_bytes(DOCUMENT)

    told = json.loads(program.run("analyze", ledger, "--json", "--no-store", "--no-model"))
    assert (told["media_type"], told["pages"], told["error"]) == ("text/x-ledger", 1, None)
    assert told["kind"]["value"] == "10-K"
    assert "EXAMPLE WIDGETS, INC." in {fact["value"] for fact in told["facts"]}

    misnamed = tmp_path / "other.ledger"
    misnamed.write_bytes(b"no such thing")
    refused = program.fail("analyze", misnamed, "--no-store", "--no-model")
    assert "is no Ledger, PDF, DOCX or web page, although its name says so" in refused
