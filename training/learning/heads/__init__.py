"""Heads: one layer on features, learnt for pictures and sounds alike."""
