"""What happens to a document, in order, and the jobs that survive any process. No Qt, no parser, no model."""
