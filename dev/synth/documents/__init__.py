"""Whole documents of an invented company, each with the truth about its figures."""
