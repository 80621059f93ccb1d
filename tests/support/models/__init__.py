"""Tiny models with random weights, written while the tests run, and exams that they passed."""
