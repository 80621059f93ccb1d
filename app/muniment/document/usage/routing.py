"""How the questions about a document went to the fast and to the strong model: counts and seconds, never a question.

Must never hold text of a document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from muniment.document.usage.exam_marks import ModelTask

_MOST, _LONGEST = 10**6, 1e7  # questions of a task, and seconds


@dataclass(frozen=True, slots=True)
class Routed:
    """What became of the questions of one task.

    Attributes:
        task: Which.
        fast: Questions that the fast model was asked.
        strong: That the strong one was asked, since the fast one may not do the task, was not sure, or a check spoke against it.
        both: That both were asked.
        agreed: Of these, those to which both said the same, however sure they were.
        fast_seconds: That the fast one took.
        strong_seconds: That the strong one took.
        strong_mean: Seconds that the strong one took for a question in its exam; 0 if it has sat none.
    """

    task: ModelTask
    fast: int = 0
    strong: int = 0
    both: int = 0
    agreed: int = 0
    fast_seconds: float = 0.0
    strong_seconds: float = 0.0
    strong_mean: float = 0.0

    @property
    def asked(self) -> int:
        """Questions, each once."""
        return self.fast + self.strong - self.both

    @property
    def saved_seconds(self) -> float | None:
        """What was saved against asking the strong one everything, negative if it was more; None where nothing tells.

        What the strong one takes is measured where it was asked at least once here, and else taken from its exam.
        """
        mean = self.strong_seconds / self.strong if self.strong else self.strong_mean
        return self.asked * mean - self.fast_seconds - self.strong_seconds if mean else None


@dataclass(frozen=True, slots=True)
class Routing:
    """What became of the questions about a document, or about several.

    Attributes:
        tasks: One a task, in the order of ``Task``.
    """

    tasks: tuple[Routed, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether counts and seconds can be true: a worker says them."""
        return len({one.task for one in self.tasks}) == len(self.tasks) and all(map(_is_sound, self.tasks))

    def with_means(self, means: Mapping[str, float]) -> Routing:
        """The same with what the strong model takes for a question of each task, in seconds.

        Args:
            means: Seconds by the value of a ``ModelTask``; a task that is missing takes 0.
        """
        return Routing(tuple(replace(one, strong_mean=means.get(one.task.value, 0.0)) for one in self.tasks))


def added(*parts: Routing) -> Routing:
    """Several as one: of two stages of a document, or of several documents."""
    by_task: dict[ModelTask, list[Routed]] = {}
    for one in (one for part in parts for one in part.tasks):
        by_task.setdefault(one.task, []).append(one)
    sums = (_sum(by_task[task]) for task in ModelTask if task in by_task)
    return Routing(tuple(sums))


def saved(routing: Routing) -> float | None:
    """Seconds that were saved against asking the strong model everything; None where nothing tells for any task."""
    known = [one.saved_seconds for one in routing.tasks if one.saved_seconds is not None]
    return sum(known) if known else None


def _sum(ones: Sequence[Routed]) -> Routed:
    return Routed(
        ones[0].task,
        sum(one.fast for one in ones),
        sum(one.strong for one in ones),
        sum(one.both for one in ones),
        sum(one.agreed for one in ones),
        sum(one.fast_seconds for one in ones),
        sum(one.strong_seconds for one in ones),
        next((one.strong_mean for one in reversed(ones) if one.strong_mean), 0.0),
    )


def _is_sound(one: Routed) -> bool:
    counts = 0 <= one.agreed <= one.both <= min(one.fast, one.strong) and max(one.fast, one.strong) < _MOST
    return counts and all(
        0 <= seconds < _LONGEST for seconds in (one.fast_seconds, one.strong_seconds, one.strong_mean)
    )
