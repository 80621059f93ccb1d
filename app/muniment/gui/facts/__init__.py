"""The facts of a document, and what the user decides on them."""
