"""A question on its way to its answer: which documents, what follows from their figures, else sentences that speak of it.

Must never hand out a number that is neither a figure of the vault at its place nor computed from such, nor a sentence that
does not stand where it is said to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from muniment import log
from muniment.document.codec import encode_value
from muniment.document.facts.answer import Answer, Outcome, Passage
from muniment.document.facts.filing import Filing
from muniment.document.usage.exam_marks import ModelTask
from muniment.errors import Cancelled, UserError
from muniment.pipeline.intake import user_files
from muniment.pipeline.jobs.enrichment import ModelDesk, files_of
from muniment.pipeline.jobs.extraction import Ended, why
from muniment.pipeline.models.embedding_index import EmbeddingIndex
from muniment.pipeline.models.model_store import ModelStore
from muniment.pipeline.workers import code_sentences
from muniment.pipeline.workers.pipeline_inbox import TaskInbox
from muniment.pipeline.workers.worker_pool import PendingRequest, WorkerPool
from muniment.texts.say import say
from muniment.vault.store import Vault
from muniment.worker.parent import trust_gate
from muniment.worker.parent.worker_client import Reply as Said
from muniment.worker.protocol.exchanged_values import Texts
from muniment.worker.protocol.frames import FrameKind, Op
from muniment.worker.protocol.question_exchange import PageText, Scoped
from muniment.worker.protocol.question_exchange import QuestionGiven as Asked

_log = log.of("pipeline")

ASK_SECONDS = 60.0
"""For one step on a busy machine; it may wait for a document that is being analysed."""
LONGEST = 2_000
"""Characters of a question."""
PLAN_SECONDS = 600.0
"""For a large model on a slow processor; it can be cancelled at any moment."""
_DOCUMENTS = 8
"""Documents whose figures are sent, the likeliest first."""
_FOUND, _PAGES = 200, 24
"""Pages that the index gives, and those that are read for sentences."""
_TICK_SECONDS = 0.2


class QuestionJob:
    """One question, as it is answered.

    Attributes:
        answer: What is known so far; None before anything is.
        pages: The pages that the search found, the best first: document and number.
        is_over: Nothing more will come.
    """

    def __init__(
        self,
        vault: Vault,
        staff: WorkerPool,
        question: str,
        *,
        documents: Sequence[int] = (),
        desk: ModelDesk | None = None,
        on_news: Callable[[Ended | None], None],
        meanings: EmbeddingIndex | None = None,
        searches_always: bool = False,
    ) -> None:
        """Prepare a question.

        Args:
            vault: Where the documents are.
            staff: Who works on it.
            question: As typed.
            documents: Only these; empty for all.
            desk: Whose models may say which figure is asked for; None for nobody's.
            on_news: Called when there is more of the answer, or with why there will be none.
            meanings: What is near by its meaning is found, too, where an embedding model is in use.
            searches_always: The pages are found with meanings even where the answer is computed.
        """
        self.answer: Answer | None = None
        self.pages: list[tuple[int, int]] = []
        self.is_over = False
        self._vault, self._staff = vault, staff
        self._question = question[:LONGEST]
        self._only = frozenset(documents)
        self._desk = desk
        self._on_news = on_news
        self._meanings = meanings
        self._searches_always = searches_always
        self._near: list[tuple[int, int]] = []
        self._covers: dict[int, Filing] = {}
        self._ids: dict[str, int] = {}
        self._filings: tuple[Filing, ...] = ()
        self._texts: dict[tuple[str, int], str] = {}
        self._scoped = Scoped((), (), ())
        self._errand: PendingRequest | None = None

    def start(self) -> None:
        """Begin; it goes on by itself as answers come."""
        self._guarded(self._start)

    def cancel(self) -> None:
        """Stop; nothing of it is heard any more."""
        self.is_over = True
        if self._errand is not None:
            self._staff.cancel(self._errand)

    def _start(self) -> None:
        covers = self._vault.covers()
        self._covers = {key: one for key, one in covers.items() if not self._only or key in self._only}
        self._ids = {one.sha256: key for key, one in self._covers.items()}
        if not self._covers or not any(map(str.isalnum, self._question)):
            self._finish(Answer(outcome=Outcome.ABSENT))
            return
        self._ask(Op.SCOPE, Asked(self._question, tuple(self._covers.values())), self._scope)

    def _ask(self, op: Op, asked: Asked, then: Callable[[Said], None], *, seconds: float = ASK_SECONDS) -> None:
        worker = self._staff.worker("analyse")
        self._errand = self._staff.ask(
            worker, op, {}, encode_value(asked), document_id=None, seconds=seconds,
            sink=lambda said: self._guarded(lambda: then(said)),
        )  # fmt: skip

    def _scope(self, said: Said) -> None:
        if said.kind is not FrameKind.DONE:
            raise why(said)
        self._scoped = trust_gate.scoped(said, self._ids)
        likely = self._scoped.documents[:_DOCUMENTS]
        self._filings = tuple(
            replace(self._covers[self._ids[sha256]], facts=self._vault.figures(self._ids[sha256])) for sha256 in likely
        )
        self._ask(Op.COMPUTE, Asked(self._question, self._filings, user_files.text()), self._compute)

    def _compute(self, said: Said) -> None:
        if said.kind is not FrameKind.DONE:
            raise why(said)
        self.answer = trust_gate.computed(said, self._filings)
        self._vault.note_questions(trust_gate.spent(said.head))
        self._look()
        if self.answer is None and self._desk is not None and self._desk.may_plan:
            self._with_model(self._desk)
        else:
            self._search()

    def _search(self) -> None:
        """Look for pages by their meaning where that is of use, and go on with those that were found."""
        is_computed = self.answer is not None and self.answer.outcome is Outcome.COMPUTED
        means = self._meanings is not None and self._meanings.can_search(self._vault)
        if means and (not is_computed or self._searches_always):
            self._ask_meaning()
        else:
            self._read()

    def _ask_meaning(self) -> None:
        meanings = self._meanings
        if meanings is None:
            return
        self._errand = self._staff.ask(
            self._staff.worker("analyse"), Op.EMBED, meanings.head("question"), encode_value(Texts((self._question,))),
            document_id=None, seconds=ASK_SECONDS, sink=lambda said: self._guarded(lambda: self._meant(meanings, said)),
        )  # fmt: skip

    def _meant(self, meanings: EmbeddingIndex, said: Said) -> None:
        """Put the pages that are near beside those that hold the words; without them, the words do."""
        if said.kind is FrameKind.DONE:
            _, numbers = trust_gate.vectors(said, 1)
            weight = self._weight()
            near = meanings.nearest(self._vault, numbers, weight, _FOUND)
            near.sort(key=lambda one: -one.nearness * weight[one.document_id])
            self._near = [(one.document_id, one.portion.page) for one in near[:_PAGES]]
        else:
            meanings.failed(why(said))
        self._read()

    def _read(self) -> None:
        """Read the pages for sentences: those with the words, and those near to the question."""
        wanted = dict.fromkeys((*self.pages[:_PAGES], *self._near))
        # Not fused by rank: the words know statement names and other wordings, and with all-MiniLM-L6-v2 as an equal the share of
        # 32 questions whose page was among the first five fell from 0.781 to 0.562. What is near comes behind and displaces nothing.
        self.pages = list(dict.fromkeys((*self.pages, *self._near)))
        if self.answer is not None and self.answer.outcome is Outcome.COMPUTED:
            self._finish(self.answer)
            return
        pages = [one for one in self.pages if one in wanted]
        self._texts = {(self._sha256(key), number): self._vault.page(key, number).text for key, number in pages}
        texts = tuple(PageText(sha256, number, text) for (sha256, number), text in self._texts.items())
        self._ask(Op.CITE, Asked(self._question, tuple(self._covers.values()), pages=texts), self._cite)

    def _with_model(self, desk: ModelDesk) -> None:
        """Have a model say which figure is asked for; it is loaded first if it is not."""
        if desk.is_loaded:
            self._plan(None)
        else:
            self._errand = desk.load(lambda ended: self._guarded(lambda: self._plan(ended)))

    def _plan(self, ended: Ended | None) -> None:
        if ended is not None or self._desk is None or ModelTask.PLAN not in self._desk.earned:
            self._search()  # without a model, as where none is installed
            return
        asked = Asked(self._question, self._filings, user_files.text())
        self._ask(Op.PLAN, asked, self._planned, seconds=PLAN_SECONDS)

    def _planned(self, said: Said) -> None:
        if self._desk is not None and self._desk.is_news(said):
            return
        if said.kind is FrameKind.DONE:
            self._vault.note_questions(trust_gate.spent(said.head))
            self.answer = trust_gate.computed(said, self._filings, is_planned=True)
        elif said.kind is FrameKind.CANCELLED:
            raise why(said)
        self._search()

    def _weight(self) -> dict[int, float]:
        return {self._ids[sha256]: n for sha256, n in zip(self._scoped.documents, self._scoped.weights, strict=True)}

    def _look(self) -> None:
        """Search the index: the likelier a document, the more its pages count."""
        weight = self._weight()
        found = self._vault.ranked(self._scoped.terms, list(weight), _FOUND)
        found.sort(key=lambda one: -one[2] * weight[one[0]])
        self.pages = [(key, number) for key, number, _ in found]

    def _cite(self, said: Said) -> None:
        before = self.answer or Answer(outcome=Outcome.ABSENT)
        if said.kind is FrameKind.PROGRESS:
            passage = trust_gate.passage(said, self._texts)
            self.answer = replace(before, outcome=Outcome.CITED, passages=(*before.passages, passage))
            self._on_news(None)
        elif said.kind is FrameKind.DONE:
            self._finish(before)
        else:
            raise why(said)

    def _sha256(self, document_id: int) -> str:
        return self._covers[document_id].sha256

    def _finish(self, answer: Answer) -> None:
        self.answer, self.is_over = answer, True
        self._on_news(None)

    def _guarded(self, deed: Callable[[], None]) -> None:
        """What goes wrong ends the question, nothing else."""
        try:
            deed()
        except Ended as ended:
            self._fail(ended)
        except trust_gate.Distrusted as error:
            _log.warning("an answer was refused: %s", error.what)
            self._fail(Ended("distrust"))
        except Cancelled:
            self._fail(Ended("cancelled"))
        except UserError as error:
            self._fail(Ended(error.code, say(error.message)))

    def _fail(self, ended: Ended) -> None:
        self.cancel()
        self._on_news(ended)


class Asker:
    """Answers questions one after the other, with a worker of its own; for the command line."""

    def __init__(
        self,
        vault: Vault,
        shelf: ModelStore | None = None,
        *,
        model: Path | bool | None = None,
        searches_always: bool = False,
    ) -> None:
        """Prepare.

        Args:
            vault: Where the documents are.
            shelf: Where models are; None for the user's own.
            model: As ``pipeline.Options`` has it.
            searches_always: As for ``Asking``.
        """
        self._vault = vault
        self._inbox = TaskInbox()
        shelf = shelf or ModelStore()
        shelf.note_in(vault)
        self._meanings = EmbeddingIndex(shelf, wanted=model is not False)
        self._searches_always = searches_always
        path = self._meanings.path
        files = [*files_of(model, shelf), *([path] if path is not None else [])]
        self._staff = WorkerPool(self._inbox, lambda _role: None, files)
        self._desk = ModelDesk(model, shelf, self._staff, lambda _event: None)

    def ask(
        self, question: str, documents: Sequence[int] = (), on_passage: Callable[[Passage], None] = lambda _: None
    ) -> tuple[Answer, list[tuple[int, int]]]:
        """Answer a question.

        Args:
            question: As typed.
            documents: Only these; empty for all.
            on_passage: Called with each sentence as it is found.

        Returns:
            The answer, and the pages that the search found, the best first.

        Raises:
            UserError: It could not be answered.
        """
        failed: list[Ended] = []
        told = 0

        def news(ended: Ended | None) -> None:
            nonlocal told
            if ended is not None:
                failed.append(ended)
            elif asking.answer is not None:
                for passage in asking.answer.passages[told:]:
                    on_passage(passage)
                told = len(asking.answer.passages)

        asking = QuestionJob(
            self._vault, self._staff, question, documents=documents, desk=self._desk, on_news=news,
            meanings=self._meanings, searches_always=self._searches_always,
        )  # fmt: skip
        asking.start()
        while not asking.is_over:
            deed = self._inbox.next(_TICK_SECONDS)  # so that Ctrl+C is heard on every system
            (deed or self._staff.watch)()
        if failed or asking.answer is None:
            raise of_question(failed[0] if failed else Ended("bug"))
        return asking.answer, asking.pages

    def close(self) -> None:
        """End the worker."""
        self._staff.dismiss()


def of_question(ended: Ended) -> UserError:
    """Why a question has no answer, as a sentence."""
    return UserError(ended.sentence or code_sentences.of_question(ended.code), code=ended.code)
