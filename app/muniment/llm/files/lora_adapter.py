"""LoRA adapters: small files of changes to a model's weights, read without trust and held against the model they belong to.

Must never let llama.cpp see one that it would abort on, or that changes weights which its model does not have. The format is
that of llama.cpp's ``convert_lora_to_gguf.py``: for a matrix W two narrow ones, ``W.lora_a`` and ``W.lora_b``.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from muniment.errors import UserError
from muniment.llm.files import gguf
from muniment.llm.files.gguf import BadGguf, Gguf, GgufType, NotGguf, Tensor

MAX_RANK = 4096
"""Columns between the two matrices; adapters have 4 to 256."""
MAX_SIZE = 4_000_000_000
"""Bytes: it is hashed whole, and lies in memory beside the model."""

_ALPHA = "adapter.lora.alpha"
_TYPES = frozenset({"F32", "F16", "BF16", "Q8_0"})
_EMBEDDING = "token_embd.weight"


class _NoAdapter(Exception):  # noqa: N818 - it is what the file is
    """The file is a model."""


@dataclass(frozen=True, slots=True)
class Adapter:
    """What matters of an adapter before it is applied.

    Attributes:
        file: Its name without its ending.
        architecture: Of the model that it belongs to.
        name: What its maker calls it; empty if it is not said.
        licence: As its maker wrote it into the file; empty if it is not said.
        rank: Columns between its matrices, the most of any pair.
        size: Bytes of the file.
        digest: SHA-256 of the whole file: two adapters of one training differ in their numbers only.
        pairs: For each weight that it changes, both matrices.
    """

    file: str
    architecture: str
    name: str
    licence: str
    rank: int
    size: int
    digest: str
    pairs: Mapping[str, tuple[Tensor, Tensor]]


def is_adapter(file: Gguf) -> bool:
    """Whether a file says that it is a part for another model."""
    return file.text("general.type") == "adapter"


def read(path: Path) -> Adapter:
    """Read and check an adapter by itself.

    Raises:
        UserError: ``model-not-found``, ``model-unreadable``, ``not-an-adapter``, ``damaged-adapter``.
    """
    try:
        with path.open("rb") as stream:
            file = gguf.read(stream, path.stat().st_size)
            _check(file)
            stream.seek(0)
            return _adapter(path.stem, file, hashlib.file_digest(stream, "sha256").hexdigest())
    except (NotGguf, _NoAdapter):
        raise UserError("not-an-adapter", name=path.name) from None
    except BadGguf as error:
        raise UserError("damaged-adapter", name=path.name, why=str(error)) from None
    except FileNotFoundError:
        raise UserError("model-not-found", name=path.name) from None
    except OSError:
        raise UserError("model-unreadable", name=path.name) from None


def check_fits(adapter: Adapter, base: Gguf) -> None:
    """Hold an adapter against the model that it is to change.

    Raises:
        UserError: ``adapter-base``: it belongs to another model; ``damaged-adapter``: llama.cpp would abort on it.
    """
    weights = {tensor.name: tensor.shape for tensor in base.tensors}
    fits = adapter.architecture == base.text("general.architecture") and all(
        name in weights and _fits(name, weights[name], a.shape, b.shape) for name, (a, b) in adapter.pairs.items()
    )
    if not fits:
        raise UserError("adapter-base", name=adapter.file)
    if _EMBEDDING in adapter.pairs and "output.weight" not in weights:  # the matrix is used both ways, the pair is not
        raise UserError(
            "damaged-adapter", name=adapter.file, why="llama.cpp cannot apply a change of both uses of a matrix"
        )


def _fits(name: str, weight: tuple[int, ...], a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    """Whether a pair has the shapes that llama.cpp takes for a weight; the contiguous dimension is the first one."""
    if len({len(weight), len(a), len(b)}) != 1 or len(weight) not in (2, 3):
        return False
    if name == _EMBEDDING:  # looked up by row, hence the other way round
        return a[0] == b[0] and (weight[0], weight[1]) == (b[1], a[1]) and len(weight) == 2
    return weight[0] == a[0] and weight[1] == b[1] and a[1] == b[0] and weight[2:] == a[2:] == b[2:]


def _check(file: Gguf) -> None:
    if not is_adapter(file):
        raise _NoAdapter
    if file.size > MAX_SIZE:
        raise BadGguf("it is too large for an adapter")
    if not file.text("general.architecture") or file.text("adapter.type") != "lora":
        raise BadGguf("it does not say what it is")
    alpha = file.values.get(_ALPHA)
    if file.kinds.get(_ALPHA) is not GgufType.F32 or not isinstance(alpha, float):  # llama.cpp asserts its type
        raise BadGguf("its strength is missing")
    if not math.isfinite(alpha) or not 0 <= alpha <= 1e6:
        raise BadGguf("its strength is impossible")
    if any(key.startswith("adapter.alora.") for key in file.values):
        raise BadGguf("it is switched on by words of a text, which a document could hold")


def _adapter(name: str, file: Gguf, digest: str) -> Adapter:
    pairs = dict(_pairs(file))
    if not pairs:
        raise BadGguf("it changes nothing")
    return Adapter(
        file=name,
        architecture=file.text("general.architecture"),
        name=file.text("general.name"),
        licence=file.text("general.license"),
        rank=max(_rank(weight, a) for weight, (a, _) in pairs.items()),
        size=file.size,
        digest=digest,
        pairs=pairs,
    )


def _pairs(file: Gguf) -> Iterator[tuple[str, tuple[Tensor, Tensor]]]:
    tensors = {tensor.name: tensor for tensor in file.tensors}
    for name, tensor in tensors.items():
        weight, _, part = name.rpartition(".")
        if part not in {"lora_a", "lora_b"} or gguf.BLOCKS[tensor.type][0] not in _TYPES:
            raise BadGguf("a part of it is no matrix of an adapter")
        a, b = (tensors.get(f"{weight}.{side}") for side in ("lora_a", "lora_b"))
        if a is None or b is None:
            raise BadGguf("half of a pair of matrices is missing")
        if not 1 <= _rank(weight, a) <= MAX_RANK:
            raise BadGguf("a matrix of it has an impossible shape")
        yield weight, (a, b)


def _rank(name: str, a: Tensor) -> int:
    return a.shape[0] if name == _EMBEDDING else a.shape[1] if len(a.shape) > 1 else 0
