"""How a model is asked to say a sentence in other words: the same words in its exam and in its work."""

from __future__ import annotations

QUESTION = (
    "Say this sentence in other words: change the verb and small words only. Keep every number, unit, name and noun in its "
    "order. Answer with one sentence."
)
TOKENS = 90
"""Of the answer, at most."""
