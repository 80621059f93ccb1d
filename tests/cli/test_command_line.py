"""Each command is found in the module that is said to be its home, and only that one is imported."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from muniment.cli import command_line
from support.command_line import CommandLine

APP = Path(command_line.__file__).resolve().parents[2]


def test_the_help_names_every_command(muniment: CommandLine) -> None:
    ran = muniment.run("--help")
    assert ran.code == 0
    assert re.findall(r"^    ([a-z-]+)(?: |$)", ran.out, re.MULTILINE) == list(command_line.HOMES)


@pytest.mark.parametrize("command", command_line.HOMES)
def test_a_command_is_understood_from_its_own_module(muniment: CommandLine, command: str) -> None:
    ran = muniment.run(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"usage: muniment {command} ")


def test_an_unknown_command_is_answered_with_those_there_are(muniment: CommandLine) -> None:
    ran = muniment.run("analyse")
    assert ran.code == 2
    assert all(command in ran.err for command in command_line.HOMES)


def test_analyze_imports_no_other_command() -> None:
    told = "import sys; from muniment.cli.command_line import parser; parser('analyze'); print('muniment.cli.commands.model_commands' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(APP)}
    ran = subprocess.run([sys.executable, "-c", told], env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
