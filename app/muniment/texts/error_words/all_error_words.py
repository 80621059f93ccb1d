"""The words of errors, of all rooms together."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.texts.document_words.chosen_words import Words
from muniment.texts.error_words.export_error_words import EXPORT
from muniment.texts.error_words.file_words import FILES
from muniment.texts.error_words.model_error_words import MODELS
from muniment.texts.error_words.policy_words import POLICY
from muniment.texts.error_words.vault_error_words import VAULT

ERRORS: Mapping[str, Words] = {**VAULT, **MODELS, **EXPORT, **POLICY, **FILES}
"""The words of each code."""
