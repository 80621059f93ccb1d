"""What every part of the window is made with: commands, panes, background work. Knows none of the parts."""
