"""What a vault holds, subject by subject."""
