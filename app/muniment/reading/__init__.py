"""Bytes to pages and tables. Runs in the ``read`` worker only; knows nothing of what the words mean."""
