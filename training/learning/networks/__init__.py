"""Convolutional networks that others have trained, run with NumPy."""
