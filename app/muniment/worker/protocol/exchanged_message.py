"""What all messages have in common: how they become the fields and bytes of a frame, and are read again.

A message is a frozen class of values. Its fields travel as JSON, which is kept small; one field may be ``Bulk``: that
one travels as the bytes of the frame, raw where it is bytes, else encoded field by field. Must never hand out a message
of which one field is not of its type.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import Annotated, ClassVar, TypeVar, cast, get_args, get_type_hints

from muniment.document.codec import from_json, to_json
from muniment.worker.protocol.frames import FrameKind

T = TypeVar("T")

_BULK = "bulk"
Bulk = Annotated[T, _BULK]
"""The type of the one field of a message that may be large."""
Raw = bytes | memoryview
"""The type of such a field that travels as it is, where its maker need not copy it; what arrives is bytes."""


class RequestMessage:
    """Something that a parent asks of a worker, or tells it.

    Attributes:
        op: Its name on the wire, of ``Op``.
    """

    __slots__ = ()
    op: ClassVar[str]


class AnswerMessage:
    """Something that a worker answers.

    Attributes:
        kind: What kind of answer it is; done, error and cancelled are the last of a request.
    """

    __slots__ = ()
    kind: ClassVar[FrameKind]


M = TypeVar("M", bound=RequestMessage | AnswerMessage)


@dataclass(frozen=True, slots=True)
class Form:
    """How a class of messages travels.

    Attributes:
        small: The fields that travel as JSON, with their types.
        bulk: The field that travels as bytes; empty for none.
        bulk_type: Of that field.
    """

    small: tuple[tuple[str, object], ...]
    bulk: str = ""
    bulk_type: object = None


_FORMS: dict[type, Form] = {}


def pack(message: RequestMessage | AnswerMessage) -> tuple[list[object], Raw]:
    """A message as the JSON values of its small fields, and the bytes of its large one."""
    form = _form(type(message))
    small = [to_json(getattr(message, name)) for name, _ in form.small]
    if not form.bulk:
        return small, b""
    bulk: object = getattr(message, form.bulk)
    return small, bulk if isinstance(bulk, Raw) else _encode(bulk)


def unpack(kind: type[M], small: object, blob: bytes) -> M:
    """Build a message of a class from what ``pack`` made.

    Args:
        kind: The class.
        small: The fields of a frame; unchecked.
        blob: The bytes of a frame; unchecked.

    Raises:
        ValueError: They are not of that form.
    """
    form = _form(kind)
    if type(small) is not list or len(small) != len(form.small) or (blob and not form.bulk):
        raise ValueError(f"not the fields of a {kind.__name__}")
    values: dict[str, object] = {
        name: from_json(cast("type[object]", field), value)
        for (name, field), value in zip(form.small, small, strict=True)
    }
    if form.bulk:
        values[form.bulk] = blob if form.bulk_type in (bytes, Raw) else _decode(form.bulk_type, blob)
    return kind(**values)


def _form(kind: type) -> Form:
    """The form of a class of messages, found once."""
    if kind not in _FORMS:
        _FORMS[kind] = _find_form(kind)
    return _FORMS[kind]


def _find_form(kind: type) -> Form:
    hints = get_type_hints(kind, include_extras=True)
    small: list[tuple[str, object]] = []
    bulk: list[tuple[str, object]] = []
    for one in fields(kind):
        arguments = get_args(hints[one.name])
        if _BULK in arguments[1:]:
            bulk.append((one.name, arguments[0]))
        else:
            small.append((one.name, hints[one.name]))
    if len(bulk) > 1:
        raise TypeError(f"{kind.__name__} has two large fields")
    return Form(tuple(small), *bulk[0]) if bulk else Form(tuple(small))


def _encode(value: object) -> bytes:
    return json.dumps(to_json(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _decode(kind: object, data: bytes) -> object:
    try:
        found = json.loads(data)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return from_json(cast("type[object]", kind), found)
