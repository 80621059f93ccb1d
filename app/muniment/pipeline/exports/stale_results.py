"""An analysis without what waits to be computed anew, because the user changed a figure that it rests on.

Must never let out a number, a state or a reason that was computed from another figure than the one shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from muniment.document.facts.fact import Check, CheckResult, Fact, State, without_reasons
from muniment.message import message
from muniment.vault.database.records import StoredAnalysis

WAITING = message("derivation-pending")
"""The warning of an analysis from which something was left out."""


def up_to_date(known: StoredAnalysis) -> StoredAnalysis:
    """Leave out checks, measures and computed sentences that rest on a changed figure, and what such checks said of facts.

    It is as it was where nothing waits; else it has a warning more.
    """
    changed = {i for i, stored in enumerate(known.facts) if stored.is_changed}
    if not changed:
        return known
    stale = [check for check in known.checks if changed.intersection(check.facts)]
    kept = tuple(check for check in known.checks if not changed.intersection(check.facts))
    facts = tuple(
        replace(stored, fact=_without(stored.fact, stale, [check for check in kept if i in check.facts]))
        for i, stored in enumerate(known.facts)
    )
    return replace(
        known,
        facts=facts,
        checks=kept,
        measures=tuple(one for one in known.measures if not changed.intersection(one.operands)),
        summary=tuple(s for s in known.summary if not any(changed.intersection(link.facts) for link in s.links)),
        warnings=(*known.warnings, WAITING),
    )


def _without(fact: Fact, stale: Sequence[Check], left: Sequence[Check]) -> Fact:
    """The fact without what stale checks said; no check that is left makes it checked any more, but doubts stay."""
    bare = without_reasons(fact, stale)
    still = any(check.result is CheckResult.CLOSES for check in left)
    if bare is fact or still or fact.state is not State.CHECKED:
        return bare
    return replace(bare, state=State.LOCATED)
