"""The two workers, as the pipeline thread sees them: whoever reads has a core."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from muniment.pipeline.workers.pipeline_inbox import TaskInbox
from muniment.pipeline.workers.worker_pool import WorkerPool
from muniment.worker.parent.worker_client import Reply, Worker
from muniment.worker.protocol.frames import Op
from support.documents.made_pdf import pdf_of_lines


class Overheard(Worker):
    """A worker that remembers what it was told."""

    told: list[tuple[str, Mapping[str, Any]]]

    def tell(self, op: Op | str, head: Mapping[str, Any], blob: bytes = b"") -> None:
        self.told = [*getattr(self, "told", []), (str(op), head)]
        super().tell(op, head, blob)


@pytest.fixture
def staff(monkeypatch: pytest.MonkeyPatch) -> Iterator[WorkerPool]:
    monkeypatch.setattr("muniment.pipeline.workers.worker_pool.Worker", Overheard)
    found = WorkerPool(TaskInbox(), lambda _role: None)
    yield found
    found.dismiss()


def test_while_a_document_is_read_models_leave_a_core(staff: WorkerPool) -> None:
    thinker = staff.worker("analyse")
    assert isinstance(thinker, Overheard)
    answers: list[Reply] = []
    _, errand = staff.open(1, "a.pdf", lambda: pdf_of_lines([["Net sales 1"]]), seconds=60, sink=answers.append)
    assert errand is not None
    assert thinker.told == [(Op.THREADS, {"spare": 1})]
    second = staff.ask(thinker, Op.STARTER, {}, document_id=None, seconds=60, sink=answers.append)
    assert thinker.told == [(Op.THREADS, {"spare": 1})]  # its own work changes nothing
    while len(answers) < 2:
        deed = staff._inbox.next(30.0)
        assert deed is not None
        deed()
    assert {errand.is_cancelled, second.is_cancelled} == {False}
    assert thinker.told == [(Op.THREADS, {"spare": 1}), (Op.THREADS, {"spare": 0})]
