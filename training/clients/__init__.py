"""Scratch, Python and other programs, which come with a key instead of a log-in."""
