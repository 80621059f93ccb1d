"""How a loaded model points among options, and what its exam makes of that."""
