"""Every text of the program has German words, and the catalogues in the repository are what the program's texts make."""

from __future__ import annotations

import io
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from release import catalogues

BASE = catalogues.template(catalogues.extracted())
SAME = {"Adapter", "TEXT", "BYTES", "NAME", "JSON (*.json)", "Passphrase", "Passphrase:", "April", "August", "September", "November",
        "{left} plus {right}", "minus {amount}"}  # fmt: skip
"""Words that German has from English, or the other way round; others that stay English would be left over."""


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_every_text_has_words_with_the_same_placeholders_and_its_plurals(language: str) -> None:
    made = _as_it_lies(language)

    assert catalogues.faults(made, BASE) == [], "run dev.py texts, and write what is missing"


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_catalogues_are_those_of_the_texts(language: str) -> None:
    assert catalogues.TEMPLATE.read_bytes() == catalogues.written(BASE), "run dev.py texts"
    assert catalogues.path_of(language).read_bytes() == catalogues.written(catalogues.catalogue(language, BASE)), (
        "run dev.py texts"
    )


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_what_the_program_reads_is_compiled_from_what_people_edit(language: str) -> None:
    lies = GNUTranslations(io.BytesIO(catalogues.path_of(language).with_suffix(".mo").read_bytes()))
    made = GNUTranslations(io.BytesIO(catalogues.compiled(_as_it_lies(language))))

    assert _words(lies) == _words(made), "run dev.py texts"


def test_no_english_is_left_over() -> None:
    left = [
        one.id
        for one in _as_it_lies("de")
        if isinstance(one.id, str)
        and one.string == one.id
        and any(word.isalpha() and len(word) > 3 for word in one.id.split())
        and one.id not in SAME
    ]
    assert left == []


@pytest.mark.parametrize(
    ("english", "german", "fault"),
    [
        ("{name} is gone.", "", "no words"),
        ("{name} is gone.", "{nam} ist weg.", "placeholders"),
        ("%s is gone.", "Es ist weg.", "placeholders"),
        (" is gone", "ist weg", "edge"),
        ("&Open", "Öffnen", "mnemonic"),
        (("{n} page", "{n} pages"), ("{n} Seite", ""), "no words"),
        (("{n} page", "{n} pages"), ("{n} Seite", "Seiten"), "placeholders"),
    ],
)
def test_a_fault_is_found(english: str | tuple[str, str], german: str | tuple[str, str], fault: str) -> None:
    base, made = Catalog(locale="de"), Catalog(locale="de")
    base.add(english)
    made.add(english, german)

    (found,) = catalogues.faults(made, base)

    assert fault in found


def test_a_fuzzy_entry_and_an_unused_one_are_found() -> None:
    base, made = Catalog(locale="de"), Catalog(locale="de")
    base.add("Open")
    made.add("Open", "Öffnen", flags=["fuzzy"])
    made.add("Close", "Schließen")

    assert [one.split(":")[0] for one in catalogues.faults(made, base)] == ["fuzzy", "no text of the program"]


def test_one_thing_may_be_said_without_its_number() -> None:
    base, made = Catalog(locale="de"), Catalog(locale="de")
    base.add(("{n} page", "{n} pages"))
    made.add(("{n} page", "{n} pages"), ("eine Seite", "{n} Seiten"))

    assert catalogues.faults(made, base) == []


@pytest.mark.parametrize("argument", ['f"{name}"', "name", '"a" + "b"', '"a", context=name'])
def test_a_text_that_is_no_literal_is_refused_with_its_line(tmp_path: Path, argument: str) -> None:
    (tmp_path / "one.py").write_text(f"from muniment.texts.text import Text\n\nWORDS = Text({argument})\n")

    with pytest.raises(catalogues.TextsError, match=r"one\.py:3"):
        catalogues.extracted(tmp_path)


def test_only_our_texts_are_taken(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("from other import Text\n\nWORDS = Text(name)\n")

    assert catalogues.extracted(tmp_path) == []


def _as_it_lies(language: str) -> Catalog:
    with catalogues.path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def _words(of: GNUTranslations) -> dict[object, str]:
    return {key: words for key, words in vars(of)["_catalog"].items() if key}
