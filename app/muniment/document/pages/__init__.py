"""A page as read and what stands on it: words, tables, tags, spans and evidence."""
