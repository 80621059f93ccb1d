"""Filings on skeletons that were learnt from real statements: their rows and sums, invented figures."""
