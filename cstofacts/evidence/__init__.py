"""Prove quotes: where each stands in its text, whether it is verbatim, and whether its value can be read back out of it."""
