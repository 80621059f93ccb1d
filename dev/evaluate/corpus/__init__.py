"""What a corpus folder holds, and what the program says of its documents (docs/corpus.md)."""
