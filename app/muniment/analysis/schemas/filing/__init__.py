"""Filings and reports: the primary statements, their notes and tags, and the companies that report beside the main one."""

from __future__ import annotations

from muniment.analysis.schemas.common import (
    compare_with_documents,
    compare_with_text,
    date_period,
    mark_tagged,
    name_company,
    name_currency,
    read_tags,
    read_tags_of_others,
    try_identities,
    warn_of_gaps,
)
from muniment.analysis.schemas.filing.find import (
    find_statements,
    read_notes,
    read_statements,
    read_statements_of_others,
    weigh_scales,
)
from muniment.analysis.schemas.schema_steps import Steps

STEPS = Steps(
    find=(
        find_statements,
        read_statements,
        read_notes,
        weigh_scales,
        read_tags,
        name_company,
        date_period,
        name_currency,
        mark_tagged,
        warn_of_gaps,
        read_statements_of_others,
        read_tags_of_others,
    ),
    check=(
        try_identities,
        compare_with_text,
        compare_with_documents,
    ),
)
