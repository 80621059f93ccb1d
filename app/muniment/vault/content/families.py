"""Documents that came out of others: who belongs to whom, and how large a family may become.

Must never let a document grow a family without end, as a file that holds files that hold files would.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from muniment.document.limits import MAX_DEPTH, MAX_FAMILY, MAX_FAMILY_BYTES
from muniment.vault.database.engine import Connection
from muniment.vault.database.records import DocumentRow

_ABOVE = """
    WITH RECURSIVE above (id, parent, depth) AS (
        SELECT id, parent, 0 FROM documents WHERE id = ?
        UNION ALL SELECT d.id, d.parent, depth + 1 FROM documents d JOIN above ON d.id = above.parent
    )
    SELECT id, depth FROM above ORDER BY depth DESC LIMIT 1
"""
_BELOW = """
    WITH RECURSIVE below (id, size) AS (
        SELECT id, size FROM documents WHERE parent = ?
        UNION ALL SELECT d.id, d.size FROM documents d JOIN below ON d.parent = below.id
    )
    SELECT id, size FROM below ORDER BY id
"""


def descendants(db: Connection, document_id: int) -> list[int]:
    """The documents that came out of one, however deep they lay in it, in the order in which they came."""
    return [row["id"] for row in db.rows(_BELOW, (document_id,))]


def has_room(db: Connection, parent: int, size: int) -> bool:
    """Whether a further document may come out of one.

    Args:
        db: The vault's connection.
        parent: The document that it lies in.
        size: Of the further one, in bytes.
    """
    root = db.row(_ABOVE, (parent,))
    if root is None or root["depth"] >= MAX_DEPTH:
        return False
    family = db.rows(_BELOW, (root["id"],))
    return len(family) < MAX_FAMILY and sum(row["size"] for row in family) + size <= MAX_FAMILY_BYTES


def in_families(documents: Iterable[DocumentRow]) -> Iterator[tuple[DocumentRow, int]]:
    """Documents, each followed by those that came out of it, with how deep each lies.

    Args:
        documents: In any order, in which they stay beside each other; one whose parent is not among them stands by itself.
    """
    listed = list(documents)
    known = {row.id for row in listed}
    inside: defaultdict[int | None, list[DocumentRow]] = defaultdict(list)
    for row in listed:
        inside[row.parent if row.parent in known else None].append(row)
    waiting = [(row, 0) for row in reversed(inside[None])]
    while waiting:
        row, depth = waiting.pop()
        yield row, depth
        waiting += [(child, depth + 1) for child in reversed(inside[row.id])]
