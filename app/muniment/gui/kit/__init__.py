"""Small parts that every pane uses: theme, icons, labels, dialogs for files, background tasks."""
