"""What is done with documents, each job from beginning to end."""
