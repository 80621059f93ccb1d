"""The documents of the vault, and the places that a search finds."""
