"""Makes the bundled sample annual report."""
