"""Models that the policy of the machine allows, by their SHA-256.

Must never let a model's header be read, much less the model be loaded, before its bytes are known to be on the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from muniment.errors import UserError


def refuse_unlisted(path: Path, allowed: Sequence[str] | None) -> None:
    """Hold a model's file against the list.

    Args:
        path: Of the model.
        allowed: SHA-256, hexadecimal; None for any model.

    Raises:
        UserError: It is not on the list (not-allowed), or cannot be read.
    """
    if allowed is None:
        return
    import hashlib

    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise UserError("model-not-found") from None
    except OSError:
        raise UserError("model-unreadable") from None
    if found not in allowed:
        raise UserError("not-allowed")
