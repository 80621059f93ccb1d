"""The worker program and its roles."""
