"""The main window: puts the parts together, and nothing below knows it."""
