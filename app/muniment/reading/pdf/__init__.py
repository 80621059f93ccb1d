"""PDF through pdfium and pypdf."""
