"""The texts of the window."""
