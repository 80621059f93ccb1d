"""Where a model is computed: how many of its layers go to a graphics processor, and why so many.

Must never promise memory that is not free. Whether it works only the loading shows: it is tried with half as many layers until
it does, down to none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from muniment.llm.engine import llama_library, machine
from muniment.llm.engine.llama_library import Device
from muniment.llm.files.model_header import Header

GPU_SHARE = 0.9
"""Of the free memory of the graphics processors; the rest is for what is computed."""


@dataclass(frozen=True, slots=True)
class LayerPlacement:
    """How many layers go where.

    Attributes:
        layers: On graphics processors.
        of: All layers; the last matrix counts as one more.
        device: Names of the graphics processors; "a GPU" where there is none.
        why: Completes "because ...".
    """

    layers: int
    of: int
    device: str
    why: str

    def after(self, layers: int) -> LayerPlacement:
        """What came of it when the model was loaded.

        Args:
            layers: Those that were put on graphics processors in the end.
        """
        if layers == self.layers:
            return self
        return LayerPlacement(layers, self.of, self.device, f"it did not take {self.layers}")

    @property
    def sentence(self) -> str:
        """For the user."""
        on = f"{self.layers} of {self.of} layers on {self.device}"
        return f"{on}, because {self.why}" if self.layers else f"{on}: {self.why}"


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
        return LayerPlacement(0, found.layers + 1, "a GPU", "this build of llama.cpp has no GPU support")
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
        return LayerPlacement(0, every, "a GPU", "none was found")
    name, free = " and ".join(device.name for device in devices), sum(device.free for device in devices)
    if wanted is not None:
        return LayerPlacement(min(wanted, every), every, name, "so many were asked for")
    layer = max((found.size + context * found.cache_bytes) // found.layers, 1)
    layers = min(every, int(free * GPU_SHARE) // layer)
    memory = f"its {free / 1e9:.1f} GB of free memory"
    return LayerPlacement(
        layers, every, name, f"{memory} hold them all" if layers == every else f"{memory} hold no more"
    )


def processor() -> str:
    """The processor, for the user."""
    cores = machine.physical_cores()
    lacking = "; it has no AVX2, which the installed program's model engine needs" if machine.lacks_avx2() else ""
    return f"{cores} physical core{'s' if cores != 1 else ''}{lacking}"


def graphics() -> str:
    """The graphics processors, for the user.

    Raises:
        UserError: ``no-llama``, ``no-avx2``.
    """
    if not llama_library.has_gpu_support():
        return "this build of llama.cpp has no GPU support"
    found = [f"{device.name} with {device.free / 1e9:.1f} GB free" for device in llama_library.devices()]
    return ", ".join(found) or "none was found"
