"""Backups, and how a vault is checked, restored and repaired."""
