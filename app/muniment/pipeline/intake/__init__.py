"""What comes in: dropped files, and the user's own settings files."""
