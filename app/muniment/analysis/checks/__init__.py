"""Identities, sums and repetitions that confirm or contradict facts."""
