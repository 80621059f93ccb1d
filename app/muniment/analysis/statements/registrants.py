"""Further companies that report in the same document: their own full sets of statements, each under its company's name.

Must never take a statement for another company's because of its figures: only the name printed above its title says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from muniment.analysis.statements import primary_statements
from muniment.analysis.statements.statement_lines import Statement
from muniment.analysis.statements.statement_periods import Calendar
from muniment.analysis.vocabulary.concepts import StatementKind
from muniment.analysis.vocabulary.name_forms import Named, above_titles, best_form
from muniment.document.pages.source_document import Document

_COVER = 4  # pages on which all registrants are named


@dataclass(frozen=True, slots=True)
class Registrant:
    """A company beside the main one.

    Attributes:
        name: As the document prints it.
        statements: Its own, all three kinds at least.
    """

    name: str
    statements: tuple[Statement, ...]


def find(document: Document, calendar: Calendar) -> tuple[tuple[Statement, ...], tuple[Registrant, ...]]:
    """The statements of the company that the cover names first, and the companies whose statements stand beside them.

    Args:
        document: As read.
        calendar: The period that it reports on.

    Returns:
        No others where the statements do not say whose they are, or another company prints less than all three.
    """
    places = {page.number: place for page in document.pages if (place := next(above_titles(page), None))}
    cover = f" {_plain(' '.join(page.text for page in document.pages[:_COVER]))} "
    named = {place.name.lower(): place for place in places.values() if f" {_plain(place.name)} " in cover}
    owners = _owners(places, named)
    main = _main(document, calendar, owners, sorted(named, key=lambda key: cover.find(f" {_plain(key)} ")))
    mine = {owners[page] for statement in main for page in statement.pages if page in owners}
    if len(mine) != 1 or len(named) < 2:
        return main, ()
    (own,) = mine
    found: list[Registrant] = []
    for key, place in named.items():
        if not _is_same(own, key):
            theirs = primary_statements.find(_only(document, owners, key), calendar)
            if {statement.kind for statement in theirs} == set(StatementKind):
                found.append(Registrant(best_form(document, place).name, theirs))
    return main, tuple(found)


def _main(
    document: Document, calendar: Calendar, owners: Mapping[int, str], named: Sequence[str]
) -> tuple[Statement, ...]:
    """The statements of the first company; those of the whole document where its own are not all there."""
    if len(named) > 1 and not all(_is_same(named[0], key) for key in named):
        tables = [table for table in document.tables if _is_same(owners.get(table.page, named[0]), named[0])]
        found = primary_statements.find(replace(document, tables=tuple(tables)), calendar)
        if {statement.kind for statement in found} == set(StatementKind):
            return found
    return primary_statements.find(document, calendar)


def _owners(places: Mapping[int, Named], named: Mapping[str, Named]) -> dict[int, str]:
    """Whose statement stands on a page: it says so itself, or it is the page after one that does."""
    owners = {page: place.name.lower() for page, place in places.items() if place.name.lower() in named}
    return {**{page + 1: owner for page, owner in owners.items() if page + 1 not in places}, **owners}


def _only(document: Document, owners: Mapping[int, str], key: str) -> Document:
    return replace(document, tables=tuple(table for table in document.tables if owners.get(table.page) == key))


def _is_same(a: str, b: str) -> bool:
    """Whether one name is the other with more words after it ("Harbor Mills", "Harbor Mills, Inc. (parent)")."""
    return f"{_plain(a)} ".startswith(f"{_plain(b)} ") or f"{_plain(b)} ".startswith(f"{_plain(a)} ")


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
