"""A document that was read becomes what is known of it: kind, facts, checks, measures and a summary."""
