"""The frame that panes stand in: what a pane is, the commands with their keys and menus, and the sheet of all keys."""
