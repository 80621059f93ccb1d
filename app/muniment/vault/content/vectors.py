"""What the portions of documents mean, by an embedding model: kept beside the pages, under the same key.

A vector tells of its text: it is removed with its pages. Must never be compared with one of another model.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from muniment.document.pages.portion import Portion
from muniment.vault.database.engine import Row
from muniment.vault.database.repository_base import Repository, now

BYTES = 2
"""Of a number: 16-bit floats, little-endian; of MiniLM's 384 numbers a page takes 2 to 4 kB."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The vectors of one document.

    Attributes:
        document_id: Which.
        portions: Where each stands.
        width: Numbers of a vector; 0 if there is none.
        numbers: ``BYTES`` each, vector after vector.
    """

    document_id: int
    portions: tuple[Portion, ...]
    width: int
    numbers: bytes


class Vectors(Repository):
    """The vectors of a vault."""

    def without_vectors(self, model: str) -> int | None:
        """The first document that was read and has no vectors by this model; None if there is none.

        Args:
            model: SHA-256 of its file.
        """
        row = self._db.row(
            "SELECT j.document_id AS id FROM jobs j LEFT JOIN vectors v ON v.document_id = j.document_id "
            "WHERE j.task = 'extract' AND j.state = 'done' AND v.model IS NOT ? ORDER BY j.document_id LIMIT 1",
            (model,),
        )
        return int(row["id"]) if row else None

    def save_vectors(self, model: str, meant: Meant) -> bool:
        """Keep the vectors of a document, in the place of those by any other model.

        Args:
            model: SHA-256 of its file.
            meant: Its portions and vectors.

        Returns:
            Whether they are kept; not if the document was removed or read anew meanwhile, with other pages.

        Raises:
            UserError: The disk is full; nothing is saved.
        """
        with self._db.transaction():
            lengths = {
                row["number"]: row["length"]
                for row in self._db.rows(
                    "SELECT number, length(CAST(text AS BLOB)) AS length FROM pages WHERE document_id = ?",
                    (meant.document_id,),
                )
            }
            if not lengths or any(one.end > lengths.get(one.page, 0) for one in meant.portions):
                return False
            self._db.run("DELETE FROM vectors WHERE document_id = ?", (meant.document_id,))
            row = {"model": model, "made_at": now(), "width": meant.width, "numbers": meant.numbers}
            self._db.insert("vectors", {"document_id": meant.document_id, "places": _packed(meant.portions), **row})
        return True

    def vectors_since(self, model: str) -> tuple[int, str]:
        """Changes when any vector by this model comes or goes.

        Args:
            model: SHA-256 of its file.
        """
        row = self._db.row("SELECT count(*) AS n, max(made_at) AS last FROM vectors WHERE model = ?", (model,))
        return (int(row["n"]), row["last"] or "") if row else (0, "")

    def vectors(self, model: str) -> list[Meant]:
        """All vectors by a model.

        Args:
            model: SHA-256 of its file.
        """
        return [of_row(row) for row in self._db.rows("SELECT * FROM vectors WHERE model = ?", (model,))]


def of_row(row: Row) -> Meant:
    """A row as it is used.

    Raises:
        ValueError: It is not of the form.
    """
    places, numbers, width = row["places"], row["numbers"], row["width"]
    count = len(places) // 12
    if len(places) != 12 * count or len(numbers) != BYTES * width * count:
        raise ValueError("vectors do not fit their places")
    portions = tuple(Portion(*place) for place in struct.iter_unpack("<3I", places))
    return Meant(row["document_id"], portions, width, numbers)


def _packed(portions: Sequence[Portion]) -> bytes:
    return b"".join(struct.pack("<3I", one.page, one.start, one.end) for one in portions)
