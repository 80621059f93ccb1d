"""The steps that read statements and notes.

Must never mix companies: figures of another one than the main one carry its name.
"""

from __future__ import annotations

from dataclasses import replace

from muniment.analysis.facts import note_facts, statement_facts, weighed_scales
from muniment.analysis.schemas.schema_steps import Case, Found
from muniment.analysis.statements import registrants
from muniment.analysis.vocabulary.concepts import concepts


def find_statements(case: Case, found: Found) -> Found:
    """The statements of the main company, and of those that print their own beside it."""
    main, others = registrants.find(case.document, case.calendar)
    return replace(found, statements={None: main, **{other.name: other.statements for other in others}})


def read_statements(case: Case, found: Found) -> Found:
    """Figures of the main company by the labels of its rows; a model is asked where no tag can say."""
    pointer = case.teller.row if case.teller is not None and not case.filers else None
    ruled = statement_facts.facts_of(found.statements[None], concepts(), case.choosers, pointer)
    return replace(found, figures=(*found.figures, *ruled))


def read_notes(case: Case, found: Found) -> Found:
    """Figures of the main company that its notes alone print."""
    noted = note_facts.facts_of(case.document, found.statements[None], concepts(), case.calendar)
    return replace(found, figures=(*found.figures, *noted))


def weigh_scales(case: Case, found: Found) -> Found:
    """Doubt scales that the rest of the document contradicts."""
    return replace(found, figures=weighed_scales.weighed(case.document, found.figures, statement_facts.NO_SCALE))


def read_statements_of_others(case: Case, found: Found) -> Found:
    """Figures of further companies by their own statements, where tags do not tell companies apart."""
    if len(case.filers) > 1:
        return found
    figures = [
        replace(fact, entity=name)
        for name, statements in found.statements.items()
        if name is not None
        for fact in statement_facts.facts_of(statements, concepts(), case.choosers)
    ]
    return replace(found, figures=(*found.figures, *figures))
