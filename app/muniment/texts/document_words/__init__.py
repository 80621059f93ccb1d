"""Words for documents: their formats, kinds, states and faults."""
