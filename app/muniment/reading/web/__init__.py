"""Web pages and inline XBRL."""
