"""The parent's side of a worker: it starts and ends it, and trusts nothing that it says."""
