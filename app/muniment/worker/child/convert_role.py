"""The role that writes a model in another format, and nothing else: it never sees a document.

Must never write over a file, nor leave half of one under its name.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from muniment.errors import UserError
from muniment.worker.child.allowed_models import refuse_unlisted
from muniment.worker.child.serve import Operations, Pieces, Request
from muniment.worker.protocol.control import RequestDone
from muniment.worker.protocol.modelling import ConvertModel


class ConvertRole:
    """Knows one request."""

    def __init__(self) -> None:
        self._operations = Operations()
        self._operations.on(ConvertModel, _convert)

    def handle(self, request: Request) -> Pieces:
        """Answer a request."""
        return self._operations.handle(request)


def _convert(asked: ConvertModel, request: Request) -> None:
    from muniment.llm.engine import llama_library, machine
    from muniment.llm.files import model_header

    path, target = Path(asked.model.path or ""), Path(asked.target)
    refuse_unlisted(path, asked.model.allowed)
    model_header.read(path)
    part = target.with_suffix(".part")
    try:
        llama_library.convert(path, part, asked.to, threads=machine.physical_cores())
        model_header.read(part)
        if target.exists():
            raise UserError("model-exists")
        part.replace(target)
    finally:
        with suppress(OSError):
            part.unlink()
    request.answer(RequestDone())
