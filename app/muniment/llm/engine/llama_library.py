"""The library llama.cpp itself: loaded once, what it says, the graphics processors that it can use, and its converter.

The only module that imports llama_cpp, and only when a model is loaded. Must never write to stdout or stderr.
"""

from __future__ import annotations

import ctypes
import os
from collections import deque
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from muniment.errors import UserError
from muniment.llm.engine import machine
from muniment.paths import frozen

_GPU, _IGPU = 1, 2  # GGML_BACKEND_DEVICE_TYPE_GPU and _IGPU


@dataclass(frozen=True, slots=True)
class Device:
    """A graphics processor that llama.cpp can use.

    Attributes:
        name: For the user.
        free: Bytes of its memory.
    """

    name: str
    free: int


class Library:
    """The imported binding and what llama.cpp says.

    Attributes:
        api: The binding.
        said: Warnings and errors of llama.cpp, the last ones.
    """

    def __init__(self) -> None:
        os.environ["GGML_NO_BACKTRACE"] = "1"  # else it starts a debugger on itself when it aborts
        # Threads that wait shall sleep. By default they spin, and where the machine has other work (the reading of the
        # next document) two threads took 29 to 39 s for what passive ones did in 6 to 7 and one alone in 4 to 9.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        if frozen() and machine.lacks_avx2():  # it would die of an illegal instruction; a checkout compiled for its own
            raise UserError("no-avx2")
        try:
            import llama_cpp
        except (ImportError, OSError, RuntimeError) as error:  # RuntimeError: the shared library does not load
            raise UserError("no-llama") from error
        self.api: Any = llama_cpp
        self.said: deque[str] = deque(maxlen=50)
        self._callback = llama_cpp.llama_log_callback(self._hear)  # kept: C holds its address
        llama_cpp.llama_log_set(self._callback, None)
        llama_cpp.llama_backend_init()

    def _hear(self, level: int, text: bytes, _data: object) -> None:
        if level >= 3 and text:  # warnings and errors; a constant of ggml.h
            self.said.append(text.decode("utf-8", "replace"))

    def reason(self) -> str:
        """Why loading failed, as llama.cpp said it, in printable characters."""
        lines = [
            line.strip()
            for line in "".join(self.said).splitlines()
            if "error" in line.lower() or "fail" in line.lower()
        ]
        text = lines[0].split(": ", 1)[-1] if lines else "no reason given"
        return "".join(c if c.isprintable() else "?" for c in text)[:160]

    def devices(self) -> list[Device]:
        """Graphics processors that llama.cpp would use; empty where this build has none.

        Those that share the memory of the processor count only where there is no other, as llama.cpp has it.
        """
        if not self.api.llama_supports_gpu_offload():
            return []
        try:
            found = [_device(number) for number in range(_ggml("ggml_backend_dev_count", ctypes.c_size_t)())]
        except AttributeError:  # a function has another name in this version
            return []
        own, shared = ([one for kind, one in found if kind == wanted] for wanted in (_GPU, _IGPU))
        return own or shared


def _device(number: int) -> tuple[int, Device]:
    device = ctypes.c_void_p(_ggml("ggml_backend_dev_get", ctypes.c_void_p)(ctypes.c_size_t(number)))
    free, total = ctypes.c_size_t(0), ctypes.c_size_t(0)
    _ggml("ggml_backend_dev_memory", None)(device, ctypes.byref(free), ctypes.byref(total))
    name = _ggml("ggml_backend_dev_description", ctypes.c_char_p)(device)
    kind = _ggml("ggml_backend_dev_type", ctypes.c_int)(device)
    return kind, Device((name or b"").decode("utf-8", "replace"), free.value)


def _ggml(name: str, result: Any) -> Any:
    """A function of ggml, which comes as several libraries; Windows looks into one only.

    Raises:
        AttributeError: There is none.
    """
    from llama_cpp import _ggml as binding

    for library_ in (binding.libggml, *_others(Path(binding.__file__).parent / "lib")):
        if hasattr(library_, name):
            function = getattr(library_, name)
            function.restype = result
            return function
    raise AttributeError(name)


@cache
def _others(folder: Path) -> tuple[ctypes.CDLL, ...]:
    found = [path for path in sorted(folder.glob("*ggml-base*")) if path.suffix in {".dll", ".dylib", ".so"}]
    return tuple(ctypes.CDLL(str(path)) for path in found)


@cache
def library() -> Library:
    """llama.cpp, imported and started once.

    Raises:
        UserError: ``no-llama``.
    """
    return Library()


def devices() -> list[Device]:
    """Graphics processors that llama.cpp can use here.

    Raises:
        UserError: ``no-llama``.
    """
    return library().devices()


def has_gpu_support() -> bool:
    """Whether llama.cpp was built for a graphics processor.

    Raises:
        UserError: ``no-llama``.
    """
    return bool(library().api.llama_supports_gpu_offload())


def convert(path: Path, target: Path, to: str, *, threads: int) -> None:
    """Write a model in a format that has fast kernels; what has lost precision already loses a little more.

    Args:
        path: A model whose header has been checked.
        target: That is written.
        to: "Q4_0" or "Q8_0".
        threads: Of the processor.

    Raises:
        UserError: ``no-llama``, ``no-convert``.
    """
    api = library().api
    formats = {"Q4_0": api.LLAMA_FTYPE_MOSTLY_Q4_0, "Q8_0": api.LLAMA_FTYPE_MOSTLY_Q8_0}
    params = api.llama_model_quantize_default_params()
    params.nthread, params.allow_requantize = threads, True
    params.ftype = formats.get(to, -1)
    if to not in formats or api.llama_model_quantize(os.fsencode(path), os.fsencode(target), ctypes.byref(params)):
        raise UserError("no-convert", name=path.name)
