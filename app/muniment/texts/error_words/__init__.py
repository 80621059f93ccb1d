"""Words for the codes of errors, one table for each room that raises them."""
