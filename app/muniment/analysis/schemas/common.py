"""The steps that every kind of document may take, and all that a kind takes whose schema has no steps of its own.

Must never need statements: without them these steps find what tags and first pages say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from muniment.analysis.checks import cross_document, footing, identity_checks, text_confirmation
from muniment.analysis.cover import cover_page
from muniment.analysis.facts import statement_facts
from muniment.analysis.schemas.schema_steps import Case, Found, Steps, fact_of_document
from muniment.analysis.statements.statement_lines import Statement
from muniment.analysis.tagged import xbrl_about, xbrl_facts
from muniment.analysis.vocabulary.concepts import StatementKind, concepts
from muniment.document.facts.fact import Check, Fact, State
from muniment.document.pages.evidence import Evidence
from muniment.message import Message, message

_TABLES = 10  # of a report without figures, at least; they are its own
_NEARLY_ALL = 0.9


def read_tags(case: Case, found: Found) -> Found:
    """Figures of the main company as the document tags them; tags leave no question open, but rows' labels confirm them."""
    if not case.filers:
        return found
    main = case.filers[0]
    figures = xbrl_facts.facts_of(case.document, main, concepts())
    return replace(found, figures=tuple(xbrl_facts.merged(main, figures, found.figures, concepts())))


def name_company(case: Case, found: Found) -> Found:
    """The company that the document is about."""
    named = xbrl_about.company(case.document) or cover_page.company(case.document, case.kind)
    if named is None:
        return found
    return found.with_about(fact_of_document("company_name", named.name, named.evidence, 0.9))


def date_period(case: Case, found: Found) -> Found:
    """The last day, as the cover of a filing says it; of other reports that of the newest figures, or else of the title."""
    kind, calendar = case.kind.declared, case.calendar
    dated = [(f.period.end, f.period_evidence[0]) for f in found.figures if f.period is not None and f.period_evidence]
    said = [(calendar.end, calendar.evidence)] if calendar.end is not None and calendar.evidence is not None else []
    if said and (kind.is_filing or (not dated and kind.is_report)):
        return found.with_about(fact_of_document("period_end", *said[0], 0.95 if kind.is_filing else 0.8))
    newest = max(dated, key=lambda day: day[0], default=None)
    return found.with_about(fact_of_document("period_end", *newest, 0.9)) if newest else found


def name_currency(case: Case, found: Found) -> Found:
    """The currency of the figures, where one of them says where it was read; of a report without figures that of its tables."""
    money = next((f for f in found.figures if f.currency_evidence is not None and f.unit), None)
    if money is not None and money.unit is not None and money.currency_evidence is not None:
        unit = money.unit.partition("/")[0]
        return found.with_about(fact_of_document("currency", unit, money.currency_evidence, 0.95))
    kind = case.kind.declared
    named = _currency_of_tables(case) if kind.is_report and not found.figures else None
    return found.with_about(fact_of_document("currency", *named, 0.8)) if named is not None else found


def _currency_of_tables(case: Case) -> tuple[str, Evidence] | None:
    """The currency that nearly all of many tables are in."""
    named = [(t.currency, t.currency_evidence) for t in case.document.tables if t.currency and t.currency_evidence]
    counted = Counter(code for code, _ in named).most_common(1)
    if not counted or counted[0][1] < max(_TABLES, _NEARLY_ALL * len(named)):
        return None
    return next((code, evidence) for code, evidence in named if code == counted[0][0])


def mark_tagged(case: Case, found: Found) -> Found:
    """Facts of the document as a whole that stand where it tags them."""
    return replace(found, about=xbrl_about.as_tagged(found.about, case.document))


def warn_of_gaps(_: Case, found: Found) -> Found:
    """What is missing: the statements, or the scale of their figures."""
    main = {statement.kind for statement in found.statements.get(None, ())}
    gaps: list[Message] = []
    if not main & {StatementKind.BALANCE, StatementKind.INCOME}:
        gaps.append(message("no-statements"))
    if any(statement_facts.NO_SCALE in f.reasons for f in found.figures):
        gaps.append(message("no-scale"))
    return replace(found, warnings=(*found.warnings, *gaps))


def read_tags_of_others(case: Case, found: Found) -> Found:
    """Figures of further companies that the document tags."""
    others = case.filers[1:]
    figures = [fact for filer in others for fact in xbrl_facts.facts_of(case.document, filer, concepts())]
    return replace(found, figures=(*found.figures, *figures))


def try_identities(case: Case, found: Found) -> Found:
    """What closes and what does not, of each company by itself."""
    tried: list[Check] = []
    for entity, statements in _by_company(case, found).items():
        tried += _tried(entity, statements, found.figures)
    return found.with_checks(*tried)


def compare_with_text(case: Case, found: Found) -> Found:
    """Whether the running text says the same."""
    return found.with_checks(*text_confirmation.run(case.document, found.figures))


def compare_with_documents(case: Case, found: Found) -> Found:
    """Whether the company's other documents say the same; what fails here already says nothing of them."""
    judged = statement_facts.with_states(found.figures, found.checks)
    return found.with_checks(*cross_document.run(judged, case.filings, found.end))


def _by_company(case: Case, found: Found) -> dict[str | None, Sequence[Statement]]:
    """The statements of each company; none of those that only tags tell apart."""
    first: dict[str | None, Sequence[Statement]] = {None: found.statements.get(None, ())}
    return first | {filer.name: () for filer in case.filers[1:]} | dict(found.statements)


def _tried(entity: str | None, statements: Sequence[Statement], figures: Sequence[Fact]) -> list[Check]:
    usable = [fact for fact in figures if fact.entity == entity and fact.state is not State.REJECTED]
    own = (
        *identity_checks.run(figures, statement_facts.supports_of(statements, usable), entity),
        *footing.run(statements, figures),
    )
    return [_of_entity(check, entity) if entity else check for check in own]


def _of_entity(check: Check, entity: str) -> Check:
    return replace(check, sentence=message("of-entity", entity=entity, said=check.sentence))


STEPS = Steps(
    find=(read_tags, name_company, date_period, name_currency, mark_tagged, warn_of_gaps, read_tags_of_others),
    check=(try_identities, compare_with_text, compare_with_documents),
)
