"""Exports are read back with other programs: openpyxl, csv and json."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from muniment.document.facts.fact import Analysis, Fact, State
from muniment.document.pages.table import Period
from muniment.errors import Exit, UserError
from muniment.exports import Scope, of_scope
from muniment.message import verbatim
from muniment.pipeline.exports import export_csv, export_xlsx
from muniment.pipeline.exports.export_documents import export
from muniment.pipeline.exports.export_rows import looks_like_formula
from muniment.vault.database.records import Decision
from muniment.vault.store import Vault
from support.error_words import words_of
from vault import made

YEAR_BEFORE = Period(start=date(2023, 1, 1), end=date(2023, 12, 31), months=12)
LONG = Decimal("1234567890123456789.01")
PAGE = made.page(1, "Figures\t12,345\t1,234,567,890,123,456,789.01\t(0.30)\t2\t31\nDecember 31, 2024")
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =HYPERLINK(1)", "\uff1d1")

KINDS = [one.id for one in of_scope(Scope.DOCUMENTS)]


@pytest.fixture
def vault() -> Iterator[Vault]:
    with Vault.in_memory() as memory:
        memory.set_label("Strictly confidential")
        yield memory


@pytest.fixture
def document(vault: Vault) -> int:
    return made.add(vault)


def with_facts(vault: Vault, *facts: Fact, name: str = "report.pdf") -> int:
    """A document whose only facts are these."""
    vault.arrive(name, "application/pdf", name.encode())
    found = Analysis(kind="10-K", kind_confidence=1.0, facts=facts)
    return made.extract(vault, (PAGE,), found)


def fact(value: Any = Decimal(12345000), quote: str = "12,345", **others: Any) -> Fact:
    return made.fact(PAGE, quote, value, **others)


def workbook(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def texts(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def csv_rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def refused(vault: Vault, ids: list[int], path: Path, *, force: bool = False, kind: str = "csv") -> UserError:
    with pytest.raises(UserError) as caught:
        export(vault, ids, path, kind, force=force)
    return caught.value


# --- the workbook


def test_figures_are_numbers_under_their_period_with_evidence_in_a_comment(
    vault: Vault, document: int, tmp_path: Path
) -> None:
    export(vault, [document], tmp_path / "out.xlsx", "xlsx")
    sheet = workbook(tmp_path / "out.xlsx")["report.pdf"]
    rows = texts(sheet)
    head = next(i for i, row in enumerate(rows) if row[0] == "Concept")
    assert rows[head][:6] == ["Concept", "Label", "Unit", "Document", "12 months to 2024-12-31", "2024-12-31"]
    at = next(i for i, row in enumerate(rows) if row[0] == "total_assets")
    cell = sheet.cell(at + 1, rows[head].index("2024-12-31") + 1)
    assert cell.value == 12345000
    assert cell.data_type == "n"
    assert cell.number_format == "#,##0"
    for piece in ("Page 1: 12,345", "located", "report.pdf", "Total assets", "1,000", "(in thousands)"):
        assert piece in cell.comment.text
    revenue = next(row for row in rows if row[0] == "revenue")
    assert revenue[4] == 9876000


def test_head_names_document_vault_label_and_time(vault: Vault, document: int, tmp_path: Path) -> None:
    export(vault, [document], tmp_path / "out.xlsx", "xlsx")
    head = dict(row[:2] for row in texts(workbook(tmp_path / "out.xlsx")["report.pdf"])[:6])
    assert head["Document"] == "report.pdf"
    assert head["Vault"] == "memory"
    assert head["Classification"] == "Strictly confidential"
    assert head["SHA-256"] == vault.document(document).sha256
    assert head["Exported"][:4].isdigit()


def test_sheets_hold_evidence_checks_measures_and_summary(vault: Vault, document: int, tmp_path: Path) -> None:
    export(vault, [document], tmp_path / "out.xlsx", "xlsx")
    book = workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["report.pdf", "Evidence", "Checks", "Measures", "Summary", "Tags"]
    head, *rows = texts(book["Evidence"])
    assert len(rows) == len(vault.facts(document))
    first = dict(zip(head, rows[0], strict=True))
    page = vault.page(document, first["Page"])
    assert page.text[first["Start"] : first["End"]] == first["Quote"] == "12,345"
    assert (first["Exact value"], first["Value"], first["Scale"]) == ("12345000", 12345000, 1000)
    assert first["Scale read at"] == "p. 1: (in thousands)"
    assert texts(book["Checks"])[1][:4] == ["cash = b", "2024-12-31", "closes", 0]
    measure = dict(zip(texts(book["Measures"])[0], texts(book["Measures"])[1], strict=True))
    assert (measure["Value"], measure["Exact value"], measure["Formula"]) == (0.8, "0.8", "revenue / total_assets")
    assert measure["Operands"] == (
        "revenue 12 months to 2024-12-31 9,876,000 (p. 2); total_assets 2024-12-31 12,345,000 (p. 1)"
    )
    assert texts(book["Summary"])[2][:2] == ["Notes", "Revenue grew to 9,876 in Düsseldorf."]


def test_decimals_stay_exact_as_text(vault: Vault, tmp_path: Path) -> None:
    eps = fact(Decimal("-0.30"), "(0.30)", concept="eps_diluted", unit="USD/shares", scale=1)
    document = with_facts(vault, fact(LONG, f"{LONG:,}", scale=1), eps)
    for kind in KINDS:
        export(vault, [document], tmp_path / f"out.{kind}", kind)
    sheet = workbook(tmp_path / "out.xlsx")["Evidence"]
    column = texts(sheet)[0].index("Exact value")
    assert [row[column] for row in texts(sheet)[1:]] == [str(LONG), "-0.30"]
    assert [row["value"] for row in csv_rows(tmp_path / "out.csv")] == [str(LONG), "-0.30"]
    facts = json.loads((tmp_path / "out.json").read_text("utf-8"))["documents"][0]["facts"]
    assert [entry["value"] for entry in facts] == [str(LONG), "-0.30"]
    formats = {cell.number_format for row in workbook(tmp_path / "out.xlsx")["report.pdf"].iter_rows() for cell in row}
    assert "#,##0.00" in formats


@pytest.mark.parametrize("text", FORMULAS)
def test_text_never_runs_as_a_formula(vault: Vault, tmp_path: Path, text: str) -> None:
    document = with_facts(vault, fact(label=text, column=text, reasons=(verbatim(text),)), name=f"{text}.pdf")
    for kind in KINDS:
        export(vault, [document], tmp_path / f"out.{kind}", kind)
    for sheet in workbook(tmp_path / "out.xlsx"):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
                if isinstance(cell.value, str) and looks_like_formula(cell.value):
                    assert cell.quotePrefix
    label = csv_rows(tmp_path / "out.csv")[0]["label"]
    assert label.startswith("'")
    assert not any(looks_like_formula(value) for value in csv_rows(tmp_path / "out.csv")[0].values())


def test_values_of_a_csv_are_figures_even_when_negative(vault: Vault, document: int, tmp_path: Path) -> None:
    export(vault, [document], tmp_path / "out.csv", "csv")
    values = {row["concept"]: row["value"] for row in csv_rows(tmp_path / "out.csv")}
    assert values["total_liabilities"] == "-7345000"
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_no_temporary_file_is_needed(
    vault: Vault, document: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "there is no such folder"))
    (tmp_path / "out").mkdir()
    export(vault, [document], tmp_path / "out" / "out.xlsx", "xlsx")
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["out.xlsx"]


def test_several_documents_have_a_sheet_each(vault: Vault, document: int, tmp_path: Path) -> None:
    other = with_facts(vault, fact(), name="REPORT.pdf")
    third = with_facts(vault, fact(), name="a" * 40 + "[1]:*?/\\.pdf")
    report = export(vault, [document, other, third, document], tmp_path / "out.xlsx", "xlsx")
    names = workbook(tmp_path / "out.xlsx").sheetnames
    assert names[:3] == ["report.pdf", "REPORT.pdf (2)", "a" * 31]
    assert report.documents == 3


@given(st.lists(st.text(max_size=50), max_size=6))
def test_sheet_names_are_always_allowed(wanted: list[str]) -> None:
    names = export_xlsx.sheet_names(wanted)
    assert len(
        {name.casefold() for name in names} | {"evidence", "checks", "measures", "summary", "tags", "history"}
    ) == (len(names) + 6)
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) <= 62
        assert not set("[]:*?/\\") & set(name)
        assert not name.startswith("'")
        assert not name.endswith("'")


# XML parsers read line ends as "\n", and a workbook cannot hold control characters
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=200)


@settings(max_examples=30, deadline=None)
@given(TEXT, TEXT)
def test_any_text_survives(label: str, reason: str) -> None:
    with Vault.in_memory() as vault, tempfile.TemporaryDirectory() as folder:
        document = with_facts(vault, fact(label=label, reasons=(verbatim(reason),)))
        for kind in KINDS:
            export(vault, [document], Path(folder) / f"out.{kind}", kind)
        head, row = texts(workbook(Path(folder) / "out.xlsx")["Evidence"])[:2]
        assert (dict(zip(head, row, strict=True))["Label"] or "") == label
        read = csv_rows(Path(folder) / "out.csv")[0]["label"]
        assert read == (f"'{label}" if looks_like_formula(label) else label)
        entry = json.loads((Path(folder) / "out.json").read_text("utf-8"))["documents"][0]["facts"][0]
        assert (entry["label"], entry["reasons"]) == (label, [reason])


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=100))
def test_any_cell_is_one_cell_of_a_csv(text: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerow([export_csv.cell(text), "end"])
    out.getvalue().encode("utf-8")
    assert next(csv.reader(io.StringIO(out.getvalue(), newline="")))[1] == "end"


@pytest.mark.parametrize("value", [date(1899, 12, 31), Decimal("1e400"), Decimal("NaN")])
def test_what_a_workbook_cannot_hold_is_written_as_text(value: Decimal | date, tmp_path: Path) -> None:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, export_xlsx.OPTIONS) as book:
        export_xlsx.Book(book).sheet("one").put(0, 0, value)
    cell = openpyxl.load_workbook(out)["one"]["A1"]
    assert cell.data_type == "s"
    assert cell.value in ("1899-12-31", "1E+400", "NaN")


def test_dates_are_dates(vault: Vault, tmp_path: Path) -> None:
    document = with_facts(
        vault, fact(date(2024, 12, 31), "December 31, 2024", concept="period_end", unit=None, period=None)
    )
    export(vault, [document], tmp_path / "out.xlsx", "xlsx")
    row = texts(workbook(tmp_path / "out.xlsx")["report.pdf"])[-1]
    assert row[3].date() == date(2024, 12, 31)


def test_two_facts_of_one_period_are_both_shown(vault: Vault, tmp_path: Path) -> None:
    document = with_facts(
        vault, fact(), fact(Decimal(2), "2", scale=1), fact(Decimal(31), "31", period=YEAR_BEFORE, scale=1)
    )
    export(vault, [document], tmp_path / "out.xlsx", "xlsx")
    values = [row[3:] for row in texts(workbook(tmp_path / "out.xlsx")["report.pdf"])[-2:]]
    assert values == [[31, 12345000], [None, 2]]


# --- what a user rejected


def test_rejected_figures_and_what_rests_on_them_stay_out(vault: Vault, document: int, tmp_path: Path) -> None:
    vault.decide(vault.facts(document)[0].id, Decision.REJECT)
    report = export(vault, [document], tmp_path / "out.json", "json")
    record = json.loads((tmp_path / "out.json").read_text("utf-8"))["documents"][0]
    assert [one["concept"] for one in record["facts"]] == ["total_liabilities", "revenue", "company_name"]
    assert record["checks"] == record["measures"] == []
    assert [one["text"] for one in record["summary"]] == ["Revenue grew to 9,876 in Düsseldorf."]
    assert (report.left_out, report.facts, record["left_out"]) == (1, 3, 1)


def test_operands_are_the_same_facts_after_a_rejection(vault: Vault, document: int, tmp_path: Path) -> None:
    vault.decide(vault.facts(document)[1].id, Decision.REJECT)
    export(vault, [document], tmp_path / "out.json", "json")
    record = json.loads((tmp_path / "out.json").read_text("utf-8"))["documents"][0]
    assert record["measures"][0]["operands"] == ["revenue", "total_assets"]
    assert record["checks"] == []


def test_a_correction_is_exported_as_such(vault: Vault, document: int, tmp_path: Path) -> None:
    first = vault.facts(document)[0]
    other = made.fact(made.pages()[0], "11,000", Decimal(11000000))
    vault.decide(first.id, Decision.CORRECT, fact=replace(other, state=State.LOCATED))
    export(vault, [document], tmp_path / "out.csv", "csv")
    row = csv_rows(tmp_path / "out.csv")[0]
    assert (row["value"], row["state"], row["quote"]) == ("11000000", "corrected", "11,000")


# --- JSON


def test_json_holds_the_objects_of_analyze(vault: Vault, document: int, tmp_path: Path) -> None:
    from muniment.pipeline.exports.document_record import of_document

    export(vault, [document], tmp_path / "out.json", "json")
    whole = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert (whole["format"], whole["version"], whole["vault"]) == ("muniment-export", 1, "memory")
    record, shown = whole["documents"][0], of_document(vault, document, "report.pdf")
    for name, value in shown.items():
        if name != "facts":
            assert record[name] == value
    for entry, fact_shown in zip(record["facts"], shown["facts"], strict=True):
        assert {name: entry[name] for name in fact_shown} == fact_shown
    assert record["label"] == "Strictly confidential"


# --- what goes wrong


def test_a_file_that_is_there_is_kept_unless_forced(vault: Vault, document: int, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("mine")
    error = refused(vault, [document], path)
    assert (error.code, error.exit_code) == ("export-exists", Exit.USAGE)
    assert path.read_text() == "mine"
    export(vault, [document], path, "csv", force=True)
    assert csv_rows(path)


def test_missing_folder_and_folder_instead_of_a_file(vault: Vault, document: int, tmp_path: Path) -> None:
    assert refused(vault, [document], tmp_path / "absent" / "out.csv").code == "no-folder"
    assert refused(vault, [document], tmp_path).code == "export-to-folder"


def test_nothing_to_export(vault: Vault, tmp_path: Path) -> None:
    assert refused(vault, [], tmp_path / "out.csv").code == "nothing-to-export"
    assert refused(vault, [77], tmp_path / "out.csv").code == "no-document"
    arrived = vault.arrive("new.pdf", "application/pdf", b"new").document
    assert refused(vault, [arrived.id], tmp_path / "out.csv").code == "not-analysed"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_disk_leaves_the_old_file(vault: Vault, document: int, tmp_path: Path, kind: str) -> None:
    if sys.platform == "win32":  # has no such limit
        return
    import resource
    import signal

    path = tmp_path / "out"
    path.write_text("mine")
    before, old = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, before[1]))  # the system then says EFBIG
    try:
        error = refused(vault, [document], path, force=True, kind=kind)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, old)
    assert error.code == "export-disk-full"
    assert path.read_text() == "mine"
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_cannot_be_written(vault: Vault, document: int) -> None:
    if not Path("/proc/self").is_dir():
        return
    error = refused(vault, [document], Path("/proc/self/out.csv"))  # refuses even root
    assert error.code in ("export-denied", "no-folder", "export-disk-failed")
    assert "/proc/self/out.csv" in words_of(error) or "/proc/self" in words_of(error)


def test_a_name_that_is_too_long(vault: Vault, document: int, tmp_path: Path) -> None:
    error = refused(vault, [document], tmp_path / ("x" * 300 + ".csv"))
    assert error.code == "export-disk-failed"
    assert os.listdir(tmp_path) == []  # noqa: PTH208 - hidden files too
