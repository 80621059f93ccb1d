"""Grids and text on PDF pages."""
