"""What a question says: its times, its unit, the companies that it names, the wordings of what it asks for."""
