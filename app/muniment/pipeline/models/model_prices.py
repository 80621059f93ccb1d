"""The price list of rented models: ours as an example, or the user's own in its place.

Must never turn a price into a float, nor pass over a fault in the user's list.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from muniment import paths
from muniment.errors import Exit, UserError
from muniment.message import Argument, message

MILLION = Decimal(1_000_000)
HIGHEST = Decimal(1_000_000)
"""For a million tokens; a higher price is a slip."""
_MOST_BYTES = 256 * 1024
_MOST = 50
_LONGEST = 200  # characters of a text
_CURRENCY = re.compile(r"[A-Z]{3}")
_FIELDS = frozenset({"name", "currency", "input", "output", "date", "source"})


@dataclass(frozen=True, slots=True)
class Price:
    """What a rented model costs.

    Attributes:
        name: For the user.
        currency: ISO 4217.
        input: For a million tokens that are sent to it.
        output: For a million tokens that it writes.
        date: On which this was read.
        source: Where.
    """

    name: str
    currency: str
    input: Decimal
    output: Decimal
    date: date
    source: str

    def estimate(self, read: int, written: int) -> Decimal:
        """What so many tokens would cost; exact.

        Args:
            read: Tokens of what the model is asked.
            written: Tokens of what it answers.
        """
        return (self.input * read + self.output * written) / MILLION


def prices() -> tuple[Price, ...]:
    """The user's own list where there is one, else the example that ships.

    Raises:
        UserError: The list has a fault (code prices); which, and in which entry.
    """
    own = paths.own_prices()
    return read(own if own.is_file() else paths.resources() / "prices.toml")


def read(path: Path) -> tuple[Price, ...]:
    """The prices of a file.

    Raises:
        UserError: As ``prices``.
    """
    try:
        with path.open("rb") as file:
            text = file.read(_MOST_BYTES).decode("utf-8-sig")
        found = tomllib.loads(text, parse_float=Decimal)
    except OSError as error:
        raise _fault(path, "prices-not-read", why=error.strerror or "") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, ArithmeticError, RecursionError) as error:
        raise _fault(path, "prices-not-toml", why=_one_line(error)) from None
    entries = found.get("price")
    if set(found) != {"price"} or not isinstance(entries, list) or not 0 < len(entries) <= _MOST:
        raise _fault(path, "prices-entries", most=_MOST)
    return tuple(_price(path, number, entry) for number, entry in enumerate(entries, 1))


def _price(path: Path, number: int, entry: object) -> Price:
    if not isinstance(entry, Mapping) or set(entry) != _FIELDS:
        needs = ", ".join(sorted(_FIELDS))
        raise _fault(path, "prices-fields", entry=number, fields=needs)
    name, source = (_text(path, number, entry, what) for what in ("name", "source"))
    currency, day = entry["currency"], entry["date"]
    if not isinstance(currency, str) or not _CURRENCY.fullmatch(currency):
        raise _fault(path, "prices-currency", entry=number)
    if not isinstance(day, date) or isinstance(day, datetime):
        raise _fault(path, "prices-date", entry=number)
    amounts = [_amount(path, number, entry, what) for what in ("input", "output")]
    return Price(name, currency, amounts[0], amounts[1], day, source)


def _text(path: Path, number: int, entry: Mapping[str, object], what: str) -> str:
    value = entry[what]
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST or not value.isprintable():
        raise _fault(path, "prices-text", entry=number, field=what)
    return value.strip()


def _amount(path: Path, number: int, entry: Mapping[str, object], what: str) -> Decimal:
    value = entry[what]
    amount = Decimal(value) if type(value) is int else value
    if not isinstance(amount, Decimal) or not amount.is_finite() or not 0 <= amount <= HIGHEST:
        raise _fault(path, "prices-amount", entry=number, field=what)
    return amount


def _one_line(error: Exception) -> str:
    lines: Sequence[str] = str(error).splitlines()
    return "".join(c for c in (lines[0] if lines else "") if c.isprintable())[:_LONGEST]


def _fault(path: Path, code: str, **arguments: Argument) -> UserError:
    """The whole list cannot be used; ``code`` says why."""
    return UserError("prices", exit_code=Exit.USAGE, file=str(path), why=message(code, **arguments))
