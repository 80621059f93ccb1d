"""The words of errors, of all rooms together."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.texts.choosing import Words
from muniment.texts.export_errors import EXPORT
from muniment.texts.model_errors import MODELS
from muniment.texts.policy_words import POLICY
from muniment.texts.vault_errors import VAULT

ERRORS: Mapping[str, Words] = {**VAULT, **MODELS, **EXPORT, **POLICY}
"""The words of each code."""
