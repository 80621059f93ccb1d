"""Widgets and looks that the parts of the window share, and work in the background. Knows none of the parts."""
