"""A worker for the length of a task on a model: look at it, examine it, convert it.

Must never let a model that ended its worker be tried again by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from muniment import policy
from muniment.document.usage.exam_marks import VERSION, ExamResults, Score
from muniment.errors import Cancelled, UserError
from muniment.pipeline import failures
from muniment.pipeline.models import adapter_bases
from muniment.pipeline.models.model_store import ModelStore, marked
from muniment.worker.parent.worker_client import Refusal, Reply, Worker, WorkerDied, WorkerTimeout
from muniment.worker.protocol.exchanged_values import Inspected
from muniment.worker.protocol.frames import FrameKind
from muniment.worker.protocol.modelling import (
    ConvertModel,
    ExamScored,
    FindStarter,
    InspectModel,
    ItemMarked,
    LoadModels,
    ModelInspected,
    NamedModel,
    SitExam,
    StarterFound,
)

SECONDS = 60.0
LOAD_SECONDS = 600.0
ITEM_SECONDS = 600.0
"""An item of the exam on a large model and a slow processor."""
MAX_MARKS = 2_000

_ITS_OWN = ("damaged-adapter", "not-an-adapter", "model-unreadable")
"""Codes that speak against an adapter with every model."""

Told = Callable[[int, int], None]


def inspect(path: Path | None, base: str | None = None) -> tuple[Inspected, Path]:
    """What a file's header says, and which file it is.

    Args:
        path: None for the starter model.
        base: The model that it is an adapter of, as ``bases`` has it; None where that is known, or it is a model.

    Raises:
        UserError: It cannot be used, and why.
    """
    base = adapter_bases.base_of(path) if path is not None and base is None else base
    with _worker("analyse", path, also=[Path(base)] if base else []) as worker:
        path = _starter(worker) if path is None else path
        named = which(path) if base is None else _with_base(path, base)
        (answer,) = worker.request(InspectModel(named), timeout=LOAD_SECONDS)
        return replace(_inspected(answer), base=base), path or Path()


def survey(own: Sequence[Path]) -> list[tuple[Path, Inspected | UserError]]:
    """What the headers of the starter model, where there is one, and of the user's models say; one worker looks at all.

    Args:
        own: The user's models.

    Returns:
        Each file with what its header says, or why it cannot be used; the starter model first.
    """
    worker = Worker("analyse", files=adapter_bases.files_of(own))
    worker.start()
    try:
        starter = _told_starter(worker)
        return [(path, _looked(worker, path)) for path in (*([starter] if starter else []), *own)]
    finally:
        worker.stop()


def fitting(path: Path, own: Sequence[Path]) -> Iterator[Inspected]:
    """What an adapter is with each model that it fits; the starter model is tried, too.

    Args:
        path: Of the adapter.
        own: The user's models.
    """
    with _worker("analyse", path, also=own) as worker:
        for base in (adapter_bases.STARTER, *map(str, own)):
            try:
                (answer,) = worker.request(InspectModel(_with_base(path, base)), timeout=LOAD_SECONDS)
            except Refusal as error:
                if error.code in _ITS_OWN:
                    raise
                continue
            yield replace(_inspected(answer), base=base)


def _told_starter(worker: Worker) -> Path | None:
    try:
        return _starter(worker)
    except (Refusal, WorkerDied, WorkerTimeout, UserError):
        return None


def _starter(worker: Worker) -> Path | None:
    (answer,) = worker.request(FindStarter(), timeout=SECONDS)
    try:
        path = answer.read(StarterFound).path
    except ValueError:
        raise _garbage() from None
    return Path(path) if path else None


def _looked(worker: Worker, path: Path) -> Inspected | UserError:
    try:
        (answer,) = worker.request(InspectModel(which(path)), timeout=LOAD_SECONDS)
        return replace(_inspected(answer), base=adapter_bases.base_of(path))
    except Refusal as error:
        return UserError.of(failures.of_model(error.code, path.name))
    except (WorkerDied, WorkerTimeout):
        return UserError.of(failures.of_model("damaged-model", path.name))
    except UserError as error:
        return error


def examine(
    shelf: ModelStore, path: Path, *, on_mark: Told, anew: bool = False, stopped: Callable[[], bool] = lambda: False
) -> ExamResults:
    """Let a model sit its exam, or go on with it; what is known is kept after each item.

    Args:
        shelf: Keeps the table.
        path: Of the model.
        on_mark: Told how many items are done, and how many there may be.
        anew: Forget what is known, and ask other items.
        stopped: Asked several times a second; where it says so, the exam is broken off.

    Returns:
        The table with its scores.

    Raises:
        UserError: The model cannot be used, and why.
        Cancelled: ``stopped`` said so; what is known is kept.
    """
    about, _ = inspect(path)
    table = shelf.table(about.id, about.name)
    if anew:
        table = ExamResults(about.id, about.name, VERSION, table.seed + 1)
    if table.scores:
        return table
    shelf.crashed(path, yes=False)  # the user wants it tried
    with _worker("analyse", path, shelf) as worker:
        for _ in worker.request(LoadModels(which(path)), timeout=LOAD_SECONDS, stopped=stopped):
            pass
        for answer in worker.request(SitExam(table), timeout=ITEM_SECONDS, stopped=stopped):
            if answer.kind is FrameKind.PROGRESS and len(table.marks) < MAX_MARKS:
                item = _item(answer)
                table = marked(table, [item.mark])
                on_mark(len(table.marks), item.total if 0 < item.total <= MAX_MARKS else MAX_MARKS)
            elif answer.kind is FrameKind.DONE:
                table = marked(table, [], _scores(answer))
            shelf.keep(table)
    return table


def convert(path: Path, target: Path, to: str, *, stopped: Callable[[], bool] = lambda: False) -> None:
    """Write a model in another format.

    Args:
        path: Of the model.
        target: That is written; it must not be there.
        to: "Q4_0" or "Q8_0".
        stopped: Asked several times a second; where it says so, it is given up, and nothing of it stays.

    Raises:
        UserError: It could not be converted.
        Cancelled: ``stopped`` said so.
    """
    try:
        with _worker("convert", path, folder=target.parent) as worker:
            request = ConvertModel(which(path), str(target), to)
            for _ in worker.request(request, timeout=LOAD_SECONDS, stopped=stopped):
                pass
    except Cancelled:
        with suppress(OSError):  # the worker was killed in the middle of it
            target.with_suffix(".part").unlink()
        raise


def which(path: Path | None, *others: Path | None) -> NamedModel:
    """A model as a worker is told it: what its adapter belongs to, and which files the policy of the machine allows.

    Args:
        path: None for the starter model.
        others: Further ones that the request names; None for none.
    """
    try:
        allowed = policy.read().models
    except UserError:  # it broke since the vault was opened
        allowed = frozenset()
    listed = None if allowed is None else tuple(sorted(allowed))
    found = adapter_bases.bases_of((path, *others))
    return NamedModel(str(path) if path else None, tuple(found.items()), listed)


def _with_base(path: Path | None, base: str) -> NamedModel:
    """A file as if it were an adapter of a model."""
    return replace(which(path), bases=((str(path), base),))


@contextmanager
def _worker(
    role: str,
    path: Path | None,
    shelf: ModelStore | None = None,
    *,
    folder: Path | None = None,
    also: Sequence[Path] = (),
) -> Iterator[Worker]:
    """A worker of its own; how it fails is said in a sentence, and a model that ends it is remembered."""
    name = path.name if path is not None else failures.OF_INSTALLATION
    files = [path, folder] if role == "convert" else [*adapter_bases.files_of([path]), *also]
    worker = Worker(role, files=[each for each in files if each is not None])
    worker.start()
    try:
        yield worker
    except Refusal as error:
        raise UserError.of(failures.of_model(error.code, name)) from None
    except WorkerTimeout:
        raise UserError.of(failures.of_model("timeout", name)) from None
    except WorkerDied:
        if shelf is not None and path is not None:
            shelf.crashed(path)
        raise UserError.of(failures.of_model("crashed-model", name)) from None
    finally:
        worker.stop()


def _item(answer: Reply) -> ItemMarked:
    try:
        return answer.read(ItemMarked)
    except ValueError:
        raise _garbage() from None


def _scores(answer: Reply) -> tuple[Score, ...]:
    try:
        return answer.read(ExamScored).scores
    except ValueError:
        raise _garbage() from None


def _inspected(answer: Reply) -> Inspected:
    try:
        return answer.read(ModelInspected).about
    except ValueError:
        raise _garbage() from None


def _garbage() -> UserError:
    return UserError.of(failures.of_model("bug", failures.YOU_CHOSE))
