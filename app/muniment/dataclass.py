"""``dataclass`` as the standard library has it, made at a third of its cost.

Muniment has some two hundred and fifty classes of values, and each of its processes makes its part of them at every
start. The standard library compiles up to six methods for each class; here the constructor alone is compiled, and
equality, hash and representation share what follows. That a ``frozen`` value is not written to is what
``mypy --strict`` holds over all of our code, so nothing stands guard at run time, and a value too is made at a third.
Comparing two takes some 0.1 µs longer. ``dev.py bench classes`` measures all three.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - the type checker knows it by this name alone
else:

    def dataclass(*, frozen: bool = False, order: bool = False, **options: bool) -> Callable[[type], type]:
        """Make a class of values; ``options`` are ``slots`` and ``kw_only``."""

        def make(cls: type) -> type:
            if order:  # so rare that the library may make all of it
                return dataclasses.dataclass(order=True, unsafe_hash=frozen, **options)(cls)
            made = dataclasses.dataclass(repr=False, eq=False, **options)(cls)
            for name, method in _methods(made, frozen=frozen).items():
                if name not in cls.__dict__:
                    setattr(made, name, method)
            return made

        return make


def _methods(cls: type[Any], *, frozen: bool) -> dict[str, Any]:
    """Equality, hash (of a frozen class) and representation of a dataclass."""
    fields = dataclasses.fields(cls)
    values = _values([f.name for f in fields if f.compare])
    shown = [f.name for f in fields if f.repr]

    def equal(self: Any, other: object) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(values(self))

    def represent(self: Any) -> str:
        return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    return {"__eq__": equal, "__hash__": hashed if frozen else None, "__repr__": represent}


def _values(names: list[str]) -> Callable[[Any], Any]:
    """What gives the fields that count in a comparison: a tuple of several, one as it is."""
    return attrgetter(*names) if names else lambda _: ()
