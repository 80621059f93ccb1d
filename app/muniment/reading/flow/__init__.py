"""Documents without pages (DOCX), cut into pages that have no geometry."""
