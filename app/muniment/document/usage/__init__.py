"""What models showed, decided and spent."""
