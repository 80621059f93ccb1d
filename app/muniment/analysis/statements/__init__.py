"""Where the statements of a document are, whose they are, and what their rows and columns are."""
