"""The list of schemas, and the files that it names."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from muniment.document import schemas
from muniment.document.schema_file import read_concept_names, read_declaration
from muniment.document.schemas import FILING, KINDS, OTHER, SCHEMAS, UNKNOWN
from muniment.errors import UserError
from muniment.texts import language
from muniment.texts.document_words.schema_words import concept_name, kind_name, kind_within
from muniment.texts.say import say

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "app/muniment").rglob("*.py"))
GOOD = """
steps = "payslip"
[layout]
heads = true
columns = ["concept", "quote"]
[[layout.group]]
id = "pay"
name = "Pay"
name_de = "Lohn"
[[kind]]
id = "payslip"
name = "Payslip"
name_de = "Lohnabrechnung"
within = "slip of pay"
"""


def written(folder: Path, text: str, name: str = "schema.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_every_kind_belongs_to_one_schema_and_unknown_documents_come_last() -> None:
    assert len(set(KINDS)) == len(KINDS)
    assert SCHEMAS[-1] is OTHER
    assert KINDS[-1] == UNKNOWN


def test_every_folder_is_listed_and_nothing_else() -> None:
    assert {path.name for path in FILING.folder.parent.iterdir()} == {schema.id for schema in SCHEMAS}


def test_what_only_a_newer_version_knows_counts_as_unknown() -> None:
    assert schemas.schema_of("hologram") is OTHER
    assert schemas.kind_of("hologram").id == UNKNOWN
    assert kind_name("hologram") == "Document"


def test_kinds_are_told_apart_by_what_is_true_of_them() -> None:
    def having(trait: str) -> set[str]:
        return {kind for kind in KINDS if getattr(schemas.kind_of(kind), trait)}

    assert having("is_bill") == {"invoice", "credit note", "receipt"}
    assert having("is_filing") == {"10-K", "10-Q", "20-F", "40-F"}
    assert having("is_report") == {"annual report", "interim report"}
    assert having("covers_year") == {"10-K", "20-F", "40-F", "annual report"}


def test_names_follow_the_language() -> None:
    assert (kind_name("bank statement"), kind_within("bank statement")) == ("Bank statement", "bank statement")
    assert (kind_name("other"), kind_within("other")) == ("Document", "other")
    assert concept_name("total_assets") == "Total assets"
    assert concept_name("nothing_of_ours") is None
    language.use("de")
    try:
        assert (kind_name("bank statement"), kind_within("bank statement")) == ("Kontoauszug", "Kontoauszug")
        assert (kind_name("other"), kind_within("other")) == ("Dokument", "Sonstiges")
        assert kind_name("10-K") == "10-K"
    finally:
        language.use(language.SOURCE)


def test_without_heads_the_facts_of_a_document_stay_as_they_were_found() -> None:
    assert schemas.in_groups("10-K", ["period_end", "company_name"]) == [(None, [0, 1])]


def test_a_declaration_is_read(tmp_path: Path) -> None:
    read = read_declaration(written(tmp_path, GOOD))
    (kind,), (group,) = read.kinds, read.layout.groups
    assert (read.steps, read.layout.heads, read.layout.columns) == ("payslip", True, ("concept", "quote"))
    assert (kind.id, dict(kind.names)) == ("payslip", {"en": "Payslip", "de": "Lohnabrechnung"})
    assert dict(kind.within) == {"en": "slip of pay", "de": "Lohnabrechnung"}
    assert (kind.is_bill, kind.is_filing, kind.is_report, kind.covers_year, kind.asked) == (False,) * 4 + ((),)
    assert (group.id, group.names["de"], group.is_statement) == ("pay", "Lohn", False)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "'[[kind]]' is missing"),
        ("kind", "not valid TOML"),
        (GOOD + "covers_yaer = true", "unknown entry 'covers_yaer'"),
        ("step = 'x'\n" + GOOD, "unknown entry 'step'"),
        (GOOD.replace("heads", "haeds"), "unknown entry 'haeds'"),
        (GOOD.replace('name_de = "Lohn"', 'nmae = "Lohn"'), "unknown entry 'nmae'"),
        (GOOD + "is_bill = 1", "'is_bill' is missing or not of the agreed form"),
        (GOOD + "asked = 'x'", "'asked' is missing or not of the agreed form"),
        (GOOD.replace('"quote"', '"colour"'), "'columns' is missing or not of the agreed form"),
        (GOOD.replace('name = "Payslip"', ""), "'name' is missing or not of the agreed form"),
        (GOOD.replace('id = "payslip"', "id = 7"), "'id' is missing or not of the agreed form"),
        (GOOD.replace("[[layout.group]]", "[layout.group]"), "'group' is missing or not of the agreed form"),
        ("kind = [1]", "'kind' is missing or not of the agreed form"),
    ],
)
def test_a_bad_declaration_is_refused_with_its_fault(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(UserError) as refused:
        read_declaration(written(tmp_path, text))
    assert says in say(refused.value.message)


def test_a_missing_declaration_is_refused_and_missing_concepts_are_none(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        read_declaration(tmp_path / "schema.toml")
    assert "cannot be read" in say(refused.value.message)
    assert read_concept_names(tmp_path / "concepts.toml") == ()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_but_the_list_compares_the_id_of_a_kind(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Compare):
            sides = [part for side in (node.left, *node.comparators) for part in getattr(side, "elts", [side])]
            texts = {part.value for part in sides if isinstance(part, ast.Constant)}
            assert not texts & set(KINDS), f"line {node.lineno} compares a kind"
