"""The user's models: where they are, what they cost, what they mean for the search."""
