"""What is in the vault, from the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.command_line import PASSPHRASE, CommandLine


@pytest.fixture
def stored(muniment: CommandLine, report: Path) -> CommandLine:
    assert muniment.run("analyze", report, "--no-model", *muniment.stored()).code == 0
    return muniment


def test_list_show_and_search(stored: CommandLine) -> None:
    assert "report.pdf  10-K      5  done" in stored.run("list", *stored.stored()).out
    (row,) = stored.run("list", "--json", *stored.stored()).objects()
    assert (row["file"], row["state"], row["pages"]) == ("report.pdf", "done", 5)
    none = stored.run("list", "--tag", "covenant", *stored.stored())
    assert (none.code, none.out) == (0, "")
    assert "No document is tagged so" in none.err
    shown = stored.run("show", "report.pdf", "--json", *stored.stored()).objects()[0]
    assert shown["facts"]
    assert "total_assets" in stored.run("show", row["sha256"][:8], *stored.stored()).out
    (hit,) = stored.run("search", "largest", "customer", "--json", *stored.stored()).objects()
    assert (hit["file"], hit["page"]) == ("report.pdf", 2)


def test_show_of_nothing(stored: CommandLine) -> None:
    ran = stored.run("show", "other.pdf", *stored.stored())
    assert ran.code == 2
    assert "muniment list" in ran.err


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_export(stored: CommandLine, kind: str) -> None:
    target = stored.folder / f"out.{kind}"
    ran = stored.run("export", "-o", target, *stored.stored())
    assert (ran.code, ran.out) == (0, "")
    assert target.stat().st_size > 1000
    again = stored.run("export", "-o", target, *stored.stored())
    assert again.code != 0
    assert stored.run("export", "-o", target, "--force", *stored.stored()).code == 0


def test_an_export_without_a_file_is_named_after_the_document(stored: CommandLine) -> None:
    ran = stored.run("export", "report.pdf", "--to", "csv", *stored.stored(), cwd=stored.folder)
    assert ran.code == 0
    assert ran.err.startswith("report.csv: ")
    assert ran.err.endswith(" of 1 document\n")
    assert (stored.folder / "report.csv").exists()


def test_an_export_of_no_known_format(stored: CommandLine) -> None:
    ran = stored.run("export", "-o", stored.folder / "out.pdf", *stored.stored())
    assert ran.code == 2
    assert "--to" in ran.err


def test_what_is_not_there_is_said(stored: CommandLine) -> None:
    ran = stored.run("search", "zebra", *stored.stored())
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.endswith(".\n")


def test_models_are_listed_with_and_without_saying_so(muniment: CommandLine) -> None:
    ran = muniment.run("models")
    assert (ran.code, ran.out[:7]) == (0, "starter")
    assert muniment.run("models", "list").out == ran.out


def test_vault_commands(muniment: CommandLine) -> None:
    assert muniment.run("vault", "create", *muniment.stored()).code == 0
    again = muniment.run("vault", "create", *muniment.stored())
    assert again.code == 2
    assert "already" in again.err
    empty = muniment.run("list", *muniment.stored())
    assert (empty.code, empty.out) == (0, "")
    assert "muniment analyze" in empty.err
    assert muniment.run("vault", "unlock-check", *muniment.stored()).code == 0
    assert "documents  0" in muniment.run("vault", "info", *muniment.stored()).out


def test_the_label_of_a_vault_stands_in_its_exports(stored: CommandLine, tmp_path: Path) -> None:
    assert stored.run("vault", "label", *stored.stored()).out == "\n"
    assert stored.run("vault", "label", "Deal team only", *stored.stored()).code == 0
    assert stored.run("vault", "label", *stored.stored()).out == "Deal team only\n"
    path = tmp_path / "out.json"
    assert stored.run("export", "1", "--to", "json", "--output", path, *stored.stored()).code == 0
    assert "Deal team only" in path.read_text("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="file descriptors are not inherited there")
def test_a_passphrase_from_a_descriptor(muniment: CommandLine) -> None:
    reading, writing = os.pipe()
    os.write(writing, PASSPHRASE.encode())
    os.close(writing)
    command = muniment.command("vault", "create", "--vault", muniment.vault, "--passphrase-fd", reading)
    done = subprocess.run(command, pass_fds=[reading], check=False, env=muniment.environment, capture_output=True)
    os.close(reading)
    assert done.returncode == 0
    assert muniment.run("vault", "unlock-check", *muniment.stored()).code == 0


def test_the_same_file_again_comes_from_the_vault(stored: CommandLine, report: Path) -> None:
    ran = stored.run("analyze", report, "--no-model", "--json", *stored.stored())
    assert ran.code == 0
    assert ran.objects()[0]["facts"]
    assert len(stored.run("list", "--json", *stored.stored()).objects()) == 1


def test_demo_shows_facts_checks_summary_and_time_and_leaves_nothing(muniment: CommandLine, tmp_path: Path) -> None:
    muniment.environment["TMPDIR"] = str(tmp_path)
    before = set(tmp_path.rglob("*"))
    ran = muniment.run("demo", "--no-model")
    assert ran.code == 0
    for word in ("revenue", "checked", "Checks", "Summary", "[p. ", "Wall time"):
        assert word in ran.out
    assert set(tmp_path.rglob("*")) == before


def test_self_test_passes(muniment: CommandLine) -> None:
    ran = muniment.run("self-test", "--json")
    told = json.loads(ran.out)
    assert [finding for finding in told["findings"] if not finding["passed"]] == []
    assert ran.code == 0
    assert told["muniment"]
    assert {"SQLCipher", "OpenSSL in SQLCipher", "pypdfium2", "PySide6-Essentials"} <= set(told["versions"])
    if sys.platform.startswith("linux"):
        network = {
            found["name"]: found["detail"] for found in told["findings"] if found["name"].startswith("network of")
        }
        assert "IPv4: Permission denied" in network["network of command"]
        assert all("kernel filters in place" in network[f"network of {role}"] for role in ("read", "analyse"))


def test_version(muniment: CommandLine) -> None:
    assert muniment.run("--version").out.startswith("muniment 0.")


def test_the_ledger_is_shown_of_one_document_and_of_all_and_says_that_it_estimates(stored: CommandLine) -> None:
    one = stored.run("show", "1", "--costs", *stored.stored())
    assert one.code == 0
    assert "100 % without a model" in one.out
    assert one.out.count("estimate") >= 1
    assert all("USD 0.0000" in line for line in one.out.splitlines() if "estimate" in line)
    every = stored.run("show", "--costs", *stored.stored())
    assert "all documents and questions" in every.out
    first, whole = stored.run("show", "--costs", "--json", *stored.stored()).objects()
    assert (first["document"], whole["document"], whole["documents"]) == (1, None, 1)
    assert first["tokens"] == {"evaluated": 0, "reused": 0, "written": 0}
    assert first["decisions"]["all"] == first["decisions"]["no_model"] > 0
    assert float(first["estimates"][0]["estimate"]) == 0
    assert stored.run("show", *stored.stored()).code == 2


def test_a_fault_in_the_price_list_is_told(stored: CommandLine) -> None:
    own = stored.folder / ".config" / "muniment" / "prices.toml"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("[[price]]\nname = 'x'")
    stored.environment.pop("XDG_CONFIG_HOME", None)
    ran = stored.run("show", "1", "--costs", *stored.stored())
    own.unlink()
    assert ran.code == 2
    assert "prices.toml cannot be used: its entry 1 must have" in ran.err
    assert ran.out == ""
