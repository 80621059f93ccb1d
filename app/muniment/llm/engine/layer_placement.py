"""Where a model is computed: how many of its layers go to a graphics processor, and why so many.

Must never promise memory that is not free. Whether it works only the loading shows: it is tried with half as many layers until
it does, down to none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from muniment.llm.engine import llama_library, machine
from muniment.llm.engine.llama_library import Device
from muniment.llm.files.model_header import Header
from muniment.message import Message, message, printable

GPU_SHARE = 0.9
"""Of the free memory of the graphics processors; the rest is for what is computed."""


@dataclass(frozen=True, slots=True)
class LayerPlacement:
    """How many layers go where.

    Attributes:
        layers: On graphics processors.
        of: All layers; the last matrix counts as one more.
        device: Names of the graphics processors, or that there is none.
        why: The reason.
    """

    layers: int
    of: int
    device: str | Message
    why: Message

    def after(self, layers: int) -> LayerPlacement:
        """What came of it when the model was loaded.

        Args:
            layers: Those that were put on graphics processors in the end.
        """
        if layers == self.layers:
            return self
        return LayerPlacement(layers, self.of, self.device, message("layers-not-taken", layers=self.layers))

    @property
    def said(self) -> Message:
        """For the user."""
        code = "layers-on" if self.layers else "no-layers-on"
        return message(code, layers=self.layers, of=self.of, device=self.device, why=self.why)


def place(found: Header, context: int, wanted: int | None = None) -> LayerPlacement:
    """Where a model goes on this machine.

    Args:
        found: Its header.
        context: Tokens that it will hold, in memory of the same processor.
        wanted: Layers for the graphics processors; None for as many as their memory holds.

    Raises:
        UserError: ``no-llama``, ``no-avx2``.
    """
    if not llama_library.has_gpu_support():
        return LayerPlacement(0, found.layers + 1, _NO_DEVICE, _NO_SUPPORT)
    return place_on(llama_library.devices(), found, context, wanted)


def place_on(devices: Sequence[Device], found: Header, context: int, wanted: int | None = None) -> LayerPlacement:
    """Where a model goes with these graphics processors; llama.cpp spreads it over all of them.

    Args:
        devices: With their free memory in bytes.
        found: The model's header.
        context: Tokens that it will hold, in memory of the same processor.
        wanted: Layers for the graphics processors; None for as many as their memory holds.
    """
    every = found.layers + 1
    if not devices:
        return LayerPlacement(0, every, _NO_DEVICE, _NONE_FOUND)
    name = _all([printable(device.name) for device in devices])
    free = sum(device.free for device in devices)
    if wanted is not None:
        return LayerPlacement(min(wanted, every), every, name, message("layers-asked-for"))
    layer = max((found.size + context * found.cache_bytes) // found.layers, 1)
    layers = min(every, int(free * GPU_SHARE) // layer)
    code = "memory-holds-all" if layers == every else "memory-holds-no-more"
    return LayerPlacement(layers, every, name, message(code, gigabytes=_gigabytes(free)))


def processor() -> Message:
    """The processor, for the user."""
    return message("cores-without-avx2" if machine.lacks_avx2() else "cores", n=machine.physical_cores())


def graphics() -> Message:
    """The graphics processors, for the user.

    Raises:
        UserError: ``no-llama``, ``no-avx2``.
    """
    if not llama_library.has_gpu_support():
        return _NO_SUPPORT
    said = _NONE_FOUND
    for number, device in enumerate(llama_library.devices()):
        one = message("device-with-free", name=printable(device.name), gigabytes=_gigabytes(device.free))
        said = message("listed", first=said, second=one) if number else one
    return said


def _all(things: Sequence[str] | Sequence[Message]) -> str | Message:
    """Things in a row; at least one."""
    first: str | Message = things[0]
    for second in things[1:]:
        first = message("listed-last", first=first, second=second)
    return first


def _gigabytes(free: int) -> Decimal:
    return round(Decimal(free) / 10**9, 1)


_NO_DEVICE = message("a-gpu")
_NO_SUPPORT = message("no-gpu-support")
_NONE_FOUND = message("no-gpu-found")
