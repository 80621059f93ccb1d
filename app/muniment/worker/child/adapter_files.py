"""Which file is the model and which the adapter: the parent names an adapter as if it were a model, and what it belongs to.

Must never give llama.cpp a file that the policy of the machine does not list.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from muniment.errors import UserError
from muniment.worker.child.allowed_models import refuse_unlisted
from muniment.worker.protocol.modelling import NamedModel


class Files(NamedTuple):
    """Of a model.

    Attributes:
        model: Its weights.
        adapter: Changes to them; None for none.
    """

    model: Path
    adapter: Path | None


def files_of(path: Path, named: NamedModel) -> Files:
    """The files that a path stands for, once it is known that all of them are allowed.

    Args:
        path: Of a model or of an adapter.
        named: What the parent says of it, and of others: which adapter belongs to which file, what the policy lists.

    Raises:
        UserError: ``no-base``: the model of an adapter is not there; ``not-allowed``.
    """
    base = dict(named.bases).get(str(path))
    refuse_unlisted(path, named.allowed)
    if base is None:
        return Files(path, None)
    from muniment.llm.files import starter_file

    model = Path(base) if base else starter_file.find()
    if model is None or not model.is_file():
        raise UserError("no-base")
    refuse_unlisted(model, named.allowed)
    return Files(model, path)
