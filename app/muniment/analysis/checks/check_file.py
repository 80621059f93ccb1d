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
from muniment.document.facts.fact import CheckResult
from muniment.document.schemas import FILING
from muniment.errors import UserError
from muniment.message import Argument, message

_NEEDED = {"id", "title", "formulas"}
_MAY = {"fallback", "told", "failing", "within", "plural", "words", "title_de", "words_de"}
_TYPES = dict.fromkeys(("id", "title", "title_de", "fallback", "told", "failing"), str) | {
    "words": dict,
    "words_de": dict,
}
_TOLD = {"always": False, "if it closes": True}
_FAILING = {"does not close": CheckResult.FAILS, "not checkable": CheckResult.OPEN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """An identity, in all the forms that it may take.

    Attributes:
        id: "balance".
        plural: The title is many things.
        forms: Tried in this order.
        fallback: Tried where none of them can be.
        quiet: Told only where it closes.
        failing: What it means where it does not.
        within: Share of the left side that may be missing.
        of_days: It holds for a day; else for a stretch of time.
        words: The figures that are called otherwise in it than everywhere.
    """

    id: str
    plural: bool
    forms: tuple[Comparison, ...]
    fallback: Comparison | None
    quiet: bool
    failing: CheckResult
    within: Decimal
    of_days: bool
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Identities:
    """The file.

    Attributes:
        identities: In its order.
    """

    identities: tuple[Identity, ...]


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
        raise _bad("file-not-toml", file="checks.toml", error=str(error)) from None
    entries, words, german = data.get("check", ()), data.get("words", {}), data.get("words_de", {})
    tables = isinstance(words, dict) and isinstance(german, dict)
    if not set(data) <= {"check", "words", "words_de"} or not tables or not _are_tables(entries):
        raise _bad("checks-file-form")
    unknown = (set(words) | set(german)) - set(kinds())
    if unknown:
        raise _bad("words-of-no-concept", concept=min(unknown))
    return Identities(tuple(_identity(entry) for entry in entries))


def _are_tables(entries: object) -> bool:
    return isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)


def _bad(fault: str, /, **arguments: Argument) -> UserError:
    return UserError("bad-checks", fault=message(fault, **arguments))


def _identity(raw: Mapping[str, Any]) -> Identity:
    name = str(raw.get("id", ""))
    unknown = set(raw) - _NEEDED - _MAY
    if unknown:
        raise _bad("check-unknown-entry", check=name, entry=min(unknown))
    missing = sorted(key for key in _NEEDED if not raw.get(key))
    if missing:
        raise _bad("check-needs", check=name, entry=missing[0])
    if not all(isinstance(raw[key], kind) for key, kind in _TYPES.items() if key in raw):
        raise _bad("check-entry-type", check=name)
    if not isinstance(raw["formulas"], list) or not isinstance(raw.get("within", 0), int | Decimal):
        raise _bad("check-entry-type", check=name)
    for key, allowed in (("told", tuple(_TOLD)), ("failing", tuple(_FAILING))):
        if raw.get(key, allowed[0]) not in allowed:
            raise _bad("check-entry-of", check=name, entry=key, allowed=", ".join(allowed))
    forms = tuple(_form(name, text) for text in raw["formulas"])
    fallback = _form(name, raw["fallback"]) if raw.get("fallback") else None
    of_days = {is_of_days(form.left, form.right) for form in (*forms, *((fallback,) if fallback else ()))}
    if len(of_days) > 1:
        raise _bad("check-of-two-times", check=name)
    return Identity(
        id=name,
        plural=raw.get("plural", False) is True,
        forms=forms,
        fallback=fallback,
        quiet=_TOLD[raw.get("told", "always")],
        failing=_FAILING[raw.get("failing", "does not close")],
        within=Decimal(raw.get("within", 0)),
        of_days=of_days.pop(),
        words=frozenset(map(str, raw.get("words", {}))),
    )


def _form(name: str, text: object) -> Comparison:
    if not isinstance(text, str):
        raise _bad("check-entry-type", check=name)
    try:
        return _identity_in(text)
    except FormulaError as error:
        raise _bad("check-formula", check=name, fault=error.message) from None


def _identity_in(text: str) -> Comparison:
    """The one identity that a formula is.

    Raises:
        FormulaError: It is none.
    """
    form, *others = parse_comparisons(text)
    if others or form.sign != "=":
        raise FormulaError("identity-without-equals")
    dimension(Call("min", (form.left, form.right)), kinds())
    if not set(names(form.left)):
        raise FormulaError("no-figure-on-the-left")
    return form
