"""Whatever a user does wrong: one sentence that says what happened and what to do, the right exit code, the others go on."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import CommandLine
from made_pdf import pdf_of_lines, small_report

FILES: dict[str, Callable[[], bytes]] = {
    "encrypted": lambda: pdf_of_lines([["x"]], password="hush"),
    "truncated": lambda: small_report()[:2000],
    "empty": lambda: b"",
    "picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
    "garbage": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 20,
}


@pytest.fixture
def stored(muniment: CommandLine, report: Path) -> CommandLine:
    """With a vault that holds the report."""
    assert muniment.run("analyze", report, "--no-model", "--json", *muniment.stored()).code == 0
    return muniment


def is_a_sentence(text: str) -> bool:
    lines = text.splitlines()
    return len(lines) == 1 and lines[0].endswith(".") and "Traceback" not in text


@pytest.mark.parametrize("kind", FILES)
def test_a_bad_file_is_refused_and_the_good_one_goes_on(muniment: CommandLine, report: Path, kind: str) -> None:
    bad = muniment.folder / f"{kind}.pdf"
    bad.write_bytes(FILES[kind]())
    ran = muniment.run("analyze", bad, report, "--json", "--no-model", *muniment.stored())
    assert ran.code == 1
    assert is_a_sentence(ran.err)
    assert f"{kind}.pdf" in ran.err
    refused, good = ran.objects()
    assert refused["error"] in ran.err
    assert good["facts"]


@pytest.mark.parametrize("kind", ["folder", "missing", "unreadable"])
def test_a_path_that_is_no_file_is_refused_and_the_good_one_goes_on(
    muniment: CommandLine, report: Path, kind: str
) -> None:
    bad = muniment.folder / "x.pdf"
    if kind == "folder":
        bad.mkdir()
    elif kind == "unreadable":
        bad.symlink_to(bad)  # a loop; rights mean nothing where tests run as root
    ran = muniment.run("analyze", bad, report, "--json", "--no-store", "--no-model")
    assert ran.code == 1
    assert is_a_sentence(ran.err)
    assert ran.objects()[1]["facts"]


def test_a_wrong_passphrase(stored: CommandLine) -> None:
    stored.passphrase_file.write_text("ten quiet otters")
    ran = stored.run("list", *stored.stored())
    assert (ran.code, ran.out) == (3, "")
    assert is_a_sentence(ran.err)


def test_a_passphrase_file_that_others_can_read(stored: CommandLine) -> None:
    stored.passphrase_file.chmod(0o644)
    ran = stored.run("list", *stored.stored())
    assert ran.code == 3
    assert "chmod 600" in ran.err


def test_no_passphrase_and_nobody_to_ask(muniment: CommandLine, report: Path) -> None:
    ran = muniment.run("analyze", report)
    assert ran.code == 3
    assert "--no-store" in ran.err
    assert is_a_sentence(ran.err)


@pytest.mark.parametrize("harm", ["missing", "damaged", "empty"])
def test_a_slots_file_that_is_not_what_it_was(stored: CommandLine, harm: str) -> None:
    slots = stored.vault / "vault.slots"
    if harm == "missing":
        slots.unlink()
    else:
        slots.write_bytes(b"" if harm == "empty" else slots.read_bytes()[:-20] + bytes(20))
    ran = stored.run("list", *stored.stored())
    assert ran.code == 4
    assert "vault.slots" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_vault_of_a_newer_version_is_left_untouched(stored: CommandLine) -> None:
    code = (
        "from pathlib import Path; from muniment.vault.store import Vault; "
        f"v = Vault.open(Path({str(stored.vault)!r}), {stored.passphrase_file.read_text().strip()!r}); "
        "v._db._database.execute('PRAGMA user_version = 999'); v.close(); sys.exit(0)"
    )
    assert stored.run(prelude=code).code == 0
    before = {path.name: path.read_bytes() for path in stored.vault.iterdir() if path.suffix in (".db", ".slots")}
    ran = stored.run("list", *stored.stored())
    assert ran.code == 4
    assert "newer version" in ran.err
    assert {name: (stored.vault / name).read_bytes() for name in before} == before


def test_a_place_that_is_no_vault(muniment: CommandLine) -> None:
    ran = muniment.run("list", *muniment.stored())
    assert ran.code == 2
    assert is_a_sentence(ran.err)


@pytest.mark.skipif(os.name == "nt", reason="the limit stands for a full disk")
def test_a_full_disk_loses_nothing(stored: CommandLine) -> None:
    big = stored.folder / "big.pdf"
    big.write_bytes(pdf_of_lines([[f"Line {i} of page {p}, {p * i} widgets" for i in range(40)] for p in range(300)]))
    limit = (stored.vault / "vault.db").stat().st_size + 100_000
    full = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))"
    ran = stored.run("analyze", big, "--no-model", *stored.stored(), prelude=full)
    assert ran.code == 1
    assert "disk" in ran.err
    assert is_a_sentence(ran.err)
    listed = stored.run("list", "--json", *stored.stored()).objects()
    assert [row["state"] for row in listed if row["file"] == "report.pdf"] == ["done"]
    assert stored.run("analyze", big, "--no-model", "--json", *stored.stored()).code == 0


@pytest.mark.model
def test_a_model_that_is_none(muniment: CommandLine, report: Path) -> None:
    (muniment.folder / "bad.gguf").write_bytes(b"not a model" * 100)
    ran = muniment.run("analyze", report, "--json", "--no-store", "--model", muniment.folder / "bad.gguf")
    assert ran.code == 2
    assert is_a_sentence(ran.err)
    assert "bad.gguf" in ran.err
    (told,) = ran.objects()
    assert told["facts"]
    assert told["error"] is None
    assert told["model"] is None


def test_a_model_that_is_not_there(muniment: CommandLine, report: Path) -> None:
    ran = muniment.run("analyze", report, "--json", "--no-store", "--model", muniment.folder / "no.gguf")
    assert ran.code == 2
    assert is_a_sentence(ran.err)
    assert ran.objects()[0]["facts"]


@pytest.mark.parametrize(
    "arguments", [("analyze",), ("nonsense",), ("analyze", "x", "--model", "a", "--no-model"), ("export",)]
)
def test_usage(muniment: CommandLine, arguments: tuple[str, ...]) -> None:
    ran = muniment.run(*arguments)
    assert ran.code == 2
    assert ran.err.startswith("usage: muniment")
