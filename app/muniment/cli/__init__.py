"""The command line: the same pipeline without Qt, and what scripts hold on to."""
