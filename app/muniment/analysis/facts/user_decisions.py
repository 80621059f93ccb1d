"""What the user says of facts, put in the place of what was found, before anything is computed.

Must never change what was said: a corrected fact enters with its value and its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from muniment.document.facts.fact import Fact, State
from muniment.document.pages.table import Period

Identity = tuple[str, str | None, Period | None]


class UserDecisions:
    """The facts that a user decided on, each to be used once."""

    def __init__(self, decided: Sequence[Fact]) -> None:
        self._left: dict[Identity, list[Fact]] = defaultdict(list)
        for fact in decided:
            self._left[_identity(fact)].append(fact)

    def over(self, found: Sequence[Fact]) -> tuple[Fact, ...]:
        """What was found, with what was said of the same concept, period and entity in its place."""
        return tuple(
            _said_of(fact, left.pop(0)) if (left := self._left.get(_identity(fact))) else fact for fact in found
        )

    def rest(self) -> tuple[Fact, ...]:
        """What was said of facts that were not found; nothing is left then."""
        rest = tuple(fact for facts in self._left.values() for fact in facts)
        self._left.clear()
        return rest


def _said_of(found: Fact, said: Fact) -> Fact:
    """A fact that was accepted or rejected as it stands has all else from where it was found."""
    if said.state is State.CORRECTED or said.value != found.value:
        return said
    return replace(found, state=said.state)


def _identity(fact: Fact) -> Identity:
    return fact.concept, fact.entity, fact.period
