"""A fast and a strong model as one: who is asked which question, and what became of it.

Must never ask a model what it has not earned, nor take an answer of which it is less sure than its exam asks for.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from muniment.document.usage.exam_marks import ModelTask
from muniment.document.usage.model_usage import DECIDING, Tier
from muniment.document.usage.routing import Routed, Routing
from muniment.errors import UserError
from muniment.llm.engine.llama import Cancel
from muniment.llm.pointing.ask_twice import Pick, PointingModel, choose_stably, picked
from muniment.worker.child.usage_count import Meter, Spender


class AskableModel(PointingModel, Spender, Protocol):
    """Who may be asked: a loaded model."""


@dataclass(slots=True)
class RoutedModel:
    """A model that may be asked.

    Attributes:
        id: Of the model.
        load: Gives it, loaded when it is first wanted.
        earned: Task to the margin from which an answer counts.
        is_strong: It is asked where the fast one may not, or is not sure.
        is_broken: It could not be loaded or cannot compute; nothing more is asked of it.
    """

    id: str
    load: Callable[[], AskableModel]
    earned: Mapping[str, float]
    is_strong: bool = False
    is_broken: bool = False


@dataclass(frozen=True, slots=True)
class _Said:
    """What one model said: the answer, whether it is sure of it, and how many decisions these were."""

    answer: object
    is_sure: bool
    asked: int = 1
    answered: int = 1


class ModelRouter:
    """The models at work on one request.

    Attributes:
        meters: What each of them took.
    """

    def __init__(self, hands: Sequence[RoutedModel], cancelled: Cancel) -> None:
        """Have models answer.

        Args:
            hands: The fast one first; one of them, both or none.
            cancelled: Asked often.
        """
        self.meters: list[Meter] = []
        self._hands = hands
        self._cancelled = cancelled
        self._routed: dict[ModelTask, Routed] = {}
        self._metered: dict[str, Meter] = {}

    @property
    def routing(self) -> Routing:
        """One a task."""
        return Routing(tuple(self._routed[task] for task in ModelTask if task in self._routed))

    def may(self, task: ModelTask) -> bool:
        """Whether one of them has earned a task."""
        return any(task in hand.earned and not hand.is_broken for hand in self._hands)

    def has_strong(self, task: ModelTask) -> bool:
        """Whether there is a strong one for it."""
        return any(task in hand.earned and hand.is_strong and not hand.is_broken for hand in self._hands)

    def pick(
        self,
        task: ModelTask,
        context: str,
        questions: Sequence[str],
        options: Sequence[str],
        *,
        places: int | None = None,
        strongly: bool = False,
    ) -> int | None:
        """Point at one of some options; None where nobody is sure.

        Args:
            task: What it is an answer to.
            context: What is read.
            questions: The same at least twice.
            options: Among which it is.
            places: Options that decide something, the first ones; the others say that it is none of them. None for all.
            strongly: The fast one is not asked: a check speaks against what it said.

        Raises:
            Cancelled: Nobody wants it any more.
            UserError: The only model cannot compute.
        """

        def ask(model: PointingModel, least: float) -> _Said:
            found: Pick = picked(model, context, questions, options, cancelled=self._cancelled)
            decides = found.option is not None and (places is None or found.option < places)
            return _Said(found.option, found.margin > 0 and found.margin >= least, answered=int(decides))

        found = self._route(task, ask, strongly=strongly)
        return found if isinstance(found, int) else None

    def choose(
        self, task: ModelTask, questions: Sequence[str], against: str, options: Sequence[str], *, count: int
    ) -> list[int]:
        """Some of some texts, the best first; empty where nobody agrees with itself. Arguments as ``choose_stably`` has them.

        Args:
            task: Who earned it is asked.
            questions: Ways to ask for the same.
            against: Asks for what is not wanted.
            options: Texts.
            count: How many are wanted.

        Raises:
            Cancelled: Nobody wants it any more.
            UserError: The only model cannot compute.
        """

        def ask(model: PointingModel, least: float) -> _Said:  # noqa: ARG001 - agreement with itself is what counts here
            found = choose_stably(model, questions, against, options, count=count, cancelled=self._cancelled)
            return _Said(tuple(found), bool(found), count, len(found))

        found = self._route(task, ask)
        return [one for one in found if isinstance(one, int)] if isinstance(found, tuple) else []

    def write(
        self, task: ModelTask, context: str, question: str, *, most: int, is_sound: Callable[[str], bool]
    ) -> str | None:
        """An answer in words that is sound; None where nobody gives one.

        Args:
            task: Who earned it is asked.
            context: What is asked about.
            question: Stands after the context.
            most: Tokens of the answer.
            is_sound: Whether an answer may be used.

        Raises:
            Cancelled: Nobody wants it any more.
            UserError: The only model cannot compute.
        """

        def ask(model: PointingModel, least: float) -> _Said:  # noqa: ARG001 - soundness is what counts here
            text = model.generate(context, question, most=most, on_text=lambda _: None, cancelled=self._cancelled)
            text = " ".join(text.split())
            return _Said(text, is_sound(text))

        found = self._route(task, ask)
        return found if isinstance(found, str) else None

    def _route(
        self, task: ModelTask, ask: Callable[[PointingModel, float], _Said], *, strongly: bool = False
    ) -> object:
        """Ask one after the other until one is sure; what the last one is not sure of is no answer."""
        said: list[_Said] = []
        for hand in self._who(task, strongly=strongly):
            one = self._ask(hand, task, ask, said)
            if one is None:
                continue
            if one.is_sure:
                return one.answer
        return None

    def _who(self, task: ModelTask, *, strongly: bool) -> Iterator[RoutedModel]:
        return (
            hand
            for hand in self._hands
            if task in hand.earned and not hand.is_broken and (hand.is_strong or not strongly)
        )

    def _ask(
        self, hand: RoutedModel, task: ModelTask, ask: Callable[[PointingModel, float], _Said], said: list[_Said]
    ) -> _Said | None:
        """What a model says; None from now on for a strong one that cannot be loaded or asked, which is no one's loss."""
        try:
            model = hand.load()
            self._meter(hand, model)
            started = time.perf_counter()
            said.append(one := ask(model, hand.earned[task]))
        except UserError:
            if not hand.is_strong or len(self._hands) == 1:
                raise
            hand.is_broken = True
            return None
        self._count(task, hand, time.perf_counter() - started, said)
        return one

    def _count(self, task: ModelTask, hand: RoutedModel, seconds: float, said: Sequence[_Said]) -> None:
        meter = self._metered[hand.id]
        last, decides = said[-1], task in DECIDING
        meter.add(last.asked if decides else 0, last.answered if decides and last.is_sure else 0, seconds)
        one = self._routed.get(task, Routed(task))
        if hand.is_strong:
            one = replace(one, strong=one.strong + 1, strong_seconds=one.strong_seconds + seconds)
        else:
            one = replace(one, fast=one.fast + 1, fast_seconds=one.fast_seconds + seconds)
        if len(said) > 1:
            one = replace(one, both=one.both + 1, agreed=one.agreed + (said[0].answer == said[1].answer))
        self._routed[task] = one

    def _meter(self, hand: RoutedModel, model: AskableModel) -> None:
        """Begin to count before a model is first asked for this request."""
        if hand.id not in self._metered:
            self._metered[hand.id] = Meter(model, Tier.STRONG if hand.is_strong else Tier.FAST)
            self.meters.append(self._metered[hand.id])
