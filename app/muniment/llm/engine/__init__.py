"""llama.cpp: loading, evaluating, embedding, and what a machine has for it."""
