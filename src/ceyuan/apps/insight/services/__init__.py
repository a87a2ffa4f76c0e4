"""Keeping roll-ups."""
