"""Which keys open a vault, and how they are derived, kept and changed."""
