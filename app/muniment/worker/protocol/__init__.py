"""The messages of parent and worker: one frozen class for each thing that is asked, and for each kind of answer."""
