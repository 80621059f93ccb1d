"""What a document says of itself: its company, its kind, the day and the length of what it reports on."""
