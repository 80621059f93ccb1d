"""Text to text, or text to choice, by a local language model; knows nothing of documents."""
