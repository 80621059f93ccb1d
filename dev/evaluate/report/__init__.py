"""The evaluation as lines of text and as one HTML page."""
