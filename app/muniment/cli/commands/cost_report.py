"""``muniment show --costs``: what language models spent, on a document or on all, and an estimate of what that costs rented.

Must never show an estimate without the word.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from muniment.cli import screen
from muniment.document.usage.model_usage import DecisionCounts
from muniment.pipeline.models import model_costs, model_prices
from muniment.pipeline.models.model_costs import Costs
from muniment.vault.database.records import DocumentRow, DocumentState
from muniment.vault.store import Vault

ALL = "all documents and questions"


def show(vault: Vault, rows: Sequence[DocumentRow], *, as_json: bool, in_all: bool) -> None:
    """Print the ledger.

    Args:
        vault: Where the documents are.
        rows: Those that are asked for.
        as_json: As objects, one a line.
        in_all: All were asked for: a line for each, and their sum.

    Raises:
        UserError: The price list has a fault.
    """
    listed = model_prices.prices()
    done = [row for row in rows if row.state is DocumentState.DONE]
    each = [(row, model_costs.of_document(vault, row.id)) for row in done]
    together = model_costs.of_all(vault, rows) if in_all else None
    if as_json:
        for row, one in each:
            screen.put_json({"file": row.name, "document": row.id, **model_costs.as_json(one, listed)})
        if together is not None:
            screen.put_json({"file": None, "document": None, **model_costs.as_json(together, listed)})
        return
    if in_all and each:
        _table(each)
        screen.put()
    for name, one in [(ALL, together)] if together is not None else [(row.name, one) for row, one in each]:
        _whole(name, one, listed)


def _table(each: Sequence[tuple[DocumentRow, Costs]]) -> None:
    rows = [["no.", "name", "evaluated", "reused", "written", "seconds", "without a model"]]
    rows += [[str(row.id), row.name, *_counts(one), _share(one.decided, one.decided.code)] for row, one in each]
    for line in screen.table(rows, right=frozenset({0, 2, 3, 4, 5, 6})):
        screen.put(line)


def _counts(one: Costs) -> list[str]:
    return [f"{one.evaluated:,}", f"{one.reused:,}", f"{one.written:,}", f"{one.seconds:,.1f}"]


def _whole(name: str, one: Costs, listed: Sequence[model_prices.Price]) -> None:
    screen.put(f"Ledger of {name}")
    evaluated, reused, written, seconds = _counts(one)
    screen.put(f"  tokens     {evaluated} evaluated, {reused} reused without computing them again, {written} written")
    screen.put(f"  time       {seconds} s of models")
    decided = one.decided
    shares = [
        f"{_share(decided, count)} {by}"
        for by, count in (("without a model", decided.code), ("by the fast model", decided.fast), ("by the strong model", decided.strong))
    ]  # fmt: skip
    screen.put(f"  decisions  {decided.total:,}: {', '.join(shares)}")
    for entry in one.spent:
        screen.put(
            f"  {entry.tier.value:9}  {entry.model}: {entry.read:,} read, {entry.written:,} written, "
            f"{entry.answered:,} of {entry.asked:,} decisions answered"
        )
    for price in listed:
        screen.put(
            f"  estimate   {model_costs.shown(one.estimate(price), price.currency)} for the same tokens at {price.name} "
            f"({price.input:f} in, {price.output:f} out a million; {price.date.isoformat()}, {price.source})"
        )


def _share(decided: DecisionCounts, count: int) -> str:
    return f"{decided.share(count) * Decimal(100):.0f} %" if decided.total else "-"
