"""Pages of documents that have no pages, such as web pages: how their text and tables are laid out."""
