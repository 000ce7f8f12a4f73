"""Tables are read the same way everywhere; who reads examples finds it here."""

from classrooms.tables import BadTable, Line, check_size, decode, read_lines

__all__ = ["BadTable", "Line", "check_size", "decode", "read_lines"]
