"""A search by words, and by meaning where an embedding model is in use; for the command line.

Must never lose a page that holds the words.
"""

from __future__ import annotations

from collections.abc import Sequence

from muniment.pipeline.failures import Ended
from muniment.pipeline.models.embedding_index import EmbeddingIndex, Near
from muniment.pipeline.models.model_store import ModelStore
from muniment.pipeline.models.rank_fusion import fused
from muniment.vault.database.records import Hit
from muniment.vault.store import Vault
from muniment.worker.parent import trust_gate
from muniment.worker.parent.worker_client import Refusal, Worker, WorkerDied, WorkerTimeout

SECONDS = 60.0
NEAR = 5
"""Pages without the words that are shown for their meaning alone: there is always a nearest one, whatever was asked."""
_SHOWN = 160


def search(
    vault: Vault, text: str, limit: int, shelf: ModelStore | None = None
) -> tuple[list[Hit], frozenset[tuple[int, int]]]:
    """Pages that hold the words or mean what they say, the best first.

    Args:
        vault: Of the documents.
        text: Words as typed.
        limit: At most so many pages; those with the words stay.
        shelf: Where models are; None for the user's own.

    Returns:
        The hits, and the places (document, page) that were found by their meaning alone.
    """
    near = _near(vault, text, EmbeddingIndex(shelf or ModelStore()))
    return joined(vault, vault.search(text, limit), near, limit)


def joined(
    vault: Vault, words: Sequence[Hit], near: Sequence[Near], limit: int
) -> tuple[list[Hit], frozenset[tuple[int, int]]]:
    """Both rankings as one; see ``search``.

    Args:
        vault: Of the documents.
        words: Pages with the words, the best first.
        near: The nearest pages.
        limit: At most so many pages; those with the words stay.
    """
    hits = {(hit.document_id, hit.page): hit for hit in words}
    alone = [one for one in near if (one.document_id, one.portion.page) not in hits][: min(NEAR, limit - len(words))]
    by_meaning = {(one.document_id, one.portion.page): _hit(vault, one) for one in alone}
    order = fused(hits, [(one.document_id, one.portion.page) for one in near])
    every = hits | by_meaning
    return [every[place] for place in order if place in every], frozenset(by_meaning)


def _near(vault: Vault, text: str, meanings: EmbeddingIndex) -> Sequence[Near]:
    """The nearest pages; none without a model, or where it fails."""
    if meanings.path is None or not meanings.can_search(vault):
        return ()
    worker = Worker("analyse", files=[meanings.path])
    worker.start()
    try:
        (answer,) = worker.request(meanings.request("question", [text]), timeout=SECONDS)
        _, vector = trust_gate.vectors(answer, 1)
    except (Refusal, WorkerTimeout, trust_gate.Distrusted):
        return ()
    except WorkerDied:
        meanings.failed(Ended("worker-died", worker_died=True))
        return ()
    finally:
        worker.stop()
    return meanings.nearest(vault, vector, {row.id for row in vault.documents()}, 2 * NEAR)


def _hit(vault: Vault, near: Near) -> Hit:
    portion = near.portion
    text = vault.page(near.document_id, portion.page).text[portion.start : portion.end]
    return Hit(near.document_id, portion.page, portion.start, portion.end, " ".join(text.split())[:_SHOWN], ())
