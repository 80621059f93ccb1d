"""A question on its way to its answer: which documents, what follows from their figures, else sentences that speak of it.

Must never hand out a number that is neither a figure of the vault at its place nor computed from such, nor a sentence that
does not stand where it is said to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from muniment.document.facts.answer import Answer, Outcome
from muniment.document.facts.filing import Filing
from muniment.document.usage.exam_marks import ModelTask
from muniment.pipeline.failures import Ended
from muniment.pipeline.intake import user_files
from muniment.pipeline.jobs.job import Job, Line
from muniment.pipeline.jobs.workplace import Workplace
from muniment.pipeline.worker_steps import MORE, Ask, Steps
from muniment.worker.parent import trust_gate
from muniment.worker.protocol.frames import FrameKind
from muniment.worker.protocol.question_exchange import PageText, QuestionGiven, Scoped
from muniment.worker.protocol.questioning import CiteSentences, ComputeAnswer, PlanAnswer, ScopeQuestion, StateAnswer

ASK_SECONDS = 60.0
"""For one step on a busy machine; it may wait for a document that is being analysed."""
LONGEST = 2_000
"""Characters of a question."""
PLAN_SECONDS = 600.0
"""For a large model on a slow processor; it can be cancelled at any moment."""
_DOCUMENTS = 48
"""Documents whose figures are sent, the likeliest first; each company has one among the first."""
_STATING, _STATING_PAGES = 4, 80
"""Documents whose sentences may state an answer, and pages of them that are read for it."""
_FOUND, _PAGES = 200, 24
"""Pages that the index gives, and those that are read for sentences."""

Place = tuple[int, int]
"""A document, and the number of a page of it."""


class AnswerJob(Job):
    """One question, as it is answered.

    Attributes:
        answer: What is known so far; None before anything is.
        pages: The pages that the search found, the best first.
        is_over: Nothing more will come.
    """

    line = Line.QUESTION

    def __init__(
        self,
        place: Workplace,
        question: str,
        on_news: Callable[[AnswerJob, Ended | None], None],
        *,
        documents: Sequence[int] = (),
        searches_always: bool = False,
    ) -> None:
        """Prepare a question.

        Args:
            place: What it works with.
            question: As typed.
            on_news: Called when there is more of the answer, or with why there will be none.
            documents: Only these; empty for all.
            searches_always: The pages are found by their meaning even where the answer is computed.
        """
        super().__init__(place)
        self.answer: Answer | None = None
        self.pages: list[Place] = []
        self.is_over = False
        self._question = question[:LONGEST]
        self._on_news = on_news
        self._only = frozenset(documents)
        self._searches_always = searches_always
        self._meanings = place.meanings
        self._covers: dict[int, Filing] = {}
        self._ids: dict[str, int] = {}

    def run(self) -> Steps[None]:
        """Compute the answer from figures; where none follows from them, look for sentences."""
        covers = self.place.vault.covers()
        self._covers = {key: one for key, one in covers.items() if not self._only or key in self._only}
        self._ids = {one.sha256: key for key, one in self._covers.items()}
        if not self._covers or not any(map(str.isalnum, self._question)):
            self.answer = Answer(outcome=Outcome.ABSENT)
            return
        asking = QuestionGiven(self._question, tuple(self._covers.values()))
        scoped = trust_gate.scoped((yield Ask("analyse", ScopeQuestion(asking), ASK_SECONDS)), self._ids)
        weight = {self._ids[sha256]: n for sha256, n in zip(scoped.documents, scoped.weights, strict=True)}
        filings = self._filings(scoped)
        yield from self._compute(filings, scoped.absent)
        if self.answer is None and scoped.stated:
            yield from self._state(scoped)
        self.pages = self._with_words(scoped, weight)
        if self.answer is None:
            yield from self._plan(filings)
        is_computed = self.answer is not None and self.answer.is_over
        near: list[Place] = []
        if self._meanings.can_search(self.place.vault) and (not is_computed or self._searches_always):
            near = yield from self._near(weight)
        read = [*self.pages[:_PAGES], *near]
        # Not fused by rank: the words know statement names and other wordings, and with all-MiniLM-L6-v2 as an equal the share
        # of 32 questions whose page was among the first five fell from 0.781 to 0.562. What is near comes behind.
        self.pages = list(dict.fromkeys((*self.pages, *near)))
        if not is_computed:
            yield from self._cite(list(dict.fromkeys(one for one in self.pages if one in set(read))))

    def _filings(self, scoped: Scoped) -> tuple[Filing, ...]:
        """The likeliest documents, with their figures."""
        keys = [self._ids[sha256] for sha256 in scoped.documents[:_DOCUMENTS]]
        return tuple(replace(self._covers[key], facts=self.place.vault.figures(key)) for key in keys)

    def _compute(self, filings: tuple[Filing, ...], absent: tuple[str, ...]) -> Steps[None]:
        request = ComputeAnswer(QuestionGiven(self._question, filings, user_files.text(), absent=absent))
        found = trust_gate.computed((yield Ask("analyse", request, ASK_SECONDS)), filings)
        self.place.vault.note_questions(found.spent)
        self.answer = found.answer

    def _state(self, scoped: Scoped) -> Steps[None]:
        """Have read what the sentences of the likeliest documents state; where they do not, sentences are looked for."""
        keys = [self._ids[sha256] for sha256 in scoped.documents[:_STATING]]
        found = self.place.vault.ranked(scoped.stated, keys, _STATING_PAGES)
        texts = {(self._covers[key].sha256, n): self.place.vault.page(key, n).text for key, n, _ in found}
        sent = tuple(PageText(sha256, number, text) for (sha256, number), text in texts.items())
        filings = tuple(self._covers[key] for key in keys)
        asking = QuestionGiven(
            self._question, filings, pages=sent, absent=scoped.absent, is_whole=len(found) < _STATING_PAGES
        )
        self.answer = trust_gate.stated((yield Ask("analyse", StateAnswer(asking), ASK_SECONDS)), texts)

    def _plan(self, filings: tuple[Filing, ...]) -> Steps[None]:
        """Have a model say which figure is asked for, if one may; without one, sentences are looked for."""
        models = self.place.models
        if not models.may_plan:
            return
        try:
            if not models.is_loaded:
                yield from models.load()
            if ModelTask.PLAN not in models.earned:
                return
            request = PlanAnswer(QuestionGiven(self._question, filings, user_files.text()))
            claimed = yield from models.ask(Ask("analyse", request, PLAN_SECONDS))
        except Ended:
            return
        found = trust_gate.computed(claimed, filings, is_planned=True)
        self.place.vault.note_questions(found.spent)
        self.answer = found.answer

    def _with_words(self, scoped: Scoped, weight: dict[int, float]) -> list[Place]:
        """Search the index: the likelier a document, the more its pages count."""
        found = self.place.vault.ranked(scoped.terms, list(weight), _FOUND)
        found.sort(key=lambda one: -one[2] * weight[one[0]])
        return [(key, number) for key, number, _ in found]

    def _near(self, weight: dict[int, float]) -> Steps[list[Place]]:
        """The pages that are near the question by their meaning; without a model, none."""
        meanings = self._meanings
        try:
            claimed = yield Ask("analyse", meanings.request("question", [self._question]), ASK_SECONDS)
        except Ended as ended:
            meanings.failed(ended)
            return []
        _, vector = trust_gate.vectors(claimed, 1)
        near = meanings.nearest(self.place.vault, vector, weight, _FOUND)
        near.sort(key=lambda one: -one.nearness * weight[one.document_id])
        return [(one.document_id, one.portion.page) for one in near[:_PAGES]]

    def _cite(self, pages: list[Place]) -> Steps[None]:
        """Have sentences found on pages, the likeliest pages first."""
        texts = {(self._covers[key].sha256, number): self.place.vault.page(key, number).text for key, number in pages}
        sent = tuple(PageText(sha256, number, text) for (sha256, number), text in texts.items())
        request = CiteSentences(QuestionGiven(self._question, tuple(self._covers.values()), pages=sent))
        claimed = yield Ask("analyse", request, ASK_SECONDS)
        while claimed.kind is FrameKind.PROGRESS:
            passage = trust_gate.passage(claimed, texts)
            before = self.answer or Answer(outcome=Outcome.ABSENT)
            self.answer = replace(before, outcome=Outcome.CITED, passages=(*before.passages, passage))
            self._on_news(self, None)
            claimed = yield MORE
        self.answer = self.answer or Answer(outcome=Outcome.ABSENT)

    def ended(self, ended: Ended | None) -> None:
        """Whoever asked is told.

        Args:
            ended: Why it could not go on; None where it is done.
        """
        self.is_over = True
        self._on_news(self, ended)
