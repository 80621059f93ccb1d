"""Questions in the window."""
