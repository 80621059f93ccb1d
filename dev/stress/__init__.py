"""Many damaged or made documents through the real program."""
