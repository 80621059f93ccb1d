"""What concepts, measures, checks and tags are called, from the files in ``resources`` that define them.

An entry has its English words under ``name`` and those of another language under ``name_de`` beside it: to add one is to
edit one file. What a schema defines, ``schema_texts`` names.

Must never fail for want of a word: then the English one stands, and without it the id.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from muniment import paths
from muniment.texts import language
from muniment.texts.document_words import schema_words
from muniment.texts.text import Text

_ABOUT: Mapping[str, Text] = {
    "company_name": Text("Company"),
    "period_end": Text("Period end"),
    "currency": Text("Currency"),
}
"""What is known of a document as a whole; no file defines it."""

Entry = Mapping[str, object]


def concept_name(concept: str) -> str:
    """The name of a concept; its id in words where no file names it."""
    about = _ABOUT.get(concept)
    if about is not None:
        return about()
    return schema_words.concept_name(concept) or concept.replace("_", " ").capitalize()


def figure_name(concept: str, check: str = "") -> str:
    """What a figure is called within a check.

    Args:
        concept: Its id.
        check: Of the identity that has words of its own; empty for the words of all.
    """
    if check:
        entry = next((one for one in _file("schemas/filing/checks").get("check", ()) if one.get("id") == check), None)
        own = _translated(entry, "words").get(concept)
        if own:
            return str(own)
    known = _translated(_file("schemas/filing/checks"), "words").get(concept)
    return str(known) if known else within(concept_name(concept))


def check_title(check: str) -> str:
    """What begins the sentence of an identity.

    Args:
        check: Its id; said as it is where no file defines it.
    """
    return _word(_entries("schemas/filing/checks", "check").get(check), "title") or check


def measure_name(measure: str) -> str:
    """The name of a measure that ships.

    Args:
        measure: Its id; said as it is where no file defines it.
    """
    return _word(_entries("measures", "measure").get(measure), "name") or measure


def short_measure_name(measure: str) -> str:
    """The same where what the measure covers is said anyway.

    Args:
        measure: Its id.
    """
    return _word(_entries("measures", "measure").get(measure), "short_name") or measure_name(measure)


def measure_note(measure: str) -> str:
    """What a measure says and leaves out.

    Args:
        measure: Its id; one that no file defines has no note.
    """
    return _word(_entries("measures", "measure").get(measure), "note")


def measure_group(group: str) -> str:
    """What a group of measures is called.

    Args:
        group: Its id; said as it is where no file defines it.
    """
    return _word(_entries("measures", "group").get(group), "name") or group


def tag_name(tag: str) -> str:
    """The name of a content tag that ships.

    Args:
        tag: Its id; said as it is where it is not one of ours.
    """
    return _word(_entries("tags", "tag").get(tag), "name") or tag


def tags() -> list[str]:
    """The ids of the content tags that ship."""
    return list(_entries("tags", "tag"))


def wording_name(formula: str) -> str:
    """The name that the file of questions gives to a formula.

    Args:
        formula: As the file writes it; said as it is where the file has it not.
    """
    return _word(_wordings().get(formula), "name") or formula


def within(name: str) -> str:
    """A name as it stands within a sentence: in English with a small letter, but for R&D and its like."""
    if language.current() != language.SOURCE or name[:2].isupper():
        return name
    return name[:1].lower() + name[1:]


def _word(entry: Entry | None, key: str) -> str:
    """A word of an entry in the current language, else in English; empty without one."""
    if entry is None:
        return ""
    return str(entry.get(f"{key}_{language.current()}") or entry.get(key) or "")


def _translated(entry: Entry | None, key: str) -> Mapping[str, object]:
    """The same of a table of words."""
    found = (entry or {}).get(f"{key}_{language.current()}") or (entry or {}).get(key) or {}
    return found if isinstance(found, Mapping) else {}


_LINE = re.compile(
    r'^\[\[(?P<table>\w+)\]\]\s*$|^(?P<key>id|\w*name\w*|\w*note\w*|title\w*) = (?P<value>".*")\s*$', re.MULTILINE
)


@cache
def _entries(file: str, table: str) -> Mapping[str, Entry]:
    """The entries of a table by id, with their words."""
    found = {entry["id"]: entry for entry in _scanned(_text(file)).get(table, ()) if "id" in entry}
    if all("name" in entry or "title" in entry for entry in found.values()):
        return found
    return {str(entry.get("id", "")): entry for entry in _file(file).get(table, ())}


def _scanned(text: str) -> Mapping[str, list[dict[str, str]]]:
    """The words of a file as ours are written, one on a line: to read all of it takes twenty times as long."""
    tables: dict[str, list[dict[str, str]]] = {}
    entry: dict[str, str] = {}
    for match in _LINE.finditer(text):
        if match["table"]:
            entry = {}
            tables.setdefault(match["table"], []).append(entry)
        else:
            entry[match["key"]] = str(json.loads(match["value"]))
    return tables


@cache
def _wordings() -> Mapping[str, Entry]:
    """The names of formulas that are asked for, and of those that judgements look at."""
    data = _file("questions")
    parts = [part for threshold in data.get("threshold", ()) for part in threshold.get("of", ())]
    named = [(str(entry["of"]), entry) for entry in data.get("wording", ()) if "name" in entry]
    return {**{str(part["formula"]): part for part in parts}, **dict(named)}


@cache
def _file(name: str) -> Mapping[str, Any]:
    import tomli  # only where words of these files are shown

    return tomli.loads(_text(name))


@cache
def _text(name: str) -> str:
    return (paths.resources() / f"{name}.toml").read_text("utf-8")
