"""Grades answers to questions about the documents of a corpus."""
