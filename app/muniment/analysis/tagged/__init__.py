"""Facts that the document itself marks, in inline XBRL."""
