"""Muniment reads financial documents on the user's own machine; every figure keeps its evidence."""

__version__ = "0.1.0"
