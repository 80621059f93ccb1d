"""Training of the classifier of rows, from statements whose rows carry their XBRL tags."""
