"""What every reader shares: characters, metadata, and telling what a file is."""
