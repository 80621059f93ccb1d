"""Words with boxes become rows of a page and lines of prose."""
