"""The command line speaks German where it is asked to, and English to scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.command_line import CommandLine


def test_help_in_german(muniment: CommandLine) -> None:
    done = muniment.run("list", "--language", "de", "--help")

    assert "Aufruf: muniment list" in done.out
    assert "Optionen:" in done.out
    assert "der Ordner des Tresors" in " ".join(done.out.split())
    assert "show this help" not in done.out


@pytest.mark.parametrize(
    "arguments",
    [("--language", "de", "search", "!"), ("search", "--language=de", "!"), ("search", "!", "--language", "de")],
)
def test_the_option_may_stand_anywhere(muniment: CommandLine, arguments: tuple[str, ...]) -> None:
    done = muniment.run(*arguments)

    assert done.err == "Sagen Sie, welche Wörter gesucht werden sollen: muniment search WORT...\n"
    assert done.code == 2


def test_a_wrong_call_is_told_in_german(muniment: CommandLine) -> None:
    done = muniment.run("list", "--nonsense", "--language", "de")

    assert "muniment: Fehler: unbekannte Argumente: --nonsense" in done.err
    assert done.code == 2


def test_a_language_that_is_none_is_told_in_ours(muniment: CommandLine) -> None:
    done = muniment.run("list", "--language", "xx")

    assert "invalid choice: 'xx' (choose from 'en', 'de')" in done.err
    assert done.code == 2


def test_the_environment_is_heard_and_the_choice_of_the_window_comes_first(
    muniment: CommandLine, tmp_path: Path
) -> None:
    muniment.environment["LC_ALL"] = "de_DE.UTF-8"

    assert "Aufruf:" in muniment.run("--help").out

    (tmp_path / "config" / "muniment").mkdir(parents=True)
    (tmp_path / "config" / "muniment" / "language").write_text("en\n")

    assert "usage:" in muniment.run("--help").out


def test_a_document_in_german_and_for_scripts_in_english(muniment: CommandLine, report: Path) -> None:
    muniment.environment["LC_ALL"] = "de_DE.UTF-8"

    done = muniment.run("analyze", report, "--no-model", *muniment.stored())
    listed = muniment.run("list", *muniment.stored())
    objects = muniment.run("list", "--json", *muniment.stored())
    missing = muniment.run("show", "nothing", *muniment.stored())
    script = muniment.run("show", "nothing", "--json", *muniment.stored())

    assert done.code == 0
    assert "Seiten" in done.out or "Seite" in done.out
    assert "Kennzahlen" in done.out
    assert "fertig" in listed.out
    assert objects.objects()[0]["state"] == "done"
    assert "Der Tresor enthält kein Dokument „nothing“." in missing.err
    assert 'The vault has no document "nothing".' in script.err


def test_scripts_hear_german_where_they_name_it(muniment: CommandLine, report: Path) -> None:
    muniment.run("analyze", report, "--no-model", *muniment.stored())

    done = muniment.run("show", "nothing", "--json", "--language", "de", *muniment.stored())

    assert "Der Tresor enthält kein Dokument" in done.err
