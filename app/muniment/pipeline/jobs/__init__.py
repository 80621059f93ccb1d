"""The jobs of the pipeline, each a generator that reads from top to bottom; ``table`` lists them, ``runner`` runs them."""
