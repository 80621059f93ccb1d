"""Learns the skeletons of statements from tagged filings, for the synthetic ones."""
