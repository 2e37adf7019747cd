"""Readers: find numbers, dates, durations, lists and who says what in a text, each with its place. They work alone, as a library."""
