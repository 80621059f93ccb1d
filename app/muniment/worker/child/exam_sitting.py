"""A model's exam in the worker, and what the header of a model file says.

Must never answer with a text of the exam: marks and scores only.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from muniment.analysis.exam.exam_items import series
from muniment.errors import UserError
from muniment.llm.engine.layer_placement import place
from muniment.llm.files.model_header import Header
from muniment.llm.pointing import model_exam, model_loading
from muniment.llm.pointing.loaded_model import Model
from muniment.message import Message
from muniment.worker.child.adapter_files import files_of
from muniment.worker.child.serve import Request
from muniment.worker.protocol.exchanged_values import Inspected
from muniment.worker.protocol.modelling import ExamScored, ItemMarked, NamedModel, SitExam

_CONTEXT = 4096


def sit(model: Model, asked: SitExam, request: Request) -> Iterator[None]:
    """Ask what the table of the request lacks, one item a piece; then answer with the scores."""
    table = asked.table
    items, marks = series(table.seed), list(table.marks)
    total = sum(map(len, items.values()))
    for mark in model_exam.sit(model, items, table.marks, cancelled=request.cancelled):
        marks.append(mark)
        request.answer(ItemMarked(mark, total))
        yield
    request.answer(ExamScored(model_exam.scores(items, marks)))


def inspect(path: Path, named: NamedModel) -> Inspected:
    """What a file's header says; only of one that may be loaded.

    Args:
        path: Of a model or an adapter.
        named: Which model an adapter belongs to, and what the policy allows.

    Raises:
        UserError: As ``load.look`` and ``bases.files_of``.
    """
    model, adapter = files_of(path, named)
    found, part = model_loading.look(model, adapter)
    context = min(_CONTEXT, found.context)
    return Inspected(
        id=model_loading.id_of(model, found, part),
        name=model_loading.name_of(model, found, part),
        architecture=found.architecture,
        quantisation=found.quantisation,
        is_fast=found.is_fast or part is not None,  # an adapter is not written anew
        licence=(part.licence if part else found.licence)[:200],
        context=found.context,
        memory=model_loading.memory_for(found, context) + (part.size if part else 0),
        size=part.size if part else found.size,
        licence_link="" if part else found.licence_link[:200],
        placement=_placement(found, context),
        is_embedding=found.is_embedding,
    )


def _placement(found: Header, context: int) -> Message | None:
    try:
        return place(found, context).said
    except UserError:  # no engine: then nothing is placed
        return None
