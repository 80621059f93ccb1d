"""Values that code computes from facts, by formulas in a file."""
