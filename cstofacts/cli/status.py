"""The exit status: what a run came to, for scripts."""

FOUND = 1
"""There are findings at or above the threshold, or problems of the registry."""

COULD_NOT = 2
"""Nothing could be checked, or what was typed makes no sense."""
