"""The left pane: documents of the vault, and the places that a search found."""
