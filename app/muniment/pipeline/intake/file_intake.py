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
            raise UserError(f"{path} is a folder. Add the files in it instead.", code="folder")
        if path.exists() and not path.is_file():  # a pipe or a device may give nothing, or never end
            raise UserError(f"{path} is no regular file. Copy what it holds into one and add that.", code="unreadable")
        with path.open("rb") as file:
            size, start = os.fstat(file.fileno()).st_size, file.read(len(MODEL))
            if start == MODEL:
                sentence = (
                    f"{path.name} is a language model, not a document. To import it: muniment models import {path}"
                )
                raise UserError(sentence, code="model")
            data = b"" if size > MAX_ORIGINAL else start + file.read()
        if max(size, len(data)) > MAX_ORIGINAL:  # it may have grown
            raise UserError(f"{path.name} is larger than 900 MB. Split it and add the parts.", code="too-large")
    except FileNotFoundError:
        raise UserError(f"There is no file {path}. Check the path.", code="not-found") from None
    except PermissionError:
        raise UserError(
            f"{path} may not be read. Check its rights, or copy it to a place of your own.", code="unreadable"
        ) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise UserError(
            f"{path} could not be read ({reason or 'not a path'}). Check the disk and the path.", code="unreadable"
        ) from None
    if not data:
        raise UserError(f"{path.name} is empty (0 bytes). Get the file again from where it came.", code="empty")
    name = path.name.encode("utf-8", "replace").decode()  # what is no Unicode in it cannot be kept
    return Taken(name, formats.seems(name, data), data)
