"""The worker processes of a session, and what is told of their work."""
