"""What a document is: pages, words, tables, spans, evidence and facts. Standard library only."""
