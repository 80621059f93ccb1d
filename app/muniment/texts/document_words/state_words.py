"""How sure a figure is and what came of a check, in a word."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.document.facts.fact import CheckResult, State
from muniment.texts.text import Text

_WORDS: Mapping[State, Text] = {
    State.CHECKED: Text("Checked"),
    State.LOCATED: Text("Located"),
    State.REVIEW: Text("Review"),
    State.ACCEPTED: Text("Accepted"),
    State.CORRECTED: Text("Corrected"),
    State.REJECTED: Text("Rejected"),
}
_WITHIN: Mapping[State, Text] = {
    State.CHECKED: Text("checked"),
    State.LOCATED: Text("located"),
    State.REVIEW: Text("review", context="state of a figure"),
    State.ACCEPTED: Text("accepted"),
    State.CORRECTED: Text("corrected"),
    State.REJECTED: Text("rejected"),
}
_RESULTS: Mapping[CheckResult, Text] = {
    CheckResult.CLOSES: Text("Closes"),
    CheckResult.FAILS: Text("Does not close"),
    CheckResult.OPEN: Text("Not checkable"),
    CheckResult.RESTATED: Text("Restated"),
}
_RESULTS_WITHIN: Mapping[CheckResult, Text] = {
    CheckResult.CLOSES: Text("closes"),
    CheckResult.FAILS: Text("does not close"),
    CheckResult.OPEN: Text("not checkable"),
    CheckResult.RESTATED: Text("restated"),
}


def word(state: State) -> str:
    """A state that stands alone."""
    return _WORDS[state]()


def within(state: State) -> str:
    """A state among other words."""
    return _WITHIN[state]()


def result(of: CheckResult) -> str:
    """What came of a check, standing alone."""
    return _RESULTS[of]()


def result_within(of: CheckResult) -> str:
    """What came of a check, among other words."""
    return _RESULTS_WITHIN[of]()
