"""Models in the window: import, consent, exams, usage."""
