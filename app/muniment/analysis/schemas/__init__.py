"""What reads documents of one kind: a module for each schema that has steps of its own, loaded when such a document comes."""
