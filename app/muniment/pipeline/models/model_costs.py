"""The ledger of a document, or of all: what models spent, who decided, and an estimate of what that would cost rented.

Must never call an estimate anything else, nor compute it with floats.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from muniment.document.usage.model_usage import DecisionCounts, Spent, Tier, merged
from muniment.document.usage.routing import Routing, added
from muniment.pipeline.models.model_prices import Price
from muniment.vault.database.records import DocumentRow, DocumentState
from muniment.vault.store import Vault


@dataclass(frozen=True, slots=True)
class Costs:
    """What was spent.

    Attributes:
        spent: By model and tier.
        decided: Who took the decisions that stand.
        documents: How many these are of.
        routing: How questions about them went to a fast and a strong model.
    """

    spent: tuple[Spent, ...] = ()
    decided: DecisionCounts = field(default_factory=DecisionCounts)
    documents: int = 0
    routing: Routing = field(default_factory=Routing)

    @property
    def evaluated(self) -> int:
        """Tokens that were computed."""
        return sum(one.evaluated for one in self.spent)

    @property
    def reused(self) -> int:
        """Tokens that were asked about again without being computed again."""
        return sum(one.reused for one in self.spent)

    @property
    def written(self) -> int:
        """Tokens of answers in words."""
        return sum(one.written for one in self.spent)

    @property
    def seconds(self) -> Decimal:
        """Of all models together, by the clock."""
        return sum((one.seconds for one in self.spent), Decimal(0))

    def estimate(self, price: Price) -> Decimal:
        """What the same tokens would cost, if each question sent its text again; exact."""
        return price.estimate(self.evaluated + self.reused, self.written)


def of_document(vault: Vault, document_id: int) -> Costs:
    """Of one document.

    Raises:
        UserError: It is not there.
    """
    spent = vault.spent(document_id)
    is_read = vault.document(document_id).page_count is not None
    return Costs(
        spent, _decided(vault, document_id, spent) if is_read else DecisionCounts(), 1, vault.routing(document_id)
    )


def of_all(vault: Vault, rows: Sequence[DocumentRow]) -> Costs:
    """Of all documents together, and of the questions that were asked.

    Args:
        vault: Where they are.
        rows: Its documents.
    """
    each = [of_document(vault, row.id) for row in rows if row.state is DocumentState.DONE]
    spent = merged((*(entry for one in each for entry in one.spent), *vault.spent_on_questions()))
    decided = sum((one.decided for one in each), DecisionCounts())
    return Costs(spent, decided, len(each), added(*(one.routing for one in each)))


def as_json(costs: Costs, prices: Iterable[Price]) -> dict[str, Any]:
    """The ledger as JSON values; amounts as text, so that nothing rounds them."""
    decided = costs.decided
    return {
        "documents": costs.documents,
        "tokens": {"evaluated": costs.evaluated, "reused": costs.reused, "written": costs.written},
        "seconds": format(costs.seconds, "f"),
        "decisions": {"all": decided.total, "no_model": decided.code, "fast": decided.fast, "strong": decided.strong},
        "models": [_model(one) for one in costs.spent],
        "estimates": [
            {
                "name": price.name,
                "estimate": format(costs.estimate(price), "f"),
                "currency": price.currency,
                "input": format(price.input, "f"),
                "output": format(price.output, "f"),
                "date": price.date.isoformat(),
                "source": price.source,
            }
            for price in prices
        ],
    }


def _model(one: Spent) -> dict[str, object]:
    return {
        "id": one.model,
        "tier": one.tier.value,
        "evaluated": one.evaluated,
        "reused": one.reused,
        "written": one.written,
        "seconds": format(one.seconds, "f"),
        "asked": one.asked,
        "answered": one.answered,
    }


def _decided(vault: Vault, document_id: int, spent: Iterable[Spent]) -> DecisionCounts:
    """Who decided: rows that were chosen for a concept, the kind, tags, and the sentences that the summary quotes."""
    quoted = [sentence for sentence in vault.summary(document_id) if not sentence.links]
    total = vault.rows_chosen(document_id) + 1 + len(quoted) + len(vault.content_tags(document_id))
    by_tier = {tier: sum(one.answered for one in spent if one.tier is tier) for tier in Tier}
    strong = min(by_tier[Tier.STRONG], total)
    fast = min(by_tier[Tier.FAST], total - strong)
    return DecisionCounts(total - strong - fast, fast, strong)
