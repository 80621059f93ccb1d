"""The identities that are tried, from ``resources/schemas/filing/checks.toml``.

Must never accept a file that it does not understand wholly: an identity that is silently ignored would let figures pass.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import tomli

from muniment.analysis.formulas.figure_book import is_of_days, kinds
from muniment.analysis.formulas.formula import Call, Comparison, FormulaError, dimension, names, parse_comparisons
from muniment.analysis.vocabulary.concepts import concepts
from muniment.document.facts.fact import CheckResult
from muniment.document.schemas import FILING
from muniment.errors import UserError

_NEEDED = {"id", "title", "formulas"}
_MAY = {"fallback", "told", "failing", "within", "plural", "words"}
_TOLD = {"always": False, "if it closes": True}
_FAILING = {"does not close": CheckResult.FAILS, "not checkable": CheckResult.OPEN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """An identity, in all the forms that it may take.

    Attributes:
        id: "balance".
        title: Begins the sentence.
        plural: The title is many things.
        forms: Tried in this order.
        fallback: Tried where none of them can be.
        quiet: Told only where it closes.
        failing: What it means where it does not.
        within: Share of the left side that may be missing.
        of_days: It holds for a day; else for a stretch of time.
        words: How figures are called in it, where that is not as everywhere.
    """

    id: str
    title: str
    plural: bool
    forms: tuple[Comparison, ...]
    fallback: Comparison | None
    quiet: bool
    failing: CheckResult
    within: Decimal
    of_days: bool
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Identities:
    """The file.

    Attributes:
        identities: In its order.
        words: How concepts are called in sentences.
    """

    identities: tuple[Identity, ...]
    words: Mapping[str, str]


@cache
def shipped() -> Identities:
    """The identities that ship with the program.

    Raises:
        UserError: code ``bad-checks``: the file is not of the agreed form.
    """
    return load((FILING.folder / "checks.toml").read_text("utf-8"))


def load(text: str) -> Identities:
    """Read a file of identities.

    Raises:
        UserError: code ``bad-checks``: the first entry that is not good, and why.
    """
    try:
        data = tomli.loads(text, parse_float=Decimal)
    except tomli.TOMLDecodeError as error:
        raise _bad(f"checks.toml is not valid TOML: {error}. Mend that line.") from None
    entries, words = data.get("check"), data.get("words", {})
    if not set(data) <= {"check", "words"} or not isinstance(entries, list) or not isinstance(words, dict):
        raise _bad("checks.toml must hold [words] and [[check]] entries and nothing else.")
    unknown = set(words) - set(kinds())
    if unknown:
        raise _bad(f"[words] names {min(unknown)!r}, which is no concept. Check its spelling.")
    shown = {concept.id: concept.name[0].lower() + concept.name[1:] for concept in concepts()}
    return Identities(tuple(_identity(entry) for entry in entries), {**shown, **words})


def _bad(sentence: str) -> UserError:
    return UserError(sentence, code="bad-checks")


def _identity(raw: Mapping[str, Any]) -> Identity:
    name = str(raw.get("id", ""))
    unknown = set(raw) - _NEEDED - _MAY
    if unknown:
        raise _bad(f"Check {name!r} has an unknown entry {min(unknown)!r}. Check its spelling.")
    missing = sorted(key for key in _NEEDED if not raw.get(key))
    if missing:
        raise _bad(f"Check {name!r} needs {missing[0]!r}.")
    for key, allowed in (("told", tuple(_TOLD)), ("failing", tuple(_FAILING))):
        if raw.get(key, allowed[0]) not in allowed:
            raise _bad(f"Check {name!r}: {key!r} must be one of {', '.join(allowed)}.")
    forms = tuple(_form(name, text) for text in raw["formulas"])
    fallback = _form(name, raw["fallback"]) if raw.get("fallback") else None
    of_days = {is_of_days(form.left, form.right) for form in (*forms, *((fallback,) if fallback else ()))}
    if len(of_days) > 1:
        raise _bad(
            f"Check {name!r}: some of its formulas are of a day and some of a stretch of time. Make two checks of it."
        )
    return Identity(
        id=name,
        title=str(raw["title"]),
        plural=raw.get("plural", False) is True,
        forms=forms,
        fallback=fallback,
        quiet=_TOLD[raw.get("told", "always")],
        failing=_FAILING[raw.get("failing", "does not close")],
        within=Decimal(raw.get("within", 0)),
        of_days=of_days.pop(),
        words={str(key): str(word) for key, word in raw.get("words", {}).items()},
    )


def _form(name: str, text: str) -> Comparison:
    try:
        (form,) = parse_comparisons(text)
        if form.sign != "=":
            raise FormulaError("an identity has the sign =")
        dimension(Call("min", (form.left, form.right)), kinds())
        if not set(names(form.left)):
            raise FormulaError("a figure must stand on the left")
    except ValueError as error:
        raise _bad(f"Check {name!r}: {error}. Mend its formulas.") from None
    return form
