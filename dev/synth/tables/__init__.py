"""Statements and other tables as grids, before they are laid out."""
