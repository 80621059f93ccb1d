"""Whatever a user does wrong: one sentence that says what happened and what to do, the right exit code, the others go on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from support.command_line import CommandLine
from support.documents.made_pdf import pdf_of_lines, small_report

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
    assert ran.err.count(f"{kind}.pdf") == 1
    refused, good = ran.objects()
    assert refused["error"] in ran.err
    assert good["facts"]


@pytest.mark.parametrize(("kind", "says"), [("picture", "although its name"), ("truncated", "cut off")])
def test_what_is_wrong_with_a_file_is_told_truly(muniment: CommandLine, kind: str, says: str) -> None:
    bad = muniment.folder / f"{kind}.pdf"
    bad.write_bytes(FILES[kind]())
    told = muniment.run("analyze", bad, "--no-model", *muniment.stored()).err
    assert says in told
    assert muniment.run("show", bad.name, *muniment.stored()).out == told


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


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")
def test_names_of_all_kinds_are_kept_and_command_no_terminal(muniment: CommandLine, report: Path) -> None:
    content = report.read_bytes()
    names = [
        "two words.pdf",
        "Geschäftsbericht.pdf",
        "new\nline.pdf",
        "red\x1b[31m.pdf",
        "not \udce4 unicode.pdf",
        "none",
    ]
    files = [muniment.folder / name for name in names]
    for number, file in enumerate(files):
        file.write_bytes(content + b"%%%d\n" % number)
    ran = muniment.run("analyze", *files, "--no-model", *muniment.stored())
    assert (ran.code, ran.err) == (0, "")
    listed = muniment.run("list", *muniment.stored()).out
    assert len(listed.splitlines()) == 1 + len(files)
    for shown in (
        "two words.pdf",
        "Geschäftsbericht.pdf",
        r"new\nline.pdf",
        r"red\x1b[31m.pdf",
        "not ? unicode.pdf",
        "none",
    ):
        assert shown in listed
        assert f"{shown}: 10-K" in ran.out
    assert "\x1b" not in listed + ran.out


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/dev/full stands for a full disk")
@pytest.mark.parametrize("arguments", [("models",), ("analyze", "--no-store", "--no-model", "--json")])
def test_an_output_that_cannot_be_written(muniment: CommandLine, report: Path, arguments: tuple[str, ...]) -> None:
    command = muniment.command(*arguments, *([report] if "--no-store" in arguments else []))
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command, check=False, env=muniment.environment, stdout=full, stderr=subprocess.PIPE, encoding="utf-8"
        )
    assert done.returncode == 1
    assert is_a_sentence(done.stderr)


@pytest.mark.skipif(os.name == "nt", reason="a shell closes the streams")
def test_streams_that_a_script_closed(muniment: CommandLine, report: Path) -> None:
    command = muniment.command("analyze", report, "--no-model", *muniment.stored())
    closed = ["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *command]
    assert subprocess.run(closed, check=False, env=muniment.environment).returncode == 0
    assert "done" in muniment.run("list", *muniment.stored()).out


@pytest.mark.skipif(os.name == "nt", reason="rights are others there")
def test_a_vault_that_may_not_be_looked_into(muniment: CommandLine) -> None:
    muniment.vault.symlink_to(muniment.vault)  # a loop; rights mean nothing where tests run as root
    for command in (("list",), ("vault", "create")):
        ran = muniment.run(*command, *muniment.stored())
        assert ran.code != 0
        assert is_a_sentence(ran.err)


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


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "is empty"), (b"\nnine quiet otters\n", "is empty"), (b"\xff\xfe\n", "UTF-8"), (None, "folder")],
)
def test_a_passphrase_file_that_holds_none(stored: CommandLine, content: bytes | None, says: str) -> None:
    if content is None:
        stored.passphrase_file.unlink()
        stored.passphrase_file.mkdir()
    else:
        stored.passphrase_file.write_bytes(content)
    ran = stored.run("list", *stored.stored())
    assert ran.code == 3
    assert is_a_sentence(ran.err)
    assert says in ran.err


def test_a_command_that_stores_nothing_does_not_offer_to_store_nothing(stored: CommandLine) -> None:
    ran = stored.run("list", "--vault", stored.vault)
    assert ran.code == 3
    assert is_a_sentence(ran.err)
    assert "--no-store" not in ran.err


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
    "arguments", [("analyze",), ("nonsense",), ("analyze", "x", "--model", "a", "--no-model"), ("search",)]
)
def test_usage(muniment: CommandLine, arguments: tuple[str, ...]) -> None:
    ran = muniment.run(*arguments)
    assert ran.code == 2
    assert ran.err.startswith("usage: muniment")


def test_a_search_for_nothing_says_what_is_missing(muniment: CommandLine) -> None:
    ran = muniment.run("search", " ", "-")
    assert ran.code == 2
    assert "which words to look for" in ran.err
