"""Words for people: codes become sentences here, in the language that the user chose. Standard library only."""
