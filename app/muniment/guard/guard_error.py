"""What is raised when a process could not be bound."""

from __future__ import annotations


class GuardError(Exception):
    """A limit could not be set; the process must end."""
