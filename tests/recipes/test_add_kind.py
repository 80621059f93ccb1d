"""The recipe that adds a kind of document, carried out word for word on a copy of the program."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from support.command_line import CommandLine, Ran
from support.program_copy import Copy

ROOT = Path(__file__).parents[2]
LIST = "app/muniment/document/schemas.py"
PAGE = """<html><body><h1>Delivery note</h1><p>Harbor Mills, Inc.</p><p>Delivery note number: HM-4711/a</p>
<p>Delivered on 3 May 2023 to Quarry Works Ltd.</p></body></html>"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program in which somebody followed the recipe."""
    copy = Copy(tmp_path_factory.mktemp("house"))
    *new, changed = copy.follow("Add a kind of document")
    assert changed == LIST
    assert len(new) == 4
    assert not any((ROOT / name).exists() for name in new)
    return copy.root


@pytest.fixture
def muniment(house: Path, tmp_path: Path) -> CommandLine:
    line = CommandLine(tmp_path)
    line.environment["PYTHONPATH"] = str(house / "app")
    return line


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.html"
    path.write_text(PAGE, "utf-8")
    return path


def python(house: Path, code: str, language: Sequence[str] = ()) -> str:
    """What a piece of code prints that runs in the copy."""
    environment = {**os.environ, "PYTHONPATH": str(house / "app"), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", code, *language], capture_output=True, check=True, env=environment, encoding="utf-8"
    )
    return done.stdout.strip()


def done(ran: Ran) -> Ran:
    assert (ran.code, ran.err) == (0, "")
    return ran


def test_a_document_of_the_new_kind_is_recognised_and_read(muniment: CommandLine, note: Path) -> None:
    (told,) = done(muniment.run("analyze", note, "--json", "--no-store", "--no-model")).objects()
    assert told["kind"]["value"] == "delivery note"
    assert told["warnings"] == []
    (fact,) = told["facts"]
    assert (fact["concept"], fact["value"], fact["quote"]) == ("delivery_number", "HM-4711/a", "HM-4711/a")
    assert (fact["page"], fact["state"], fact["method"]) == (1, "located", "rule")
    assert fact["end"] - fact["start"] == len("HM-4711/a")


def test_other_documents_are_read_as_before(muniment: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "invoice.html"
    path.write_text("<html><body><h1>Invoice</h1><p>Invoice number: 17</p><p>Amount due: 1.00</p></body></html>")
    (told,) = done(muniment.run("analyze", path, "--json", "--no-store", "--no-model")).objects()
    assert (told["kind"]["value"], told["facts"]) == ("invoice", [])


def test_the_vault_takes_it_and_the_workbook_has_its_columns(muniment: CommandLine, note: Path, tmp_path: Path) -> None:
    muniment.run("analyze", note, "--no-model", *muniment.stored())
    done_as = muniment.run("export", "--to", "xlsx", "-o", tmp_path / "out.xlsx", *muniment.stored())
    assert done_as.code == 0, done_as.err
    rows = [
        [cell.value for cell in row] for row in openpyxl.load_workbook(tmp_path / "out.xlsx")["note.html"].iter_rows()
    ]
    at = next(i for i, row in enumerate(rows) if row[0] == "Concept")
    assert rows[at][:4] == ["Concept", "Page", "Quote", "Document"]
    assert [row[0] for row in rows[at + 1 :]] == ["Delivery", "delivery_number"]
    assert rows[at + 2][:4] == ["delivery_number", 1, "HM-4711/a", "HM-4711/a"]


SHEET = """
import sys
sys.path.append(sys.argv[1])
from dataclasses import replace
from support.window import gui_facts
from muniment.texts.document_words.schema_words import kind_name
from muniment.gui.sheet.fact_sheet import RowKind, build
from muniment.texts import language
language.use(sys.argv[2])
number = gui_facts.fact("delivery_number", "17", None, unit=None)
company = gui_facts.fact("company_name", "Harbor Mills", None, unit=None)
known = replace(gui_facts.analysis([number, company]), kind="delivery note")
rows = build(known).rows
at = next(i for i, row in enumerate(rows) if row.kind is RowKind.GROUP)
print(kind_name("delivery note"), at, *(row.label for row in rows[at:]), sep="|")
"""


@pytest.mark.parametrize(
    ("tongue", "shown"),
    [
        ("en", "Delivery note|2|Delivery|Delivery note number"),
        ("de", "Lieferschein|2|Lieferung|Lieferscheinnummer"),
    ],
)
def test_the_window_has_its_name_and_its_groups(house: Path, tongue: str, shown: str) -> None:
    assert python(house, SHEET, [str(ROOT / "tests"), tongue]) == shown


def test_it_keeps_the_contract_of_all_schemas(house: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(house / "app"), str(ROOT / "tests")])}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        str(house),
        "-c",
        os.devnull,
    ]
    contract = str(ROOT / "tests/analysis/schemas/test_contract.py")
    ran = subprocess.run(
        [*command, contract, "-k", "delivery_note"], capture_output=True, check=False, env=environment, encoding="utf-8"
    )
    assert ran.returncode == 0, ran.stdout
    assert "9 passed" in ran.stdout
