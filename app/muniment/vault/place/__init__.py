"""The folder of a vault: where it may lie, who has it open, and how files in it are written."""
