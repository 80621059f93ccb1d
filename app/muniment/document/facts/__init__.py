"""What is known of a document: facts, checks, measures, answers, and what the user teaches."""
