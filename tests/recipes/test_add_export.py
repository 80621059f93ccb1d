"""The recipe of docs/extend.md, "Add an export", carried out on a copy of the program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from muniment.vault.keys import key_wrapping
from muniment.vault.store import Vault
from support.program_copy import Copy
from vault import made

POLICY = "from pathlib import Path; from muniment import paths; paths.machine_policy = lambda: Path({!r})\n"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the program with the recipe carried out: a new module, and one line in the list."""
    program = Copy(tmp_path / "copy")
    assert program.follow("Add an export") == [
        "app/muniment/pipeline/exports/export_lines.py",
        "app/muniment/exports.py",
    ]
    return program.root / "app"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    with Vault.create(tmp_path / "v", "correct horse", cost=key_wrapping.LEAST_COST) as one:
        made.add(one)
    (tmp_path / "pw").write_text("correct horse")
    (tmp_path / "pw").chmod(0o600)
    return tmp_path / "v"


def export(copy: Path, vault: Path, target: Path, prelude: str = "") -> subprocess.CompletedProcess[str]:
    code = f"{prelude}import sys; from muniment.cli.command_line import main; sys.exit(main())"
    secret = ("--vault", str(vault), "--passphrase-file", str(vault.with_name("pw")))
    return subprocess.run(
        [sys.executable, "-c", code, "export", "-o", str(target), *secret],
        check=False, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(copy)},
    )  # fmt: skip


def test_a_new_export_needs_a_module_and_a_line(copy: Path, vault: Path, tmp_path: Path) -> None:
    ran = export(copy, vault, tmp_path / "out.lines")
    assert (ran.returncode, (tmp_path / "out.lines").exists()) == (0, True), ran.stderr
    with Vault.open(vault, "correct horse") as one:
        facts = one.facts(1)
        (noted,) = (entry.detail for entry in one.audit() if entry.event == "exported")
    lines = (tmp_path / "out.lines").read_text().splitlines()
    assert [line.split(":")[0] for line in lines] == [stored.fact.concept for stored in facts]
    assert noted["format"] == "lines"


def test_the_policy_knows_the_new_export(copy: Path, vault: Path, tmp_path: Path) -> None:
    rules = tmp_path / "policy.toml"
    rules.write_text('[export]\nformats = ["lines"]')
    assert export(copy, vault, tmp_path / "out.lines", POLICY.format(str(rules))).returncode == 0
    ran = export(copy, vault, tmp_path / "out.csv", POLICY.format(str(rules)))
    assert (ran.returncode, "what can be exported is lines" in ran.stderr) == (4, True)
