"""The two workers, as the pipeline thread sees them: whoever reads has a core."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from muniment.pipeline.workers.pipeline_inbox import TaskInbox
from muniment.pipeline.workers.worker_pool import WorkerPool
from muniment.worker.parent.worker_client import Reply, Worker
from muniment.worker.protocol.exchanged_message import RequestMessage
from muniment.worker.protocol.modelling import FindStarter, SpareCores
from muniment.worker.protocol.reading import CloseDocument, OpenDocument
from support.documents.made_pdf import pdf_of_lines


class Overheard(Worker):
    """A worker that remembers what it was told."""

    told: list[RequestMessage]

    def tell(self, message: RequestMessage) -> None:
        self.told = [*getattr(self, "told", []), message]
        super().tell(message)


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[WorkerPool]:
    monkeypatch.setattr("muniment.pipeline.workers.worker_pool.Worker", Overheard)
    found = WorkerPool(TaskInbox(), lambda _role: None)
    yield found
    found.dismiss()


def test_while_a_document_is_read_models_leave_a_core(pool: WorkerPool) -> None:
    thinker = pool.worker("analyse")
    assert isinstance(thinker, Overheard)
    answers: list[Reply] = []
    opening = OpenDocument(1, "a.pdf", pdf_of_lines([["Net sales 1"]]))
    first = pool.ask(pool.opening(1), opening, document_id=1, seconds=60, sink=answers.append)
    assert thinker.told == [SpareCores(1)]
    second = pool.ask(thinker, FindStarter(), document_id=None, seconds=60, sink=answers.append)
    assert thinker.told == [SpareCores(1)]  # its own work changes nothing
    while len(answers) < 2:
        act = pool._inbox.next(30.0)
        assert act is not None
        act()
    assert {first.is_cancelled, second.is_cancelled} == {False}
    assert thinker.told == [SpareCores(1), SpareCores(0)]


def test_the_documents_that_were_used_last_stay_open_and_the_one_that_is_read(pool: WorkerPool) -> None:
    reader = pool.worker("read")
    assert isinstance(reader, Overheard)
    pool.pinned = 1
    for key in (1, 2, 3, 2, 4, 5):
        assert pool.opening(key) is reader
    assert reader.told == [CloseDocument(3)]
    assert [key for key in range(1, 6) if pool.is_open(key)] == [1, 2, 4, 5]
