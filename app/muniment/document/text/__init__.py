"""What words say, read the same way on both sides: dates, numbers, names, and sentences set together."""
