"""Rows of a page become tables: columns, heads, labels, scale, periods."""
