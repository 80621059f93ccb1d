"""Makes synthetic financial documents of invented companies, with the truth about every figure in them.

Deterministic by seed. Nothing in it is taken from a real document; the sentences are our own.
"""
