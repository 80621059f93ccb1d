"""The pages for people: what they name is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from muniment.cli.command_line import main

ROOT = Path(__file__).parents[2]
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "train/README.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
_INNER = re.compile(r"(?:^ |\| ?)([a-z][\w-]*)")
FENCED = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def test_the_readme_is_read_in_a_few_minutes() -> None:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    assert len(lines) <= 120
    assert [line for line in lines if len(line) > 125] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_and_picture_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        assert target.startswith("https://") or (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_command_of_dev_that_is_named_is_there(page: Path) -> None:
    commands = (ROOT / "dev.py").read_text("utf-8")
    for name in re.findall(r"dev\.py ([a-z][\w-]*)", page.read_text("utf-8")):
        assert f'"{name}": ' in commands, name


def help_of(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as ended:
        main([*words, "--help"])
    assert ended.value.code == 0, words
    return capsys.readouterr().out


def told_commands() -> list[tuple[str, list[str]]]:
    """Each command that the page of the command line names, with the options that it names for it."""
    block = FENCED.findall((ROOT / "docs" / "command-line.md").read_text("utf-8"))[0][1]
    found: list[tuple[str, list[str]]] = []
    for command, rest in re.findall(r"^muniment ([a-z][\w-]*)(.*)$", block, re.MULTILINE):
        inner = _INNER.findall(rest) if command in ("vault", "models") else []
        found += [(f"{command} {one}", []) for one in inner] or [(command, re.findall(r"--[\w-]+", rest))]
    return found


@pytest.mark.parametrize(("command", "options"), told_commands(), ids=str)
def test_every_command_of_the_command_line_takes_what_its_page_says(
    command: str, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    told = help_of(command.split(), capsys)
    assert [one for one in options if one not in told] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_examples_in_toml_can_be_read(page: Path) -> None:
    for language, text in FENCED.findall(page.read_text("utf-8")):
        if language == "toml":
            tomllib.loads(text)
