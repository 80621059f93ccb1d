"""What parent and worker say to each other."""
