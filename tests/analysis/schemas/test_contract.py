"""What every schema promises; a new one is held to it by being listed."""

from __future__ import annotations

import re

import pytest

from muniment.analysis.choosing.learned_choosers import choosers
from muniment.analysis.cover.recognise_kind import RecognisedKind
from muniment.analysis.schemas.schema_steps import Case, Found, run, steps_of
from muniment.analysis.statements.statement_periods import Calendar
from muniment.analysis.vocabulary import kind_signs
from muniment.analysis.vocabulary.concepts import concepts_of
from muniment.document.schema_file import Names, read_table
from muniment.document.schemas import FILING, OTHER, SCHEMAS, Schema
from muniment.texts import language
from support.documents.paper import document


def is_named(names: Names) -> bool:
    """Whether something has a name in every language that Muniment speaks."""
    return set(language.LANGUAGES) <= set(names) and all(name.strip() for name in names.values())


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.id)
class TestSchemaContract:
    """The promises of a schema."""

    def test_its_folder_has_a_plain_name(self, schema: Schema) -> None:
        assert re.fullmatch("[a-z][a-z_]*", schema.id)

    def test_its_declaration_has_the_kinds_of_the_list_in_its_order(self, schema: Schema) -> None:
        assert tuple(kind.id for kind in schema.declared.kinds) == schema.kinds

    def test_its_kinds_and_groups_have_names_in_every_language(self, schema: Schema) -> None:
        assert all(is_named(kind.names) and is_named(kind.within) for kind in schema.declared.kinds)
        assert all(is_named(group.names) for group in schema.declared.layout.groups)

    def test_what_questions_ask_for_it_with_are_expressions(self, schema: Schema) -> None:
        for kind in schema.declared.kinds:
            for expression in kind.asked:
                re.compile(expression)

    def test_each_of_its_kinds_has_a_sign_or_a_cover(self, schema: Schema) -> None:
        signs = {sign.kind for sign in kind_signs.load(schema)}
        assert signs <= set(schema.kinds)
        assert all(kind.id in signs or kind.forms for kind in schema.declared.kinds)

    def test_its_concepts_are_whole_and_stand_in_its_groups(self, schema: Schema) -> None:
        groups = {group.id for group in schema.declared.layout.groups}
        concepts = concepts_of(schema)
        assert {concept.group for concept in concepts} <= {"", *groups}
        shown = [(concept.id, concept.group) for concept in schema.concept_names]
        assert shown == [(concept.id, concept.group) for concept in concepts]

    def test_its_concepts_are_no_other_schemas(self, schema: Schema) -> None:
        own = {concept.id for concept in schema.concept_names}
        others = {concept.id for other in SCHEMAS if other is not schema for concept in other.concept_names}
        assert not own & others

    def test_the_first_pages_of_its_exam_are_of_its_kinds(self, schema: Schema) -> None:
        path = schema.folder / "exam.toml"
        for entry in read_table(path)["kind"] if path.exists() else ():
            assert entry["id"] in schema.kinds
            assert all(page.strip() for page in entry["pages"])

    def test_its_steps_are_there_and_find_nothing_in_an_empty_document(self, schema: Schema) -> None:
        for kind in schema.kinds:
            steps = steps_of(kind)
            case = Case(
                document=document([""]), kind=RecognisedKind(kind, 1.0), calendar=Calendar(), choosers=choosers()
            )
            found = run((*steps.find, *steps.check), case, Found())
            assert steps.find
            assert (found.about, found.figures, found.checks) == ((), (), ())


def test_only_filings_have_covers_and_statements() -> None:
    """The cover's reader and the statements look at this schema alone."""
    for schema in SCHEMAS:
        if schema is not FILING:
            assert not any(kind.forms or kind.document_types for kind in schema.declared.kinds)
            assert not any(group.is_statement for group in schema.declared.layout.groups)


def test_what_is_of_no_known_kind_is_read_as_a_filing_is() -> None:
    assert steps_of(OTHER.kinds[0]) is steps_of(FILING.kinds[0])
