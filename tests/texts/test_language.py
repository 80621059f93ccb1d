"""Which language is spoken: named, chosen in the window, the system's, else English."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from muniment.texts import language


@pytest.fixture(autouse=True)
def _own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings of the test's own, no locale, and the language from before afterwards."""
    before = language.current()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("APPDATA", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    yield
    language.use(before)


def test_the_choice_is_kept_for_the_starts_to_come() -> None:
    assert language.chosen() == ""

    language.choose("de")
    language.begin()

    assert (language.chosen(), language.current()) == ("de", "de")


def test_what_is_named_comes_first() -> None:
    language.choose("de")

    language.begin("en", ["de-DE"])

    assert language.current() == "en"


@pytest.mark.parametrize(
    ("offered", "spoken"), [(["de-AT", "en"], "de"), (["fr-FR", "de-CH"], "de"), (["fr-FR"], "en"), (["C"], "en")]
)
def test_the_desktop_is_asked_where_nobody_chose(offered: list[str], spoken: str) -> None:
    language.begin(offered=offered)

    assert language.current() == spoken


@pytest.mark.parametrize(
    ("variables", "spoken"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "de"}, "de"),
        ({"LANG": "C.UTF-8"}, "en"),
    ],
)
def test_the_environment_is_asked_as_posix_says(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], spoken: str
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    language.begin()

    assert language.current() == spoken


def test_a_choice_that_makes_no_sense_is_none(tmp_path: Path) -> None:
    language.choose("de")
    (kept,) = [path for path in tmp_path.rglob("language") if path.is_file()]

    for rubbish in (b"xx", b"", b"\xff\xfe"):
        kept.write_bytes(rubbish)
        assert language.chosen() == ""
