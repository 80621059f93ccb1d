"""What kinds of document are called."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.texts.text import Text

_TITLES: Mapping[str, Text] = {
    "annual report": Text("Annual report"),
    "interim report": Text("Interim report"),
    "earnings release": Text("Earnings release"),
    "invoice": Text("Invoice"),
    "credit note": Text("Credit note"),
    "receipt": Text("Receipt"),
    "bank statement": Text("Bank statement"),
    "contract": Text("Contract"),
    "other": Text("Document"),
}
_WITHIN: Mapping[str, Text] = {
    "annual report": Text("annual report"),
    "interim report": Text("interim report"),
    "earnings release": Text("earnings release"),
    "invoice": Text("invoice"),
    "credit note": Text("credit note"),
    "receipt": Text("receipt"),
    "bank statement": Text("bank statement"),
    "contract": Text("contract"),
    "other": Text("other", context="kind of document"),
}


def title(kind: str | None) -> str:
    """A kind that stands alone; forms such as 10-K keep their names.

    Args:
        kind: One of ``document.KINDS``; None or empty where it is not known.
    """
    if not kind:
        return ""
    return _TITLES[kind]() if kind in _TITLES else kind[0].upper() + kind[1:]


def within(kind: str | None) -> str:
    """A kind among other words."""
    if not kind:
        return ""
    return _WITHIN[kind]() if kind in _WITHIN else kind
