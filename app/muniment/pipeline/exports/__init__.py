"""What leaves the vault because the user asked: workbooks, CSV, JSON."""
