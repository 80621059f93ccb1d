"""What the table of formats promises, for each of its rows."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from muniment import formats
from muniment.document.pages.page import Unit
from muniment.formats import FORMATS, UNKNOWN, Format
from muniment.gui.texts import messages
from muniment.pipeline import failures
from muniment.pipeline.intake import file_intake
from muniment.reading.open import open_document
from muniment.recognise import recognise
from muniment.texts.document_words import format_names
from muniment.texts.say import say
from support.documents.made_documents import MADE

ROOT = Path(__file__).parents[1]


def test_nothing_that_tells_one_format_stands_twice() -> None:
    for told in (
        [one.id for one in FORMATS],
        [one.media_type for one in FORMATS],
        [one.name for one in FORMATS],
        [suffix for one in FORMATS for suffix in one.suffixes],
    ):
        assert len(set(told)) == len(told)


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.id)
class TestEveryFormat:
    """Add the document of a new format to ``made_documents``."""

    def test_its_bytes_are_recognised_and_those_of_no_other(self, one: Format) -> None:
        fitting = [format_id for format_id, make in MADE.items() if recognise(make()) is one]
        assert fitting == [one.id]

    def test_its_reader_keeps_to_its_row(self, one: Format) -> None:
        reader = open_document(MADE[one.id]())
        assert reader.media_type == one.media_type
        assert (reader.page(1).page.unit is Unit.POINT) == one.has_geometry
        assert formats.is_flow(one.media_type) is not one.has_geometry
        assert list(reader.children()) == []
        reader.close()

    def test_it_is_taken_in_as_what_it_is(self, one: Format, tmp_path: Path) -> None:
        for suffix in one.suffixes:
            path = tmp_path / f"report{suffix.upper()}"
            path.write_bytes(MADE[one.id]())
            assert file_intake.take(path).media_type == one.media_type

    def test_it_has_a_sign_and_no_parser_looks_for_it(self, one: Format) -> None:
        """The process that holds the key looks for signs too."""
        assert one.starts or one.sign
        assert not one.member or one.starts
        assert not one.sign.startswith("muniment.reading")
        if one.sign:
            module, _, name = one.sign.partition(":")
            assert callable(getattr(importlib.import_module(module), name))

    def test_people_are_told_of_it(self, one: Format) -> None:
        assert all(f"*{suffix}" in messages.add_filter() for suffix in one.suffixes)
        assert (one.called or one.name) in messages.welcome()
        assert one.name in say(failures.of_document("unsupported", "x.odt"))
        assert (one.thing or one.name) in say(failures.of_document("misnamed", "x.pdf"))
        assert one.name in (ROOT / "README.md").read_text("utf-8")

    def test_its_suffixes_begin_with_a_dot_and_are_lower_case(self, one: Format) -> None:
        assert one.suffixes
        assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in one.suffixes)


def test_what_is_no_document_of_ours_has_no_format() -> None:
    assert formats.seems("notes.txt", b"plain") == UNKNOWN
    assert formats.of_media_type(UNKNOWN) is None
    assert not formats.is_flow(UNKNOWN)
    with pytest.raises(KeyError):
        formats.of_id("none")


def test_the_table_loads_no_parser() -> None:
    """Both sides import it; in a process of its own, since this one has read documents."""
    import subprocess

    code = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'app')!r}); import muniment.formats, muniment.recognise; "
        "print([name for name in muniment.formats.LIBRARIES if name in sys.modules], 'muniment.reading' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[] False"


def test_a_list_of_what_is_read_ends_in_or() -> None:
    assert format_names.either(["PDF"]) == "PDF"
    assert format_names.either(["PDF", "HTML"]) == "PDF or HTML"
    assert format_names.saved_as() == "PDF, DOCX or HTML"
    assert format_names.called() == "PDF, Word or HTML"
    assert format_names.things() == "PDF, DOCX or web page"


@pytest.mark.parametrize(
    "code",
    ["empty", "encrypted", "damaged", "truncated", "unsupported", "misnamed", "no-pages", "too-large"],
)
def test_every_refusal_of_a_reader_has_words_of_its_own(code: str) -> None:
    said = say(failures.of_document(code, "a.pdf"))
    assert said.startswith("a.pdf")
    assert said != say(failures.of_document("bug", "a.pdf"))
