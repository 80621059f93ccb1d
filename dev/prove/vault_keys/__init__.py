"""What should open a vault opens it, nothing else does, at any moment of a change of keys."""
