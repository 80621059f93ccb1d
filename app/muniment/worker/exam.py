"""A model's exam in the worker, and what the header of a model file says.

Must never answer with a text of the exam: marks and scores only.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from muniment.analysis.exam_items import series
from muniment.document.codec import to_json
from muniment.document.exam import Table
from muniment.llm import exam, header, load
from muniment.llm.model import Model
from muniment.worker.messages import Inspected, Kind, Scores, decode_value, encode_value
from muniment.worker.serve import Request

_CONTEXT = 4096


def sit(model: Model, request: Request) -> Iterator[None]:
    """Ask what the table of the request lacks, one item a piece; then answer with the scores."""
    table = decode_value(Table, request.blob)
    items, marks = series(table.seed), list(table.marks)
    total = sum(map(len, items.values()))
    for mark in exam.sit(model, items, table.marks, cancelled=request.cancelled):
        marks.append(mark)
        request.answer(Kind.PROGRESS, {"mark": to_json(mark), "of": total})
        yield
    request.answer(Kind.DONE, {}, encode_value(Scores(exam.scores(items, marks))))


def inspect(path: Path) -> Inspected:
    """What a file's header says; only of one that may be loaded.

    Raises:
        UserError: As ``header.read``.
    """
    found = header.read(path)
    return Inspected(
        id=load.id_of(path, found),
        name=load.readable_name(path.stem, found.name),
        architecture=found.architecture,
        quantisation=found.quantisation,
        is_fast=found.is_fast,
        licence=found.licence[:200],
        context=found.context,
        memory=load.memory_for(found, min(_CONTEXT, found.context)),
        size=found.size,
        licence_link=found.licence_link[:200],
        is_embedding=found.is_embedding,
    )
