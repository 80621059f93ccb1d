"""What those who look after a machine have set, and why something is refused for it."""

from __future__ import annotations

from collections.abc import Mapping

from muniment.texts.document_words.chosen_words import Words, with_or_without
from muniment.texts.text import Text

_RULES: Mapping[str, Words] = {
    "rule-escrow": Text("Your firm holds a key to every vault on this machine (escrow)."),
    "rule-keyring": Text("The keyring of the system may not open vaults."),
    "rule-passphrase": Text("A passphrase has at least {n} characters.", "A passphrase has at least {n} characters."),
    "rule-lock": Text(
        "A vault is locked after {n} minutes without use.", "A vault is locked after {n} minutes without use."
    ),
    "rule-folders": Text("Vaults lie in {folders}."),
    "rule-fetcher": Text("Models are not fetched from a network."),
    "rule-models": Text("Only models on a list of {n} are loaded.", "Only models on a list of {n} are loaded."),
    "rule-exports": with_or_without("formats", Text("Export formats: {formats}."), Text("Export formats: none.")),
    "rule-copies": with_or_without("what", Text("What can be copied: {what}."), Text("What can be copied: nothing.")),
    "rule-retention": Text("Documents are kept for at least {n} days.", "Documents are kept for at least {n} days."),
    "rule-hold-all": Text("No document can be removed (hold)."),
    "rule-hold": Text(
        "{n} documents are on hold and cannot be removed.", "{n} documents are on hold and cannot be removed."
    ),
}

_FORBIDDEN: Mapping[str, Words] = {
    "policy-folders": Text("By the policy of this machine vaults lie in {folders} only. Choose a folder there."),
    "policy-passphrase": Text(
        "By the policy of this machine a passphrase has at least {n} characters. Choose a longer one.",
        "By the policy of this machine a passphrase has at least {n} characters. Choose a longer one.",
    ),
    "policy-keyring": Text(
        "By the policy of this machine the keyring of the system may not open vaults. Use the passphrase."
    ),
    "policy-export": with_or_without(
        "formats",
        Text("By the policy of this machine what can be exported is {formats}."),
        Text("By the policy of this machine what can be exported is nothing."),
    ),
    "policy-copy": with_or_without(
        "what",
        Text("By the policy of this machine what can be copied is {what}."),
        Text("By the policy of this machine what can be copied is nothing."),
    ),
    "policy-hold": Text("By the policy of this machine this document is on hold and cannot be removed."),
    "policy-retention": Text(
        "By the policy of this machine documents are kept for at least {n} days; this one is newer.",
        "By the policy of this machine documents are kept for at least {n} days; this one is newer.",
    ),
}

_UNUSABLE: Mapping[str, Words] = {
    "policy": Text(
        "The policy of this machine is not usable: {why}. Until it is put right no vault is opened and nothing is analysed. "
        "Tell those who look after this machine."
    ),
    "policy-leads-nowhere": Text("{where} leads nowhere"),
    "policy-not-read": Text("{where} cannot be read"),
    "policy-not-understood": Text("{where} cannot be understood"),
    "policy-section": Text("{where} has the section {section}, which this version does not know"),
    "policy-entry": Text("{where} has the entry {entry}, which this version does not know"),
    "policy-value": Text("{where} has a value for {entry} that makes no sense"),
    "policy-outside": Text("{where} has values outside its sections"),
}

POLICY: Mapping[str, Words] = {**_RULES, **_FORBIDDEN, **_UNUSABLE}
"""The words of the codes of ``policy``."""
