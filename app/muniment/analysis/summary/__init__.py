"""What a document says in short: sentences from facts, telling sentences, content tags."""
