"""The role that writes a model in another format, and nothing else: it never sees a document.

Must never write over a file, nor leave half of one under its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from muniment.errors import UserError
from muniment.worker.frames import Kind, Op
from muniment.worker.listed import refuse_unlisted
from muniment.worker.serve import Request


class ConvertRole:
    """Knows one request."""

    def handle(self, request: Request) -> Iterator[None] | None:
        """Answer a request."""
        from muniment.llm import header, library, machine

        if request.op != Op.CONVERT:
            raise UserError("That is not what this worker does.", code="bug")
        path, target = Path(request.head["path"]), Path(request.head["target"])
        refuse_unlisted(path, request.head.get("allowed"))
        header.read(path)
        part = target.with_suffix(".part")
        try:
            library.convert(path, part, str(request.head["to"]), threads=machine.physical_cores())
            header.read(part)
            if target.exists():
                raise UserError("There is such a file already.", code="model-exists")
            part.replace(target)
        finally:
            with suppress(OSError):
                part.unlink()
        request.answer(Kind.DONE)
        return None
