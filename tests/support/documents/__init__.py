"""Documents and facts that tests make: PDF, DOCX and HTML files, pages and tables without a reader, values by hand."""
