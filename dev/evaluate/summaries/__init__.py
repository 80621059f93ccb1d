"""Whether every sentence of a summary is supported by the places that it cites."""
