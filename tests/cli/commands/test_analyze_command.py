"""``muniment analyze`` as a script sees it: the JSON of the design, and what happens to its processes."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from support.command_line import CommandLine
from support.documents.made_html import filing
from support.documents.made_pdf import pdf_of_lines, year_before

KEYS = (
    "file", "sha256", "media_type", "pages", "kind", "facts", "measures", "checks", "summary", "tags", "warnings", "error", "model", "seconds",
)  # fmt: skip
FACT_KEYS = {
    "concept", "value", "unit", "period_start", "period_end", "months", "entity", "page", "start", "end", "element_id", "boxes",
    "quote", "label", "column", "scale", "state", "method", "confidence",
}  # fmt: skip


def test_it_prints_one_object_of_the_agreed_form(muniment: CommandLine, report: Path) -> None:
    ran = muniment.run("analyze", report, "--json", "--no-store", "--no-model")
    assert (ran.code, ran.err) == (0, "")
    (told,) = ran.objects()
    assert tuple(told) == KEYS
    assert (told["file"], told["media_type"], told["pages"]) == (str(report), "application/pdf", 5)
    assert told["kind"]["value"] == "10-K"
    assert (told["error"], told["model"]) == (None, None)
    assert set(told["seconds"]) == {"read", "extract"}
    assert all(set(fact) == FACT_KEYS for fact in told["facts"])


def test_a_fact_has_its_value_its_period_and_its_place(muniment: CommandLine, report: Path) -> None:
    (told,) = muniment.run("analyze", report, "--json", "--no-store", "--no-model").objects()
    facts = [f for f in told["facts"] if f["concept"] == "revenue" and f["period_end"] == "2023-12-31"]
    assert len(facts) == 1
    fact = facts[0]
    assert (fact["value"], fact["unit"], fact["months"], fact["scale"]) == ("9000000000", "USD", 12, 1_000_000)
    assert (fact["page"], fact["quote"], fact["label"]) == (4, "9,000", "Revenue")
    ((x0, top, x1, bottom),) = fact["boxes"]
    assert 390 < x0 < x1 <= 421
    assert 90 < top < bottom < 120


def test_a_tagged_web_page_gives_facts_with_their_elements(muniment: CommandLine, tmp_path: Path) -> None:
    path, made = tmp_path / "filing.xhtml", filing()
    path.write_bytes(made.data)
    ran = muniment.run("analyze", path, "--json", "--no-store", "--no-model")
    assert (ran.code, ran.err) == (0, "")
    (told,) = ran.objects()
    assert (told["media_type"], told["kind"]) == ("text/html", {"value": "10-K", "confidence": 1.0})
    (loss,) = [f for f in told["facts"] if f["concept"] == "net_income" and f["period_end"] == "2023-12-31"]
    assert (loss["value"], loss["quote"], loss["unit"], loss["months"]) == ("-120000000", "(120)", "USD", 12)
    assert (loss["method"], loss["state"], loss["boxes"]) == ("tag", "checked", [])
    assert loss["element_id"] in made.ids["us-gaap:NetIncomeLoss", "y23"]


def test_every_sentence_cites_a_place(muniment: CommandLine, report: Path) -> None:
    (told,) = muniment.run("analyze", report, "--json", "--no-store", "--no-model").objects()
    assert len(told["summary"]) >= 3
    for sentence in told["summary"]:
        assert sentence["citations"]
        assert all(place["quote"] and place["page"] and place["boxes"] for place in sentence["citations"])


def test_files_come_out_in_the_order_they_were_given(muniment: CommandLine, report: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "short.pdf").write_bytes(pdf_of_lines([["one line"]]))
    files = [tmp_path / "empty.pdf", report, tmp_path / "nothing.pdf", tmp_path / "short.pdf", report]
    ran = muniment.run("analyze", *files, "--json", "--no-store", "--no-model")
    assert ran.code == 1
    told = ran.objects()
    assert [one["file"] for one in told] == [str(file) for file in files]
    assert [bool(one["error"]) for one in told] == [True, False, True, False, False]
    assert told[0]["facts"] == []
    assert tuple(told[0]) == KEYS


def test_no_store_leaves_nothing_and_asks_nothing(muniment: CommandLine, report: Path, tmp_path: Path) -> None:
    before = set(tmp_path.rglob("*"))
    assert muniment.run("analyze", report, "--no-store", "--no-model").code == 0
    assert set(tmp_path.rglob("*")) == before


def test_for_a_person_it_prints_facts_checks_and_summary(muniment: CommandLine, report: Path) -> None:
    ran = muniment.run("analyze", report, "--no-store", "--no-model")
    assert "report.pdf: 10-K, 5 pages" in ran.out
    rows = [line.split() for line in ran.out.splitlines()]
    revenue = next(row for row in rows if row[:1] == ["revenue"])
    assert revenue == ["revenue", "9,000", "+", "8,400", "+", "USD", "million", "4"]  # as printed, checked, on page 4
    assert "assets = liabilities + equity" in ran.out
    assert "[p. 4]" in ran.out


def test_the_parent_loads_no_parser_no_model_and_no_window(muniment: CommandLine, report: Path) -> None:
    loaded = muniment.run(
        "analyze", report, "--no-store", "--no-model", "--json",
        prelude="import atexit; atexit.register(lambda: sys.stderr.write(' '.join(sys.modules)))",
    ).err.split()  # fmt: skip
    assert "muniment.pipeline.pipeline" in loaded
    forbidden = (
        "pypdfium2",
        "pypdf",
        "docx",
        "lxml",
        "llama_cpp",
        "PySide6",
        "muniment.reading",
        "muniment.analysis",
        "muniment.llm",
    )
    assert not [name for name in loaded if name.startswith(forbidden)]


def children_of(pid: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1]) if entry.name.isdigit() else 0
        except OSError:
            continue
        if parent == pid:
            found.append(int(entry.name))
    return found


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C cannot be sent to one process")
def test_ctrl_c_ends_it_cleanly_and_its_workers(muniment: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(pdf_of_lines([["A long line of words about widgets."] * 45] * 1500))
    command = muniment.command("analyze", path, "--no-model", *muniment.stored())
    signal.signal(signal.SIGINT, signal.default_int_handler)  # tests in the background are started with it ignored
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=muniment.environment
    ) as process:
        deadline = time.monotonic() + 60
        while len(workers := children_of(process.pid)) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert out == ""
    assert err.startswith("Stopped. The vault keeps ")
    assert len(err.splitlines()) == 1
    for pid in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    assert "queued" in muniment.run("list", *muniment.stored()).out


@pytest.mark.skipif(os.name == "nt", reason="a closed pipe is another error there")
def test_a_closed_pipe_is_no_news(muniment: CommandLine, report: Path) -> None:
    process = subprocess.Popen(
        muniment.command("analyze", report, "--no-store", "--no-model"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=muniment.environment,
    )
    with process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 1


def test_progress_is_one_line_that_is_overwritten_where_somebody_looks(muniment: CommandLine, report: Path) -> None:
    import pty

    master, slave = pty.openpty()
    command = muniment.command("analyze", report, "--no-store", "--no-model", "--json")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=slave, env=muniment.environment) as process:
        process.communicate(timeout=60)
    os.close(slave)
    shown = os.read(master, 100_000).decode()
    os.close(master)
    assert "\r\x1b[Kreport.pdf: reading, page 3 of 5" in shown
    assert "\n" not in shown
    assert shown.endswith("\r\x1b[K")


def test_ctrl_c_while_it_starts_is_no_fault(muniment: CommandLine) -> None:
    find = "lambda name, *_: (_ for _ in ()).throw(KeyboardInterrupt) if name == 'muniment.cli' else None"
    ran = muniment.run(
        "models", prelude=f"sys.meta_path.insert(0, type('', (), {{'find_spec': staticmethod({find})}}))"
    )
    assert (ran.code, ran.out, ran.err) == (130, "", "")


def test_filings_of_one_company_are_checked_against_each_other(
    muniment: CommandLine, report: Path, tmp_path: Path
) -> None:
    older = tmp_path / "older.pdf"
    older.write_bytes(year_before())
    _, told = muniment.run("analyze", older, report, "--json", "--no-store", "--no-model").objects()
    across = [check for check in told["checks"] if check["elsewhere"]]
    assert {check["result"] for check in across} == {"closes"}
    assert {one["file"] for check in across for one in check["elsewhere"]} == {"older.pdf"}


def test_the_documents_that_were_there_follow_before_the_command_ends(
    muniment: CommandLine, report: Path, tmp_path: Path
) -> None:
    older = tmp_path / "older.pdf"
    older.write_bytes(year_before())
    for file in (older, report):
        assert muniment.run("analyze", file, "--no-model", *muniment.stored()).code == 0
    shown = muniment.run("show", "older.pdf", *muniment.stored()).out
    assert "figures = another filing of the company" in shown
    assert "EBITDA margin" in shown
    assert "ebitda / revenue" in shown


def test_measures_have_formulas_and_operands(muniment: CommandLine, report: Path) -> None:
    (told,) = muniment.run("analyze", report, "--json", "--no-store", "--no-model").objects()
    margin = next(m for m in told["measures"] if m["measure"] == "gross_margin" and m["period_end"] == "2023-12-31")
    assert (margin["value"], margin["unit"], margin["months"], margin["state"]) == ("0.400000", "pure", 12, "checked")
    assert (margin["operands"], margin["formula"]) == (["gross_profit", "revenue"], "gross_profit / revenue")
    assert [told["facts"][i]["quote"] for i in margin["operand_facts"]] == ["3,600", "9,000"]
