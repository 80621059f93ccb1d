"""``muniment show --costs``: what language models spent, on a document or on all, and an estimate of what that costs rented.

Must never show an estimate without the word.
"""

from __future__ import annotations

from collections.abc import Sequence

from muniment.cli import screen
from muniment.document.usage.model_usage import DecisionCounts, Spent, Tier
from muniment.pipeline.models import model_costs, model_prices
from muniment.pipeline.models.model_costs import Costs
from muniment.texts import numbers, units
from muniment.texts.text import Text
from muniment.vault.database.records import DocumentRow, DocumentState
from muniment.vault.store import Vault

ALL = Text("all documents and questions")


_HEAD = (
    Text("no."),
    Text("name"),
    Text("evaluated"),
    Text("reused"),
    Text("written"),
    Text("seconds"),
    Text("without a model"),
)
_TIERS = {Tier.FAST: Text("fast", context="model"), Tier.STRONG: Text("strong", context="model")}


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
    for name, one in [(ALL(), together)] if together is not None else [(row.name, one) for row, one in each]:
        _whole(name, one, listed)


def _table(each: Sequence[tuple[DocumentRow, Costs]]) -> None:
    rows = [[text() for text in _HEAD]]
    rows += [[str(row.id), row.name, *_counts(one), _share(one.decided, one.decided.code)] for row, one in each]
    for line in screen.table(rows, right=frozenset({0, 2, 3, 4, 5, 6})):
        screen.put(line)


def _counts(one: Costs) -> list[str]:
    return [*map(numbers.number, (one.evaluated, one.reused, one.written)), numbers.number(one.seconds, 1)]


def _whole(name: str, one: Costs, listed: Sequence[model_prices.Price]) -> None:
    screen.put(Text("Ledger of {name}")(name=name))
    evaluated, reused, written, seconds = _counts(one)
    tokens = Text("{evaluated} evaluated, {reused} reused without computing them again, {written} written")
    time = Text("{seconds} s of models")(seconds=seconds)
    decided = one.decided
    decisions = Text("{total:,}: {code} without a model, {fast} by the fast model, {strong} by the strong model")(
        total=decided.total,
        code=_share(decided, decided.code),
        fast=_share(decided, decided.fast),
        strong=_share(decided, decided.strong),
    )
    rows = [
        (Text("tokens")(), tokens(evaluated=evaluated, reused=reused, written=written)),
        (Text("time", context="ledger")(), time),
        (Text("decisions")(), decisions),
        *((_TIERS[entry.tier](), _spent(entry)) for entry in one.spent),
        *((Text("estimate")(), _estimate(one, price)) for price in listed),
    ]
    for head, said in rows:
        screen.put(f"  {head:9}  {said}")


def _spent(entry: Spent) -> str:
    return Text(
        "{model}: {read:,} read, {written:,} written, {answered:,} of {asked:,} decisions answered"
    )(
        model=entry.model, read=entry.read, written=entry.written, answered=entry.answered, asked=entry.asked
    )  # fmt: skip


def _estimate(one: Costs, price: model_prices.Price) -> str:
    return Text("{amount} for the same tokens at {name} ({sent:f} in, {written:f} out a million; {date}, {source})")(
        amount=units.estimate(one.estimate(price), price.currency),
        name=price.name,
        sent=price.input,
        written=price.output,
        date=price.date,
        source=price.source,
    )


def _share(decided: DecisionCounts, count: int) -> str:
    return numbers.percent(decided.share(count)) if decided.total else "-"
