"""A dropped path becomes a name and bytes.

Must never parse: the only thing looked at is what kind of file the first bytes and the suffix say.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from muniment import formats
from muniment.document.limits import MAX_ORIGINAL
from muniment.errors import UserError
from muniment.message import Argument, message, printable

MODEL = b"GGUF"
"""How a model's file begins."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A file as it was read, once.

    Attributes:
        name: Without folders.
        media_type: As it seems; the reader decides.
        data: All of it.
    """

    name: str
    media_type: str
    data: bytes


def take(path: Path) -> Taken:
    """Read a file.

    Raises:
        UserError: It is a folder, a model, not there, not readable, empty or too large.
    """
    try:
        if path.is_dir():
            raise _refusal(path, "file-is-folder", "folder")
        if path.exists() and not path.is_file():  # a pipe or a device may give nothing, or never end
            raise _refusal(path, "file-is-no-file", "unreadable")
        with path.open("rb") as file:
            size, start = os.fstat(file.fileno()).st_size, file.read(len(MODEL))
            if start == MODEL:
                raise _refusal(path, "file-is-model", "model")
            data = b"" if size > MAX_ORIGINAL else start + file.read()
        if max(size, len(data)) > MAX_ORIGINAL:  # it may have grown
            raise _refusal(path, "file-too-large", "too-large", megabytes=MAX_ORIGINAL // 10**6)
    except FileNotFoundError:
        raise _refusal(path, "file-not-there", "not-found") from None
    except PermissionError:
        raise _refusal(path, "file-not-allowed", "unreadable") from None
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "not a path"
        raise _refusal(path, "file-not-read", "unreadable", reason=reason) from None
    if not data:
        raise _refusal(path, "file-is-empty", "empty")
    name = path.name.encode("utf-8", "replace").decode()  # what is no Unicode in it cannot be kept
    return Taken(name, formats.seems(name, data), data)


def _refusal(path: Path, said: str, code: str, **arguments: Argument) -> UserError:
    """Why a file is not taken.

    Args:
        path: Of the file.
        said: The code of the words.
        code: The short name that scripts know.
        arguments: Of the words, beside the path and the name.
    """
    named = message(said, path=printable(str(path)), name=printable(path.name), **arguments)
    return UserError.of(named, code=code)
