"""The encrypted database: its one opener, its tables, and how they came to be."""
