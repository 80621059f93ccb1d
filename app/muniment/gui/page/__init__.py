"""The middle pane: pages of a document, and pointing at figures on them."""
