"""The whole journey watched from outside: no internet socket, no word of a document in the clear."""
