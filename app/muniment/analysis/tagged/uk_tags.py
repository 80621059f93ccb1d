"""Tags of British accounts: what others say by a tag of its own, the taxonomy of the FRC says by a tag and a dimension.

The taxonomies of all years and kinds of accounts (FRS 102, FRS 105, the older UK GAAP) have the prefix ``uk`` here. Must never
give a figure of the company alone as the group's: where the group's are marked, those are the document's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from muniment.document.pages.tag import Tag

_PREFIX = "uk:"
_WITHIN = frozenset(("WithinOneYear", "CurrentFinancialInstruments"))
_AFTER = frozenset(("AfterOneYear", "Non-currentFinancialInstruments"))
# A tag with a member of a dimension is what the older taxonomy has a tag of its own for.
_MEMBERS = {
    ("Creditors", _WITHIN): "CreditorsDueWithinOneYear",
    ("Creditors", _AFTER): "CreditorsDueAfterOneYear",
    ("Debtors", _WITHIN): "Debtors",
    ("Debtors", _AFTER): "DebtorsDueAfterOneYear",
    ("Equity", frozenset(("ShareCapital",))): "CalledUpShareCapital",
    ("Equity", frozenset(("SharePremium",))): "SharePremiumAccount",
    ("Equity", frozenset(("RetainedEarningsAccumulatedLosses",))): "ProfitLossAccountReserve",
}
_GROUP = "GroupCompanyDataDimension"
_WHOLE = "Consolidated"


def folded(tags: Iterable[Tag]) -> list[Tag]:
    """The tags; British ones whose dimensions only say what they are have none and a name that says it.

    Args:
        tags: Those of a document that are displayed.
    """
    found = list(tags)
    if not any(tag.name.startswith(_PREFIX) for tag in found):
        return found
    groups = any(_part(tag, _GROUP) == _WHOLE for tag in found)
    return [_folded(tag, groups) if tag.name.startswith(_PREFIX) else tag for tag in found]


def _folded(tag: Tag, groups: bool) -> Tag:
    whole = _part(tag, _GROUP)
    dimensions = tuple(pair for pair in tag.dimensions if not pair[0].endswith(":" + _GROUP))
    if whole not in ("", _WHOLE) or (groups and not whole):
        return replace(tag, dimensions=(*dimensions, (_GROUP, whole or "company")))
    if not dimensions:
        return replace(tag, dimensions=())
    local = tag.name.removeprefix(_PREFIX)
    members = {member.rpartition(":")[2] for _, member in dimensions}
    name = next((name for (own, some), name in _MEMBERS.items() if own == local and members <= some), None)
    return replace(tag, dimensions=dimensions) if name is None else replace(tag, name=_PREFIX + name, dimensions=())


def _part(tag: Tag, dimension: str) -> str:
    """The member of a dimension; empty where the tag has none of it."""
    return next((member.rpartition(":")[2] for name, member in tag.dimensions if name.endswith(":" + dimension)), "")
