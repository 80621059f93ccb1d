"""Pages for the bench of models: a statement with as many rows as wanted, its fields, and the answer that one prompt would have."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass

NAMES = (
    "Net sales", "Cost of sales", "Gross profit", "Research and development", "Selling, general and administrative",
    "Operating income", "Interest expense", "Other income, net", "Income before income taxes",
    "Provision for income taxes", "Net income", "Basic earnings per share", "Cash and cash equivalents",
    "Accounts receivable, net", "Inventories", "Total current assets", "Property, plant and equipment, net", "Goodwill",
    "Total assets", "Accounts payable", "Total current liabilities", "Long-term debt", "Total liabilities",
    "Total shareholders' equity", "Prepaid expenses", "Other current assets", "Intangible assets, net",
    "Operating lease assets", "Deferred tax assets", "Other assets", "Short-term borrowings", "Accrued expenses",
    "Deferred revenue", "Current portion of long-term debt", "Operating lease liabilities", "Deferred tax liabilities",
    "Other liabilities", "Common stock", "Retained earnings", "Accumulated other comprehensive loss",
)  # fmt: skip
NONE = "not on this page"
QUESTION = "Give the figures of the fiscal year 2024 for the rows that are named, in thousands."


@dataclass(frozen=True, slots=True)
class ModelSheet:
    """A page.

    Attributes:
        text: As it is read.
        fields: Names of rows.
        figures: All texts that stand in its columns, and the one for "not here".
        answers: For each field, what a prompt of its own would have the model write.
    """

    text: str
    fields: tuple[str, ...]
    figures: tuple[str, ...]
    answers: tuple[str, ...]


def sheet(fields: int, seed: int) -> ModelSheet:
    """A page of 24 rows, or as many as fields are asked for."""
    chance = random.Random(seed)
    names = NAMES[: max(24, fields)]
    amounts = {name: [f"{chance.randint(100, 99_999):,}" for _ in range(2)] for name in names}
    rows = [f"{name}\t{now}\t{before}" for name, (now, before) in amounts.items()]
    asked = tuple(chance.sample(names, fields))
    return ModelSheet(
        "\n".join(["Consolidated statements (USD thousands)", "\t2024\t2023", *rows]),
        asked,
        (*(figure for pair in amounts.values() for figure in pair), NONE),
        tuple(
            json.dumps({"row": name, "value": amounts[name][0], "unit": "USD", "scale": "thousands", "period": "2024"})
            for name in asked
        ),
    )
