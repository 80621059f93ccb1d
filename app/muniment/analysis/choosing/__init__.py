"""Which row of a statement is which concept: two choosers, what they learnt, and how they are reconciled."""
