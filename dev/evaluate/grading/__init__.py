"""Which figures, places and fields are right."""
