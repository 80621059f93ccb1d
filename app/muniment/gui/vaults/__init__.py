"""The lock screen, and the dialogs on a vault's keys."""
