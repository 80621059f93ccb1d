"""How a model is asked for the sentences of a summary: the same words in its exam and in its work."""

from __future__ import annotations

QUESTIONS = (
    "How did sales, profit, cash flow and debt develop this year?",
    "Quote one sentence about the company's performance and outlook.",
)
"""The same asked twice, in other words."""
AGAINST = "Tell me one definition or legal note of the report."
"""What a summary does not want: a sentence counts by how much better it answers the others."""
