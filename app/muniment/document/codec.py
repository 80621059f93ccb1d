"""Dataclasses to JSON values and back, checked field by field.

Must never trust: a value of the wrong type, an unknown field or a missing one is refused.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Encoder = Callable[[Any], Any]
Decoder = Callable[[object], object]


def to_json(value: object) -> Any:
    """A value of dataclasses, tuples, enums, decimals and dates as JSON values; dataclasses become lists of fields.

    Raises:
        TypeError: A value has no JSON form.
    """
    return _ENCODERS[type(value)](value)


def from_json(kind: type[T], data: object) -> T:
    """Build ``kind`` from what ``to_json`` made.

    Raises:
        ValueError: The data are not of that form.
    """
    try:
        asked: object = kind  # no type of a type variable is hashable to mypy
        built = cast("T", _decoder(asked)(data))
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except (TypeError, KeyError, InvalidOperation) as error:
        raise ValueError(f"not a {getattr(kind, '__name__', kind)}: {error}") from error
    return built


def encode_value(value: object) -> bytes:
    """A value of dataclasses as bytes."""
    return json.dumps(to_json(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def decode_value(kind: type[T], data: bytes) -> T:
    """What ``encode_value`` made.

    Raises:
        ValueError: It is not of that form.
    """
    try:
        found = json.loads(data)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return from_json(kind, found)


class _Encoders(dict[type, Encoder]):
    """How values of a type are written; found once, for a page holds thousands of them."""

    def __missing__(self, kind: type) -> Encoder:
        self[kind] = found = _encoder(kind)
        return found


_ENCODERS = _Encoders()


def _encoder(kind: type) -> Encoder:
    if kind in (type(None), str, int, float, bool):
        return lambda value: value
    if issubclass(kind, Enum):
        return attrgetter("_value_")
    if is_dataclass(kind):
        return _encode_dataclass(_names(kind))
    if issubclass(kind, tuple | list):
        return lambda value: [_ENCODERS[type(item)](item) for item in value]
    if issubclass(kind, Decimal):
        return lambda value: {"decimal": str(value)}
    if issubclass(kind, date):
        return lambda value: {"date": value.isoformat()}
    raise TypeError(f"{kind.__name__} has no JSON form")


def _encode_dataclass(names: Sequence[str]) -> Encoder:
    if len(names) < 2:  # of one name, the getter gives no tuple
        return lambda value: [to_json(getattr(value, name)) for name in names]
    values = attrgetter(*names)
    return lambda value: [_ENCODERS[type(item)](item) for item in values(value)]


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


@cache
def _decoder(kind: object) -> Decoder:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _decode_union(get_args(kind))
    if origin is tuple:
        return _decode_tuple(get_args(kind))
    if isinstance(kind, type) and is_dataclass(kind):
        return _decode_dataclass(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind is Decimal:
        return lambda data: Decimal(_only(data, "decimal"))
    if kind is date:
        return lambda data: date.fromisoformat(_only(data, "date"))
    if kind is float:
        return _decode_float
    return _decode_plain(kind)


def _only(data: object, key: str) -> str:
    if type(data) is not dict or set(data) != {key} or type(data[key]) is not str:
        raise ValueError(f"not a {key}")
    return str(data[key])


def _decode_float(data: object) -> float:
    if type(data) is int or type(data) is float:
        return float(data)
    raise ValueError("not a number")


def _decode_plain(kind: object) -> Decoder:
    def decode(data: object) -> object:
        if type(data) is not kind:
            raise ValueError(f"{type(data).__name__} instead of {kind}")
        return data

    return decode


def _decode_tuple(items: tuple[object, ...]) -> Decoder:
    if len(items) == 2 and items[1] is Ellipsis:
        each = _decoder(items[0])

        def decode_all(data: object) -> object:
            if type(data) is not list:
                raise ValueError("not a list")
            return tuple([each(item) for item in data])

        return decode_all
    decoders = tuple(_decoder(item) for item in items)

    def decode_fixed(data: object) -> object:
        if type(data) is not list or len(data) != len(decoders):
            raise ValueError("not a list of the right length")
        return tuple([decode(item) for decode, item in zip(decoders, data, strict=True)])

    return decode_fixed


def _decode_union(kinds: tuple[object, ...]) -> Decoder:
    optional = type(None) in kinds
    members = [kind for kind in kinds if kind is not type(None)]
    last = _decoder(members[-1])
    # What cannot be of a kind is not tried: a message's arguments are of five, and each refusal is an exception.
    by_form: dict[type, list[Decoder]] = {
        form: [_decoder(kind) for kind in members if form in _forms(kind)] for form in _FORMS
    }

    def decode(data: object) -> object:
        if data is None and optional:
            return None
        fitting = by_form.get(type(data)) or [last]
        for one in fitting[:-1]:
            try:
                return one(data)
            except (ValueError, TypeError):
                continue
        return fitting[-1](data)

    return decode


_FORMS = (str, int, float, bool, dict, list)
"""The types of JSON values."""


def _forms(kind: object) -> tuple[type, ...]:
    """The types of the JSON values that may stand for a kind; all where it is not known."""
    if get_origin(kind) is tuple or (isinstance(kind, type) and is_dataclass(kind)):
        return (list,)
    if kind in (Decimal, date):
        return (dict,)
    if kind is float:
        return (int, float)
    return (kind,) if kind in (str, int, bool) else _FORMS


def _decode_dataclass(kind: type) -> Decoder:
    names = _names(kind)
    most = len(names)
    required = sum(f.default is MISSING and f.default_factory is MISSING for f in fields(kind))
    in_order = not any(f.kw_only for f in fields(kind))
    decoders: list[Decoder] = []

    def decode(data: object) -> object:
        if not decoders:  # found late: a class may hold values of its own kind
            hints = get_type_hints(kind)
            decoders.extend([_decoder(hints[f.name]) for f in fields(kind)])
        if type(data) is not list or not required <= len(data) <= most:
            raise ValueError(f"not the fields of a {kind.__name__}")
        values = [decode_one(item) for decode_one, item in zip(decoders, data, strict=False)]
        return kind(*values) if in_order else kind(**dict(zip(names, values, strict=False)))

    return decode
