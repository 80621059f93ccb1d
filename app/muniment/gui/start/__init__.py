"""The start of the window: policy, language, vault, lock screen, main window, and again after a lock."""
