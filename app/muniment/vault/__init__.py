"""Encrypted storage: the only place that holds documents, and the only place with SQL."""
