"""The window itself: panes side by side, bars above and below, commands."""
