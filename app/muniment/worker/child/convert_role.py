"""The role that writes a model in another format, and nothing else: it never sees a document.

Must never write over a file, nor leave half of one under its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from muniment.errors import UserError
from muniment.worker.child.allowed_models import refuse_unlisted
from muniment.worker.child.serve import Request
from muniment.worker.protocol.frames import FrameKind, Op


class ConvertRole:
    """Knows one request."""

    def handle(self, request: Request) -> Iterator[None] | None:
        """Answer a request."""
        from muniment.llm.engine import llama_library, machine
        from muniment.llm.files import model_header

        if request.op != Op.CONVERT:
            raise UserError("That is not what this worker does.", code="bug")
        path, target = Path(request.head["path"]), Path(request.head["target"])
        refuse_unlisted(path, request.head.get("allowed"))
        model_header.read(path)
        part = target.with_suffix(".part")
        try:
            llama_library.convert(path, part, str(request.head["to"]), threads=machine.physical_cores())
            model_header.read(part)
            if target.exists():
                raise UserError("There is such a file already.", code="model-exists")
            part.replace(target)
        finally:
            with suppress(OSError):
                part.unlink()
        request.answer(FrameKind.DONE)
        return None
