"""The JSON export: the objects of ``analyze --json`` under a head that says where they come from."""

from __future__ import annotations

import json
from collections.abc import Sequence

from muniment.pipeline.exports.document_record import Record, of_analysis
from muniment.pipeline.exports.export_rows import Exportable, place
from muniment.texts.say import say


def write(documents: Sequence[Exportable]) -> bytes:
    """All documents as one JSON object, UTF-8.

    Args:
        documents: At least one.
    """
    whole = {
        "format": "muniment-export",
        "version": 1,
        "vault": documents[0].vault,
        "exported_at": documents[0].exported_at,
        "documents": [_document(one) for one in documents],
    }
    return (json.dumps(whole, ensure_ascii=True, indent=1, allow_nan=False) + "\n").encode("ascii")


def _document(one: Exportable) -> Record:
    record = of_analysis(one.known, one.page, one.known.document.name)
    for entry, stored in zip(record["facts"], one.known.facts, strict=True):
        entry["reasons"] = [say(reason) for reason in stored.fact.reasons]
        entry["scale_read_at"] = place(stored.fact.scale_evidence)
        entry["period_read_at"] = [place(evidence) for evidence in stored.fact.period_evidence]
        entry["decisions"] = stored.decisions
    return {**record, "label": one.known.document.label, "added_at": one.known.document.added_at,
            "left_out": one.left_out}  # fmt: skip
