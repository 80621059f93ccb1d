"""The models of the analyse worker: one that is loaded, and a strong one that is loaded when it is first wanted.

Must never load a model that the policy does not list, or, for work, one that has earned none of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from muniment.errors import UserError
from muniment.worker.child.adapter_files import files_of
from muniment.worker.child.serve import Request
from muniment.worker.protocol.modelling import (
    DescribeMachine,
    LoadingModel,
    LoadModels,
    MachineDescribed,
    ModelsLoaded,
    NamedModel,
)

if TYPE_CHECKING:
    from muniment.llm.pointing.loaded_model import Model
    from muniment.worker.child.model_router import ModelRouter, RoutedModel

MAX_SPARE = 1024
"""Cores; more than any machine has."""


class LoadedModels:
    """Which models are there, and what each may do.

    Attributes:
        model: The first one, for good; the strong one where only that has earned something. None before.
    """

    def __init__(self) -> None:
        self.model: Model | None = None
        self._hands: list[RoutedModel] = []
        self._strong: Model | None = None
        self._request: Request | None = None
        self._named = NamedModel()  # of the request to load
        self._spare = 0

    def load(self, asked: LoadModels, request: Request) -> None:
        """Load the model that is named, or the strong one where only that has earned something.

        Raises:
            UserError: ``not-earned``, ``not-allowed``, or it cannot be loaded.
        """
        self._close()
        self._named = asked.model
        if asked.earned is None:
            first = self._now(named(asked.model), request)
        else:  # only for work: a model that has earned none of it costs nothing
            paths, self._hands = self._ready(asked, request)
            first = self._now(paths[0], request)
        strong = next((one.id for one in self._hands if one.is_strong), "")
        request.answer(ModelsLoaded(first.id, first.name, first.description, strong))

    def leave(self, spare: int) -> None:
        """Leave so many cores to others from the next batch on; from another thread than that of the work.

        With as many threads as cores two processes hold each other up: llama.cpp's threads wait for the slowest.

        Args:
            spare: How many; a number that no machine has changes nothing.
        """
        if 0 <= spare <= MAX_SPARE:
            self._spare = spare
            for model in (self.model, self._strong):
                if model is not None:
                    self._ease(model)

    def _ease(self, model: Model) -> Model:
        from muniment.llm.engine import machine

        model.threads = max(1, machine.physical_cores() - self._spare)
        return model

    def hands(self, request: Request) -> ModelRouter:
        """The models, to be asked for a request."""
        from muniment.worker.child.model_router import ModelRouter

        self._request = request
        return ModelRouter(self._hands, request.cancelled)

    def _ready(self, asked: LoadModels, request: Request) -> tuple[list[Path], list[RoutedModel]]:
        """The models that have earned something, the fast one first, and their files."""
        from muniment.worker.child.model_router import RoutedModel

        paths, found, refused = list[Path](), list[RoutedModel](), list[UserError]()
        earned = {one.model: dict(one.tasks) for one in asked.earned or ()}
        strong = [(replace(asked.model, path=asked.strong), True)] if asked.strong else []
        for one, is_strong in ((asked.model, False), *strong):
            try:
                path = named(one)
                model_id, tasks = _earned(path, asked.model, earned)
                load = partial(self._later, path) if found else partial(self._now, path, request)
                paths.append(path)
                found.append(RoutedModel(model_id, load, tasks, is_strong))
            except UserError as error:
                refused.append(error)
        if not found:
            raise refused[0]
        return paths, found

    def _now(self, path: Path, request: Request) -> Model:
        if self.model is None:
            self.model = self._ease(_load(path, self._named, request))
        return self.model

    def _later(self, path: Path) -> Model:
        """The strong model; that it is being loaded is told, so that one which ends the worker is known."""
        request = self._request
        if self._strong is None and request is not None:
            request.answer(LoadingModel(0.0, is_strong=True))
            try:
                self._strong = self._ease(_load(path, self._named, request, is_strong=True))
            finally:
                request.answer(LoadingModel(1.0, is_strong=True, is_over=True))
        if self._strong is None:
            raise UserError("bug")  # no request waits for the strong model
        return self._strong

    def _close(self) -> None:
        for model in (self.model, self._strong):
            if model is not None:
                model.close()
        self.model = self._strong = None
        self._hands = []


def machine(asked: DescribeMachine, request: Request) -> None:  # noqa: ARG001 - nothing is asked but that
    """Answer what there is to compute on; without an engine only the processor is known."""
    from muniment.llm.engine import layer_placement

    graphics = None
    with suppress(UserError):
        graphics = layer_placement.graphics()
    request.answer(MachineDescribed(layer_placement.processor(), graphics))


def _earned(
    path: Path, named: NamedModel, earned: Mapping[str, Mapping[str, float]]
) -> tuple[str, Mapping[str, float]]:
    from muniment.llm.pointing import model_loading

    model, adapter = files_of(path, named)
    model_id = model_loading.id_of(model, *model_loading.look(model, adapter))
    tasks = earned.get(model_id, {})
    if not tasks:
        raise UserError("not-earned")
    return model_id, tasks


def _load(path: Path, named: NamedModel, request: Request, *, is_strong: bool = False) -> Model:
    from muniment.llm.pointing import model_loading

    model, adapter = files_of(path, named)  # again where it was looked at before: that may be a while ago
    return model_loading.load(model, adapter=adapter, on_progress=_Twentieths(request, is_strong=is_strong))


def named(model: NamedModel) -> Path:
    """The file of a model; that of the starter model where none is named.

    Raises:
        UserError: ``no-model``: no starter model is installed.
    """
    from muniment.llm.files import starter_file

    found = Path(model.path) if model.path else starter_file.find()
    if found is None:
        raise UserError("no-model")
    return found


class _Twentieths:
    """Tells of progress, not more often than anybody can see; a cancel ends the loading."""

    def __init__(self, request: Request, *, is_strong: bool) -> None:
        self._request = request
        self._is_strong = is_strong
        self._told = -1

    def __call__(self, share: float) -> None:
        self._request.check()
        if int(share * 20) > self._told:
            self._told = int(share * 20)
            self._request.answer(LoadingModel(float(share), self._is_strong))
