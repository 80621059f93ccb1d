"""Taking a model in: the one place where a file becomes one of the user's models, for the window and the command line.

Must never take in a file that a worker has not looked at, nor one whose licence the user has not accepted.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from muniment.errors import UserError
from muniment.pipeline import failures
from muniment.pipeline.models import adapter_bases, model_catalogue, model_worker
from muniment.pipeline.models.embedding_index import EMBED
from muniment.pipeline.models.model_store import ModelStore
from muniment.worker.protocol.exchanged_values import Inspected

FORMATS = ("Q8_0", "Q4_0")
"""Into which a slow format is written; the first loses next to nothing, the second is half as large."""


def look(shelf: ModelStore, path: Path, base: Path | str | None = None) -> Inspected:
    """What a file is that may be taken in; an adapter is held against the models that are here.

    Args:
        shelf: Whose models.
        path: The file.
        base: The model that it is an adapter of; empty for the starter model; None to find it.

    Raises:
        UserError: It cannot be used, belongs to no model that is here, or to several (``adapter-several``).
    """
    found = ways(shelf, path) if base is None else (model_worker.inspect(path, str(base))[0],)
    if len(found) > 1:
        raise failures.error(failures.of_model("adapter-several", path.name))
    return found[0]


def ways(shelf: ModelStore, path: Path) -> tuple[Inspected, ...]:
    """What a file is that may be taken in: one thing, or an adapter with each of the models that it fits.

    Args:
        shelf: Whose models.
        path: The file.

    Raises:
        UserError: It cannot be used, or belongs to no model that is here.
    """
    try:
        return (model_worker.inspect(path)[0],)
    except UserError as error:
        if error.code != "adapter-alone":
            raise
    fitting = tuple(model_worker.fitting(path, [own for own in shelf.files() if adapter_bases.base_of(own) is None]))
    if not fitting:
        raise failures.error(failures.of_model("adapter-base", path.name))
    return fitting


def bring(
    shelf: ModelStore, path: Path, about: Inspected, *, to: str = "", stopped: Callable[[], bool] = lambda: False
) -> Path:
    """Take a file into the folder of models.

    Args:
        shelf: Whose folder.
        path: The file.
        about: What its header says; its licence has been accepted.
        to: One of ``FORMATS`` to write it in; empty to take it as it is.
        stopped: Asked often; where it says so, nothing of the file stays.

    Returns:
        The model in the folder.

    Raises:
        UserError: It is another file than the catalogue knows by its name, there is such a model already, it cannot be
            converted, or the disk is full.
        Cancelled: ``stopped`` said so.
    """
    if not shelf.is_agreed(about.id):
        raise failures.error(failures.of_model("licence", path.name))
    model_catalogue.refuse_other(path)
    if about.base is not None:
        target = shelf.take_in(path, stopped=stopped)
        adapter_bases.attach(target, Path(about.base) if about.base else None)
        return target
    if not to:
        return _for_search(shelf, shelf.take_in(path, stopped=stopped), about)
    target = shelf.folder / f"{path.stem.removesuffix('.' + about.quantisation)}.{to}.gguf"
    shelf.folder.mkdir(parents=True, exist_ok=True)
    if target.exists():
        raise failures.error(failures.of_model("model-exists", target.stem))
    model_worker.convert(path, target, to, stopped=stopped)
    try:
        written, _ = model_worker.inspect(target)
    except UserError:  # such as a policy that lists the file as it was, and not as it is now
        target.unlink(missing_ok=True)
        raise
    shelf.agree(written.id)  # the same weights under the same licence
    return _for_search(shelf, target, written)


def _for_search(shelf: ModelStore, path: Path, about: Inspected) -> Path:
    """A model of meanings needs no exam: it is used from now on, unless another one is."""
    if about.is_embedding and shelf.used(EMBED) is None:
        shelf.use(path, EMBED)
    return path
